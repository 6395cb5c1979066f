"""Erase all about somebody, on both phones as far as Telegram allows, and say what was not."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.actions.case_topics import erase_topics
from bot.actions.close_case import count_outcome, leave_undecided
from bot.actions.context import Context
from bot.actions.enquire import erase_enquiries
from bot.actions.renew_lists import recall_lists, renew_lists
from bot.actions.screens import CASE_ERASED, EraseReceipt
from bot.actions.set_case_timers import set_case_timers
from bot.domain.cases import Author, Case, Outcome, Status
from bot.domain.figures import Measure
from bot.domain.people import Audience, CaseId, PersonId, Role
from bot.domain.timers import Subject
from bot.store import (
    cases,
    challenges,
    erasures,
    inbox,
    listings,
    messages,
    outbox,
    people,
    polls,
    sent,
    subscriptions,
    timers,
    withdrawals,
)
from bot.store.cargo import Delete

#: Telegram lets a bot delete for 48 hours (https://core.telegram.org/bots/api#deletemessage);
#: the last minutes are left alone, they would fail.
DELETABLE_FOR = timedelta(hours=47, minutes=50)
#: How long the bot remembers which messages it sent and got; older ones it cannot even count.
REMEMBERED_FOR = timedelta(hours=49)
#: Messages one deleteMessages call may name.
_AT_ONCE = 100

Traces = dict[PersonId, set[int]]


async def erase_person(ctx: Context, person: PersonId) -> None:
    """Begin the erasure: rows go now, messages as Telegram answers, the receipt comes last.

    From this transaction on, whoever writes from the same Telegram account is somebody new.
    """
    # First of all: what a timer does at this very moment is withdrawn with the rest.
    await timers.cancel_all(ctx.tx, Subject(person=person))
    case = await cases.lock_open_of(ctx.tx, person)
    if case is not None:
        await _end(ctx, case)
    case_ids = await cases.all_of(ctx.tx, person)
    deletable, too_old = await _traces(ctx, person, case_ids)
    await erasures.begin(ctx.tx, person, kept=too_old)
    lists = await recall_lists(ctx, person, ctx.now - DELETABLE_FOR) if case_ids else []
    for reader, copy in await erase_enquiries(ctx, person):
        deletable[reader].add(copy)
    # What is on its way at this moment is taken back when it arrives; the receipt waits for it.
    await withdrawals.withdraw_to(ctx.tx, person, ctx.now, erasing=person)
    await withdrawals.withdraw_about(ctx.tx, case_ids, ctx.now, erasing=person)
    await erase_topics(ctx, person, list(case_ids))
    # Before their account is forgotten, of which it is counted.
    await ctx.count_of(person, Measure.ERASURE)
    await polls.forget(ctx.tx, await people.account(ctx.tx, person))
    await _forget(ctx, person, case_ids)
    await _forget_audience(ctx, person)
    if case is not None and case.status is Status.TAKEN and case.worker_id is not None:
        # Told last, and without a name: nothing about this person may stay with the worker.
        await ctx.show(case.worker_id, CASE_ERASED)
    _order_deletions(ctx, person, deletable)
    await renew_lists(ctx, lists)
    await finish_erasure(ctx, person, deleted=0, kept=0)


async def finish_erasure(ctx: Context, person: PersonId, deleted: int, kept: int) -> None:
    """Count what was settled; once nothing of this person is on its way, send the receipt."""
    if not await erasures.progress(ctx.tx, person, deleted, kept):
        return
    if await withdrawals.unsettled_for(ctx.tx, person):
        return
    await erasures.end(ctx.tx, person, ctx.now)
    since = await people.known_since(ctx.tx, person)
    older = since is not None and since < ctx.now - REMEMBERED_FOR
    await ctx.show(person, EraseReceipt(int(older), person))


async def _forget_audience(ctx: Context, person: PersonId) -> None:
    """The menu of commands in their chat would tell that a parent or a professional was there."""
    known = await people.get(ctx.tx, person)
    if known is not None and known.audience is not Audience.YOUNG:
        await ctx.set_menu(person, Role.YOUNG_PERSON)


async def _end(ctx: Context, case: Case) -> None:
    await cases.close(ctx.tx, case.id, Outcome.ERASED, ctx.now)
    await set_case_timers(ctx, case.id, Status.CLOSED)
    await count_outcome(ctx.where(ctx.of(case)), case, Outcome.ERASED)
    if case.worker_id is not None:
        await leave_undecided(ctx, case.worker_id)


async def _forget(ctx: Context, person: PersonId, case_ids: Sequence[CaseId]) -> None:
    for one in await messages.written_in_cases(ctx.tx, case_ids, Author.WORKER):
        ctx.memory.forget_message(one.reader_id, one.copy_id)
    ctx.memory.forget(person)
    ctx.moods.forget(person)
    await people.forget_link(ctx.tx, person)
    await inbox.forget(ctx.tx, person)
    await challenges.leave(ctx.tx, person)
    await subscriptions.unfollow(ctx.tx, person)
    await cases.remove_all(ctx.tx, case_ids)


async def delete_from_chat(ctx: Context, person: PersonId) -> None:
    """Delete from somebody's own chat what both wrote, as far as Telegram allows."""
    own = [*await inbox.written_by(ctx.tx, person), *await sent.to_person(ctx.tx, person)]
    oldest = ctx.now - DELETABLE_FOR
    ids = sorted({message_id for message_id, at in own if at > oldest})
    for start in range(0, len(ids), _AT_ONCE):
        await ctx.take_back(person, ids[start : start + _AT_ONCE])


async def _traces(ctx: Context, person: PersonId, case_ids: Sequence[CaseId]) -> tuple[Traces, int]:
    """Every message about somebody: those that can be deleted by chat, and how many cannot."""
    oldest = ctx.now - DELETABLE_FOR
    own = [*await inbox.written_by(ctx.tx, person), *await sent.to_person(ctx.tx, person)]
    found: list[tuple[PersonId, int, datetime]] = [(person, *trace) for trace in own]
    if case_ids:
        found += await sent.about_cases(ctx.tx, case_ids, but=person)
        # Lists show several pseudonyms; too old ones are not this person's to be told of.
        found += await listings.sent_since(ctx.tx, oldest)
        for one in (
            *await messages.copies_of_cases(ctx.tx, case_ids),
            *await messages.written_in_cases(ctx.tx, case_ids, Author.WORKER),
            *await messages.written_in_cases(ctx.tx, case_ids, Author.PERSON),
        ):
            found.append((one.reader_id, one.copy_id, one.made_at))
    deletable, kept = _split(found, oldest)
    return deletable, kept + await sent.unconfirmed(ctx.tx, person, case_ids)


def _split(found: Iterable[tuple[PersonId, int, datetime]], oldest: datetime) -> tuple[Traces, int]:
    deletable: Traces = defaultdict(set)
    too_old: set[tuple[PersonId, int]] = set()
    for chat, message_id, at in found:
        if at > oldest:
            deletable[chat].add(message_id)
        else:
            too_old.add((chat, message_id))
    return deletable, len(too_old)


def _order_deletions(ctx: Context, person: PersonId, deletable: Traces) -> None:
    for chat, ids in deletable.items():
        for start in range(0, len(ids), _AT_ONCE):
            some = sorted(ids)[start : start + _AT_ONCE]
            outbox.enqueue(ctx.tx, chat, Delete(tuple(some)), ctx.now, erasing=person)
