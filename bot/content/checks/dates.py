"""Facts that should have been checked again by now."""

from collections.abc import Iterator
from datetime import timedelta

from bot.content.checks.audited import Audited, place_in_file
from bot.content.findings import Finding, Severity
from bot.content.kinds.contact import Contact

#: How long before the date a contact is announced.
NOTICE = timedelta(days=30)


def overdue_items(audited: Audited) -> Iterator[Finding]:
    """Overdue checks: an error for contacts, a warning for texts; never a reason not to start."""
    for item in audited.reviewed:
        at = place_in_file(item)
        until = item.check_before.isoformat()
        if item.checked_on > audited.today:
            yield Finding("checked-in-the-future", item.file, (*at, "checked_on"), Severity.ERROR)
        if item.check_before < audited.today:
            severity = Severity.ERROR if isinstance(item, Contact) else Severity.WARNING
            where = (*at, "check_before")
            yield Finding("overdue", item.file, where, severity, {"id": item.id, "until": until})
        elif isinstance(item, Contact) and item.check_before - audited.today <= NOTICE:
            where = (*at, "check_before")
            yield Finding(
                "due-soon", item.file, where, Severity.WARNING, {"id": item.id, "until": until}
            )
