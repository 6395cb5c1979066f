"""Trains the small model of triage: ``python -m tools.train_triage --data FILES``.

Needs scikit-learn and numpy (dependency group ``train``); what it writes needs neither.
Everything is seeded: the same data give the same model. See docs/triage.md, the model card.
"""

import argparse
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.content.triage import load_triage
from bot.domain.danger import Danger, Topic
from bot.domain.triage import Triage
from bot.domain.triage.assess import signals
from bot.domain.triage.model import LinearModel, pairs, pieces
from bot.domain.triage.rules import Reading
from bot.domain.triage.weights import FlatWeights
from tools.triage_examples import Example, examples, rubbish
from tools.triage_words import known_words

SEED = 20261121
LEVELS = tuple(level.word for level in Danger)
TOPICS = tuple(topic.value for topic in Topic)
#: What each kind of example weighs beside one written by hand.
MADE_UP_WEIGHT = 0.5
MUTE_WEIGHT = 1.0
RUBBISH = 300
#: Of ten donors of ordinary messages, those that are learnt from.
DONORS_LEARNT = 6
#: A feature met only in ordinary messages is kept when so many donors have it.
DONORS_LEAST = 5


@dataclass(frozen=True, slots=True)
class Sample:
    """A message ready to learn from."""

    reading: Reading
    danger: int
    topics: tuple[int, ...]
    weight: float
    mute: bool = False

    def features(self) -> Counter[str]:
        """Feature values: words shared out over the length, signals whole."""
        words = self.reading.words
        share = 1 / np.sqrt(len(words) + 1)
        counted: Counter[str] = Counter()
        for word in words:
            counted.update(pieces(word))
        counted.update(name for pair in pairs(words) for name in pair)
        values = Counter({name: count * share for name, count in counted.items()})
        if not self.mute:
            values.update(signals(self.reading))
        return values


def written(files: Iterable[Path]) -> list[Example]:
    """The messages written by hand."""
    lines = (line for file in files for line in file.read_text("utf-8").splitlines())
    records = [json.loads(line) for line in lines]
    return [Example(r["text"], r["danger"], tuple(r["topics"])) for r in records]


def spoken(file: Path) -> list[Example]:
    """Conversations, the texts of each joined as one message of several lines."""
    records = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [Example("\n".join(r["texts"]), r["danger"], tuple(r["topics"])) for r in records]


def learns(donor: object) -> bool:
    """Whether the messages of a donor are learnt from; the others set the thresholds."""
    return zlib.crc32(str(donor).encode()) % 10 < DONORS_LEARNT


def ordinary(file: Path) -> list[Example]:
    """Ordinary messages lent for training, of the donors that are learnt from; no subject."""
    records = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [Example(r["text"], "none", ()) for r in records if learns(r["donor"])]


def shared(file: Path, triage: Triage) -> set[str]:
    """The features that at least five donors have: nothing personal can sit in the others."""
    donors: dict[str, set[object]] = {}
    for line in file.read_text("utf-8").splitlines():
        record = json.loads(line)
        if not learns(record["donor"]):
            continue
        reading = triage.rules.read(triage.reader.read(record["text"]))
        for name in Sample(reading, 0, (), 1.0).features():
            donors.setdefault(name, set()).add(record["donor"])
    return {name for name, who in donors.items() if len(who) >= DONORS_LEAST}


def made_up(folder: Path, per_template: int) -> list[Example]:
    """The messages made from templates."""
    sms = yaml.safe_load((folder / "sms.yaml").read_text("utf-8"))
    short = {str(word): [str(s) for s in spellings] for word, spellings in sms.items()}
    return [*examples(per_template, SEED, short), *rubbish(RUBBISH, SEED)]


def samples(triage: Triage, messages: Sequence[Example], weight: float) -> list[Sample]:
    """Each message twice: as the rules see it, and as if no rule had seen it.

    The second makes the model able to stand alone where no rule fires.
    """
    found = []
    for message in messages:
        reading = triage.rules.read(triage.reader.read(message.text))
        topics = tuple(TOPICS.index(topic) for topic in message.topics)
        danger = LEVELS.index(message.danger)
        found.append(Sample(reading, danger, topics, weight))
        if signals(reading):
            found.append(Sample(reading, danger, topics, weight * MUTE_WEIGHT, mute=True))
    return found


def matrix(found: Sequence[Sample], index: dict[str, int], *, grow: bool) -> csr_matrix:
    """Feature values, a row per sample; ``grow`` takes new features into ``index``."""
    data, columns, starts = [], [], [0]
    for sample in found:
        for name, value in sorted(sample.features().items()):
            if grow:
                index.setdefault(name, len(index))
            if name in index:
                columns.append(index[name])
                data.append(value)
        starts.append(len(columns))
    return csr_matrix((data, columns, starts), shape=(len(found), len(index)))


