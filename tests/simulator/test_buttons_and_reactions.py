"""Buttons, their answers, reactions, pins."""

import hmac
import json
from urllib.parse import parse_qs, parse_qsl

import pytest

from telegram_simulator.acting import PersonCannot
from telegram_simulator.people import Person
from telegram_simulator.world import World
from tests.simulator.conftest import Client

TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"


async def asks(api: Client, lea: Person) -> int:
    """The bot sends two buttons and a link."""
    rows = [
        [{"text": "Parler à quelqu'un", "callback_data": "talk"}],
        [{"text": "Plus tard", "callback_data": "later"}, {"text": "Site", "url": "t.me/a"}],
    ]
    message = await api(
        "sendMessage",
        chat_id=lea.id,
        text="Et maintenant ?",
        reply_markup={"inline_keyboard": rows},
    )
    number: int = message["message_id"]
    return number


async def test_a_press_tells_the_bot_and_is_answered_once(api: Client, lea: Person) -> None:
    number = await asks(api, lea)
    lea.presses("PARLER")
    [update] = await api("getUpdates")
    query = update["callback_query"]
    assert (query["data"], query["message"]["message_id"]) == ("talk", number)
    assert query["from"]["id"] == lea.id
    assert await api(
        "answerCallbackQuery", callback_query_id=query["id"], text="Noté", show_alert=True
    )
    answer = await lea.sees_answer("noté")
    assert answer.show_alert is True
    assert await api.refused("answerCallbackQuery", callback_query_id=query["id"]) == TOO_OLD


async def test_a_query_cannot_be_answered_late_or_made_up(
    api: Client, world: World, lea: Person
) -> None:
    await asks(api, lea)
    query_id = lea.presses("Plus tard")
    assert await api.refused("answerCallbackQuery", callback_query_id="42") == TOO_OLD
    assert (
        await api.refused("answerCallbackQuery", callback_query_id=query_id, text="a" * 201)
        == "400 Bad Request: MESSAGE_TOO_LONG"
    )
    world.clock.forward(minutes=1)
    assert await api.refused("answerCallbackQuery", callback_query_id=query_id) == TOO_OLD


async def test_a_page_opens_inside_with_who_opens_it_signed_for_the_bot(
    api: Client, world: World, lea: Person
) -> None:
    button = {"text": "Ouvrir", "web_app": {"url": "https://bot.example.org/page"}}
    markup = {"inline_keyboard": [[button]]}
    message = await api("sendMessage", chat_id=lea.id, text="Voilà", reply_markup=markup)
    address = lea.opens("ouvrir", in_message=message["message_id"])
    assert lea.opens_at(message["message_id"], 0, 0).partition("#")[0] == address.partition("#")[0]
    url, _, behind = address.partition("#")
    assert url == "https://bot.example.org/page"
    told = dict(parse_qsl(parse_qs(behind)["tgWebAppData"][0]))
    assert json.loads(told["user"])["id"] == lea.id
    assert abs(int(told["auth_date"]) - world.clock.now()) < 2
    lines = "\n".join(f"{name}={told[name]}" for name in sorted(told) if name != "hash")
    key = hmac.digest(b"WebAppData", world.token.encode(), "sha256")
    assert told["hash"] == hmac.digest(key, lines.encode(), "sha256").hex()
    with pytest.raises(PersonCannot, match="ne voit pas"):
        lea.opens("Ailleurs")


async def test_a_page_that_telegram_does_not_open_is_refused(api: Client, lea: Person) -> None:
    for url in ("http://bot.example.org", "javascript:alert(1)", "", 7):
        markup = {"inline_keyboard": [[{"text": "Ouvrir", "web_app": {"url": url}}]]}
        refused = await api.refused("sendMessage", chat_id=lea.id, text="a", reply_markup=markup)
        assert refused.startswith("400 Bad Request"), url


async def test_what_cannot_be_pressed_says_what_can(api: Client, lea: Person) -> None:
    number = await asks(api, lea)
    with pytest.raises(AssertionError, match=r"« Parler à quelqu'un », « Plus tard », « Site »"):
        lea.presses("Effacer")
    with pytest.raises(AssertionError, match="lien"):
        lea.presses("Site")
    with pytest.raises(AssertionError, match="n'existe plus"):
        lea.presses_at(number, 5, 0)
    lea.deletes(number)
    with pytest.raises(AssertionError, match="aucun"):
        lea.presses("Parler")


async def test_data_can_be_forged_as_a_modified_app_would(api: Client, lea: Person) -> None:
    number = await asks(api, lea)
    lea.presses_data(number, "admin:all")
    [update] = await api("getUpdates")
    assert update["callback_query"]["data"] == "admin:all"


async def test_only_free_emoji_are_reactions(api: Client, lea: Person) -> None:
    this = {"chat_id": lea.id, "message_id": lea.writes("Bonjour")}
    assert await api("setMessageReaction", **this, reaction=[{"type": "emoji", "emoji": "👌"}])
    assert (await lea.sees_reaction("👌", on=this["message_id"])).reactions == ("👌",)
    invalid = "400 Bad Request: REACTION_INVALID"
    for wrong in (
        {"type": "emoji", "emoji": "🥐"},
        {"type": "custom_emoji", "custom_emoji_id": "5"},
    ):
        assert await api.refused("setMessageReaction", **this, reaction=[wrong]) == invalid
    assert (
        await api.refused("setMessageReaction", **this, reaction="[")
        == "400 Bad Request: can't parse reaction types JSON object"
    )
    assert await api("setMessageReaction", **this)
    assert lea.screen[-1].reactions == ()
    assert (
        await api.refused("setMessageReaction", chat_id=lea.id, message_id=999)
        == "400 Bad Request: message to react not found"
    )


async def test_a_pin_shows_in_the_chat(api: Client, lea: Person) -> None:
    number = await asks(api, lea)
    await api("pinChatMessage", chat_id=lea.id, message_id=number)
    assert lea.screen[-1].kind == "service"
    assert (await api("getChat", chat_id=lea.id))["pinned_message"]["message_id"] == number
    await api("unpinChatMessage", chat_id=lea.id)
    assert "pinned_message" not in await api("getChat", chat_id=lea.id)
    assert (
        await api.refused("pinChatMessage", chat_id=lea.id, message_id=999)
        == "400 Bad Request: message to pin not found"
    )
