"""French typography: no line may begin with a mark, nor end with an opening one."""

import re

_BEFORE_MARK = re.compile(r"(?<=\S) (?=[?!:;»])")
_NO_BREAK = "\u00a0"


def typeset(text: str) -> str:
    """The same text, character for character, with spaces that do not break before marks."""
    return _BEFORE_MARK.sub(_NO_BREAK, text.replace("« ", "«" + _NO_BREAK))
