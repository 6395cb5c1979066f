"""Reading "Sam, éducatrice": a first name and a function, and nothing that leads elsewhere."""

import re
import unicodedata

from bot.domain.people import Signature

#: Characters that each of the two may have.
LONGEST = 40
#: A number of that many digits is a way to reach somebody, not a name.
_MOST_DIGITS = 3
#: Addresses of pages, with or without their beginning.
_LINK = re.compile(r"://|\w\.[^\W\d_]{2,}(?!\w)")


def read_signature(text: str) -> Signature | None:
    """The first name and function of an answer, or None if it is not one to show."""
    first_name, _, function = (part.strip() for part in text.partition(","))
    if not _fits(first_name) or (function and not _fits(function)):
        return None
    return Signature(first_name, function)


def has_surname(signature: Signature) -> bool:
    """Whether more than a first name is given: it is not needed."""
    return " " in signature.first_name


def _fits(part: str) -> bool:
    return (
        0 < len(part) <= LONGEST
        and any(map(str.isalpha, part))
        and sum(map(str.isdigit, part)) <= _MOST_DIGITS
        and "@" not in part
        and not _LINK.search(part)
        and not any(map(_is_unseen, part))
    )


def _is_unseen(character: str) -> bool:
    """Line breaks, tabs, and marks that turn a line's direction."""
    return unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"}
