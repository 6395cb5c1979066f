"""What fact-checkers found already of a claim, and where to search the others.

The words are looked at in memory only; the searches are the person's own, in their browser.
"""

from datetime import date

from bot.content.claims import checked_rumours, search_buttons
from bot.content.kinds.rumour import Finding, Rumour
from bot.content.presenting import LinkButton
from bot.content.rich import Rich, joined, titled
from bot.telegram_ui.pages import View
from bot.telegram_ui.young_person.reading import Rows, link_rows

#: The dashes in a whole date.
_WHOLE = 2


def already_checked(view: View, text: str) -> Rich:
    """What those who checked it say of what a text claims; nothing if nobody did."""
    return joined(_found(view, one) for one in _rumours(view, text))


def where_checked(view: View, text: str) -> Rows:
    """The articles of those who checked what a text claims."""
    return link_rows(
        LinkButton(view.label("button-rumour", by=one.by), one.link) for one in _rumours(view, text)
    )


def where_to_search(view: View, text: str) -> Rows:
    """The articles of those who checked it; else searches for the words of the claim."""
    return where_checked(view, text) or link_rows(search_buttons(view.library.verify, text))


def reply_for(view: View, text: str) -> str:
    """What may be pasted into the group: as far as those who checked it go, and no further."""
    replies = view.library.verify.replies
    findings = [one.finding for one in _rumours(view, text)]
    if not findings:
        return replies.unknown
    return replies.true if findings[0] is Finding.TRUE else replies.false


def _rumours(view: View, text: str) -> list[Rumour]:
    return checked_rumours(view.library.rumours.values(), text)


def _found(view: View, rumour: Rumour) -> Rich:
    dated = _in_words(view, rumour.dated)
    finding = view.label(f"finding-{rumour.finding}", by=rumour.by, dated=dated)
    return titled(rumour.claim).then(Rich(f"{finding} {rumour.explain}"), "\n")


def _in_words(view: View, dated: str) -> str:
    """A day in words; a month or a year of which no day is known, as it is written."""
    return view.day(date.fromisoformat(dated)) if dated.count("-") == _WHOLE else dated
