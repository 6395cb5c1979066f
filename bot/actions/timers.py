"""Every kind of timer, with what it does: a kind that is not here does not fire."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.actions.case_topics import topics_end
from bot.actions.close_outing import mind_outings
from bot.actions.context import Context
from bot.actions.follow_challenge import send_day
from bot.actions.follow_up import ask_how_they_are
from bot.actions.forget_old import forget_old
from bot.actions.lift_seal import identity_hides, lifting_expires
from bot.actions.meet import ask_about_meeting, remind_of_meeting
from bot.actions.mind_enquiries import mind_enquiries
from bot.actions.mind_lease import mind_lease
from bot.actions.mind_territories import mind_territories
from bot.actions.pass_case import offer_expires
from bot.actions.poll import mind_polls
from bot.actions.publish_figures import close_figures
from bot.actions.remind_unsent import remind_unsent
from bot.actions.repeat_alert import repeat_alert
from bot.actions.send_broadcasts import send_broadcasts
from bot.actions.send_digest import send_digest
from bot.domain.timers import BOT, Due, Kind
from bot.store import timers

#: Runs in the transaction that removes the timer, and may set it anew. It does nothing but read
#: and write the database: it may run twice before its commit.
Fire = Callable[[Context, Due], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Timer:
    """A kind of timer: what it does, and how often if the bot does it again and again."""

    kind: Kind
    fire: Fire
    every: timedelta | None = None


TIMERS = (
    Timer(Kind.CHALLENGE_DAY, send_day),
    Timer(Kind.FOLLOW_UP, ask_how_they_are),
    Timer(Kind.ALERT, repeat_alert),
    Timer(Kind.UNANSWERED, mind_lease),
    Timer(Kind.UNSENT, remind_unsent),
    Timer(Kind.OFFER, offer_expires),
    Timer(Kind.LIFT_EXPIRES, lifting_expires),
    Timer(Kind.IDENTITY_HIDES, identity_hides),
    Timer(Kind.MEETING_TODAY, remind_of_meeting),
    Timer(Kind.MEETING_HELD, ask_about_meeting),
    Timer(Kind.TOPICS_END, topics_end),
    Timer(Kind.OLD_UPDATES, forget_old, every=timedelta(minutes=10)),
    Timer(Kind.OLD_DELIVERIES, forget_old, every=timedelta(minutes=10)),
    Timer(Kind.OLD_INVITATIONS, forget_old, every=timedelta(hours=6)),
    Timer(Kind.OLD_CONTACTS, forget_old, every=timedelta(days=1)),
    Timer(Kind.OLD_WAITS, forget_old, every=timedelta(hours=6)),
    Timer(Kind.OLD_BLOCKS, forget_old, every=timedelta(hours=6)),
    Timer(Kind.OUTINGS, mind_outings, every=timedelta(hours=1)),
    Timer(Kind.ENQUIRIES, mind_enquiries, every=timedelta(hours=1)),
    Timer(Kind.OLD_BROADCASTS, forget_old, every=timedelta(hours=6)),
    Timer(Kind.POLLS, mind_polls, every=timedelta(minutes=15)),
    Timer(Kind.BROADCAST, send_broadcasts),
    Timer(Kind.OLD_HANDOVERS, forget_old, every=timedelta(hours=1)),
    Timer(Kind.FIGURES, close_figures, every=timedelta(hours=6)),
    Timer(Kind.DIGEST, send_digest, every=timedelta(minutes=30)),
    Timer(Kind.TERRITORIES, mind_territories, every=timedelta(minutes=1)),
)
_BY_KIND = {timer.kind: timer for timer in TIMERS}


async def fire(ctx: Context, due: Due) -> None:
    """Do what a timer is for."""
    timer = _BY_KIND[due.kind]
    if timer.every is not None:
        await timers.set_at(ctx.tx, due.kind, BOT, ctx.now + timer.every, ctx.now)
    await timer.fire(ctx, due)


async def set_recurring(ctx: Context) -> None:
    """See to it that what the bot does again and again has its timer; those that run go on."""
    for timer in TIMERS:
        if timer.every is not None:
            await timers.set_if_none(ctx.tx, timer.kind, BOT, ctx.now, ctx.now)
