"""Trains the head of the second voice: ``python -m tools.train_second_voice --data FILES``.

Needs numpy and the package of the sentence encoder, nothing else.
Everything is seeded. Takes some ten minutes of one core. See docs/triage.md, the model card.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.content.encoder import PER_PIECE, PER_TEXT, Encoder, Numbers, resources
from bot.content.head import TEXT_WEIGHT
from bot.content.triage import load_triage
from bot.domain.triage import Triage
from bot.domain.triage.assess import signals
from tools.train_triage import LEVELS, SEED, TOPICS, made_up, ordinary, spoken, written
from tools.triage_examples import Example

LOOK, JOIN, EPOCHS, BATCH, RATE, DECAY = 80, 128, 11, 64, 1e-3, 0.05
#: Shares of what is hidden while learning: of a layer, of its entrance, of the pieces.
DROP, DROP_IN, DROP_PIECE = 0.4, 0.2, 0.1
TOPIC_SHARE, SECOND_TOPIC, TEMPLATE_WEIGHT, MUTE = 1.0, 0.3, 0.3, 0.3
CUT = 600
LAYERS = ("look", "look_bias", "join", "join_bias", "say", "say_bias")


@dataclass
class Material:
    """Messages ready to learn from: pieces row by row, and what is right of each message.

    Of ``starts`` and ``texts``, the first half is the messages as written, the second the same
    in plain spelling.
    """

    pieces: NDArray[np.float16]
    starts: NDArray[np.int64]
    texts: Numbers
    told: Numbers
    levels: Numbers
    topics: Numbers
    weights: Numbers
    topic_weights: Numbers
    names: tuple[str, ...] = field(default=())


def gather(triage: Triage, encoder: Encoder, messages: Sequence[tuple[Example, float]]) -> Material:
    """Encode all messages; ``messages`` come with their weight."""
    pieces, sizes, texts = [], [], []
    words = [triage.reader.read(m.text) for m, _ in messages]
    spelt = [m.text[:CUT] for m, _ in messages] + [" ".join(some)[:CUT] for some in words]
    for start in range(0, len(spelt), 32):
        part = encoder.encode(spelt[start : start + 32])
        pieces.append(part.pieces.astype(np.float16))
        sizes += np.diff([*part.starts.tolist(), len(part.pieces)]).tolist()
        texts.append(part.texts)
    found = [signals(triage.rules.read(some)) for some in words]
    names = sorted({name for names in found for name in names})
    told = np.zeros((len(messages), len(names)), np.float32)
    levels = np.zeros((len(messages), len(LEVELS)), np.float32)
    topics = np.zeros((len(messages), len(TOPICS)), np.float32)
    for row, (message, _) in enumerate(messages):
        told[row, [names.index(name) for name in found[row]]] = 1
        levels[row, LEVELS.index(message.danger)] = 1
        for rank, topic in enumerate(message.topics):
            topics[row, TOPICS.index(topic)] = 1.0 if rank == 0 else SECOND_TOPIC
    topic_weights = (topics.sum(axis=1) > 0) * TOPIC_SHARE
    topics /= np.maximum(topics.sum(axis=1, keepdims=True), 1e-9)
    return Material(
        np.concatenate(pieces), np.concatenate([[0], np.cumsum(sizes)]), np.concatenate(texts),
        told, levels, topics, np.array([w for _, w in messages], np.float32),
        topic_weights.astype(np.float32), tuple(names),
    )  # fmt: skip


class Learner:
    """One network that learns, by Adam."""

    def __init__(self, width: int, seed: int) -> None:
        """Random weights for ``width`` things that rules can tell."""
        self.dice = np.random.default_rng(seed)
        into, out = 2 * (2 * LOOK + PER_TEXT) + width, len(LEVELS) + len(TOPICS)
        self.w = {
            "look": self._some(PER_PIECE, LOOK, 2.0), "look_bias": np.zeros(LOOK, np.float32),
            "join": self._some(into, JOIN, 1.0), "join_bias": np.zeros(JOIN, np.float32),
            "say": self._some(JOIN, out, 0.5), "say_bias": np.zeros(out, np.float32),
        }  # fmt: skip
        self.mean = {k: np.zeros_like(v) for k, v in self.w.items()}
        self.square = {k: np.zeros_like(v) for k, v in self.w.items()}
        self.steps = 0

    def _some(self, rows: int, columns: int, gain: float) -> Numbers:
        made = self.dice.normal(size=(rows, columns)) * np.sqrt(2 / rows) * gain
        return made.astype(np.float32)

    def _hide(self, shape: tuple[int, ...], share: float) -> Numbers:
        return ((self.dice.random(shape) > share) / (1 - share)).astype(np.float32)

    def learn(self, some: Material, rows: NDArray[np.int64], rate: float) -> None:
        """One step on a few messages."""
        w, count = self.w, len(rows)
        twice = np.concatenate([rows, rows + len(some.weights)])
        sizes = some.starts[twice + 1] - some.starts[twice]
        pieces = np.concatenate([some.pieces[some.starts[r] : some.starts[r + 1]] for r in twice])
        pieces = pieces.astype(np.float32)
        pieces *= self.dice.random((len(pieces), 1)) > DROP_PIECE
        starts = np.concatenate([[0], np.cumsum(sizes[:-1])])
        seen = np.maximum(pieces @ w["look"] + w["look_bias"], 0)
        highest = np.maximum.reduceat(seen, starts, axis=0)
        told = some.told[rows] * (self.dice.random((count, 1)) > MUTE)
        mean = np.add.reduceat(seen, starts, axis=0) / sizes[:, None]
        both = np.concatenate([mean, highest, some.texts[twice] * TEXT_WEIGHT], axis=1)
        joined = np.concatenate([both[:count], both[count:], told], axis=1)
        shown = self._hide(joined.shape, DROP_IN)
        joined = (joined * shown).astype(np.float32)
        hidden = np.maximum(joined @ w["join"] + w["join_bias"], 0)
        kept = self._hide(hidden.shape, DROP)
        said = (hidden * kept) @ w["say"] + w["say_bias"]
        split = len(LEVELS)
        wrong = (
            np.concatenate(
                [
                    (_likely(said[:, :split]) - some.levels[rows]) * some.weights[rows, None],
                    (_likely(said[:, split:]) - some.topics[rows]) * some.topic_weights[rows, None],
                ],
                axis=1,
            )
            / count
        )
        slope = {"say": (hidden * kept).T @ wrong, "say_bias": wrong.sum(axis=0)}
        back = wrong @ w["say"].T * kept * (hidden > 0)
        slope["join"], slope["join_bias"] = joined.T @ back, back.sum(axis=0)
        into = (back @ w["join"].T * shown).astype(np.float32)
        half = both.shape[1]
        into = np.concatenate([into[:, :half], into[:, half : 2 * half]])
        spread = np.repeat(into[:, :LOOK] / sizes[:, None], sizes, axis=0)
        peak = seen == np.repeat(highest, sizes, axis=0)
        spread = spread + np.repeat(into[:, LOOK : 2 * LOOK], sizes, axis=0) * peak
        spread = (spread * (seen > 0)).astype(np.float32)
        slope["look"], slope["look_bias"] = pieces.T @ spread, spread.sum(axis=0)
        self._move(slope, rate)

    def _move(self, slope: dict[str, Numbers], rate: float) -> None:
        self.steps += 1
        for name in self.w:
            self.mean[name] += 0.1 * (slope[name] - self.mean[name])
            self.square[name] += 0.001 * (slope[name] ** 2 - self.square[name])
            mean = self.mean[name] / (1 - 0.9**self.steps)
            spread = np.sqrt(self.square[name] / (1 - 0.999**self.steps)) + 1e-8
            fade = 0 if name.endswith("bias") else DECAY * self.w[name]
            self.w[name] -= (rate * (mean / spread + fade)).astype(np.float32)


def train(some: Material, seed: int) -> dict[str, Numbers]:
    """The weights of one network."""
    learner, dice = Learner(some.told.shape[1], seed), np.random.default_rng(seed + 1)
    count = len(some.weights)
    last, done = EPOCHS * (count // BATCH), 0
    for _ in range(EPOCHS):
        order = dice.permutation(count)
        for start in range(0, count - BATCH + 1, BATCH):
            rate = RATE * min(1, done / 200) * 0.5 * (1 + np.cos(np.pi * done / last))
            learner.learn(some, order[start : start + BATCH], float(rate))
            done += 1
    return learner.w


def write(networks: Sequence[dict[str, Numbers]], names: Sequence[str], file: Path) -> None:
    """The file that ``bot.content.head`` reads."""
    arrays = {
        f"{layer}{number}": network[layer].astype(np.float16)
        for number, network in enumerate(networks)
        for layer in LAYERS
    }
    arrays["count"] = np.array([len(networks)], np.float16)
    spelt = np.frombuffer("\n".join(names).encode(), dtype=np.uint8)
    np.savez_compressed(file, signals=spelt, **arrays)


def _likely(scores: Numbers) -> Numbers:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Numbers = powers / powers.sum(axis=1, keepdims=True)
    return shares


def main(arguments: Sequence[str]) -> None:
    """Train, and write the head beside the rules."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--conversations", type=Path)
    parser.add_argument("--ordinary", type=Path)
    parser.add_argument("--content", type=Path, default=Path("content/triage"))
    parser.add_argument("--networks", type=int, default=3)
    options = parser.parse_args(arguments)
    folder = resources()
    if folder is None:
        sys.exit("the package of the sentence encoder is not installed")
    messages = [(m, 1.0) for m in written(options.data)]
    messages += [(m, 1.0) for m in spoken(options.conversations)] if options.conversations else []
    messages += [(m, 1.0) for m in ordinary(options.ordinary)] if options.ordinary else []
    messages += [(m, TEMPLATE_WEIGHT) for m in made_up(options.content, 4)]
    some = gather(load_triage(options.content), Encoder(folder), messages)
    networks = [train(some, SEED + 10 * number) for number in range(options.networks)]
    write(networks, some.names, options.content / "second-voice.npz")
    print(json.dumps({"messages": len(messages), "networks": len(networks)}))


if __name__ == "__main__":
    main(sys.argv[1:])
