"""The figures in a browser: as seen on a phone and on a computer, by eyes, keys and axe-core."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, Request, ViewportSize, expect

from bot.assembly import open_store
from bot.demo.year import make_up
from bot.reports.report import as_html, report_of
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.databases import migrate, sqlite_file
from tests.reports.examples import TODAY, library, lively
from tests.running import SharedClock, free_port, running, settings_for
from tests.simulator.pages.test_access import SIZES, found_by_axe, needs_axe
from tests.simulator.pages.test_layout import overflow

PHONE, COMPUTER = SIZES[0], SIZES[2]


@dataclass
class Place:
    """A bot with a made-up year behind it, and its coordinator."""

    claire: Person
    address: str

    async def link(self) -> str:
        asked = self.claire.writes("/tableau")
        shown = await self.claire.sees("/tableau/entrer/", after=asked, timeout=30)
        found = re.search(r"http://\S+", shown.text)
        assert found
        return found[0]


@pytest_asyncio.fixture(loop_scope="session")
async def place(server: SimulatorServer, tmp_path: Path) -> AsyncIterator[Place]:
    await migrate(sqlite_file(tmp_path))
    port = free_port()
    claire = server.world.person("Claire", kind="coordinator")
    settings = settings_for(
        server, sqlite_file(tmp_path), coordinators=str(claire.id),
        webhook_url=f"http://127.0.0.1:{port}", listen=f"127.0.0.1:{port}",
    )  # fmt: skip
    clock = SharedClock(server.world)
    store = open_store(settings)
    async with store.writing() as tx:
        await make_up(tx, ["val-de-lune", "vallon-clair"], clock().date())
    await store.close()
    async with running(settings, clock):
        claire.starts()
        await claire.sees_button("L'équipe", timeout=30)
        yield Place(claire, f"http://127.0.0.1:{port}")


async def _opened(page: Page, place: Place) -> None:
    await page.goto(await place.link())
    await page.get_by_role("button", name="Ouvrir le tableau de bord").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Tous les territoires")


@needs_axe
@pytest.mark.parametrize("size", [PHONE, COMPUTER], ids=["phone", "computer"])
@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_every_page_fits_and_axe_finds_nothing(
    page: Page, place: Place, size: ViewportSize, colours: str
) -> None:
    await page.set_viewport_size(size)
    await page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    await page.goto(await place.link())
    assert await overflow(page) <= 0
    assert await found_by_axe(page) == []
    await page.get_by_role("button", name="Ouvrir le tableau de bord").click()
    await page.get_by_role("link", name="Année").click()
    await expect(page.get_by_role("link", name="Année")).to_have_attribute("aria-current", "page")
    assert await overflow(page) <= 0
    assert await found_by_axe(page) == []
    await page.goto(f"{place.address}/tableau?periode=hier")
    assert await found_by_axe(page) == []


async def test_it_asks_for_nothing_elsewhere_and_works_by_keyboard(
    page: Page, place: Place
) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    await _opened(page, place)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Aller aux chiffres")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("main")).to_be_focused()
    await page.get_by_role("link", name="Vallon-Clair").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Vallon-Clair")
    await expect(page.locator("table").first).to_contain_text("Demandes prises")
    assert {url for url in asked if not url.startswith(place.address)} == set()


async def test_without_scripts_all_is_there_and_a_reader_hears_tables(
    page: Page, place: Place
) -> None:
    await _opened(page, place)
    assert await page.locator("script").count() == 0
    table = page.get_by_role("table", name="Chiffres clés")
    row = table.get_by_role("row", name="Demandes", exact=False).nth(0)
    await expect(row.get_by_role("rowheader")).to_contain_text("Demandes")
    await expect(page.get_by_text("Activité inventée")).to_be_visible()
    await page.emulate_media(media="print")
    await expect(page.get_by_role("navigation").first).to_be_hidden()
    # What is printed goes to others: who waits now is not theirs.
    await expect(page.locator(".now")).to_be_hidden()


async def test_a_link_opens_once_and_leaving_closes(page: Page, place: Place) -> None:
    link = await place.link()
    for _ in range(2):
        # What looks at a link uses none up.
        await page.goto(link)
    await page.get_by_role("button", name="Ouvrir le tableau de bord").click()
    await expect(page.locator("table").first).to_be_visible()
    await page.goto(link)
    await page.get_by_role("button", name="Ouvrir le tableau de bord").click()
    await expect(page.get_by_text("Ce lien a déjà servi")).to_be_visible()
    await page.goto(f"{place.address}/tableau")
    await page.get_by_role("button", name="Quitter").click()
    await expect(page.get_by_text("Vous avez quitté")).to_be_visible()
    await page.goto(f"{place.address}/tableau")
    await expect(page.get_by_text("Cette page est fermée")).to_be_visible()


@needs_axe
async def test_inside_telegram_the_page_opens_by_itself_and_once(page: Page, place: Place) -> None:
    asked = place.claire.writes("/tableau")
    shown = await place.claire.sees("/tableau/entrer/", after=asked, timeout=30)
    address = place.claire.opens("Ouvrir ici", in_message=shown.id)
    await page.set_viewport_size(PHONE)
    await page.goto(address)
    await expect(page.get_by_role("heading", name="En ce moment")).to_be_visible()
    assert page.url == f"{place.address}/tableau"
    assert await overflow(page) <= 0
    assert await found_by_axe(page) == []
    await page.context.clear_cookies()
    await page.goto(address)
    await expect(page.get_by_text("Cette ouverture a déjà servi")).to_be_visible()
    # Without what Telegram says, or without scripts, the page tells where to go on.
    await page.goto(address.partition("#")[0])
    await expect(page.get_by_text("ouvrez-le avec le lien")).to_be_visible()
    assert await found_by_axe(page) == []


@needs_axe
@pytest.mark.parametrize("size", [PHONE, COMPUTER], ids=["phone", "computer"])
@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_the_report_fits_and_axe_finds_nothing(
    page: Page, size: ViewportSize, colours: str
) -> None:
    found = library()
    report = report_of(lively(made_up=True), found, found.strings, TODAY)
    await page.set_viewport_size(size)
    await page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    await page.set_content(as_html(report, found.strings))
    assert await overflow(page) <= 0
    assert await found_by_axe(page) == []
    words = page.get_by_role("textbox", name="Ce que l'équipe en retient")
    await words.fill("Un trimestre calme.")
    await expect(words).to_have_text("Un trimestre calme.")
