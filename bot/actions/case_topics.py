"""Where private chats have topics: a worker has one for each case, for as long as they need it.

In a private chat a topic cannot be closed. Once a case left a worker, its topic says so and stays:
what was written in it may still have to be copied, notes above all. It goes a day after the case
was closed. Everything here may fail or come late; what is said of a case then goes to the ordinary
chat, where a line says whose words they are.
"""

from datetime import timedelta

from bot.actions.context import Context
from bot.domain.cases import Case, Status
from bot.domain.people import CaseId, PersonId
from bot.domain.timers import Due, Kind, Subject
from bot.store import cases, people, retention, timers, topics
from bot.store.parcels import Carried, Parcel

#: So long a topic stays once its case is closed: the end of it can still be read.
TOPIC_STAYS = timedelta(hours=24)
#: Something of the case is still under way: looked at again after so long.
_LOOK_AGAIN = timedelta(hours=1)


def open_topic(ctx: Context, case: Case) -> None:
    """Whoever has a case from now on gets a topic for it, before all that is said of it."""
    assert case.worker_id is not None  # noqa: S101  # somebody has it
    ctx.name_topic(case.worker_id, case, opens=True)


def rename_topic(ctx: Context, case: Case) -> None:
    """The danger of a case is another one now."""
    if case.worker_id is not None:
        ctx.name_topic(case.worker_id, case)


async def end_topic(ctx: Context, case: Case, worker: PersonId) -> None:
    """A case left whoever had it: its topic says so, and goes once the case is over.

    ``case`` is as it stands now.
    """
    ctx.name_topic(worker, case)
    await _let_go_later(ctx, case)


async def _let_go_later(ctx: Context, case: Case) -> None:
    if case.status is Status.CLOSED and await topics.of_cases(ctx.tx, [case.id]):
        subject = Subject(case=case.id)
        await timers.set_at(ctx.tx, Kind.TOPICS_END, subject, ctx.now + TOPIC_STAYS, ctx.now)


async def topics_end(ctx: Context, due: Due) -> None:
    """A case has been over for a day: its topics are deleted, whoever's they are."""
    assert due.subject.case is not None  # noqa: S101  # such timers are about cases
    case = await cases.lock(ctx.tx, due.subject.case)
    if case is None or case.status is not Status.CLOSED:
        return
    if await retention.is_under_way(ctx.tx, case.id):
        # What was written in it is copied from it.
        await timers.set_at(ctx.tx, due.kind, due.subject, ctx.now + _LOOK_AGAIN, ctx.now)
        return
    for topic in await topics.of_cases(ctx.tx, [case.id]):
        # Somebody who left the team, and has written there since, asks for help themselves.
        owner = await people.get(ctx.tx, topic.person)
        if owner is not None and owner.thread_id != topic.thread:
            ctx.delete_topic(topic.person, topic.thread)
    await topics.forget(ctx.tx, case.id)


async def note_topic(ctx: Context, parcel: Parcel, carried: Carried, named: int) -> None:
    """A topic was opened, or was there; the case may be another one since, or somebody else's.

    ``named``: the danger that its name tells.
    """
    # Locked: whoever closes it meanwhile either knows of this topic, or is seen here.
    case = await cases.lock(ctx.tx, parcel.case_id) if parcel.case_id else None
    if carried.thread is not None and case is None:
        ctx.delete_topic(parcel.recipient_id, carried.thread)
    if case is None:
        return
    if carried.thread is not None:
        await topics.note(ctx.tx, case.id, parcel.recipient_id, carried.thread)
    if case.worker_id != parcel.recipient_id or case.status is not Status.TAKEN:
        await end_topic(ctx, case, parcel.recipient_id)
    elif case.danger != named:
        rename_topic(ctx, case)


async def note_lost_topic(
    ctx: Context, reader: PersonId, case_id: CaseId | None, carried: Carried
) -> None:
    """What was meant for a topic that is not there any more arrived in the ordinary chat."""
    if carried.gone_thread is not None:
        await people.forget_thread(ctx.tx, reader, carried.gone_thread)
        await topics.lose(ctx.tx, reader, carried.gone_thread)
    if carried.named and case_id is not None:
        await topics.settle_in_chat(ctx.tx, case_id, reader)


async def erase_topics(ctx: Context, person: PersonId, case_ids: list[CaseId]) -> None:
    """Topics about somebody go from every phone, and those that they had themselves."""
    found = await topics.of_cases(ctx.tx, case_ids) if case_ids else []
    for topic in (*found, *await topics.of_person(ctx.tx, person)):
        ctx.delete_topic(topic.person, topic.thread, erasing=person)
