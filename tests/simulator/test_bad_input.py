"""Whatever a bot sends, the answer is a result or a refusal, never a crash of the simulator."""

import json
from typing import Any

import aiohttp
from hypothesis import given, settings
from hypothesis import strategies as st

from telegram_simulator.bot_api import METHODS
from telegram_simulator.bot_api.call import Call
from telegram_simulator.people import Person
from telegram_simulator.wire import ApiError
from telegram_simulator.world import World
from tests.simulator.conftest import Client

NAMES = (
    "chat_id", "from_chat_id", "message_id", "message_ids", "text", "caption", "parse_mode",
    "entities", "caption_entities", "reply_markup", "reply_parameters", "media", "photo",
    "reaction", "commands", "scope", "language_code", "callback_query_id", "url", "options",
    "question", "latitude", "longitude", "allowed_updates", "offset", "limit", "menu_button",
    "file_id", "link_preview_options", "action", "name", "secret_token", "emoji",
)  # fmt: skip
LEAVES = st.none() | st.booleans() | st.integers(-2, 3) | st.text(max_size=6) | st.floats()
KEYS = st.sampled_from(
    ("type", "offset", "length", "text", "url", "callback_data", "inline_keyboard", "message_id",
     "command", "description", "media", "emoji", "chat_id")
)  # fmt: skip
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4)
)
SYNC = [method for method in METHODS if method.name != "getUpdates"]


def known_world() -> tuple[World, Person]:
    world = World()
    lea = world.person("Léa", id=1)
    lea.starts()
    lea.sends_photo("légende")
    return world, lea


@settings(max_examples=400, deadline=None)
@given(
    method=st.sampled_from(SYNC),
    params=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8),
    as_text=st.booleans(),
    sure=st.booleans(),
)
def test_no_parameters_make_a_method_crash(
    method: Any, params: dict[str, Any], as_text: bool, sure: bool
) -> None:
    world, _ = known_world()
    if sure:
        params |= {"chat_id": 1, "from_chat_id": 1, "message_id": 2, "text": "a"}
    if as_text:
        params = {k: v if isinstance(v, str) else json.dumps(v) for k, v in params.items()}
    try:
        result = method.run(world, Call(method.name, params))
    except ApiError as refusal:
        result = refusal.body()
    json.dumps(result, ensure_ascii=False, allow_nan=False).encode()


async def test_rubbish_is_answered(api: Client, http: aiohttp.ClientSession) -> None:
    for kind in (
        "application/json",
        "multipart/form-data",
        "text/plain",
        "multipart/form-data; boundary=x",
    ):
        for body in (b"", b"\xff\xfe", b"[]", b"--x\r\n"):
            headers = {"content-type": kind}
            async with http.post(f"{api.base}/sendMessage", data=body, headers=headers) as answer:
                assert answer.status == 400, (kind, body)
                assert (await answer.json())["ok"] is False
    half = b'{"chat_id": 1, "text": "\\ud83d"}'
    headers = {"content-type": "application/json"}
    async with http.post(f"{api.base}/sendMessage", data=half, headers=headers) as answer:
        assert answer.status == 400
    async with http.get(f"{api.base}/sendMessage?text=%ff&chat_id=%00") as answer:
        assert answer.status == 400
