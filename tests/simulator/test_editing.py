"""editMessage...: what may be edited, by whom, and what is no change."""

from typing import Any

import pytest

from telegram_simulator.people import Person
from tests.simulator.conftest import Client

NOT_MODIFIED = (
    "400 Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)


def keys(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label}] for label in labels]}


@pytest.fixture
async def sent(api: Client, lea: Person) -> dict[str, Any]:
    message = await api("sendMessage", chat_id=lea.id, text="Avant", reply_markup=keys("A", "B"))
    return {"chat_id": lea.id, "message_id": message["message_id"]}


async def test_a_text_and_its_buttons_are_replaced(
    api: Client, lea: Person, sent: dict[str, Any]
) -> None:
    edited = await api("editMessageText", **sent, text="*Après*", parse_mode="Markdown")
    assert edited["edit_date"]
    assert (lea.screen[-1].text, lea.screen[-1].buttons) == ("Après", ()), "the buttons go"
    await api("editMessageReplyMarkup", **sent, reply_markup=keys("C"))
    assert lea.screen[-1].buttons == ("C",)


async def test_no_change_is_refused(api: Client, sent: dict[str, Any]) -> None:
    same = {"text": "Avant", "reply_markup": keys("A", "B")}
    assert await api.refused("editMessageText", **sent, **same) == NOT_MODIFIED
    assert await api.refused("editMessageReplyMarkup", **sent, reply_markup=keys("A", "B"))
    await api("editMessageText", **sent, text="Avant")
    assert await api.refused("editMessageText", **sent, text="Avant") == NOT_MODIFIED
    assert await api.refused("editMessageReplyMarkup", **sent) == NOT_MODIFIED


async def test_only_the_bots_own_messages_can_be_edited(
    api: Client, lea: Person, sent: dict[str, Any]
) -> None:
    theirs = lea.writes("à moi")
    assert (
        await api.refused("editMessageText", chat_id=lea.id, message_id=theirs, text="non")
        == "400 Bad Request: message can't be edited"
    )
    lea.deletes(sent["message_id"])
    assert (
        await api.refused("editMessageText", **sent, text="trop tard")
        == "400 Bad Request: message to edit not found"
    )
    assert (
        await api.refused("editMessageText", chat_id=lea.id, text="a")
        == "400 Bad Request: message identifier is not specified"
    )
    assert (
        await api.refused("editMessageText", **sent, text="")
        == "400 Bad Request: message text is empty"
    )


async def test_texts_captions_and_files_are_not_confused(
    api: Client, lea: Person, sent: dict[str, Any]
) -> None:
    assert (
        await api.refused("editMessageCaption", **sent, caption="a")
        == "400 Bad Request: there is no caption in the message to edit"
    )
    photo = lea.account.messages[lea.sends_photo()].data["photo"][0]["file_id"]
    message = await api("sendPhoto", chat_id=lea.id, photo=photo, caption="légende")
    this = {"chat_id": lea.id, "message_id": message["message_id"]}
    assert (
        await api.refused("editMessageText", **this, text="a")
        == "400 Bad Request: there is no text in the message to edit"
    )
    assert (
        await api.refused("editMessageCaption", **this, caption="a" * 1025)
        == "400 Bad Request: message caption is too long"
    )
    await api("editMessageCaption", **this, caption="autre")
    assert lea.screen[-1].text == "autre"
    await api("editMessageCaption", **this)
    assert lea.screen[-1].text == ""
    document = lea.account.messages[lea.sends_document()].data["document"]["file_id"]
    edited = await api("editMessageMedia", **this, media={"type": "document", "media": document})
    assert "photo" not in edited
    assert edited["document"]["file_name"] == "document.pdf"
