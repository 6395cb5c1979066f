"""sendMessage and its refusals, in the words of the real server."""

import json

import aiohttp
import pytest

from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from telegram_simulator.world import World
from tests.simulator.conftest import Client


def keyboard(**button: object) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": "Parler", **button}]]}


async def test_a_message_arrives_with_its_options(api: Client, lea: Person) -> None:
    question = lea.writes("Il y a quelqu'un ?")
    sent = await api(
        "sendMessage", chat_id=lea.id, text="Oui, https://example.org", protect_content=True,
        reply_parameters={"message_id": question}, reply_markup=keyboard(callback_data="talk"),
    )  # fmt: skip
    assert sent["message_id"] > question
    assert sent["from"]["username"] == "SimulatedBot"
    assert sent["has_protected_content"] is True
    assert sent["reply_to_message"]["text"] == "Il y a quelqu'un ?"
    assert sent["entities"] == [{"type": "url", "offset": 5, "length": 19}]
    seen = await lea.sees("oui, https")
    assert (seen.reply_to, seen.buttons, seen.protected) == (question, ("Parler",), True)
    assert seen.links == ("https://example.org",)


@pytest.mark.parametrize(
    ("params", "refusal"),
    [
        ({"text": ""}, "400 Bad Request: message text is empty"),
        ({}, "400 Bad Request: message text is empty"),
        ({"text": " \n "}, "400 Bad Request: text must be non-empty"),
        ({"text": "a" * 4097}, "400 Bad Request: message is too long"),
        ({"text": "😀" * 2049}, "400 Bad Request: message is too long"),
        ({"text": "a", "parse_mode": "BBCode"}, "400 Bad Request: unsupported parse_mode"),
        (
            {"text": "a", "reply_markup": "{"},
            "400 Bad Request: can't parse reply keyboard markup JSON object",
        ),
        ({"text": "a", "reply_markup": []}, "400 Bad Request: object expected as reply markup"),
        (
            {"text": "a", "reply_markup": {"inline_keyboard": [{"text": "x"}]}},
            '400 Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',  # noqa: E501
        ),
        (
            {"text": "a", "reply_markup": keyboard(callback_data="é" * 33)},
            "400 Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            {"text": "a", "reply_markup": keyboard(callback_data="")},
            "400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",  # noqa: E501
        ),
        (
            {"text": "a", "reply_markup": keyboard(url="pas une adresse")},
            "400 Bad Request: inline keyboard button URL 'pas une adresse' is invalid: Wrong HTTP URL",  # noqa: E501
        ),
        (
            {"text": "a", "reply_parameters": {"message_id": 9999}},
            "400 Bad Request: message to be replied not found",
        ),
        (
            {"text": "a", "reply_to_message_id": 9999},
            "400 Bad Request: message to be replied not found",
        ),
        (
            {"text": "a", "reply_parameters": "{"},
            "400 Bad Request: can't parse reply parameters JSON object",
        ),
        (
            {"text": "a", "link_preview_options": "{"},
            "400 Bad Request: can't parse link preview options JSON object",
        ),
    ],
)
async def test_a_wrong_message_is_refused(
    api: Client, lea: Person, params: dict[str, object], refusal: str
) -> None:
    assert await api.refused("sendMessage", chat_id=lea.id, **params) == refusal
    assert [seen.text for seen in lea.screen] == ["/start"]


async def test_just_short_enough_is_accepted(api: Client, lea: Person) -> None:
    await api("sendMessage", chat_id=lea.id, text="😀" * 2048)
    await api("sendMessage", chat_id=lea.id, text=f"<b>{'a' * 4096}</b>", parse_mode="HTML")
    await api(
        "sendMessage", chat_id=lea.id, text="a", reply_markup=keyboard(callback_data="é" * 32)
    )
    await api(
        "sendMessage", chat_id=lea.id, text="a", reply_markup=keyboard(url="t.me/bot?start=x")
    )
    await api(
        "sendMessage", chat_id=lea.id, text="a",
        reply_parameters={"message_id": 9999, "allow_sending_without_reply": True},
    )  # fmt: skip


async def test_nobody_is_written_to_who_does_not_want_it(
    api: Client, world: World, lea: Person
) -> None:
    assert await api.refused("sendMessage", text="a") == "400 Bad Request: chat_id is empty"
    assert (
        await api.refused("sendMessage", chat_id=1, text="a") == "400 Bad Request: chat not found"
    )
    assert (
        await api.refused("sendMessage", chat_id="@lea", text="a")
        == "400 Bad Request: chat not found"
    )
    stranger = world.person("Sam")
    assert (
        await api.refused("sendMessage", chat_id=stranger.id, text="a")
        == "403 Forbidden: bot can't initiate conversation with a user"
    )
    lea.blocks()
    for method, params in (
        ("sendMessage", {"text": "a"}),
        ("sendChatAction", {"action": "typing"}),
    ):
        assert (
            await api.refused(method, chat_id=lea.id, **params)
            == "403 Forbidden: bot was blocked by the user"
        )
    lea.unblocks()
    await api("sendMessage", chat_id=lea.id, text="Re-bonjour")
    lea.closes_account()
    assert (
        await api.refused("sendMessage", chat_id=lea.id, text="a")
        == "403 Forbidden: user is deactivated"
    )


async def test_the_token_and_the_method_must_be_right(
    http: aiohttp.ClientSession, server: SimulatorServer, api: Client
) -> None:
    async with http.get(f"{server.url}/bot123:wrong/getMe") as response:
        body = {"ok": False, "error_code": 401, "description": "Unauthorized"}
        assert (response.status, await response.json()) == (401, body)
    assert await api.refused("sendTelepathy") == "404 Not Found: method not found"
    assert (await api("GETME"))["is_bot"] is True


async def test_parameters_come_by_query_form_parts_or_json(
    http: aiohttp.ClientSession, api: Client, lea: Person
) -> None:
    markup = json.dumps(keyboard(callback_data="talk"))
    fields = {"chat_id": str(lea.id), "text": "é & +", "reply_markup": markup}
    url = f"{api.base}/sendMessage"
    parts = aiohttp.FormData(fields)
    parts.add_field("unused", b"bytes", filename="unused.bin")
    async with (
        http.get(url, params=fields) as by_query,
        http.post(url, data=fields) as by_form,
        http.post(url, data=parts) as by_parts,
        http.post(url, json={**fields, "chat_id": lea.id}) as by_json,
    ):
        for response in (by_query, by_form, by_parts, by_json):
            body = await response.json()
            assert body["ok"], body
            assert body["result"]["text"] == "é & +"
            assert body["result"]["reply_markup"] == keyboard(callback_data="talk")
    async with http.post(url, data=b"{", headers={"content-type": "application/json"}) as broken:
        assert broken.status == 400


async def test_typing_is_shown_until_the_bot_writes(api: Client, lea: Person) -> None:
    await api("sendChatAction", chat_id=lea.id, action="typing")
    assert lea.account.typing_until > 0
    await api("sendMessage", chat_id=lea.id, text="Voilà")
    assert lea.account.typing_until == 0
    assert (
        await api.refused("sendChatAction", chat_id=lea.id, action="dancing")
        == "400 Bad Request: wrong parameter action in request"
    )
