"""Whether something is open: its hours, public holidays and exceptional closings together."""

from datetime import datetime

from bot.content.kinds.contact import Timed
from bot.content.public_holidays import KEEPS_HOURS, holidays_of
from bot.domain.hours import UNKNOWN, Closing, Opening, never, opening


def opening_of(timed: Timed, now: datetime, calendar: str) -> Opening:
    """The state at ``now``; ``calendar`` has the public holidays of where it is.

    Not known: when its hours are not, and on a public holiday when nobody wrote what becomes
    of its hours then.
    """
    if timed.slots is None:
        return UNKNOWN
    if timed.never_closes:
        return Opening(is_open=True)
    holiday = never if timed.holidays == KEEPS_HOURS else holidays_of(timed.holidays)
    in_doubt = timed.holidays is None and not timed.is_round_the_clock
    doubtful = holidays_of(calendar if in_doubt else None)
    leaves = tuple(leave.closing for leave in timed.closings)
    return opening(
        timed.slots,
        now,
        timed.zone,
        lambda day: holiday(day) or any(leave.covers(day) for leave in leaves),
        doubtful,
    )


def leave_at(timed: Timed, now: datetime) -> Closing | None:
    """The exceptional closing of this day, if there is one."""
    today = now.astimezone(timed.zone).date()
    return next((c for c in (leave.closing for leave in timed.closings) if c.covers(today)), None)
