"""What a message says is heard before its transaction, and nobody else waits for it."""

import asyncio
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count

import pytest
from telegram import Chat, Message, MessageOriginHiddenUser, Update, User

from bot.domain.danger import Danger, Verdict
from bot.domain.triage import Begun, Heard
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
        #: How many texts were heard together, each time.
        self.finished: list[int] = []

    @property
    def voices(self) -> str:
        return self.triage.voices

    def begin(self, text: str, earlier: Sequence[str] = (), *, calm: bool = False) -> Begun:
        self.threads.append(threading.get_ident())
        return self.triage.begin(text, earlier, calm=calm)

    def finish(self, begun: Sequence[Begun]) -> list[Heard]:
        self.finished.append(len(begun))
        return self.triage.finish(begun)

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
    listening.finished.clear()
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


#: Neither a rule nor the linear model is sure of these: the second voice is asked.
DOUBTFUL = ("je suis dans le train", "il m'a dit que c'était fini", "j'arrive demain")


async def test_what_comes_while_one_is_heard_is_heard_together(
    ear: Ear, listening: Listening
) -> None:
    if "second-voice" not in listening.voices:
        pytest.skip("the second voice is not installed")
    found = await asyncio.gather(*(ear.hear(text, 1) for text in DOUBTFUL * 4))
    assert max(listening.finished) > 1
    assert sum(listening.finished) == len(found)
    alone = [await ear.hear(text, 1) for text in DOUBTFUL]
    assert [one.heard.danger for one in found[:3]] == [one.heard.danger for one in alone]


async def test_one_that_cannot_be_heard_leaves_nobody_waiting(ear: Ear) -> None:
    class Broken(Listening):
        def finish(self, begun: Sequence[Begun]) -> list[Heard]:
            raise RuntimeError(f"stumbles over {len(begun)}")

    broken = Ear(Broken(), lambda: "maraude_bot")
    found = await asyncio.gather(
        *(broken.hear(text, 1) for text in DOUBTFUL), return_exceptions=True
    )
    assert all(isinstance(one, RuntimeError) for one in found)
    assert not (await ear.hear("salut", 1)).urgent


async def test_what_was_said_a_moment_ago_is_heard_along(ear: Ear) -> None:
    lines = ["j'ai tout préparé", "les médicaments de ma mère", "je les ai tous comptés"]
    for line in lines:
        await ear.prepare(said(line))
    end = "ce soir c'est fini pour moi"
    with_them = await ear.prepare(said(end))
    alone = await Ear(ear.triage, ear.username).prepare(said(end))
    assert with_them.heard.grave >= alone.heard.grave
    assert with_them.urgent


async def test_what_somebody_else_wrote_is_no_context(ear: Ear) -> None:
    update = said("je vais te tuer")
    assert update.message is not None
    origin = MessageOriginHiddenUser(datetime.now(UTC), "Quelqu'un")
    forwarded = Message(
        next(numbers), datetime.now(UTC), Chat(7, Chat.PRIVATE), text="je vais te tuer",
        forward_origin=origin, from_user=User(7, "Léa", is_bot=False),
    )  # fmt: skip
    await ear.prepare(Update(next(numbers), message=forwarded))
    assert ear.lately.before(7, next(numbers)).texts == ()
