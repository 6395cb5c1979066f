"""getUpdates: acknowledging, waiting, conflicts, kinds of update, 24 hours."""

import asyncio
from typing import Any

from telegram_simulator.people import Person
from telegram_simulator.world import World
from tests.simulator.conftest import Client


def texts(updates: list[Any]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_stay_until_a_later_offset_acknowledges_them(
    api: Client, lea: Person
) -> None:
    for word in ("un", "deux", "trois"):
        lea.writes(word)
    first = await api("getUpdates")
    assert texts(first) == ["un", "deux", "trois"]
    assert [one["update_id"] - first[0]["update_id"] for one in first] == [0, 1, 2]
    assert texts(await api("getUpdates", limit=2)) == ["un", "deux"]
    assert texts(await api("getUpdates", offset=first[1]["update_id"])) == ["deux", "trois"]
    assert await api("getUpdates", offset=first[2]["update_id"] + 1) == []


async def test_a_negative_offset_keeps_the_last_ones_only(api: Client, lea: Person) -> None:
    for word in ("un", "deux", "trois"):
        lea.writes(word)
    assert texts(await api("getUpdates", offset=-1)) == ["trois"]
    assert texts(await api("getUpdates")) == ["trois"]


async def test_the_limit_is_between_1_and_100(api: Client, world: World, lea: Person) -> None:
    world.write_many([lea], "encore", 150)
    assert len(await api("getUpdates", limit=1000)) == 100
    assert len(await api("getUpdates", limit=0)) == 1


async def test_a_long_poll_ends_when_something_comes(api: Client, lea: Person) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=30))
    await api("getMe")  # the poll is surely under way
    lea.writes("Coucou")
    assert texts(await asyncio.wait_for(poll, 5)) == ["Coucou"]


async def test_a_long_poll_ends_empty_after_its_timeout(api: Client) -> None:
    assert await api("getUpdates", timeout=1) == []


async def test_a_second_poller_sends_the_first_one_away(
    api: Client, world: World, lea: Person
) -> None:
    first = asyncio.create_task(api.refused("getUpdates", timeout=30))
    await world.wait_until(lambda: world.polls > 0)
    second = asyncio.create_task(api("getUpdates", timeout=30))
    assert await first == (
        "409 Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    lea.writes("Coucou")
    assert texts(await second) == ["Coucou"]


async def test_a_caller_who_hangs_up_takes_nothing_away(
    api: Client, world: World, lea: Person
) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=30))
    await world.wait_until(lambda: world.polls > 0)
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    lea.writes("Coucou")
    assert texts(await api("getUpdates")) == ["Coucou"]


async def test_the_wanted_kinds_are_remembered(api: Client, lea: Person) -> None:
    message = lea.writes("Coucou")
    lea.reacts("👍", to=message)
    assert texts(await api("getUpdates", offset=-1)) == ["Coucou"], "reactions only on request"
    await api("getUpdates", allowed_updates=["message_reaction"])
    lea.writes("perdu")
    lea.reacts("🔥", to=message)
    [update] = await api("getUpdates", offset=-1)
    assert update["message_reaction"]["old_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert update["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "🔥"}]
    assert update["message_reaction"]["message_id"] == message
    assert (await api.refused("getUpdates", allowed_updates="{")).startswith("400 Bad Request")
    await api("getUpdates", allowed_updates=[])
    lea.writes("revenu")
    assert texts(await api("getUpdates", offset=-1)) == ["revenu"]


async def test_updates_are_kept_for_24_hours(api: Client, world: World, lea: Person) -> None:
    lea.writes("hier")
    world.clock.forward(hours=23, minutes=59)
    lea.writes("aujourd'hui")
    assert len(world.pending_updates()) == 2
    world.clock.forward(minutes=2)
    assert texts(await api("getUpdates")) == ["aujourd'hui"]


async def test_what_a_message_holds(api: Client, world: World) -> None:
    sam = world.person("Sam", last_name="Petit", username="sampetit", language_code="fr")
    first = sam.starts("ABC")
    sam.writes("et toi ?", reply_to=first)
    start, reply = (update["message"] for update in await api("getUpdates"))
    assert start["text"] == "/start ABC"
    assert start["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert start["chat"] == {
        "id": sam.id, "first_name": "Sam", "last_name": "Petit", "username": "sampetit",
        "type": "private",
    }  # fmt: skip
    assert start["from"]["language_code"] == "fr"
    assert start["from"]["is_bot"] is False
    assert reply["reply_to_message"]["message_id"] == first
    assert reply["message_id"] > first


async def test_an_edit_an_answer_and_a_block_are_told_but_not_a_deletion(
    api: Client, lea: Person
) -> None:
    number = lea.writes("bonjou")
    lea.edits(number, "bonjour")
    lea.deletes(number)
    lea.blocks()
    lea.unblocks()
    _, edited, blocked, unblocked = await api("getUpdates")
    assert edited["edited_message"]["text"] == "bonjour"
    assert edited["edited_message"]["edit_date"]
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert unblocked["my_chat_member"]["new_chat_member"]["status"] == "member"
