"""Ways into a conversation that many stories share."""

import asyncio
from datetime import UTC, datetime

from sqlalchemy import func, select

from bot.assembly import Clock
from bot.store.tables import outbox
from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from telegram_simulator.world import World
from tests.conftest import Town

#: Triage takes these for what they say: life at risk now, and nothing at all.
DANGER = "j'ai pris plein de médicaments, je vais mourir"
CALM = "salut ça va"
#: What both sides say while something fails.
ASKED = [f"question {n}" for n in range(6)]
ANSWERED = [f"réponse {n}" for n in range(6)]


async def talking(town: Town) -> tuple[Person, Person]:
    """A worker (Sam) and a young person (Léa) in conversation."""
    sam = await town.worker("Sam")
    return sam, await talks_with(town, sam, "Léa")


async def talks_with(town: Town, worker: Person, first_name: str) -> Person:
    """One more young person in conversation with a worker."""
    person = await town.asking(first_name)
    await quiet(town)
    worker.presses("Prendre")
    await person.sees("est là")
    await quiet(town)
    return person


async def quiet(town: Town, seconds: float = 20) -> None:
    """Wait until every update is handled and everything is sent: nothing more will come."""
    world = town.telegram.world
    deadline = asyncio.get_running_loop().time() + seconds
    while True:
        await world.wait_until(lambda: not world.pending_updates(), seconds)
        async with town.bot.store.reading() as tx:
            unsent = select(func.count()).where(
                outbox.c.state.in_(("queued", "claimed", "recalled"))
            )
            if (await tx.connection.execute(unsent)).scalar_one() == 0:
                return
        assert asyncio.get_running_loop().time() < deadline, "something is never sent"
        await asyncio.sleep(0.02)


def heard(person: Person) -> list[str]:
    """What the bot's side of a chat says, oldest first."""
    return [seen.text for seen in person.screen if not seen.mine]


def copies(person: Person) -> list[Seen]:
    """What others wrote, as it was passed on to a worker: only that is protected."""
    return [seen for seen in person.screen if seen.protected]


def was_told(person: Person, words: str) -> int:
    """How often the bot said something."""
    return sum(words.casefold() in text.casefold() for text in heard(person))


def clock_of(world: World) -> Clock:
    """A bot's clock that moves with the world's."""
    return lambda: datetime.fromtimestamp(world.clock.now(), UTC)


async def pseudonym_of(person: Person) -> str:
    """What the team calls somebody: they can see it themselves."""
    asked = person.writes("/infos")
    about = await person.sees("Ton pseudo ici", after=asked)
    return " ".join(about.text.partition("«")[2].partition("»")[0].split())
