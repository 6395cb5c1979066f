"""Danger passes every guard: the numbers come at once, from any state."""

import asyncio

import pytest

from bot.simulator.people import Person
from bot.store.database import Transaction
from tests.conftest import Town
from tests.conversations import CALM, DANGER, heard, quiet, talking, was_told

NUMBERS = "Ce que tu écris est important"


async def test_the_first_words_of_somebody_in_danger_get_the_numbers(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes(DANGER)
    shown = await lea.sees(NUMBERS)
    assert "15" in shown.text or "112" in shown.text
    assert any("Parler" in label for label in shown.buttons)


async def test_numbers_come_while_waiting_and_the_team_is_alerted(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    await sam.sees("Nouvelle demande")
    lea.writes(DANGER)
    await lea.sees(NUMBERS)
    await sam.sees("DANGER IMMÉDIAT")
    await town.claire.sees("DANGER IMMÉDIAT")


async def test_numbers_come_while_talking_and_the_worker_is_told(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes(DANGER)
    await lea.sees(NUMBERS)
    await sam.sees("danger immédiat")
    await sam.sees(DANGER)


async def test_numbers_come_after_closing(town: Town) -> None:
    sam, lea = await talking(town)
    sam.writes("/clore")
    await sam.sees_button("Informé")
    sam.presses("Informé")
    await lea.sees("La conversation est terminée")
    lea.writes(DANGER)
    await lea.sees(NUMBERS)


@pytest.mark.parametrize("command", ["/nimporte", "/stop", "/parler", "/effacer"])
async def test_numbers_come_when_danger_follows_a_command(town: Town, command: str) -> None:
    lea = town.somebody("Léa")
    lea.writes(f"{command} {DANGER}")
    await lea.sees(NUMBERS)


async def test_numbers_come_when_danger_is_edited_in(town: Town) -> None:
    lea = town.somebody("Léa")
    written = lea.writes(CALM)
    await quiet(town)
    lea.edits(written, DANGER)
    await lea.sees(NUMBERS)


async def test_numbers_come_when_danger_is_the_caption_of_a_photo(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.sends_photo(DANGER)
    await lea.sees(NUMBERS)


async def test_numbers_are_not_repeated_within_minutes(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes(DANGER)
    await lea.sees(NUMBERS)
    lea.writes(DANGER)
    await quiet(town)
    assert was_told(lea, NUMBERS) == 1


async def test_numbers_come_although_another_message_breaks_the_shared_commit(
    town: Town,
) -> None:
    """What is undone with somebody else's failure is done again, in memory too."""
    lea = town.somebody("Léa")
    lea.writes(CALM)
    await quiet(town)
    hold, commits = asyncio.Event(), town.bot.commits

    async def waits(tx: Transaction) -> None:
        del tx
        await hold.wait()

    async def breaks(tx: Transaction) -> None:
        del tx
        raise RuntimeError("somebody else's message breaks")

    first = asyncio.create_task(commits.run("first", waits))
    await asyncio.sleep(0)
    lea.writes(DANGER)
    while not commits._waiting[0]:  # noqa: ASYNC110  # nothing tells when it is handed in
        await asyncio.sleep(0.01)
    broken = asyncio.create_task(commits.run("broken", breaks))
    await asyncio.sleep(0)
    hold.set()
    await asyncio.gather(first, broken, return_exceptions=True)
    await lea.sees(NUMBERS)


@pytest.mark.parametrize("who", ["Léa", "Claire"])
async def test_everybody_gets_the_emergency_numbers_in_one_message(town: Town, who: str) -> None:
    person: Person = town.claire if who == "Claire" else town.somebody(who)
    asked = person.writes("/urgence")
    shown = await person.sees("en danger maintenant", after=asked)
    for number in ("112", "114", "15", "17"):
        assert number in shown.text
    await quiet(town)
    assert len([seen for seen in person.screen if seen.id > asked]) == 1
    assert heard(person)


async def test_emergency_numbers_come_while_waiting_and_talking_and_disturb_nothing(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    lea.writes("/urgence")
    await lea.sees("en danger maintenant")
    lea.writes("je suis toujours là")
    await sam.sees("je suis toujours là")


async def test_an_edit_that_sounds_dangerous_raises_the_case(town: Town) -> None:
    sam, lea = await talking(town)
    written = lea.writes("bof aujourd'hui")
    await sam.sees("bof aujourd'hui")
    lea.edits(written, "j'ai pris tous les cachets de ma mère je veux mourir")
    await lea.sees("Ce que tu écris est important")
    await sam.sees("⚠️")
