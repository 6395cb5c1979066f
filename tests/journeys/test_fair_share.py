"""One person who writes a lot must not make anybody else wait for help."""

import asyncio

from sqlalchemy import func, select

from bot.store.tables import inbox
from tests.conftest import Town
from tests.conversations import DANGER, copies, heard, quiet, talking

#: As long as Telegram lets a message be, and without a space: what was dear to look through.
LONG = "a.b-" * 1_000
#: Telegram gives no more updates at once.
BATCH = 100


async def test_urgence_is_answered_before_the_flood_of_somebody_else_is_handled(
    town: Town,
) -> None:
    eve, lea = town.somebody("Eve"), town.somebody("Léa")
    for number in range(BATCH - 1):
        eve.writes(f"{LONG}{number}")
    lea.writes("/urgence")
    await lea.sees("Urgence")
    world = town.telegram.world
    assert world.pending_updates(), "they are not all handled yet"
    await world.wait_until(lambda: not world.pending_updates(), 100)
    # On a busy machine the flood is held in memory meanwhile, acknowledged and handled later.
    async with asyncio.timeout(100):
        while await _kept(town) < BATCH - 1:  # noqa: ASYNC110  # nothing tells when
            await asyncio.sleep(0.2)
    await quiet(town, 60)
    assert heard(eve), "she is answered, once for all that she wrote in one go"


async def _kept(town: Town) -> int:
    """How many messages are kept for a request to come."""
    async with town.bot.store.reading() as tx:
        kept = select(func.count()).where(inbox.c.loose.is_(True))
        count: int = (await tx.connection.execute(kept)).scalar_one()
        return count


async def test_danger_at_the_end_of_ones_own_flood_gets_its_numbers(town: Town) -> None:
    eve = town.somebody("Eve")
    for number in range(BATCH):
        eve.writes(f"{LONG}{number}")
    eve.writes(DANGER)
    await eve.sees("112")
    await quiet(town, 60)


async def test_long_words_keep_their_order_among_short_ones(town: Town) -> None:
    sam, lea = await talking(town)
    sent = [f"début {LONG}", "un", "deux", f"encore {LONG}", "quatre"]
    for text in sent:
        lea.writes(text)
    await sam.sees("quatre")
    await quiet(town)
    assert [seen.text for seen in copies(sam)][-len(sent) :] == sent
