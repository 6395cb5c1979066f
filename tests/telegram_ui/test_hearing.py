"""What a message says is heard before its transaction, and nobody else waits for it."""

import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count

import pytest
from telegram import Chat, Message, Update

from bot.domain.danger import Danger, Verdict
from bot.domain.triage import Heard
from bot.telegram_ui.hearing import Ear, Prepared
from tests.ours import our_triage

#: Long, and says nothing.
LONG = "lol " * 300


numbers = count(1)


class Listening:
    """The bot's triage; notes in which thread it works."""

    def __init__(self) -> None:
        self.triage = our_triage()
        self.threads: list[int] = []

    @property
    def voices(self) -> str:
        return self.triage.voices

    def read(self, text: str) -> Heard:
        self.threads.append(threading.get_ident())
        return self.triage.read(text)

    def judge(self, heard: Heard, recent: Sequence[Danger] = ()) -> Verdict:
        return self.triage.judge(heard, recent)

    def assess(self, text: str, recent: Sequence[Danger] = ()) -> Verdict:
        return self.triage.assess(text, recent)


@pytest.fixture(scope="module")
def listening() -> Listening:
    return Listening()


@pytest.fixture
def ear(listening: Listening) -> Ear:
    listening.threads.clear()
    return Ear(listening, lambda: "maraude_bot")


def said(text: str | None, caption: str | None = None, *, edited: bool = False) -> Update:
    number = next(numbers)
    message = Message(number, datetime.now(UTC), Chat(7, Chat.PRIVATE), text=text, caption=caption)
    if edited:
        return Update(number, edited_message=message)
    return Update(number, message=message)


@pytest.mark.parametrize(
    "text",
    [
        "/urgence", "/urgence@maraude_bot", "/URGENCE maintenant", "je veux mourir", "/suicide",
        "/parler je veux mourir", "/stop\nje vais me tuer ce soir",
        "1 2 3 " * 100 + "je veux mourir",
    ],
)  # fmt: skip
async def test_danger_and_the_numbers_are_urgent(ear: Ear, text: str) -> None:
    assert (await ear.prepare(said(text))).urgent
    assert (await ear.prepare(said(text, edited=True))).urgent
    assert text.startswith("/") or (await ear.prepare(said(None, text))).urgent


@pytest.mark.parametrize("text", ["salut ça va", "/start", "/urgence@another_bot", "", LONG])
async def test_everything_else_takes_its_turn(ear: Ear, text: str) -> None:
    assert not (await ear.prepare(said(text))).urgent


async def test_a_long_text_is_heard_in_another_thread_and_once(
    ear: Ear, listening: Listening
) -> None:
    update = said(LONG)
    first = await ear.prepare(update)
    assert await ear.prepare(update) is first, "it comes again while the database is down"
    assert len(listening.threads) == 1
    assert listening.threads[0] != threading.get_ident()
    await ear.prepare(said("salut"))
    assert listening.threads[1:] == [threading.get_ident()]


async def test_personal_details_are_heard_too(ear: Ear) -> None:
    assert (await ear.prepare(said(f"{LONG} 0639981234"))).tells_who
    assert not (await ear.prepare(said(LONG))).tells_who


async def test_what_has_no_words_says_nothing(ear: Ear) -> None:
    assert await ear.prepare(Update(9)) == Prepared()
    assert await ear.prepare(said(None)) == Prepared()
