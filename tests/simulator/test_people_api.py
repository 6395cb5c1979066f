"""The API of the chat windows: acting, looking, failing, hearing what happens."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from telegram_simulator.world import World
from tests.simulator.conftest import Client


class Window:
    """A chat window: it posts and gets JSON."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self.http = http
        self.url = url

    async def get(self, path: str) -> Any:
        async with self.http.get(f"{self.url}{path}") as response:
            return await response.json()

    async def post(self, path: str, status: int = 200, **body: Any) -> Any:
        async with self.http.post(f"{self.url}{path}", json=body) as response:
            answer = await response.json()
            assert response.status == status, answer
            return answer


@pytest.fixture
def window(http: aiohttp.ClientSession, server: SimulatorServer) -> Window:
    return Window(http, server.url)


async def test_people_are_added_and_listed(window: Window) -> None:
    added = await window.post("/sim/people", first_name="<img onerror>", kind="worker")
    assert added["username"] is None
    assert (added["kind"], added["blocked"], added["language_code"]) == ("worker", False, "fr")
    state = await window.get("/sim/state")
    assert state["people"] == [added]
    assert state["bot"]["username"] == "SimulatedBot"
    assert state["failures"]["down"] is False


async def test_everything_that_can_be_sent(window: Window, api: Client, lea: Person) -> None:
    one = f"/sim/people/{lea.id}"
    text = await window.post(f"{one}/send", text="/parler maintenant")
    assert text["entities"][0]["type"] == "bot_command"
    assert text["sim"] == {
        "mine": True, "edited": False, "reactions": [], "protected": False, "spoiler": False,
        "silent": False,
    }  # fmt: skip
    reply = await window.post(f"{one}/send", text="et ça", reply_to=text["message_id"])
    assert reply["reply_to_message"]["message_id"] == text["message_id"]
    await window.post(f"{one}/contact", phone_number="+33639981234", first_name="Léa")
    await window.post(f"{one}/location", latitude=45.9, longitude=6.1)
    await window.post(f"{one}/poll", question="Vrai ?", options=["Oui", "Non"])
    await window.post(f"{one}/dice")
    await window.post(f"{one}/venue", title="Mairie", address="1 place de la Mairie")
    await window.post(f"{one}/checklist", title="Avant lundi", tasks=["en parler"])
    await window.post(f"{one}/story")
    pinned = await window.post(f"{one}/pin", message_id=reply["message_id"])
    assert pinned["pinned_message"]["text"] == "et ça"
    forwarded = await window.post(f"{one}/forward", text="lu", origin_name="Paul")
    assert forwarded["forward_origin"]["sender_user_name"] == "Paul"
    edited = await window.post(f"{one}/edit", message_id=reply["message_id"], text="corrigé")
    assert (edited["text"], edited["sim"]["edited"]) == ("corrigé", True)
    await window.post(f"{one}/delete", message_ids=[text["message_id"]])
    await window.post(f"{one}/react", message_id=reply["message_id"], emoji="👍")
    chat = await window.get(f"{one}/chat")
    numbers = [message["message_id"] for message in chat["messages"]]
    assert text["message_id"] not in numbers
    assert (chat["commands"], chat["typing"]) == ([], False)
    kinds = [next(k for k in update if k != "update_id") for update in await api("getUpdates")]
    assert kinds == ["message"] * 11 + ["edited_message"]


async def test_a_live_location_is_followed(window: Window, lea: Person) -> None:
    one = f"/sim/people/{lea.id}"
    shared = await window.post(f"{one}/live_location", latitude=45.9, longitude=6.1, period=600)
    assert shared["location"]["live_period"] == 600
    number = shared["message_id"]
    moved = await window.post(f"{one}/move", message_id=number, latitude=46.0, longitude=6.1)
    assert (moved["location"]["latitude"], moved["location"]["live_period"]) == (46.0, 600)
    stopped = await window.post(f"{one}/stop_live_location", message_id=number)
    assert stopped["location"] == {"latitude": 46.0, "longitude": 6.1}
    await window.post(f"{one}/move", 409, message_id=number, latitude=46.1, longitude=6.1)


async def test_a_text_becomes_a_photo(window: Window, lea: Person) -> None:
    number = lea.writes("regarde")
    form = aiohttp.FormData({"message_id": str(number)})
    form.add_field("file", b"octets", filename="a.png", content_type="image/png")
    address = f"{window.url}/sim/people/{lea.id}/edit_media"
    async with window.http.post(address, data=form) as response:
        message = await response.json()
    assert (message["message_id"], message["caption"]) == (number, "regarde")
    assert "text" not in message
    async with window.http.post(address, data=aiohttp.FormData({"message_id": "x"})) as response:
        assert (response.status, "error" in await response.json()) == (400, True)


