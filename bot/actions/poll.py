"""A coordinator asks the young people of a territory something; each answers once, unseen."""

import random

from bot.actions.context import Context
from bot.domain.audit import Act
from bot.domain.messages import tells_who_else
from bot.domain.people import NotCoordinator, Person, PersonId, Role
from bot.domain.polls import (
    KEPT_FOR,
    MOST_OPEN,
    Asked,
    Lasts,
    NoPoll,
    Poll,
    State,
    TooManyPolls,
    Unfit,
    UnfitPoll,
    published,
    read_poll,
)
from bot.domain.timers import Due
from bot.store import audit, memberships, people, polls

_CHANCE = random.SystemRandom()


def fit(ctx: Context, text: str) -> Asked:
    """What is asked, as it will be read. Raises UnfitPoll."""
    asked = read_poll(text)
    if tells_who_else("\n".join((asked.question, *asked.choices)), ctx.library.service_numbers):
        raise UnfitPoll(Unfit.TELLS_WHO)
    return asked


async def open_poll(
    ctx: Context, member: PersonId, territory: str, asked: Asked, lasts: Lasts
) -> int:
    """Ask it from now on; ``territory``: empty for all. Returns its id.

    Raises NotCoordinator, TooManyPolls.
    """
    await _only_coordinators(ctx, member)
    if await polls.count_open(ctx.tx, territory) >= MOST_OPEN:
        raise TooManyPolls
    ends_at = ctx.now + lasts.time
    new = await polls.add(ctx.tx, territory, asked, member, ctx.now, ends_at)
    await audit.add(ctx.tx, ctx.now, Act.POLL_OPENED, member, detail=str(new))
    return new


async def end_poll(ctx: Context, member: PersonId, poll: int) -> None:
    """Tell its results now. Raises NotCoordinator, NoPoll."""
    await _only_coordinators(ctx, member)
    found = await polls.lock(ctx.tx, poll)
    if found is None or found.state is not State.OPEN:
        raise NoPoll
    await _end(ctx, found)
    await audit.add(ctx.tx, ctx.now, Act.POLL_ENDED, member, detail=str(poll))


async def answer_poll(ctx: Context, person: Person, poll: int, choice: int) -> None:
    """Count one answer. Raises NoPoll if it is over, not theirs, or answered already."""
    found = await polls.lock(ctx.tx, poll)
    if found is None or not found.is_open(ctx.now) or not _is_for(ctx, found, person):
        raise NoPoll
    if not 0 <= choice < len(found.asked.choices):
        raise NoPoll
    account = await people.account(ctx.tx, person.id)
    if not await polls.answer(ctx.tx, poll, account, choice):
        raise NoPoll


async def mind_polls(ctx: Context, due: Due) -> None:
    """Now and then: end what is over, and forget what has been for long."""
    del due
    for poll in await polls.over_since(ctx.tx, ctx.now):
        found = await polls.lock(ctx.tx, poll)
        if found is not None and found.state is State.OPEN:
            await _end(ctx, found)
    await polls.purge(ctx.tx, ctx.now - KEPT_FOR)


async def _end(ctx: Context, poll: Poll) -> None:
    counts = await polls.counts(ctx.tx, poll.id)
    told = published(counts, len(poll.asked.choices), _CHANCE)
    await polls.end(ctx.tx, poll, told, ctx.now)


def _is_for(ctx: Context, poll: Poll, person: Person) -> bool:
    theirs = ctx.library.territory(person.territory).slug
    return not person.role.in_team and poll.territory in {"", theirs}


async def _only_coordinators(ctx: Context, member: PersonId) -> None:
    if await memberships.lock_role(ctx.tx, member) is not Role.COORDINATOR:
        raise NotCoordinator
