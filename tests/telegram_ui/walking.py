"""Pressing buttons without Telegram: handlers act on a real database, screens are drawn."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select

from bot.actions.context import Context
from bot.actions.meet_person import meet_person
from bot.assembly import content_folder
from bot.content.collection import Library
from bot.content.pseudonyms import load_names
from bot.domain.people import Audience, Person
from bot.domain.pseudonyms import Names
from bot.domain.screens import Screen
from bot.domain.voices import Voice, voice_for
from bot.store import people, schema
from bot.store.cargo import Show, read
from bot.store.database import Store, Transaction
from bot.store.tables import outbox
from bot.store.vault import Vault
from bot.telegram_ui import callback_data
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.registry import Registry, register
from bot.telegram_ui.visits import Parts, Visit
from bot.telegram_ui.words import SpokenWords
from tests.firing import fire_due
from tests.ours import our_library, our_triage

CONTENT = content_folder()
#: A Tuesday afternoon: the team is there.
NOON = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
_IN_PLACE = 7


@dataclass
class Walker:
    """Somebody who presses buttons, and what they are shown."""

    store: Store
    person: Person
    library: Library
    names: Names
    parts: Parts
    registry: Registry
    now: datetime = NOON
    #: Whose texts they read.
    audience: Audience = Audience.YOUNG
    #: What the last press was answered with, in a small banner.
    toast: str | None = None

    async def presses(self, press: Press) -> list[Page]:
        """Press a button and give all pages that come of it."""
        data = callback_data.pack(self.store.vault, self.person.id, press.verb, press.args)
        verb, args = callback_data.unpack(self.store.vault, self.person.id, data)
        async with self.store.writing() as tx:
            visit = await self._visit(tx)
            visit.pressed_in = _IN_PLACE
            await self.registry.buttons[verb].run(visit, args)
            self.toast = visit.toast
        return await self.shown()

    async def commands(self, name: str, rest: str = "") -> list[Page]:
        """Send a command and give all pages that come of it."""
        async with self.store.writing() as tx:
            await self.registry.commands[name].run(await self._visit(tx), rest)
        return await self.shown()

    async def time_passes(self) -> None:
        """What is due happens."""
        async with self.store.writing() as tx:
            await fire_due(replace(self.parts.context(tx), now=self.now))

    async def _visit(self, tx: Transaction) -> Visit:
        person = await people.get(tx, self.person.id)
        assert person is not None
        return Visit(replace(self.parts.context(tx), now=self.now), person, self.parts)

    async def shown(self) -> list[Page]:
        """Draw what waits to be sent, and take it out of the outbox."""
        async with self.store.writing() as tx:
            rows = (await tx.connection.execute(select(outbox).order_by(outbox.c.id))).all()
            await tx.connection.execute(delete(outbox))
        mine = (row for row in rows if row.recipient_id == self.person.id)
        aside = self.parts.aside
        found = [aside.found(read(row.kind, row.payload, row.aside)) for row in mine]
        return [await self.draws(one.screen) for one in found if isinstance(one, Show)]

    async def draws(self, screen: Screen, voice: Voice | None = None) -> Page:
        """One screen, as a young person reads it unless it is said otherwise."""
        view = View(
            self.person.id,
            voice or voice_for(self.person.role, self.audience, self.parts.zone),
            self.parts.library(),
            self.store,
            self.now,
            "maraude_bot",
            self.registry.menus,
            self.parts.words,
        )
        return await self.registry.screens[screen.name](view, screen)


@cache
def shipped() -> Library:
    """The library as it is shipped, read once."""
    return our_library(NOON.date())


@asynccontextmanager
async def walking(folder: Path, library: Library | None = None) -> AsyncIterator[Walker]:
    """A young person known to a fresh database."""
    held = library or shipped()
    store = Store(f"sqlite+aiosqlite:///{folder}/walk.db", Vault(1, (b"k" * 32,)))
    names = load_names(CONTENT)
    try:
        await schema.upgrade(store)
        async with store.writing() as tx:
            person = await meet_person(Context(tx, NOON, names, ZoneInfo("Europe/Paris")), 4242)
        parts = Parts(
            library=lambda: held,
            triage=our_triage(),
            words=SpokenWords(),
            clock=lambda: NOON,
            names=names,
        )
        yield Walker(store, person, held, names, parts, register())
    finally:
        await store.close()
