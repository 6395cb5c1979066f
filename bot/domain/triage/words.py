"""From letters to words: SMS spelling, glued words, repeated letters, typos.

``Reader.read`` gives the words of a text in one plain spelling: ``jveu + vivre``,
``j'veux plus vivre`` and ``JE VEUX PLUS VIVREEEE`` all read ``je veux plus vivre``.
The ends of sentences stay, as the words ``.`` and ``?``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain.triage.letters import Letters

_TOKEN = re.compile(r"[.?!;\n\r]+|[^\W_][\w*]*|\+|<3")
_STOPS = frozenset(".?!;\n\r")
#: The words that end a sentence.
ENDS = frozenset(".?")
_NUMBER_AND_UNIT = re.compile(r"(\d+)([^\W\d_]+)$")
#: ``15h``, ``10min``: no letters hidden behind digits, as in ``5uicide``.
_QUANTITY = re.compile(r"\d+[^\W\d_]{1,3}")
_RUN = re.compile(r"(.)\1{2,}")
_LEET = str.maketrans("013457", "oieast")
_GLUED = {
    "j": "je", "m": "me", "t": "te", "s": "se", "d": "de", "l": "le", "n": "ne", "c": "ce",
    "qu": "que", "k": "que",
}  # fmt: skip
#: What spoken French leaves out: reading without it makes both spellings one.
SILENT = frozenset({"ne", "n"})
_SUBJECTS = frozenset({"il", "elle", "on", "ils", "elles", "qui", "mec", "ex", "pere", "prof"})
_AFTER_SUBJECT = {
    "ma": ("me", "a"),
    "ta": ("te", "a"),
    "mont": ("me", "ont"),
}
_AFTER_THAT = frozenset(
    {"va", "fait", "me", "sert", "passe", "commence", "saigne", "craint", "marche"}
)
_SHORTEST_TYPO = 5
_LONGEST_WORD = 40
#: How many unknown words of one text are looked into, each once: bounds the time on rubbish.
_CORRECTIONS = 150

#: Letters that sound alike in French, in the order in which they are tried.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"), ("th", "t"), ("sch|sh", "ch"), ("eau|au", "o"), ("ain|ein|aim|in$", "1"),
        ("qu|q|ck", "k"), ("c(?=[eiy])|ss|sc(?=[eiy])", "s"), ("c(?!h)", "k"), ("gu(?=[ei])", "g"),
        ("ge(?=[ao])", "j"), ("g(?=[eiy])", "j"), ("ai|ei|er$|ez$|es$|e$", "e"), ("y", "i"),
        ("w", "v"), ("z", "s"), ("em|en|am|an", "2"), ("om|on", "3"), ("(?<=.)h", ""), ("^h", ""),
        (r"(.)\1", r"\1"), ("[estxpdn]+$", ""),
    )
)  # fmt: skip


@dataclass(frozen=True)
class Spelling:
    """The words the reader knows.

    ``short`` maps an SMS spelling to the words it stands for; ``common`` are words never
    to be corrected; ``watched`` are the words looked for behind typos.
    """

    short: Mapping[str, str]
    common: frozenset[str]
    watched: frozenset[str]


def sound(word: str) -> str:
    """How a French word sounds, roughly: a key that misspellings share."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


