"""The small language in which the rules of ``content/triage`` are written.

A pattern is words in plain spelling, matched one after the other inside one sentence:

- ``(a|b c)``  one of these; ``[name]`` one of a list of ``listes.yaml``
- ``word?`` or ``(a|b)?``  may be missing; ``word*`` any ending; ``%`` any number
- ``...``  up to four words, none of them a negation; ``~`` up to four words of any kind
- ``!(a|b)``  not followed by these; ``^`` and ``$`` the beginning and the end of the sentence
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

_NOT_HERE = "(?:pas|plus|jamais|aucun|aucune|sans|not|never|dont|nunca|без|не)"
_LONGEST_GAP = 4
_GAP = rf"(?: (?!{_NOT_HERE} )\w++){{0,{_LONGEST_GAP}}}?"
_ANY_GAP = rf"(?: \w++){{0,{_LONGEST_GAP}}}?"
#: Where a word ends; every text is given a last full stop.
END = "(?=[ .?])"
_LIST = re.compile(r"\[([\w-]+)\]")
#: Words too common to wait for: a pattern is tried only when one of its rarer words is there.
COMMON = frozenset(
    """
    je tu il elle on nous vous ils elles me te se le la les un une des de du a au aux en y ce
    ca que qui quoi ou et mais si pas plus jamais rien tout est suis es ai as ont sont etre
    avoir fait faire vais va vas veux veut peux peut dit dire avec pour par sur dans chez mon
    ma mes ton ta tes son sa ses leur mec quand comment trop tres bien mal moi toi lui eux
    cette cet comme aussi deja encore ici ai meme sans pourquoi i the to my is he she you and
    of it . ?
    """.split()  # noqa: SIM905  # a paragraph of words reads better than a list
)
_VERY_COMMON = frozenset(
    "je me de la le a ce que pas et un il en on les est suis mon ma".split()  # noqa: SIM905
)
_TELLING = 4
_NO_ANCHOR = frozenset("%$")


class BadPatternError(ValueError):
    """A pattern that cannot be read: unbalanced, empty, or naming an unknown list."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern and the words of which at least one must be in the text.

    ``reach`` is how many words it looks at, at most: it is tried near those words only.
    """

    source: str
    regex: re.Pattern[str]
    anchors: frozenset[str]
    reach: int


def compile_pattern(source: str, lists: Mapping[str, Sequence[str]]) -> Pattern:
    """Read one pattern; raises ``BadPatternError`` with what is wrong in it."""
    items = list(_items(_with_lists(source, lists)))
    if not items:
        raise BadPatternError(f"empty pattern: {source!r}")
    try:
        regex = re.compile("".join(map(_item_regex, items)) + END)
    except re.error as error:
        raise BadPatternError(f"{source!r}: {error}") from error
    anchors = _anchors(items)
    if not anchors:
        raise BadPatternError(f"{source!r}: every word of it may be missing")
    return Pattern(source, regex, anchors, sum(map(_reach, items)) + 1)


def _with_lists(source: str, lists: Mapping[str, Sequence[str]]) -> str:
    def words(found: re.Match[str]) -> str:
        if found[1] not in lists:
            raise BadPatternError(f"{source!r}: no list is called {found[1]!r}")
        return "(" + "|".join(lists[found[1]]) + ")"

    while _LIST.search(source):
        source = _LIST.sub(words, source)
    return source


def _items(source: str) -> Iterator[str]:
    """The parts of a pattern: split at the spaces that are in no bracket."""
    depth, start = 0, 0
    for i, letter in enumerate(source + " "):
        depth += (letter == "(") - (letter == ")")
        if letter == " " and depth == 0:
            if i > start:
                yield source[start:i]
            start = i + 1
    if depth:
        raise BadPatternError(f"brackets do not match: {source!r}")


def _item_regex(item: str) -> str:
    if item in {"...", "~"}:
        return _GAP if item == "..." else _ANY_GAP
    if item == "^":
        return r"(?:(?<=[.?])|^)"
    if item == "$":
        return r"(?= [.?])"
    if item.startswith("!"):
        return f"(?!{_item_regex(item[1:])}{END})"
    if item.endswith("?") and item != "?":
        return f"(?:{_item_regex(item[:-1])})?"
    return " " + _words_regex(item)


def _words_regex(item: str) -> str:
    """One word or bracket, as a regular expression."""
    escaped = re.sub(r"[.?+]", lambda m: "\\" + m[0], item)
    escaped = escaped.replace("(", "(?:").replace("*", r"\w*").replace("%", r"\d+")
    return re.sub(r"(?<=[|:])\$(?=[|)])", "(?=[.?])", escaped)


def _anchors(items: Sequence[str]) -> frozenset[str]:
    """The best words to wait for: those of the item that is least often in a text."""
    best: tuple[int, frozenset[str]] = (10**6, frozenset())
    for item in items:
        if (item[-1] == "?" and item != "?") or item[0] in "!^$~" or item == "...":
            continue
        ways = [[word for word in way if word not in _NO_ANCHOR] for way in choices(item)]
        if all(ways):
            words = frozenset(min(way, key=_commonness) for way in ways)
            best = min(best, (sum(map(_commonness, words)), words), key=lambda pair: pair[0])
    return best[1]


def _reach(item: str) -> int:
    """How many words an item looks at, at most."""
    if item in {"...", "~"}:
        return _LONGEST_GAP
    open_brackets = [[1]]
    for letter in item:
        if letter == "(":
            open_brackets.append([1])
        elif letter == "|":
            open_brackets[-1].append(1)
        elif letter == " ":
            open_brackets[-1][-1] += 1
        elif letter == ")":
            longest = max(open_brackets.pop())
            open_brackets[-1][-1] += longest - 1
    return max(open_brackets[0])


def _commonness(word: str) -> int:
    """How often a word is met, very roughly."""
    if word in _VERY_COMMON:
        return 200
    if word in COMMON:
        return 40
    return 10 if len(word) < _TELLING else 1


def choices(item: str) -> list[tuple[str, ...]]:
    """Every sequence of words that an item stands for: ``(a|b (c|d))`` → a, b c, b d."""
    found: list[tuple[str, ...]] = []
    for alternative in _alternatives(item):
        parts = [
            choices(part) if part.startswith("(") else [(part,)] for part in _items(alternative)
        ]
        found += [tuple(word for part in way for word in part) for way in product(*parts)]
    return found


def _alternatives(item: str) -> Iterator[str]:
    """What stands between the bars of a bracket, or the item itself."""
    if not item.startswith("("):
        yield item
        return
    depth, start = 0, 1
    for i, letter in enumerate(item):
        if depth == 1 and letter in "|)":
            yield item[start:i]
            start = i + 1
        depth += (letter == "(") - (letter == ")")
