"""Ways into a conversation that many stories share."""

import asyncio
from datetime import datetime, timedelta

from sqlalchemy import Row, select

from bot.actions.context import A_MOMENT
from bot.store.tables import outbox
from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from tests.conftest import Town
from tests.running import SharedClock, pass_until

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
    """Wait until every update is handled and everything is sent: nothing more will come.

    What leaves after a moment leaves now: nothing else happens in that moment, so it passes at
    once, on the clock that the bot and the world share.
    """
    world = town.telegram.world
    deadline = asyncio.get_running_loop().time() + seconds
    while True:
        await world.wait_until(lambda: not world.pending_updates(), seconds)
        unsent = [one for one in await _unsent(town) if not _rests(town, one)]
        if not unsent:
            return
        assert asyncio.get_running_loop().time() < deadline, "something is never sent"
        _let_pass(town, unsent)
        await asyncio.sleep(0.01)


async def _unsent(town: Town) -> list[Row[str, datetime, str | None]]:
    """What is to be sent or on its way: its state, when it is due, whose place it takes."""
    rows = select(outbox.c.state, outbox.c.due_at, outbox.c.slot).where(
        outbox.c.state.in_(("queued", "claimed", "recalled"))
    )
    async with town.bot.store.reading() as tx:
        return list(await tx.connection.execute(rows))


def _rests(town: Town, row: Row[str, datetime, str | None]) -> bool:
    """Whether it waits for hours: somebody is in discreet mode."""
    state, due, _ = row
    return state == "queued" and due - town.bot.clock() > timedelta(hours=1)


def _let_pass(town: Town, unsent: list[Row[str, datetime, str | None]]) -> None:
    """If all that is left waits for the end of a gesture, the moment is over.

    A bot that does not share its clock with the world waits for it.
    """
    if not isinstance(town.bot.clock, SharedClock):
        return
    ends = [due for state, due, slot in unsent if state == "queued" and slot is not None]
    left = max((due - town.bot.clock() for due in ends), default=timedelta(0))
    if len(ends) == len(unsent) and timedelta(0) < left <= A_MOMENT:
        town.telegram.world.clock.forward(seconds=left.total_seconds())
        town.bot.outbox.wake()


def heard(person: Person) -> list[str]:
    """What the bot's side of a chat says, oldest first."""
    return [seen.text for seen in person.screen if not seen.mine]


async def ends(person: Person, patience: float = 10.0) -> None:
    """A young person ends the conversation, and says that they are sure."""
    person.writes("/stop")
    asked = await person.sees_button("Oui, arrêter", timeout=patience)
    person.presses("Oui, arrêter", in_message=asked.id)


def copies(person: Person) -> list[Seen]:
    """What others wrote, as it was passed on to a worker: only that is protected."""
    return [seen for seen in person.screen if seen.protected]


def data_of(person: Person, label: str) -> tuple[int, str]:
    """The newest button of that label as it is now, for ``presses_data`` once it is gone.

    Gives its message and what it carries.
    """
    for stored in reversed(list(person.account.messages.values())):
        for row in stored.data.get("reply_markup", {}).get("inline_keyboard", []):
            for button in row:
                if label in button["text"]:
                    return stored.id, button["callback_data"]
    raise AssertionError(label)


def was_told(person: Person, words: str) -> int:
    """How often the bot said something."""
    return sum(words.casefold() in text.casefold() for text in heard(person))


async def confirms_closing(worker: Person, patience: float = 10) -> None:
    """The outcome is chosen: yes, close."""
    await worker.sees_button("Oui, clore avec", timeout=patience)
    worker.presses("Oui, clore avec")


async def pseudonym_of(person: Person) -> str:
    """What the team calls somebody: they can see it themselves."""
    asked = person.writes("/infos")
    about = await person.sees("Ton pseudo ici", after=asked)
    return " ".join(about.text.partition("«")[2].partition("»")[0].split())


def at_hour(town: Town, hour: float) -> None:
    """It is that hour next, on a day on which the team of the shipped territory works."""
    pass_until(town.telegram.world, hour, town.bot.parts.zone)
    town.bot.timers.wake()
    town.bot.outbox.wake()
