"""The readable rules: what makes a text harmless, and what makes it dangerous."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

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


#: A text of so many words is searched as a whole.
_FEW_WORDS = 60


class _Text:
    """Words in a row, and where each begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = text.split()
        self.is_long = len(self.words) > _FEW_WORDS

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each word begins."""
        return list(accumulate((len(word) + 1 for word in self.words), initial=0))

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """Where each word stands."""
        places: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            places.setdefault(word, []).append(place)
        return places


# Made dozens of times per message, and never kept: not frozen, which takes twice as long.
@dataclass(slots=True)
class _Candidate:
    """A pattern worth trying on a text; in a long one, because of which words."""

    owner: int
    pattern: Pattern
    text: _Text
    words: Sequence[str] = ()

    def first(self) -> re.Match[str] | None:
        """Where it matches first: most of those that are tried match nowhere."""
        if not self.text.is_long:
            return self.pattern.regex.search(self.text.text)
        return next(self.found(), None)

    def found(self) -> Iterator[re.Match[str]]:
        """Where it matches, from the beginning to the end."""
        if not self.text.is_long:
            yield from self.pattern.regex.finditer(self.text.text)
            return
        for start, stop in self._stretches():
            yield from self.pattern.regex.finditer(self.text.text, start, stop)

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """What lies within reach of one of its words: no match can be anywhere else."""
        text, reach = self.text, self.pattern.reach
        last = len(text.words)
        places = sorted(place for word in self.words for place in text.places[word])
        begin = end = 0
        for place in places:
            if place - reach > end:
                if end:
                    yield text.starts[begin], text.starts[end] + 1
                begin = place - reach
            end = min(place + reach + 1, last)
        yield text.starts[begin], text.starts[end] + 1


class _Index:
    """Finds the patterns worth trying from the words of a text."""

    def __init__(self, patterns: Iterable[tuple[int, Pattern]]) -> None:
        self._patterns = tuple(patterns)
        self._by_word: dict[str, list[int]] = {}
        self._by_stem: dict[str, list[int]] = {}
        for number, (_, pattern) in enumerate(self._patterns):
            for anchor in sorted(pattern.anchors):
                stem = anchor.endswith("*")
                index, key = (self._by_stem if stem else self._by_word), anchor.rstrip("*")
                index.setdefault(key, []).append(number)
        self._stem_lengths = sorted({len(stem) for stem in self._by_stem})
        #: For the words that anchors name, in full; of words that people write, nothing is kept.
        self._by_own = {word: tuple(self._looked_up(word)) for word in self._by_word}

    def matching(self, text: _Text) -> list[_Candidate]:
        """The patterns to try, in the order of their files."""
        if text.is_long:
            return self._because_of(text)
        found: set[int] = set()
        for word in set(text.words):
            found.update(self._by_own.get(word) or self._looked_up(word))
        return [_Candidate(*self._patterns[number], text) for number in sorted(found)]

    def _because_of(self, text: _Text) -> list[_Candidate]:
        found: dict[int, list[str]] = {}
        for word in text.places:
            for number in self._looked_up(word):
                found.setdefault(number, []).append(word)
        return [
            _Candidate(*self._patterns[number], text, found[number]) for number in sorted(found)
        ]

    def _looked_up(self, word: str) -> Iterator[int]:
        """The patterns that wait for a word, or for its beginning."""
        by_word, by_stem = self._by_word, self._by_stem
        if word in by_word:
            yield from by_word[word]
        for length in self._stem_lengths:
            stem = word[:length]
            if stem in by_stem and length <= len(word):
                yield from by_stem[stem]


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
        hidden, names = self._hide(f" {' '.join(words)} . ")
        text = _Text(hidden)
        places = self._places(text)
        fired: set[int] = set()
        for candidate in self._telling.matching(text):
            owner = candidate.owner
            if owner not in fired and _speaks(candidate, self.rules[owner].unless, places):
                fired.add(owner)
        return Reading(
            tuple(text.words[:-1]),
            frozenset({*names, *places}),
            tuple(self.rules[i] for i in sorted(fired)),
        )

    def _places(self, text: _Text) -> dict[str, list[int]]:
        """Where each context that hides nothing is found."""
        places: dict[str, list[int]] = {}
        for candidate in self._setting.matching(text):
            if first := candidate.first():
                places.setdefault(self.contexts[candidate.owner].name, []).append(first.start())
        if CONCERNED in places:
            for name in HARMLESS:
                places.pop(name, None)
        return places

    def _hide(self, text: str) -> tuple[str, set[str]]:
        names: set[str] = set()
        for candidate in self._hiding.matching(_Text(text)):
            name = self.contexts[candidate.owner].name
            # What was hidden before brings other words together: the whole is searched anew.
            text, count = candidate.pattern.regex.subn(f" _{name}", text)
            if count:
                names.add(name)
        return text, names


def _speaks(candidate: _Candidate, unless: frozenset[str], places: Mapping[str, list[int]]) -> bool:
    """Whether a rule matches somewhere away from the contexts that silence it."""
    silent = [place for name in unless & places.keys() for place in places[name]] if places else ()
    if not silent:
        return candidate.first() is not None
    text = candidate.text.text
    return any(
        not any(_near(text, place, found.start()) for place in silent)
        for found in candidate.found()
    )


def _near(text: str, place: int, other: int) -> bool:
    """Whether a context is felt there: in the same sentence, or in a short text."""
    start, stop = sorted((place, other))
    if stop - start > _REACH:
        return False
    return len(text) < _ONE_THOUGHT or " . " not in text[start:stop]
