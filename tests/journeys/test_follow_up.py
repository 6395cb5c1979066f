"""*Prenez de mes nouvelles*: once, by day, and nothing of it is kept."""

from sqlalchemy import func, select

from bot.domain.timers import Kind
from bot.store.tables import timers
from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import at_hour, confirms_closing, ends, quiet, talking, was_told


async def closed(town: Town) -> tuple[Person, Person]:
    sam, lea = await talking(town)
    sam.writes("/clore")
    await sam.sees_button("Écoute")
    sam.presses("Écoute")
    await confirms_closing(sam)
    await lea.sees_button("Prenez de mes nouvelles")
    return sam, lea


async def promised(lea: Person, when: str = "Dans un jour") -> None:
    lea.presses("Prenez de mes nouvelles")
    await lea.sees_button(when)
    lea.presses(when)
    await lea.sees("puis c'est oublié")


async def follow_ups(town: Town) -> int:
    query = select(func.count()).where(timers.c.kind == Kind.FOLLOW_UP.value)
    async with town.bot.store.reading() as tx:
        return int((await tx.connection.execute(query)).scalar_one())


def later(town: Town, hours: float) -> None:
    town.telegram.world.clock.forward(hours=hours)
    town.bot.timers.wake()


async def test_somebody_is_asked_once_and_can_talk_again(town: Town) -> None:
    _, lea = await closed(town)
    await promised(lea)
    later(town, 23)
    await quiet(town)
    assert was_told(lea, "Comment ça va") == 0
    later(town, 1.1)
    await lea.sees("Comment ça va")
    assert await follow_ups(town) == 0
    lea.presses("Moins bien")
    await lea.sees("Merci de le dire, ce n'est pas rien")
    later(town, 100)
    await quiet(town)
    assert was_told(lea, "Comment ça va") == 0
    lea.presses("Parler à quelqu'un")
    await lea.sees("C'est noté")


async def test_one_word_stops_it(town: Town) -> None:
    _, lea = await closed(town)
    await promised(lea, "Dans trois jours")
    lea.writes("stop")
    await lea.sees("pas de message")
    assert await follow_ups(town) == 0


async def test_whoever_comes_back_before_is_not_asked(town: Town) -> None:
    _, lea = await closed(town)
    await promised(lea)
    asked = lea.writes("/parler")
    await lea.sees("C'est noté", after=asked)
    assert await follow_ups(town) == 0


async def test_whoever_erases_everything_is_not_asked(town: Town) -> None:
    _, lea = await closed(town)
    await promised(lea)
    lea.writes("/effacer")
    await lea.sees_button("Confirmer")
    lea.presses("Confirmer")
    await quiet(town)
    assert await follow_ups(town) == 0
    later(town, 30)
    await quiet(town)
    assert was_told(lea, "Comment ça va") == 0


async def test_who_ended_it_themselves_can_ask_for_it_too(town: Town) -> None:
    _, lea = await talking(town)
    await ends(lea)
    await lea.sees_button("Prenez de mes nouvelles")
    await promised(lea)
    lea.presses("Finalement non")
    await lea.sees("pas de message")
    assert await follow_ups(town) == 0


async def test_a_clock_that_jumps_into_the_night_makes_no_phone_ring(town: Town) -> None:
    _, lea = await closed(town)
    await promised(lea)
    at_hour(town, 23)
    later(town, 28)
    await quiet(town)
    assert was_told(lea, "Comment ça va") == 0
    later(town, 8)
    await lea.sees("Comment ça va")
