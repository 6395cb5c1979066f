"""All content with its review dates: the rows of the page for editors."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.content.collection import Library
from bot.content.kinds.base import Reviewed
from bot.content.kinds.contact import Contact

SOON_DAYS = 30


class Review(StrEnum):
    """Where a piece of content stands."""

    OVERDUE = "overdue"
    SOON = "soon"
    FINE = "fine"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Row:
    """One piece of content."""

    kind: str
    id: str
    title: str
    topic: str
    file: str
    checked_on: date
    check_before: date
    review: Review
    sources: int


def rows(library: Library, today: date) -> list[Row]:
    """Everything that has a review date, what is most urgent first."""
    shown: tuple[Reviewed, ...] = (
        *library.contacts.values(),
        *library.everything.values(),
        library.verify,
        *library.hidden,
    )
    found = [_row(item, today) for item in shown]
    return sorted(found, key=lambda row: (row.check_before, row.kind, row.id))


def _row(item: Reviewed, today: date) -> Row:
    title = item.name if isinstance(item, Contact) else str(getattr(item, "title", item.id))
    return Row(
        kind=type(item).__name__.lower(),
        id=item.id,
        title=title,
        topic=str(getattr(item, "topic", "")),
        file=item.file,
        checked_on=item.checked_on,
        check_before=item.check_before,
        review=_review(item, today),
        sources=len(item.sources),
    )


def _review(item: Reviewed, today: date) -> Review:
    if not item.verified:
        return Review.HIDDEN
    left = (item.check_before - today).days
    if left < 0:
        return Review.OVERDUE
    return Review.SOON if left <= SOON_DAYS else Review.FINE
