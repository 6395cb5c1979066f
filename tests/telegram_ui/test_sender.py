"""How a parcel is carried: where to, and what its failures mean."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from telegram import User
from telegram.error import InvalidToken

from bot.actions.aside import Aside
from bot.content.collection import Library
from bot.content.rich import Rich
from bot.delivery.carrying import Perhaps, Refused, Undrawable
from bot.domain.cases import Author
from bot.domain.messages import Kind as MessageKind
from bot.domain.people import CaseId, PersonId, Role
from bot.domain.screens import Notice
from bot.store.cargo import Cargo, Copy, Delete, Menu, React, Rewrite, Show
from bot.store.database import Store
from bot.store.glances import Standing
from bot.store.messages import Reference, State
from bot.store.parcels import Lane, Parcel
from bot.telegram_ui.case_topics import Topics
from bot.telegram_ui.copying import Copies
from bot.telegram_ui.features import notice
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.request import LostAnswer
from bot.telegram_ui.sender import Sender
from bot.telegram_ui.showing import Screens
from bot.telegram_ui.words import Spoken, SpokenWords
from tests.databases import sqlite_file, vault
from tests.ours import our_library
from tests.telegram_ui.stub import Stub, stub_telegram
from tests.telegram_ui.test_request import bot_at

NOW = datetime(2026, 11, 21, 22, tzinfo=UTC)
LEA, SAM = PersonId(1), PersonId(2)


@dataclass
class Shelf:
    """The library as shipped."""

    current: Library


async def _hello(view: View) -> Page:
    del view
    return Page(Rich("bonjour"))


async def _broken(view: View) -> Page:
    return Page(view.words("nothing-of-that-name"))


HELLO, BROKEN = Notice("hello"), Notice("broken")


def parcel(cargo: Cargo, lane: Lane = Lane.NORMAL) -> Parcel:
    return Parcel(1, LEA, lane, cargo, NOW, 0, None, None, None, 1)


def standing(*, thread: int | None = None, message: Reference | None = None) -> Standing:
    return Standing(
        ours=True, recalled=False, overtaken=False, blocked=False, images=True,
        thread=thread, message=message, address=5001, source=7001,
    )  # fmt: skip


def written(kind: MessageKind, author: Author = Author.WORKER, file: str = "") -> Reference:
    return Reference(
        id=9, case_id=CaseId(3), author=author, author_id=SAM, source_id=11, kind=kind,
        state=State.LEAVING, file=file or None,
    )  # fmt: skip


SHOWN = parcel(Show(HELLO))
COPIED = parcel(Copy())


@dataclass
class Desk:
    """A sender, and the Telegram it sends to."""

    sender: Sender
    telegram: Stub
    words: SpokenWords


@asynccontextmanager
async def at_work(folder: Path) -> AsyncIterator[Desk]:
    words = SpokenWords()
    library = our_library(date(2026, 11, 21))
    async with stub_telegram() as telegram, bot_at(telegram.url) as bot:
        bot._bot_user = User(1, "Maraude", is_bot=True, username="maraude_bot")
        store = Store(sqlite_file(folder), vault())
        drawings = (notice(HELLO, _hello), notice(BROKEN, _broken))
        drawn = {one.name: one.draw for one in drawings}
        screens = Screens(bot, store, Shelf(library), drawn, {}, words, lambda: NOW)
        copies = Copies(bot, store, words, screens.announce)
        sender = Sender(bot, screens, copies, Topics(bot, store, Shelf(library)), Aside())
        yield Desk(sender, telegram, words)
        await store.close()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with at_work(tmp_path) as working:
        yield working


@pytest.mark.parametrize(
    ("what", "message", "method"),
    [
        (SHOWN, None, "sendMessage"),
        (COPIED, written(MessageKind.TEXT), "copyMessage"),
        (COPIED, written(MessageKind.PHOTO, Author.PERSON, "file"), "sendPhoto"),
    ],
)
async def test_an_answer_goes_to_the_topic_in_which_the_person_wrote(
    desk: Desk, what: Parcel, message: Reference | None, method: str
) -> None:
    await desk.sender.carry(what, standing(thread=77, message=message))
    [(asked, parameters)] = desk.telegram.asked
    assert (asked, parameters["message_thread_id"]) == (method, "77")


@pytest.mark.parametrize(
    ("what", "message", "method"),
    [(SHOWN, None, "sendMessage"), (COPIED, written(MessageKind.TEXT), "copyMessage")],
)
async def test_to_a_topic_that_is_gone_it_is_sent_without(
    desk: Desk, what: Parcel, message: Reference | None, method: str
) -> None:
    desk.telegram.refused[method, "message_thread_id"] = "message thread not found"
    carried = await desk.sender.carry(what, standing(thread=77, message=message))
    assert (carried.sent_id, carried.gone_thread) == (2, 77)
    assert "message_thread_id" not in desk.telegram.asked[-1][1]


async def test_an_edit_names_no_topic(desk: Desk) -> None:
    edit = parcel(Show(HELLO, edit=4))
    await desk.sender.carry(edit, standing(thread=77))
    [(asked, parameters)] = desk.telegram.asked
    assert asked == "editMessageText"
    assert "message_thread_id" not in parameters


@pytest.mark.parametrize(
    ("what", "message", "method"),
    [
        (SHOWN, None, "sendMessage"),
        (COPIED, written(MessageKind.TEXT), "copyMessage"),
        (COPIED, written(MessageKind.PHOTO, Author.PERSON, "file"), "sendPhoto"),
        (parcel(Rewrite(4)), written(MessageKind.TEXT), "copyMessage"),
    ],
)
async def test_a_new_message_whose_answer_is_lost_may_have_arrived(
    desk: Desk, what: Parcel, message: Reference | None, method: str
) -> None:
    desk.telegram.cut.add(method)
    with pytest.raises(Perhaps):
        await desk.sender.carry(what, standing(message=message))


@pytest.mark.parametrize(
    ("what", "method"),
    [
        (parcel(React(4)), "setMessageReaction"),
        (parcel(Delete((4,))), "deleteMessages"),
        (parcel(Show(HELLO, edit=4)), "editMessageText"),
    ],
)
async def test_what_may_be_done_twice_is_simply_tried_again(
    desk: Desk, what: Parcel, method: str
) -> None:
    desk.telegram.cut.add(method)
    with pytest.raises(LostAnswer):
        await desk.sender.carry(what, standing())


async def test_an_edit_whose_answer_is_lost_is_simply_made_again(desk: Desk) -> None:
    message = written(MessageKind.TEXT)
    desk.words.remember(SAM, message.source_id, Spoken("corrigé"))
    desk.telegram.cut.add("editMessageText")
    with pytest.raises(LostAnswer):
        await desk.sender.carry(parcel(Rewrite(4)), standing(message=message))


@pytest.mark.parametrize(
    "what",
    [
        parcel(Show(Notice("screen-of-a-newer-version"))),
        parcel(Show(BROKEN)),
        parcel(Show(BROKEN), lane=Lane.DANGER),
        parcel(Menu(Role.COORDINATOR)),
    ],
)
async def test_what_cannot_even_be_put_together_is_a_defect_of_ours(
    desk: Desk, what: Parcel
) -> None:
    with pytest.raises(Undrawable):
        await desk.sender.carry(what, standing())
    assert desk.telegram.asked == []


async def test_what_lost_its_message_is_withdrawn(desk: Desk) -> None:
    with pytest.raises(Refused, match="undelivered-withdrawn"):
        await desk.sender.carry(COPIED, standing())


@pytest.mark.parametrize(("what", "given_up"), [(SHOWN, False), (parcel(React(4)), True)])
async def test_a_server_that_is_not_found_for_a_moment_loses_no_message(
    desk: Desk, what: Parcel, *, given_up: bool
) -> None:
    desk.telegram.gone = True
    with pytest.raises(Refused if given_up else InvalidToken):
        await desk.sender.carry(what, standing())