class Reader:
    """Reads the words of a text; built once, then only read."""

    def __init__(self, letters: Letters, spelling: Spelling) -> None:
        """Take what folds letters and the words to know."""
        self._letters = letters
        self._short = {k: tuple(v.split()) for k, v in spelling.short.items()}
        self._known = spelling.common | spelling.watched
        self._watched = spelling.watched

    def read(self, text: str) -> list[str]:
        """The words of ``text``, plainly spelt."""
        words: list[str] = []
        known, short = self._known, self._short
        spelt: dict[str, tuple[str, ...]] = {}
        for token in _TOKEN.findall(self._letters.fold(text)):
            if token in short:
                words.extend(short[token])
            elif token in known:
                words.append(token)
            elif token[0] in _STOPS:
                if words and words[-1] not in ENDS:
                    words.append("?" if "?" in token else ".")
            elif token in spelt:
                words.extend(spelt[token])
            elif len(spelt) < _CORRECTIONS:
                spelt[token] = tuple(self._spell(token))
                words.extend(spelt[token])
            else:
                words.append(token[:_LONGEST_WORD])
        return _once(word for word in self._heard(words) if word not in SILENT)

    @staticmethod
    def _heard(words: Sequence[str]) -> Iterator[str]:
        """Words that sound like others: ``il ma dit`` is *il m'a dit*, ``sa va`` is *ça va*."""
        last = ""
        for i, word in enumerate(words):
            if word in _AFTER_SUBJECT and last in _SUBJECTS:
                yield from _AFTER_SUBJECT[word]
            elif word == "sa" and words[i + 1 : i + 2] and words[i + 1] in _AFTER_THAT:
                yield "ca"
            else:
                yield word
            last = word

    def _spell(self, token: str) -> Iterable[str]:
        if len(token) > _LONGEST_WORD:
            token = token[:_LONGEST_WORD]
        for guess in self._guesses(token):
            if guess in self._short:
                return self._short[guess]
            if guess in self._known:
                return (guess,)
        return self._unglue(token) or (self._nearest(_RUN.sub(r"\1", token)),)

    def _guesses(self, token: str) -> Iterator[str]:
        """Other spellings of one word: letters drawn out, digits for letters, ``k`` for ``qu``."""
        if _RUN.search(token):
            yield _RUN.sub(r"\1\1", token)
            yield _RUN.sub(r"\1", token)
        if not token.isalpha():
            if not token.isdigit() and not _QUANTITY.fullmatch(token):
                yield token.translate(_LEET)
            yield token.strip("*")
        else:
            yield re.sub(r"(.)\1", r"\1", token)
            if "k" in token:
                yield token.replace("k", "qu")
                yield token.replace("k", "c")

    def _unglue(self, token: str) -> tuple[str, ...]:
        """``jpleure`` is *je pleure*, ``17ans`` is *17 ans*; nothing when not glued."""
        numbered = _NUMBER_AND_UNIT.match(token)
        if numbered:
            unit = numbered[2]
            return (numbered[1], *self._short.get(unit, (unit,)))
        for length in (1, 2):
            head, rest = _GLUED.get(token[:length]), token[length:]
            if head and len(rest) > 1:
                if rest in self._known:
                    return (head, rest)
                if rest in self._short:
                    return (head, *self._short[rest])
        return ()

    def _nearest(self, word: str) -> str:
        """The watched word that sounds like this one or is one slip away, or the word itself."""
        if "*" in word:
            return self._unmasked(word)
        if len(word) < _SHORTEST_TYPO - 1 or not word.isalpha():
            return word
        alike = self._by_sound.get(sound(word)) if word.isascii() else None
        return alike or self._one_slip_away(word) or word

    def _one_slip_away(self, word: str) -> str | None:
        """The watched word that one letter more, less, other or moved makes of this one."""
        if len(word) < _SHORTEST_TYPO:
            return None
        if word in self._by_slip:
            return self._by_slip[word]
        shorter = (self._by_slip.get(less) for less in _without_one(word))
        return next((near for near in shorter if near and abs(len(near) - len(word)) <= 1), None)

    def _unmasked(self, word: str) -> str:
        """``su*cide`` is *suicide*: each star stands for one letter."""
        alike = self._by_shape.get((len(word), word[0]), ())
        return next((w for w in alike if _behind(word, w)), word.replace("*", ""))

    @cached_property
    def _by_shape(self) -> dict[tuple[int, str], list[str]]:
        """Watched words by their length and first letter, in order."""
        shapes: dict[tuple[int, str], list[str]] = {}
        for word in sorted(self._watched):
            shapes.setdefault((len(word), word[0]), []).append(word)
        return shapes

    @cached_property
    def _by_sound(self) -> dict[str, str]:
        keys: dict[str, str] = {}
        for word in sorted(w for w in self._watched if len(w) >= _SHORTEST_TYPO and w.isascii()):
            keys.setdefault(sound(word), word)
        return {key: word for key, word in keys.items() if len(key) >= _SHORTEST_TYPO - 2}

    @cached_property
    def _by_slip(self) -> dict[str, str]:
        """Watched words by themselves less one letter."""
        slips: dict[str, str] = {}
        for word in sorted(w for w in self._watched if len(w) >= _SHORTEST_TYPO):
            slips.setdefault(word, word)
            for shorter in _without_one(word):
                slips.setdefault(shorter, word)
        return slips


def _once(words: Iterable[str]) -> list[str]:
    """The words, one said over and over kept twice."""
    kept: list[str] = []
    for word in words:
        if kept[-2:] != [word, word]:
            kept.append(word)
    return kept


def _behind(masked: str, word: str) -> bool:
    """Whether a word is what some stars hide, one plain letter each."""
    pairs = zip(masked, word, strict=True)
    return all(seen == letter or (seen == "*" and "a" <= letter <= "z") for seen, letter in pairs)


def _without_one(word: str) -> Iterator[str]:
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]
