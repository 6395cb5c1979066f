"""Words that alone mean a command; they are in the interface's texts, for editors to change."""

from bot.content.strings import Strings
from bot.domain.plain_words import meant

#: Commands that have such words, in texts named ``words-of-`` and the command.
_NAMES = ("urgence", "stop", "start", "aide", "parler", "effacer", "discret")


def plain_command(strings: Strings, text: str) -> str | None:
    """The name of the command that a text means, if it is one word of it and nothing else."""
    known = {name: strings.label(f"words-of-{name}") for name in _NAMES}
    return meant(text, known)
