"""A formatted text as HTML: what Telegram is told by entities, a browser by tags."""

from typing import TYPE_CHECKING

from bot.content.rich import Entity, Rich
from bot.content.typography import typeset

if TYPE_CHECKING:
    from markupsafe import Markup

_TAGS = {
    "bold": "strong",
    "italic": "em",
    "strikethrough": "s",
    "blockquote": "q",
    "code": "code",
    "pre": "code",
}


def as_html(rich: Rich) -> "Markup":
    """The text, escaped, with its formatting; breaks between lines stay (``pre-line``).

    Only addresses that begin with ``https:``, ``tel:`` or ``sms:`` become links.
    """
    from markupsafe import Markup, escape  # noqa: PLC0415  # comes with Jinja2, which few need

    units = typeset(rich.text).encode("utf-16-le")
    begins, ends = _marks(rich.entities)
    written, at = Markup(), 0
    for place in sorted({*begins, *ends, len(units) // 2}):
        written += escape(units[2 * at : 2 * place].decode("utf-16-le"))
        for one in reversed(ends.get(place, ())):
            written += Markup("</{}>").format(_tag(one))
        for one in begins.get(place, ()):
            written += _opened(one)
        at = place
    return written


def _marks(entities: tuple[Entity, ...]) -> tuple[dict[int, list[Entity]], dict[int, list[Entity]]]:
    """Where each tag opens and closes, the outermost first."""
    begins: dict[int, list[Entity]] = {}
    ends: dict[int, list[Entity]] = {}
    for one in sorted(entities, key=lambda e: (e.offset, -e.length)):
        if _tag(one):
            begins.setdefault(one.offset, []).append(one)
            ends.setdefault(one.offset + one.length, []).append(one)
    return begins, ends


def _tag(entity: Entity) -> str:
    if entity.kind == "text_link":
        return "a" if (entity.url or "").startswith(("https:", "tel:", "sms:")) else ""
    return _TAGS.get(entity.kind, "")


def _opened(entity: Entity) -> "Markup":
    from markupsafe import Markup  # noqa: PLC0415

    if entity.kind == "text_link":
        return Markup('<{} href="{}">').format(_tag(entity), entity.url)
    return Markup("<{}>").format(_tag(entity))
