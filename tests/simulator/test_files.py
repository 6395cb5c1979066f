"""Files both ways: uploads, ids, downloads, albums, other kinds of content."""

from typing import Any

import aiohttp
import pytest

from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.simulator.conftest import Client

KINDS = ("photo", "document", "voice", "video", "audio", "animation", "sticker", "video_note")


def method(kind: str) -> str:
    return "send" + "".join(part.title() for part in kind.split("_"))


async def upload(api: Client, kind: str, data: bytes, **fields: str) -> Any:
    form = aiohttp.FormData(fields)
    form.add_field(kind, data, filename="fichier.bin")
    async with api.http.post(f"{api.base}/{method(kind)}", data=form) as response:
        return await response.json()


@pytest.mark.parametrize("kind", KINDS)
async def test_a_file_is_uploaded_sent_again_by_id_and_downloaded(
    api: Client, server: SimulatorServer, lea: Person, kind: str
) -> None:
    sent = (await upload(api, kind, b"octets", chat_id=str(lea.id)))["result"]
    media = sent[kind][-1] if kind == "photo" else sent[kind]
    again = await api(method(kind), **{"chat_id": lea.id, kind: media["file_id"]})
    assert kind in again
    file = await api("getFile", file_id=media["file_id"])
    assert file["file_size"] == 6
    async with api.http.get(f"{server.url}/file/bot{server.token}/{file['file_path']}") as got:
        assert await got.read() == b"octets"
    async with api.http.get(f"{server.url}/file/bot1:wrong/{file['file_path']}") as refused:
        assert refused.status == 401
    assert [seen.kind for seen in lea.screen[-2:]] == [kind, kind]


async def test_wrong_files_are_refused(api: Client, lea: Person) -> None:
    voice = lea.account.messages[lea.sends_voice()].data["voice"]["file_id"]
    wrong: list[tuple[dict[str, object], str]] = [
        ({}, "there is no photo in the request"),
        ({"photo": "AgAC-unknown"}, "wrong file identifier/HTTP URL specified"),
        ({"photo": "attach://nothing"}, "wrong file identifier/HTTP URL specified"),
        ({"photo": "https://example.org/a.jpg"}, "failed to get HTTP URL content"),
        ({"photo": voice}, "can't use file of type Voice as Photo"),
    ]
    for params, why in wrong:
        assert await api.refused("sendPhoto", chat_id=lea.id, **params) == f"400 Bad Request: {why}"
    empty = await upload(api, "photo", b"", chat_id=str(lea.id))
    assert empty["description"] == "Bad Request: file must be non-empty"
    long = await upload(api, "photo", b"x", chat_id=str(lea.id), caption="a" * 1025)
    assert long["description"] == "Bad Request: message caption is too long"
    assert await api.refused("getFile", file_id="x") == "400 Bad Request: invalid file_id"


async def test_spoilers_and_captions_are_shown(api: Client, lea: Person) -> None:
    fields = {"chat_id": str(lea.id), "caption": "*gras*", "parse_mode": "MarkdownV2"}
    await upload(api, "photo", b"x", **fields, has_spoiler="true", show_caption_above_media="true")
    seen = lea.screen[-1]
    assert (seen.text, seen.spoiler) == ("gras", True)
    assert lea.account.messages[seen.id].data["show_caption_above_media"] is True


async def test_an_album_holds_two_to_ten_files_that_go_together(api: Client, lea: Person) -> None:
    data = lea.account.messages
    photo = {"type": "photo", "media": data[lea.sends_photo()].data["photo"][0]["file_id"]}
    document = {"type": "document", "media": data[lea.sends_document()].data["document"]["file_id"]}
    sent = await api("sendMediaGroup", chat_id=lea.id, media=[{**photo, "caption": "un"}, photo])
    assert len({message["media_group_id"] for message in sent}) == 1
    assert sent[0]["caption"] == "un"
    for media in ([photo], [photo] * 11, [photo, document], [{"type": "sticker"}], "["):
        refusal = await api.refused("sendMediaGroup", chat_id=lea.id, media=media)
        assert refusal.startswith("400 Bad Request: ")


async def test_places_contacts_polls_and_dice(api: Client, lea: Person) -> None:
    await api("sendLocation", chat_id=lea.id, latitude=45.9, longitude=6.1)
    await api("sendContact", chat_id=lea.id, phone_number="+33639981234", first_name="Sam")
    await api("sendPoll", chat_id=lea.id, question="Vrai ?", options=["Oui", {"text": "Non"}])
    await api("sendDice", chat_id=lea.id, emoji="🎯")
    assert [seen.kind for seen in lea.screen[-4:]] == ["location", "contact", "poll", "dice"]
    wrong: list[tuple[str, dict[str, object], str]] = [
        ("sendLocation", {}, "latitude is empty"),
        ("sendLocation", {"latitude": 99, "longitude": 1}, "wrong location specified"),
        ("sendContact", {"first_name": "a"}, 'parameter "phone_number" is required'),
        ("sendPoll", {"question": "a", "options": []}, "poll must have at least 1 option"),
        ("sendPoll", {"question": "", "options": ["a"]}, "poll question must be non-empty"),
        ("sendDice", {"emoji": "🥐"}, "DICE_NOT_SUPPORTED"),
    ]
    for name, params, why in wrong:
        assert await api.refused(name, chat_id=lea.id, **params) == f"400 Bad Request: {why}"
