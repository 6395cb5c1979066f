"""From the characters people type to plain lower-case letters.

Accents, zalgo, writing-direction marks, fancy fonts and emoji all become words of plain
letters, so that everything behind this door sees one spelling.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

#: Telegram's own limit for one message; a longer text keeps its beginning and its end.
LONGEST = 4096

#: Combining marks (accents once decomposed, Arabic vowels, zalgo), direction and
#: zero-width marks, tatweel, variation selectors: none of them is a letter.
_INVISIBLE = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+"
)
_SAME_LETTER = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ß": "ss", "’": "'", "‘": "'",
        "`": "'", "´": "'", "ʼ": "'", "…": ".", "؟": "?", "¿": "?", "¡": "!", "؛": ".",
        "،": ",", "٠": "0", "١": "1", "٢": "2", "٣": "3", "٤": "4", "٥": "5", "٦": "6",
        "٧": "7", "٨": "8", "٩": "9", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ٱ": "ا",
    }
)  # fmt: skip
#: A word cut letter by letter to slip past filters: ``s.u.i.c.i.d.e``, ``m o u r i r``.
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .\-_*|]{1,2}){3,}[^\W\d_](?![^\W_])")
#: ``j'``, ``l'``…: the apostrophe may be missing before *est* and *était*.
_ELIDED = re.compile(r"\b(j|m|t|s|d|l|c|n|qu)(?:' ?| (?=est\b|etai))")
_WHOLE = {"qu": "que ", "n": ""}
#: Words that only their accent tells from another: ``jé`` is *j'ai*, not *je*.
_ACCENTED = re.compile(r"\b(j[éè]|c[éè]|m[éè]|g[éè])\b", re.IGNORECASE)
_SPELT = {"j": "j'ai", "c": "c'est", "m": "mais", "g": "j'ai"}
#: One character or emoji again and again.
_DRAWN_OUT = re.compile(r"(.)\1{3,}", re.DOTALL)
#: So many characters are decomposed at once.
_PIECE = 64
_SYMBOL_IN_WORD = re.compile(r"(?<=[a-z])[@$!€](?=[a-z])")
_AS_LETTER = {"@": "a", "$": "s", "!": "i", "€": "e"}


@dataclass(frozen=True)
class Letters:
    """Folds a text; ``emoji`` says which word a symbol stands for."""

    emoji: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _emoji_pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.emoji, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def fold(self, text: str) -> str:
        """The text in plain lower-case letters, at most ``LONGEST`` characters of it."""
        text = _DRAWN_OUT.sub(r"\1\1\1", text)
        if len(text) > LONGEST:
            text = text[: LONGEST // 2] + " . " + text[-LONGEST // 2 :]
        if not text.isascii():
            text = self._plain(text)
        text = text.lower()
        if _SYMBOL_IN_WORD.search(text):
            text = _SYMBOL_IN_WORD.sub(lambda m: _AS_LETTER[m[0]], text)
        return whole(_SPACED.sub(_join, text))

    def _plain(self, text: str) -> str:
        if max(text) > "\u2000":
            text = self._emoji_pattern.sub(lambda m: f" {self.emoji[m[0]]} ", text)
        return plain(_ACCENTED.sub(lambda m: _SPELT[m[0][0].lower()], text))


def plain(text: str) -> str:
    """Lower case without accents, marks or fancy letters."""
    return _INVISIBLE.sub("", decomposed(text)).lower().translate(_SAME_LETTER)


def decomposed(text: str) -> str:
    """The text with its accents beside its letters, in linear time.

    Unicode sorts a run of accents, which takes the square of its length: piece by piece, no
    run is long. Only the order of accents may differ, where thousands stand on one letter.
    """
    pieces = (text[i : i + _PIECE] for i in range(0, len(text), _PIECE))
    return "".join([unicodedata.normalize("NFKD", piece) for piece in pieces])


def whole(text: str) -> str:
    """``j'ai`` is *je ai*, ``qu'il`` is *que il*, ``n'a`` is *a*."""
    return _ELIDED.sub(lambda m: _WHOLE.get(m[1], f"{m[1]}e "), text)


def _join(found: re.Match[str]) -> str:
    """Glue a spelt-out word."""
    return re.sub(r"[ .\-_*|]", "", found[0])