@pytest.mark.parametrize("kind", ["photo", "voice", "document", "sticker", "video", "animation"])
async def test_files_are_sent_and_shown(window: Window, lea: Person, kind: str) -> None:
    form = aiohttp.FormData({"kind": kind, "caption": "voilà"})
    form.add_field("file", b"octets", filename="a.png", content_type="image/png")
    async with window.http.post(f"{window.url}/sim/people/{lea.id}/media", data=form) as response:
        message = await response.json()
    media = message[kind][-1] if kind == "photo" else message[kind]
    async with window.http.get(f"{window.url}/sim/files/{media['file_id']}") as response:
        assert (await response.read(), response.content_type) == (b"octets", "image/png")


async def test_a_file_never_runs_as_a_page(window: Window, world: World) -> None:
    for mime in ("text/html", "image/svg+xml"):
        file = world.files.add("document", b"<script>alert(1)</script>", "a.html", mime)
        async with window.http.get(f"{window.url}/sim/files/{file.file_id}") as response:
            assert response.content_type == "application/octet-stream"
            assert response.headers["content-disposition"] == "attachment"


async def test_a_press_waits_for_the_bots_answer(window: Window, api: Client, lea: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Parler", "callback_data": "talk"}]]}
    sent = await api("sendMessage", chat_id=lea.id, text="?", reply_markup=keyboard)
    place = {"message_id": sent["message_id"], "row": 0, "column": 0}
    press = asyncio.create_task(window.post(f"/sim/people/{lea.id}/press", **place))
    [update] = await api("getUpdates", timeout=5)
    query_id = update["callback_query"]["id"]
    await api("answerCallbackQuery", callback_query_id=query_id, text="Noté")
    assert await press == {"answer": {"text": "Noté", "show_alert": False}}


async def test_what_cannot_be_done_is_said_in_french(window: Window, lea: Person) -> None:
    one = f"/sim/people/{lea.id}"
    assert await window.post("/sim/people/1/send", 404, text="a") == {
        "error": "Cette personne n'existe pas."
    }
    wrong = await window.post(f"{one}/send", 400, txt="a")
    assert wrong == {"error": "Demande mal formée : text, txt."}
    await window.post(f"{one}/send", 409, text="   ")
    await window.post(f"{one}/edit", 409, message_id=999, text="a")
    await window.post(f"{one}/press", 409, message_id=999, row=0, column=0)
    await window.post(f"{one}/block", blocked=True)
    refused = await window.post(f"{one}/send", 409, text="a")
    assert refused == {"error": "Le bot est bloqué : il faut le débloquer avant de lui écrire."}
    await window.post(f"{one}/block", blocked=False)
    await window.post(f"{one}/send", text="a")


async def test_failures_are_switched(window: Window, world: World) -> None:
    set_to = await window.post("/sim/failures", too_many_requests_every=3, retry_after=2)
    assert (world.failures.too_many_requests_every, set_to["retry_after"]) == (3, 2)
    assert await window.get("/sim/failures") == set_to
    await window.post("/sim/failures", 400, slow_ms=-1)


async def test_calls_are_listed_without_words(window: Window, api: Client, lea: Person) -> None:
    await api("sendMessage", chat_id=lea.id, text="mot")
    listed = await window.get("/sim/calls?since=0")
    [call] = listed["calls"]
    assert (call["method"], call["status"], call["chat_id"]) == ("sendMessage", 200, lea.id)
    assert "mot" not in json.dumps(listed)
    assert (await window.get(f"/sim/calls?since={listed['next']}"))["calls"] == []


async def events(response: aiohttp.ClientResponse) -> AsyncIterator[Any]:
    async for line in response.content:
        if line.startswith(b"data: "):
            yield json.loads(line[6:])


async def test_windows_hear_what_happens(window: Window, api: Client, lea: Person) -> None:
    async with window.http.get(f"{window.url}/sim/events") as response:
        assert response.content_type == "text/event-stream"
        heard = events(response)
        assert await response.content.readline() == b": bonjour\n"
        sent = await api("sendMessage", chat_id=lea.id, text="Bonjour")
        first = await anext(heard)
        assert (first["type"], first["person"]) == ("message", lea.id)
        assert first["message"]["text"] == "Bonjour"
        assert (await anext(heard))["call"]["method"] == "sendMessage"
        lea.reacts("🔥")
        assert (await anext(heard))["message"]["sim"]["reactions"] == ["🔥"]
        lea.deletes(sent["message_id"])
        assert await anext(heard) == {
            "type": "deleted", "person": lea.id, "message_ids": [sent["message_id"]],
        }  # fmt: skip
        lea.blocks()
        assert (await anext(heard))["info"]["blocked"] is True
        await window.post("/sim/failures", down=True)
        assert (await anext(heard))["failures"]["down"] is True
        await window.post("/sim/failures")
        assert (await anext(heard))["failures"]["down"] is False
        await api("setMyCommands", commands=[{"command": "aide", "description": "Aide"}])
        told = await anext(heard)
        assert (told["type"], told["commands"][0]["command"]) == ("commands", "aide")
