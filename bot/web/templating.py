"""HTML pages from the templates beside this file: what is put into one is always escaped."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from bot.content.strings import Strings

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> "Environment":
    """Where templates come from; a name that a template misses is a fault, not a gap."""
    # Loaded when the first page is asked for: most bots never show one.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, strings: Strings, **values: object) -> HTMLResponse:
    """A page whose words are texts of the interface, by ``label``."""
    drawn = environment().get_template(template)
    return HTMLResponse(drawn.render(label=strings.label, language=strings.language, **values))
