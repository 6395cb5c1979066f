"""The real simulator, three people, and a real browser that looks at the page."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, ViewportSize, async_playwright, expect

from bot.demo.look import new_world
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from telegram_simulator.world import World

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
WIDE = ViewportSize(width=1280, height=720)

expect.set_options(timeout=10_000)


class Window:
    """Somebody's chat window, and what one does in it with mouse and keyboard."""

    def __init__(self, page: Page, person: Person) -> None:
        self.page = page
        self.person = person
        self.root = page.locator(f"#window-{person.id}")
        self.log = self.root.get_by_role("log")
        self.text = self.root.get_by_role("textbox")

    async def writes(self, text: str) -> None:
        await self.text.fill(text)
        await self.text.press("Enter")

    def message(self, part: str) -> Locator:
        """The latest message with these words."""
        return self.log.locator("article").filter(has_text=part).last

    async def chooses(self, part: str, action: str) -> None:
        """Opens the menu of a message, and picks one line."""
        message = self.message(part)
        await message.hover()
        await message.get_by_label("Actions sur ce message").click()
        await self.picks(action)

    async def attaches(self, name: str) -> None:
        await self.root.get_by_label("Joindre").click()
        await self.picks(name)

    async def picks(self, name: str) -> None:
        await self.page.get_by_role("menuitem", name=name, exact=True).click()


@dataclass
class Trio:
    """The three people of the demo."""

    lea: Person
    sam: Person
    nora: Person


@dataclass
class Screen:
    """The page, and the windows of the three."""

    page: Page
    lea: Window
    sam: Window
    nora: Window


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser outlives a test, and so must the event loop that speaks to it."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(loop_scope="session")
async def server() -> AsyncIterator[SimulatorServer]:
    """With the parts and the first steps of this bot's demo."""
    async with SimulatorServer(new_world()) as running:
        yield running


@pytest.fixture
def trio(world: World) -> Trio:
    """Léa, Sam and Nora, who have all started the bot."""
    everybody = Trio(
        world.person("Léa"),
        world.person("Sam", kind="worker"),
        world.person("Nora", kind="coordinator"),
    )
    for person in (everybody.lea, everybody.sam, everybody.nora):
        person.starts()
    world.updates.clear()
    return everybody


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests of a process; each test has a profile of its own."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: the pages are not looked at (try `make browser`)")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="session")
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """An empty page; an error in it, or anything its policy forbids, fails the test."""
    troubles: list[str] = []
    page = await browser.new_page(viewport=WIDE, locale="fr-FR", reduced_motion="reduce")
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "console",
        lambda line: troubles.append(line.text) if "Content Security Policy" in line.text else None,
    )
    yield page
    await page.close()
    assert troubles == []


@pytest_asyncio.fixture(loop_scope="session")
async def screen(page: Page, server: SimulatorServer, trio: Trio) -> Screen:
    """The page, opened and loaded."""
    await page.goto(server.url)
    screen = Screen(page, *(Window(page, one) for one in (trio.lea, trio.sam, trio.nora)))
    await expect(screen.nora.message("/start")).to_be_visible()
    return screen
