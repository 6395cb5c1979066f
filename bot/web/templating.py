"""HTML pages from the templates beside this file, and from those of reports."""

from pathlib import Path

from starlette.responses import HTMLResponse

from bot.content.strings import Strings
from bot.reports.templating import drawn

TEMPLATES = Path(__file__).parent / "templates"


def page(template: str, strings: Strings, **values: object) -> HTMLResponse:
    """A page whose words are texts of the interface, by ``label``."""
    return HTMLResponse(drawn(template, strings, TEMPLATES, **values))
