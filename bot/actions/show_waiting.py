"""What tells somebody that their request waits, and goes once it does not any more.

Its buttons (*Annuler ma demande*) are about a request that waits: under a conversation with
somebody they would say something else.
"""

from bot.actions.context import Context, Showing
from bot.actions.screens import NoLongerWaits
from bot.domain.cases import Case
from bot.domain.people import CaseId
from bot.domain.screens import Screen
from bot.store import sent

#: So many of them are changed: whoever asks again and again sees the last ones.
_MOST = 5


def waiting_slot(case_id: CaseId) -> str:
    """What the outbox calls news of it."""
    return f"waits-{case_id}"


def place_slot(case_id: CaseId) -> str:
    """What the outbox calls its place, whenever it was asked for."""
    return f"place-{case_id}"


async def show_waiting(ctx: Context, case: Case, screen: Screen) -> None:
    """Tell somebody how their request waits, while the case stands as it does."""
    await ctx.show(case.person_id, screen, resting_on=case, slot=waiting_slot(case.id))


async def clear_waiting(ctx: Context, case: Case) -> None:
    """The request waits no more: what says so otherwise is changed."""
    names = waiting_slot(case.id), place_slot(case.id)
    shown = await sent.in_slots(ctx.tx, case.person_id, *names)
    for message_id in sorted(set(shown))[-_MOST:]:
        over = Showing(NoLongerWaits(case.id), edit=message_id)
        await ctx.show_as(case.person_id, over, case=case.id)