def fit(
    found: Sequence[Sample],
    strength: float,
    everyday: Sequence[Sample] = (),
    allowed: Iterable[str] = (),
) -> tuple[dict[str, int], np.ndarray, np.ndarray]:
    """Weights (feature by label) and biases of both heads.

    ``everyday`` are ordinary messages, of which only the ``allowed`` features are learnt.
    """
    index: dict[str, int] = {}
    matrix(found, index, grow=True)
    for name in sorted(allowed):
        index.setdefault(name, len(index))
    found = [*found, *everyday]
    values = matrix(found, index, grow=False)
    danger = LogisticRegression(C=strength, max_iter=300, tol=1e-3)
    danger.fit(values, [s.danger for s in found], [s.weight for s in found])
    rows = [
        (i, topic, 1.0 if rank == 0 else 0.3)
        for i, sample in enumerate(found)
        for rank, topic in enumerate(sample.topics)
    ]
    often = Counter(topic for _, topic, _ in rows)
    topic = LogisticRegression(C=strength * 2, max_iter=200, tol=1e-3)
    topic.fit(
        values[[i for i, _, _ in rows]],
        [t for _, t, _ in rows],
        [found[i].weight * share / np.sqrt(often[t] / 1000) for i, t, share in rows],
    )
    bias = np.full(len(LEVELS) + len(TOPICS), -9.0)
    weights = np.zeros((len(index), len(bias)))
    for head, shift in ((danger, 0), (topic, len(LEVELS))):
        places = [shift + int(label) for label in head.classes_]
        weights[:, places] = head.coef_.T
        bias[places] = head.intercept_
    return index, weights, bias


def packed(
    index: dict[str, int], weights: np.ndarray, bias: np.ndarray, keep: int, common: Iterable[str]
) -> LinearModel:
    """The model in small whole numbers, only its ``keep`` most telling features kept."""
    names = list(index)
    signal = np.array([name[0] in "!?" and len(name) > 1 for name in index])
    telling = np.abs(weights).max(axis=1)
    telling[signal] = np.inf
    kept = np.argsort(-telling, kind="stable")[:keep]
    scale = float(np.quantile(np.abs(weights[kept]).max(axis=1), 0.9999) / 127)
    small = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8)
    chosen = {names[i]: small[i].tobytes() for i in sorted(kept) if small[i].any()}
    flat = FlatWeights("\n".join(chosen).encode(), b"".join(chosen.values()), small.shape[1])
    heads = ((0, len(LEVELS)), (len(LEVELS), len(LEVELS) + len(TOPICS)))
    return LinearModel(LEVELS + TOPICS, heads, tuple(map(float, bias)), scale, flat, tuple(common))


def write(model: LinearModel, file: Path) -> None:
    """The compact file that ``bot.content.triage`` reads."""
    head = {
        "labels": model.labels,
        "heads": model.heads,
        "bias": [round(b, 4) for b in model.bias],
        "scale": model.scale,
        "features": len(model.weights),
    }
    names = "\n".join(model.weights)
    body = (
        json.dumps(head).encode()
        + b"\0"
        + names.encode()
        + b"\0"
        + b"".join(model.weights.values())
    )
    file.write_bytes(zlib.compress(body, 9))


def cross_validate(
    triage: Triage, messages: Sequence[Example], extra: Sequence[Sample], strength: float
) -> list[tuple[Example, Reading, tuple[list[float], ...]]]:
    """Probabilities for each message from a model that never saw it."""
    folds = StratifiedKFold(5, shuffle=True, random_state=SEED)
    found = []
    for learn, look in folds.split(messages, [m.danger for m in messages]):
        known = samples(triage, [messages[i] for i in learn], 1.0)
        model = packed(*fit([*known, *extra], strength), 60_000, ())
        for i in look:
            reading = triage.rules.read(triage.reader.read(messages[i].text))
            found.append(
                (
                    messages[i],
                    reading,
                    model.probabilities(model.rows(reading.words), signals(reading)),
                )
            )
    return found


def main(arguments: Sequence[str]) -> None:
    """Train, and write the model beside the rules."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--conversations", type=Path)
    parser.add_argument("--ordinary", type=Path)
    parser.add_argument("--content", type=Path, default=Path("content/triage"))
    parser.add_argument("--per-template", type=int, default=16)
    parser.add_argument("--strength", type=float, default=1.0)
    parser.add_argument("--keep", type=int, default=60_000)
    options = parser.parse_args(arguments)
    by_hand = written(options.data)
    by_hand += spoken(options.conversations) if options.conversations else []
    words = known_words((m.text for m in by_hand), options.content / "sms.yaml")
    (options.content / "mots-connus.txt").write_text("\n".join(words) + "\n", "utf-8")
    triage = load_triage(options.content)
    invented = made_up(options.content, options.per_template)
    found = samples(triage, by_hand, 1.0) + samples(triage, invented, MADE_UP_WEIGHT)
    everyday: list[Sample] = []
    allowed: set[str] = set()
    if options.ordinary:
        everyday = samples(triage, ordinary(options.ordinary), 1.0)
        allowed = shared(options.ordinary, triage)
    model = packed(*fit(found, options.strength, everyday, allowed), options.keep, ())
    write(model, options.content / "model.bin")
    print(f"{len(by_hand)} + {len(invented)} messages, {len(model.weights)} features")


if __name__ == "__main__":
    main(sys.argv[1:])
