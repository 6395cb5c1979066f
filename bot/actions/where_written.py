"""Where in their private chat somebody writes: in no topic, in one of their own, or a case's."""

from bot.actions.context import Context
from bot.domain.cases import ORDINARY, Place
from bot.domain.people import Person
from bot.store import people, topics


async def where_written(ctx: Context, person: Person, thread: int | None) -> Place:
    """Note where somebody wrote, and see which place it is; None: in no topic.

    Young people are answered where they wrote last.

    One of the team is answered where they asked: what is about a case goes to that case's topic
    or to the ordinary chat, never to a topic that may be somebody else's.
    """
    stays = None if person.role.in_team else thread
    if stays != person.thread_id:
        await people.note_thread(ctx.tx, person.id, stays)
    return await place_of(ctx, person, thread)


async def place_of(ctx: Context, person: Person, thread: int | None) -> Place:
    """Which place a topic of somebody's chat is; only the team has topics of cases."""
    if thread is None or not person.role.in_team:
        return ORDINARY
    case = await topics.case_in(ctx.tx, person.id, thread)
    return Place(case, unknown=case is None)
