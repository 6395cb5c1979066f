"""Somebody has all erased: no list keeps their pseudonym, and no choice of others is lost."""

import pytest
from sqlalchemy import select

from bot.store.tables import outbox, people
from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import heard, pseudonym_of, quiet, talks_with, was_told
from tests.journeys.test_on_the_way import slow_about


async def _erases(person: Person) -> None:
    asked = person.writes("/effacer")
    shown = await person.sees("Tout effacer ?", after=asked)
    person.presses("Confirmer : tout effacer", in_message=shown.id)


async def _nothing_left_of(town: Town, pseudonym: str) -> None:
    async with town.bot.store.reading() as tx:
        names = (await tx.connection.execute(select(people.c.pseudonym))).scalars().all()
        payloads = (await tx.connection.execute(select(outbox.c.payload))).scalars().all()
    assert pseudonym.casefold() not in " ".join([*names, *payloads]).casefold()


@pytest.mark.parametrize("asked", ["/file", "/cas", "/clore", "words"])
async def test_a_list_on_its_way_shows_nobody_who_is_gone(
    town: Town, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = await town.worker("Sam")
    tom = await talks_with(town, sam, "Tom")
    if asked == "/file":
        lea = await town.asking("Léa")
        await town.asking("Zoé")
    else:
        lea = await talks_with(town, sam, "Léa")
    name = await pseudonym_of(lea)
    await quiet(town)
    if asked == "words":
        tom.writes("coucou")
        await sam.sees("coucou")
    words = {"/file": "Une personne attend", "/cas": "conversations ouvertes"}
    words |= {"/clore": "voulez-vous clore", "words": "Vous suivez plusieurs"}
    if asked == "/file":
        words["/file"] = "personnes attendent"
    async with slow_about(words[asked], monkeypatch) as slow:
        sam.writes("je pense à toi" if asked == "words" else asked)
        await slow.carried_out.wait()
        await _erases(lea)
        await town.telegram.world.wait_until(lambda: not town.telegram.world.pending_updates())
        slow.answers.set()
    await lea.sees("C'est effacé")
    await quiet(town)
    assert was_told(sam, name) == 0
    shown = [name in " ".join(seen.buttons) for seen in sam.screen]
    assert not any(shown)
    await _nothing_left_of(town, name)
    if asked != "/clore":
        # What somebody asked for is shown all the same, as it is now.
        toms = await pseudonym_of(tom)
        await quiet(town)
        expected = "Une personne attend" if asked == "/file" else toms
        everything = heard(sam) + [label for seen in sam.screen for label in seen.buttons]
        assert any(expected.casefold() in text.casefold() for text in everything)


async def test_a_choice_that_waits_outlives_the_erasure_of_somebody_elses(town: Town) -> None:
    sam = await town.worker("Sam")
    tom = await talks_with(town, sam, "Tom")
    zoe = await talks_with(town, sam, "Zoé")
    lea = await town.asking("Léa")
    await quiet(town)
    tom.writes("coucou")
    await sam.sees("coucou")
    sam.writes("je pense à toi Tom")
    await sam.sees("À qui")
    await _erases(lea)
    await lea.sees("C'est effacé")
    await quiet(town)
    asked = await sam.sees("À qui")
    sam.presses(await pseudonym_of(tom), in_message=asked.id)
    await tom.sees("je pense à toi Tom")
    await quiet(town)
    assert was_told(zoe, "je pense") == 0


async def test_a_choice_that_was_made_is_not_asked_again(town: Town) -> None:
    sam = await town.worker("Sam")
    tom = await talks_with(town, sam, "Tom")
    await talks_with(town, sam, "Zoé")
    lea = await town.asking("Léa")
    tom.writes("coucou")
    await sam.sees("coucou")
    sam.writes("je pense à toi Tom")
    asked = await sam.sees("À qui")
    sam.presses(await pseudonym_of(tom), in_message=asked.id)
    await tom.sees("je pense à toi Tom")
    await quiet(town)
    await _erases(lea)
    await lea.sees("C'est effacé")
    await quiet(town)
    assert was_told(sam, "À qui") == 0


async def test_a_choice_among_people_who_are_all_gone_says_so(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await talks_with(town, sam, "Léa")
    help_asked = sam.writes("/aide")
    shown = await sam.sees("Vos commandes", after=help_asked)
    sam.writes("bonjour Léa", reply_to=shown.id)
    await sam.sees("À qui")
    await quiet(town)
    await _erases(lea)
    await lea.sees("C'est effacé")
    await sam.sees("Personne ne lira ce message")
