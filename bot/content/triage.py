"""Loads the triage rules and model from ``content/triage``."""

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from bot.content.second_voice import load_second_voice
from bot.domain.danger import Danger, Topic
from bot.domain.triage import Thresholds, Triage
from bot.domain.triage.letters import Letters, plain, whole
from bot.domain.triage.model import LinearModel
from bot.domain.triage.patterns import COMMON, BadPatternError, Pattern, compile_pattern
from bot.domain.triage.rules import HARMLESS, Context, Rule, RuleBook
from bot.domain.triage.weights import FlatWeights
from bot.domain.triage.words import SILENT, Reader, Spelling

_WORD_OR_LIST = re.compile(r"\[[\w-]+\]|[^\W_][\w]*\*?|\+")
_SPELT = re.compile(r"[^\W\d_]{3,}")
_Lists = Mapping[str, Sequence[str]]


class BadTriageError(ValueError):
    """A triage file that cannot be used; says which file, which entry, and what is wrong."""


def load_triage(folder: Path, *, voices: int = 2) -> Triage:
    """Everything that triage needs, from its folder; raises ``BadTriageError``.

    With ``voices=1``, or where the package of the second one is missing, the model decides
    with the rules.
    """
    writer = _Writer(_short(folder / "sms.yaml"))
    lists = {
        name: [writer.plain(word) for word in words]
        for name, words in _listed(folder / "listes.yaml").items()
    }
    contexts = [_context(e, lists, writer) for e in _entries(folder / "contextes.yaml")]
    files = sorted((folder / "regles").glob("*.yaml"))
    rules = [_rule(e, lists, writer) for file in files for e in _entries(file)]
    spelling = Spelling(
        short=writer.short,
        common=COMMON
        | _words_of(writer.short.values())
        | frozenset((folder / "mots-connus.txt").read_text("utf-8").split()),
        watched=_words_of(
            p.source for item in chain[Context | Rule](contexts, rules) for p in item.patterns
        ),
    )
    second = load_second_voice(folder / "second-voice.npz") if voices > 1 else None
    return Triage(
        Reader(Letters(_emoji(folder / "emoji.yaml")), spelling),
        RuleBook(contexts, rules),
        _model(folder / "model.bin", spelling.common),
        _thresholds(folder / "seuils.yaml", "deux-voix" if second else "une-voix"),
        second,
    )


def _thresholds(file: Path, voices: str) -> Thresholds | None:
    """The thresholds for one voice or two; the usual ones when there is no file."""
    if not file.exists():
        return None
    try:
        return Thresholds(**{str(k): float(v) for k, v in _yaml(file)[voices].items()})
    except (KeyError, TypeError, ValueError) as error:
        raise BadTriageError(f"{file.name}: {error}") from error


class _Writer:
    """Puts what editors write in the spelling that the reader gives."""

    def __init__(self, short: Mapping[str, str]) -> None:
        self.short = short

    def plain(self, pattern: str) -> str:
        """``"j'ai (pas|jamais) frappé"`` → ``je ai (pas|jamais) frapper``."""
        spelt = _WORD_OR_LIST.sub(self._word, whole(plain(pattern)))
        spelt = re.sub(r"(?<=[(|]) +| +(?=[)|])", "", re.sub(" +", " ", spelt))
        return re.sub(r"(?<=\()\|+|\|+(?=[|)])", "", spelt).strip()

    def _word(self, found: re.Match[str]) -> str:
        word = found[0]
        return "" if word in SILENT else self.short.get(word, word)


def _model(file: Path, common: frozenset[str]) -> LinearModel | None:
    """The trained weights; none before the first training."""
    if not file.exists():
        return None
    head, names, rows = zlib.decompress(file.read_bytes()).split(b"\0", 2)
    about = json.loads(head)
    return LinearModel(
        tuple(about["labels"]),
        tuple((start, stop) for start, stop in about["heads"]),
        tuple(about["bias"]),
        about["scale"],
        FlatWeights(names, rows, len(about["labels"])),
        sorted(common),
    )


def _short(file: Path) -> Mapping[str, str]:
    """Short spellings, and the words that each stands for; a common word is never one."""
    return {
        plain(spelling): whole(plain(words)).strip()
        for words, spellings in _listed(file).items()
        for spelling in spellings
        if " " not in spelling and plain(spelling) not in COMMON
    }


def _emoji(file: Path) -> Mapping[str, str]:
    return {symbol: word for word, symbols in _listed(file).items() for symbol in symbols}


def _context(entry: Mapping[str, object], lists: _Lists, writer: _Writer) -> Context:
    name = str(entry["nom"])
    return Context(name, _patterns(entry, lists, writer), hides=bool(entry.get("cache")))


def _rule(entry: Mapping[str, object], lists: _Lists, writer: _Writer) -> Rule:
    try:
        return Rule(
            reason=str(entry["raison"]),
            danger=Danger[str(entry["danger"]).upper()],
            topics=tuple(Topic(topic) for topic in _strings(entry["sujets"])),
            patterns=_patterns(entry, lists, writer),
            unless=HARMLESS | frozenset(_strings(entry.get("sauf", []))),
        )
    except (KeyError, ValueError) as error:
        raise BadTriageError(f"rule {entry.get('raison', '?')}: {error}") from error


def _patterns(entry: Mapping[str, object], lists: _Lists, writer: _Writer) -> tuple[Pattern, ...]:
    try:
        return tuple(
            compile_pattern(writer.plain(pattern), lists)
            for pattern in dict.fromkeys(_strings(entry["dit"]))
        )
    except BadPatternError as error:
        raise BadTriageError(f"{entry.get('raison') or entry.get('nom')}: {error}") from error


def _yaml(file: Path) -> Any:
    """The file's content, by the C parser where there is one: it is ten times faster."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(file.read_text("utf-8"), loader)  # noqa: S506  # a safe loader either way


def _entries(file: Path) -> Iterator[Mapping[str, object]]:
    """The entries of a file that is a list of records."""
    for entry in _yaml(file):
        if not isinstance(entry, dict):
            raise BadTriageError(f"{file.name}: {entry!r} is not a record")
        yield entry


def _listed(file: Path) -> Mapping[str, list[str]]:
    """A file of names, each with a list of texts."""
    return {str(name).strip(): _strings(values) for name, values in _yaml(file).items()}


def _strings(values: object) -> list[str]:
    if not isinstance(values, list):
        raise BadTriageError(f"{values!r} is not a list")
    return [str(value) for value in values]


def _words_of(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(chain.from_iterable(_SPELT.findall(text) for text in texts))
