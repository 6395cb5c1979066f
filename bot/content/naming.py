"""The bot's own buttons and commands, named inside texts: ``{button:talk}``, ``{command:stop}``.

Written out from the interface strings, so that a text never names what was renamed or removed.
"""

import re

from bot.content.strings import Strings

NAMED = re.compile(r"\{(button|command):([a-z-]+)\}")
#: The sign in front of a label, which a sentence does not repeat.
_SIGN = re.compile(r"^\W+(?=\w)")


def key_of(kind: str, name: str) -> str:
    """The interface string that must exist for a name to be usable."""
    return f"{kind}-{name}"


def said(label: str) -> str:
    """A label as a sentence names it: without the sign in front."""
    return _SIGN.sub("", label)


def write_out(text: str, strings: Strings) -> str:
    """The text with every name written as people see it; an unknown one stays as it is."""

    def written(found: re.Match[str]) -> str:
        kind, name = found[1], found[2]
        key = key_of(kind, name)
        if key not in strings:
            return found[0]
        return f"/{name}" if kind == "command" else f"« {said(strings.label(key))} »"

    return NAMED.sub(written, text)
