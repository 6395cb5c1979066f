"""What can honestly be said of waiting: counted when somebody is answered, told to the next."""

from dataclasses import replace

from bot.actions.context import Context
from bot.content.kinds.territory import Territory
from bot.domain.cases import Case
from bot.domain.waiting import RECENT, Estimate, edge_of, estimate, hours_around
from bot.store import waits
from bot.store.database import Transaction


async def note_wait(ctx: Context, case: Case) -> None:
    """Somebody is answered: how long they waited helps to tell the next; once a case."""
    if case.returned:
        return
    asked_at = case.opened_at.astimezone(ctx.zone)
    waited = edge_of(ctx.now - case.opened_at)
    await waits.note(ctx.tx, ctx.territory, case.danger, asked_at.date(), asked_at.hour, waited)


async def expected(tx: Transaction, case: Case, territory: Territory) -> Estimate | None:
    """How long whoever asked at such an hour, at that level, waited there lately.

    With too few of that hour, of any hour; with too few at all, nobody knows yet.
    """
    asked_at = case.opened_at.astimezone(territory.zone)
    since = (asked_at - RECENT).date()
    around = hours_around(asked_at)
    of_the_hour = await waits.seen(tx, territory.slug, case.danger, since, around)
    if (told := estimate(of_the_hour)) is not None:
        return told
    told = estimate(await waits.seen(tx, territory.slug, case.danger, since))
    return replace(told, hourly=False) if told else None
