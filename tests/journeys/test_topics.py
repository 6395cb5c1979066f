"""Where private chats have topics, each case has one: what is written there is for it alone."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy import select

from bot.store import tables
from telegram_simulator.bot_api import BY_NAME, Method
from telegram_simulator.bot_api.call import Call
from telegram_simulator.bot_api.topics import edit_forum_topic
from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from telegram_simulator.server import SimulatorServer
from telegram_simulator.state import State
from telegram_simulator.wire import too_many_requests
from tests.conftest import Town, living
from tests.conversations import (
    DANGER,
    confirms_closing,
    ends,
    heard,
    pseudonym_of,
    quiet,
    talks_with,
)
from tests.journeys.test_passing_on import revokes


async def two_cases(town: Town) -> tuple[Person, Person, Person, int, int]:
    """Sam talks with Léa and with Tom, each in a topic."""
    sam = await town.worker("Sam")
    lea = await talks_with(town, sam, "Léa")
    [first] = sam.account.topics
    tom = await talks_with(town, sam, "Tom")
    second = max(sam.account.topics)
    return sam, lea, tom, first, second


def inside(person: Person, topic: int) -> list[Seen]:
    return [seen for seen in person.screen if seen.thread == topic]


async def test_what_is_written_in_a_topic_goes_to_its_case_and_to_no_other(
    town_with_topics: Town,
) -> None:
    town = town_with_topics
    sam, lea, tom, hers, his = await two_cases(town)
    assert sam.account.topics[hers].startswith(await pseudonym_of(lea))
    assert sam.account.topics[his].startswith(await pseudonym_of(tom))
    tom.writes("moi c'est Tom")
    assert (await sam.sees("moi c'est Tom")).thread == his
    # Tom spoke last, and Sam turned to Tom last: the topic decides all the same.
    sam.writes("Bonjour Léa", thread=hers)
    await lea.sees("Bonjour Léa")
    await quiet(town)
    sam.writes("Bonjour Tom", thread=his)
    await tom.sees("Bonjour Tom")
    assert "Bonjour Tom" not in heard(lea)
    assert "Bonjour Léa" not in heard(tom)
    # Whose words they are is said by the topic, to whom they go as well: no line is needed.
    assert not [one for one in heard(sam) if one.startswith("🗨")]
    assert not [one for one in heard(sam) if "part à" in one]


async def test_edits_replies_and_notes_stay_in_their_topic(town_with_topics: Town) -> None:
    town = town_with_topics
    sam, lea, tom, hers, his = await two_cases(town)
    asked = lea.writes("tu es la?")
    copied = await sam.sees("tu es la?")
    lea.edits(asked, "tu es là ?")
    await sam.sees("tu es là ?")
    answer = sam.writes("oui", reply_to=copied.id, thread=hers)
    await lea.sees("oui")
    await quiet(town)
    sam.edits(answer, "oui, toujours")
    await lea.sees("oui, toujours")
    sam.writes("/note appelle demain", thread=hers)
    assert (await sam.sees("Notée pour")).thread == hers
    sam.writes("/clore", thread=his)
    assert (await sam.sees_button("Information donnée")).thread == his
    assert not [one for one in heard(lea) + heard(tom) if "demain" in one]


async def test_a_reply_in_one_topic_to_the_message_of_another_is_asked_about(
    town_with_topics: Town,
) -> None:
    town = town_with_topics
    sam, lea, tom, hers, his = await two_cases(town)
    lea.writes("c'est Léa")
    copied = await sam.sees("c'est Léa")
    await quiet(town)
    sam.writes("pour qui ?", reply_to=copied.id, thread=his)
    asked = await sam.sees_button("Envoyer à")
    assert asked.thread == his
    await quiet(town)
    assert not [one for one in heard(lea) + heard(tom) if "pour qui" in one]
    assert hers != his


async def test_in_a_topic_that_nobody_knows_it_is_asked_and_in_no_topic_as_ever(
    town_with_topics: Town,
) -> None:
    town = town_with_topics
    sam = await town.worker("Sam")
    lea = await talks_with(town, sam, "Léa")
    mine = sam.opens_topic("Pense-bête")
    sam.writes("à voir", thread=mine)
    assert (await sam.sees_button("Envoyer à")).thread == mine
    sam.writes("/aide", thread=mine)
    assert (await sam.sees("/prendre")).thread == mine
    await quiet(town)
    assert "à voir" not in heard(lea)
    sam.writes("hors sujet")
    await lea.sees("hors sujet")


async def test_a_canned_reply_shown_in_a_topic_goes_to_nobody_else(
    town_with_topics: Town,
) -> None:
    town = town_with_topics
    sam, lea, tom, hers, _ = await two_cases(town)
    sam.writes("/modele", thread=hers)
    await sam.sees_button("Accueil")
    sam.presses("Accueil")
    await quiet(town)
    group = sam.screen[-1]
    assert group.thread == hers
    sam.presses(group.buttons[0], in_message=group.id)
    reply = await sam.sees_button("Envoyer à")
    for person, arrives in ((tom, False), (lea, True)):
        sam.presses(f"Envoyer à {await pseudonym_of(person)}", in_message=reply.id)
        await quiet(town)
        assert (reply.text in heard(person)) is arrives
    assert [one for one in sam.answers if one.text.startswith("Ce fil est celui")]


async def test_danger_is_in_the_name_of_the_topic(town_with_topics: Town) -> None:
    town = town_with_topics
    sam = await town.worker("Sam")
    lea = await talks_with(town, sam, "Léa")
    [topic] = sam.account.topics
    assert "danger" not in sam.account.topics[topic]
    lea.writes(DANGER)
    await quiet(town)
    assert "danger immédiat" in sam.account.topics[topic]
    assert (await sam.sees("Pourquoi :")).thread == topic


async def test_a_topic_ends_with_its_case_and_goes_a_day_later(town_with_topics: Town) -> None:
    town = town_with_topics
    sam, lea, tom, hers, his = await two_cases(town)
    sam.writes("/clore", thread=hers)
    sam.presses("Information donnée", in_message=(await sam.sees_button("Information donnée")).id)
    await confirms_closing(sam)
    await quiet(town)
    assert sam.account.topics[hers].startswith("Clos")
    sam.writes("encore un mot", thread=hers)
    await sam.sees("n'est pas la vôtre")
    await quiet(town)
    assert "encore un mot" not in heard(lea) + heard(tom)
    await ends(tom)
    await quiet(town)
    assert sam.account.topics[his].startswith("Clos")
    town.telegram.world.clock.forward(hours=24.1)
    town.bot.timers.wake()
    await town.telegram.world.wait_until(lambda: not sam.account.topics, 5)
    assert not inside(sam, hers)
    assert not await rows(town)


async def test_after_a_transfer_each_has_their_own_topic(town_with_topics: Town) -> None:
    town = town_with_topics
    sam = await town.worker("Sam")
    noe = await town.worker("Noé")
    lea = await talks_with(town, sam, "Léa")
    [old] = sam.account.topics
    lea.writes("ce que j'ai dit")
    sam.writes("/note à savoir", thread=old)
    await quiet(town)
    sam.writes("/passer", thread=old)
    await sam.sees_button("Noé")
    sam.presses("Noé")
    await noe.sees_button("Reprendre")
    noe.presses("Reprendre")
    await quiet(town)
    [new] = noe.account.topics
    assert sam.account.topics[old].startswith("Plus à vous")
    assert [one.text for one in inside(noe, new) if "à savoir" in one.text]
    sam.writes("trop tard", thread=old)
    await sam.sees("n'est pas la vôtre")
    noe.writes("je suis Noé", thread=new)
    await lea.sees("je suis Noé")
    assert "trop tard" not in heard(lea)


async def test_a_topic_that_its_owner_deletes_loses_nothing(town_with_topics: Town) -> None:
    town = town_with_topics
    sam, lea, tom, hers, _ = await two_cases(town)
    lea.writes("avant")
    await sam.sees("avant")
    await quiet(town)
    sam.deletes_topic(hers)
    lea.writes("après")
    said = await sam.sees("après")
    await quiet(town)
    pseudonym = await pseudonym_of(lea)
    assert said.thread is None
    line = [seen for seen in sam.screen if seen.id < said.id and seen.thread is None][-1]
    assert line.text == f"🗨 {pseudonym}"
    # From here on it is as where there are no topics: each turn is announced once.
    lea.writes("encore")
    await sam.sees("encore")
    await quiet(town)
    assert [one for one in heard(sam) if one == f"🗨 {pseudonym}"] == [line.text]
    sam.writes("je te lis", reply_to=said.id)
    await lea.sees("je te lis")
    assert "je te lis" not in heard(tom)


async def test_where_no_topic_can_be_opened_all_is_said_in_the_ordinary_chat(
    town_with_topics: Town,
) -> None:
    town = town_with_topics
    sam = await town.worker("Sam")
    town.telegram.world.topics_enabled = False
    lea = await talks_with(town, sam, "Léa")
    lea.writes("coucou")
    assert (await sam.sees("coucou")).thread is None
    assert f"🗨 {await pseudonym_of(lea)}" in heard(sam)
    sam.writes("bonjour")
    await lea.sees("bonjour")
    assert not sam.account.topics


async def test_whoever_erases_everything_leaves_no_topic(town_with_topics: Town) -> None:
    town = town_with_topics
    sam, lea, tom, hers, his = await two_cases(town)
    lea.writes("/effacer")
    await lea.sees_button("Confirmer")
    lea.presses("Confirmer")
    await lea.sees("effacé")
    await quiet(town)
    assert list(sam.account.topics) == [his]
    assert not inside(sam, hers)
    assert await rows(town) == [his]
    assert heard(tom)


async def test_a_crash_after_a_topic_was_opened_leaves_one_too_many_and_loses_nothing(
    telegram: SimulatorServer, database_url: str
) -> None:
    telegram.world.topics_enabled = True
    async with living(telegram, database_url) as (life, town):
        sam = await town.worker("Sam")
        lea = await town.asking("Léa")
        lea.writes("au secours du stage")
        await quiet(town)
        sam.presses("Prendre")
        await telegram.world.wait_until(lambda: called(town, "createForumTopic") == 1, 5)
        reborn = replace(town, bot=await life.crash())
        said = await sam.sees("au secours du stage")
        await quiet(reborn)
        assert len(sam.account.topics) <= 2
        [known] = await rows(reborn)
        assert said.thread == known
        for orphan in set(sam.account.topics) - {known}:
            sam.writes("pour elle ?", thread=orphan)
            assert (await sam.sees_button("Envoyer à")).thread == orphan
        sam.writes("je suis là", thread=known)
        await lea.sees("je suis là")
        assert "pour elle ?" not in heard(lea)


def _puts_off(state: State, call: Call) -> object:
    del state, call
    raise too_many_requests(30)


def _lies(state: State, call: Call) -> object:
    """It says that there is a topic, and knows none."""
    del state, call
    return {"message_thread_id": 4_000_000, "name": "?", "icon_color": 0x6FB9F0}


@pytest.mark.parametrize("answers", [_puts_off, _lies])
async def test_a_case_waits_for_no_topic_that_telegram_puts_off_or_lies_about(
    town_with_topics: Town,
    monkeypatch: pytest.MonkeyPatch,
    answers: Callable[[State, Call], object],
) -> None:
    monkeypatch.setitem(BY_NAME, "createforumtopic", Method("createForumTopic", answers))
    town = town_with_topics
    sam = await town.worker("Sam")
    lea = await talks_with(town, sam, "Léa")
    assert (await sam.sees("Vous avez pris")).thread is None
    lea.writes("coucou")
    assert (await sam.sees("coucou")).thread is None
    await quiet(town)
    assert heard(sam).count(f"🗨 {await pseudonym_of(lea)}") == 1
    sam.writes("bonjour")
    await lea.sees("bonjour")


async def test_whoever_left_the_team_has_no_topic_that_says_they_still_answer(
    town_with_topics: Town,
) -> None:
    town = town_with_topics
    sam = await town.worker("Sam")
    noe = await town.worker("Noé")
    lea = await talks_with(town, sam, "Léa")
    [topic] = sam.account.topics
    await revokes(town, "Sam")
    assert sam.account.topics[topic].startswith("Plus à vous")
    sam.writes("tu m'entends ?", thread=topic)
    await quiet(town)
    assert "tu m'entends ?" not in heard(lea)
    noe.writes("/prendre")
    await noe.sees("Vous avez pris")
    await ends(lea)
    await quiet(town)
    # They are somebody who may ask for help now, and wrote there: nothing of theirs goes.
    town.telegram.world.clock.forward(hours=24.1)
    town.bot.timers.wake()
    await town.telegram.world.wait_until(lambda: not noe.account.topics, 5)
    await quiet(town)
    assert list(sam.account.topics) == [topic]


async def test_whose_topic_is_gone_takes_the_same_case_again_and_has_a_new_one(
    town_with_topics: Town,
) -> None:
    town = town_with_topics
    sam = await town.worker("Sam")
    lea = await talks_with(town, sam, "Léa")
    [first] = sam.account.topics
    for deletes in (False, True):
        if deletes:
            sam.deletes_topic(first)
        sam.writes("/passer")
        await quiet(town)
        sam.presses("Remettre dans la file")
        await quiet(town)
        sam.writes("/prendre")
        await quiet(town)
        # The one that is there is used again.
        assert (first in sam.account.topics) is not deletes
        assert len(sam.account.topics) == 1
    [second] = sam.account.topics
    lea.writes("toujours moi")
    assert (await sam.sees("toujours moi")).thread == second


@dataclass
class Renaming:
    """Telegram takes its time to rename a topic."""

    begun: asyncio.Event = field(default_factory=asyncio.Event)
    goes_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, state: State, call: Call) -> object:
        self.begun.set()
        await self.goes_on.wait()
        return edit_forum_topic(state, call)


async def _takes_again(town: Town, slow: Renaming, patch: pytest.MonkeyPatch) -> list[Person]:
    """Sam gave a case back and takes it again: its topic is there, and is just being renamed."""
    sam = await town.worker("Sam")
    lea = await talks_with(town, sam, "Léa")
    [topic] = sam.account.topics
    sam.writes("/note à garder", thread=topic)
    sam.writes("/passer")
    await quiet(town)
    sam.presses("Remettre dans la file")
    await quiet(town)
    patch.setitem(BY_NAME, "editforumtopic", Method("editForumTopic", slow.run))
    sam.writes("/prendre")
    await asyncio.wait_for(slow.begun.wait(), 5)
    return [sam, lea]


async def test_whoever_erases_everything_while_a_topic_is_renamed_leaves_none(
    town_with_topics: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, slow = town_with_topics, Renaming()
    sam, lea = await _takes_again(town, slow, monkeypatch)
    lea.writes("/effacer")
    lea.presses("Confirmer", in_message=(await lea.sees_button("Confirmer")).id)
    await town.telegram.world.wait_until(lambda: not town.telegram.world.pending_updates())
    slow.goes_on.set()
    await quiet(town)
    assert not sam.account.topics
    assert await rows(town) == []


async def test_a_topic_that_was_there_stays_when_its_renaming_comes_too_late(
    town_with_topics: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, slow = town_with_topics, Renaming()
    sam, _ = await _takes_again(town, slow, monkeypatch)
    [topic] = sam.account.topics
    # What colleagues need to read stands in it: the note.
    town.claire.writes("/equipe")
    for label in ("Sam", "Révoquer", "Confirmer"):
        page = await town.claire.sees_button(label)
        town.claire.presses(label, in_message=page.id)
    await town.claire.sees("C'est fait")
    slow.goes_on.set()
    await quiet(town)
    assert sam.account.topics[topic].startswith("Plus à vous")


def called(town: Town, method: str) -> int:
    """How often the bot asked for a method."""
    return sum(call.method == method for call in town.telegram.world.calls)


async def test_a_message_costs_no_more_calls_than_without_topics(town_with_topics: Town) -> None:
    town = town_with_topics
    sam = await town.worker("Sam")
    lea = await talks_with(town, sam, "Léa")
    [topic] = sam.account.topics
    await quiet(town)
    before = len(town.telegram.world.calls)
    lea.writes("un")
    await quiet(town)
    sam.writes("deux", thread=topic)
    await quiet(town)
    made = [one.method for one in list(town.telegram.world.calls)[before:]]
    made = [one for one in made if one != "getUpdates"]
    # A copy each way, the line that says who answers, and the mark.
    assert sorted(made) == ["copyMessage", "copyMessage", "sendMessage", "setMessageReaction"]


async def rows(town: Town) -> list[int]:
    """The topics that are known to be of a case."""
    async with town.bot.store.reading() as tx:
        return list((await tx.connection.execute(select(tables.topics.c.thread_id))).scalars())
