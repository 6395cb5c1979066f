"""The bot starts again after it was away: coordinators learn that nobody was answered meanwhile."""

from datetime import timedelta

from bot.actions.context import Context
from bot.actions.screens import BackAgain
from bot.domain.timers import BOT, Kind
from bot.store import alerts, timers

#: What the bot does each minute is its sign of life.
_EACH_MINUTE = Kind.TERRITORIES
#: An update of the bot, a restart of its machine take less: nobody need know.
_LONG = timedelta(minutes=10)


async def notice_absence(ctx: Context) -> None:
    """At a start: tell coordinators of a long silence, once, however often it starts again.

    What was written meanwhile Telegram kept for a day; it is handled now.
    """
    expected = (await timers.of(ctx.tx, BOT)).get(_EACH_MINUTE)
    if expected is None or ctx.now - expected < _LONG:
        return
    await timers.set_at(ctx.tx, _EACH_MINUTE, BOT, ctx.now, ctx.now)
    away = BackAgain(int(expected.timestamp()), int(ctx.now.timestamp()))
    for one in await alerts.coordinators(ctx.tx):
        # In a slot: two processes that start at once both see the silence.
        await ctx.show(one.id, away, slot=away.name)
