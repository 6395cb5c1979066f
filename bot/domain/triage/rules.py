"""The readable rules: what makes a text harmless, and what makes it dangerous."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.danger import Danger, Topic
from bot.domain.triage.patterns import Pattern

#: Contexts in which nobody speaks of themselves: every danger rule is silent there,
#: unless the text also says that its author is concerned.
HARMLESS = frozenset({"devoirs", "question", "fiction", "chanson"})
CONCERNED = "personnel"
#: How far a context is felt, in characters, and up to which length a text is one thought.
_REACH = 150
_ONE_THOUGHT = 200


@dataclass(frozen=True, slots=True)
class Context:
    """Words that change how the others are read.

    With ``hides`` the words themselves are set aside (*mort de rire* is no death);
    without, the whole message is in that context (a game, homework, a question).
    """

    name: str
    patterns: tuple[Pattern, ...]
    hides: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that mean a danger or a subject; ``unless`` names contexts that cancel it."""

    reason: str
    danger: Danger
    topics: tuple[Topic, ...]
    patterns: tuple[Pattern, ...]
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules found: the words left to read, the contexts, the rules that fired."""

    words: tuple[str, ...]
    contexts: frozenset[str]
    fired: tuple[Rule, ...]


class _Index:
    """Finds the patterns worth trying from the words of a text."""

    def __init__(self, patterns: Iterable[tuple[int, Pattern]]) -> None:
        self._by_word: dict[str, dict[re.Pattern[str], int]] = {}
        self._by_stem: dict[str, dict[re.Pattern[str], int]] = {}
        for owner, pattern in patterns:
            for anchor in pattern.anchors:
                stem = anchor.endswith("*")
                index, key = (self._by_stem if stem else self._by_word), anchor.rstrip("*")
                index.setdefault(key, {})[pattern.regex] = owner
        self._stem_lengths = sorted({len(stem) for stem in self._by_stem})

    def matching(self, words: Iterable[str]) -> dict[re.Pattern[str], int]:
        """The patterns to try, each with its owner."""
        found: dict[re.Pattern[str], int] = {}
        by_word, by_stem = self._by_word, self._by_stem
        for word in words:
            if word in by_word:
                found.update(by_word[word])
            for length in self._stem_lengths:
                stem = word[:length]
                if stem in by_stem:
                    found.update(by_stem[stem])
        return found


class RuleBook:
    """All contexts and rules; built once, then only read."""

    def __init__(self, contexts: Sequence[Context], rules: Sequence[Rule]) -> None:
        """Take the contexts and the rules, in the order of their files."""
        self.contexts, self.rules = tuple(contexts), tuple(rules)
        self._hiding = _Index((i, p) for i, c in enumerate(contexts) if c.hides for p in c.patterns)
        self._setting = _Index(
            (i, p) for i, c in enumerate(contexts) if not c.hides for p in c.patterns
        )
        self._telling = _Index((i, p) for i, r in enumerate(rules) for p in r.patterns)

    def read(self, words: Sequence[str]) -> Reading:
        """Apply the contexts, then the rules to what is left."""
        text, names = self._hide(f" {' '.join(words)} . ", set(words))
        places = self._places(text, set(words))
        fired = {
            owner
            for regex, owner in self._telling.matching(set(text.split())).items()
            if self._speaks(regex, text, self.rules[owner].unless, places)
        }
        left = text.split()[:-1]
        return Reading(
            tuple(left), frozenset({*names, *places}), tuple(self.rules[i] for i in sorted(fired))
        )

    def _places(self, text: str, words: set[str]) -> dict[str, list[int]]:
        """Where each context that hides nothing is found."""
        places: dict[str, list[int]] = {}
        for regex, owner in self._setting.matching(words).items():
            found = regex.search(text)
            if found:
                places.setdefault(self.contexts[owner].name, []).append(found.start())
        if CONCERNED in places:
            for name in HARMLESS:
                places.pop(name, None)
        return places

    @staticmethod
    def _speaks(
        regex: re.Pattern[str], text: str, unless: frozenset[str], places: Mapping[str, list[int]]
    ) -> bool:
        """Whether a rule matches somewhere away from the contexts that silence it."""
        silent = [place for name in unless & places.keys() for place in places[name]]
        if not silent:
            return regex.search(text) is not None
        return any(
            not any(_near(text, place, found.start()) for place in silent)
            for found in regex.finditer(text)
        )

    def _hide(self, text: str, words: set[str]) -> tuple[str, set[str]]:
        names: set[str] = set()
        for regex, owner in sorted(self._hiding.matching(words).items(), key=lambda pair: pair[1]):
            name = self.contexts[owner].name
            text, count = regex.subn(f" _{name}", text)
            if count:
                names.add(name)
        return text, names


def _near(text: str, place: int, other: int) -> bool:
    """Whether a context is felt there: in the same sentence, or in a short text."""
    start, stop = sorted((place, other))
    if stop - start > _REACH:
        return False
    return len(text) < _ONE_THOUGHT or " . " not in text[start:stop]
