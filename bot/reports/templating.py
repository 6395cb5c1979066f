"""HTML from templates: what is put into one is always escaped."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.content.moments import Moments
from bot.content.strings import Argument, Strings
from bot.content.typography import typeset

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment(*more: Path) -> "Environment":
    """Where templates come from; a name that a template misses is a fault, not a gap."""
    # Loaded when the first page is asked for: most bots never show one.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    made = Environment(
        loader=FileSystemLoader([*more, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["typeset"] = typeset
    return made


def drawn(template: str, strings: Strings, *more: Path, **values: object) -> str:
    """A page whose words are texts of the interface, by ``label``."""

    def label(key: str, /, **args: Argument) -> str:
        return typeset(strings.label(key, **args))

    return (
        environment(*more)
        .get_template(template)
        .render(label=label, language=strings.language, number=Moments(strings).number, **values)
    )
