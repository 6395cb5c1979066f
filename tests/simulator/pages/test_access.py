"""The page for those who use no mouse, a small or magnified screen, or colours of their own."""

from datetime import date
from importlib import resources
from importlib.util import find_spec

import pytest
from playwright.async_api import Page, ViewportSize, expect

from bot.content.editors_page import rows
from bot.web.contents import COLUMNS
from bot.web.templating import page as drawn
from telegram_simulator.server import SimulatorServer
from tests.ours import our_library
from tests.simulator.conftest import Client
from tests.simulator.pages.conftest import Screen, Trio, Window
from tests.simulator.pages.test_layout import overflow

#: The smallest phone that is still about, a page at 200 % on a small laptop, and that laptop.
SIZES = [
    ViewportSize(width=320, height=568),
    ViewportSize(width=640, height=360),
    ViewportSize(width=1280, height=720),
]
KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Parler", "callback_data": "a"}],
        [{"text": "Urgence", "callback_data": "b"}],
    ]
}


async def test_where_one_writes_is_reached_in_three_keys(screen: Screen) -> None:
    keys = screen.page.keyboard
    await screen.page.locator("body").press("Tab")
    await keys.press("Tab")
    link = screen.page.get_by_role("link", name="Écrire comme Léa")
    await expect(link).to_be_focused()
    await expect(link).to_be_in_viewport(ratio=1)
    await keys.press("Enter")
    await expect(screen.lea.text).to_be_focused()


async def test_all_messages_of_a_chat_are_one_stop_and_arrows_move_in_them(
    screen: Screen, trio: Trio, api: Client
) -> None:
    for _ in range(3):
        await api("sendMessage", chat_id=trio.lea.id, text="Salut /aide", reply_markup=KEYBOARD)
    await expect(screen.lea.log.get_by_role("button", name="Urgence")).to_have_count(3)
    assert await screen.lea.log.locator("[tabindex='0']").count() == 1
    keys = screen.page.keyboard
    await screen.lea.text.focus()
    await keys.press("Shift+Tab")
    await expect(screen.lea.log.get_by_role("button", name="Urgence").last).to_be_focused()
    await keys.press("ArrowUp")
    await expect(screen.lea.log.get_by_role("button", name="Parler").last).to_be_focused()
    await keys.press("Escape")
    await expect(screen.lea.message("Salut")).to_be_focused()
    await keys.press("Shift+Tab")
    await expect(screen.lea.log.locator("*:focus")).to_have_count(0)
    await keys.press("Tab")
    await expect(screen.lea.message("Salut")).to_be_focused()
    await keys.press("ArrowRight")
    await keys.press("ArrowRight")
    await keys.press("ArrowRight")
    await keys.press("ArrowRight")
    await expect(screen.lea.text).to_be_focused()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size['width']}x{size['height']}")
async def test_where_one_writes_stays_in_sight_beside_the_calls(
    page: Page, server: SimulatorServer, trio: Trio, api: Client, size: ViewportSize
) -> None:
    await api("sendMessage", chat_id=trio.lea.id, text="Salut /aide", reply_markup=KEYBOARD)
    await page.set_viewport_size(size)
    await page.goto(server.url)
    lea = Window(page, trio.lea)
    await expect(lea.message("Salut")).to_be_attached()
    assert await overflow(page) <= 0
    await page.get_by_role("button", name="Coulisses", exact=True).click()
    await expect(page.get_by_role("heading", name="Coulisses")).to_be_in_viewport(ratio=1)
    await expect(lea.text).to_be_in_viewport(ratio=1)
    await lea.writes("Je peux écrire")
    await expect(lea.message("Je peux écrire")).to_be_in_viewport()
    assert await overflow(page) <= 0
    seen = await page.locator(".topbar, .tools button").evaluate_all(
        "all => all.every((one) => one.getBoundingClientRect().right <= innerWidth)"
    )
    assert seen


async def test_the_calls_leave_out_the_waiting_for_updates(
    screen: Screen, trio: Trio, api: Client
) -> None:
    await screen.page.get_by_role("button", name="Coulisses", exact=True).click()
    await api("getUpdates")
    await api("sendMessage", chat_id=trio.lea.id, text="Salut")
    rows = screen.page.locator("#calls-rows")
    await expect(rows).to_contain_text("sendMessage")
    await expect(rows).not_to_contain_text("getUpdates")


async def test_colours_that_the_system_forces_leave_borders(
    screen: Screen, trio: Trio, api: Client
) -> None:
    await api("sendMessage", chat_id=trio.lea.id, text="Salut", reply_markup=KEYBOARD)
    await expect(screen.lea.message("Salut")).to_be_visible()
    await screen.page.emulate_media(forced_colors="active")
    for things in (".window", ".bubble", ".key", ".send", ".welcome", ".role", ".tool"):
        width = await screen.page.locator(things).first.evaluate(
            "one => parseFloat(getComputedStyle(one).borderTopWidth)"
        )
        assert width >= 1, things


needs_axe = pytest.mark.skipif(
    find_spec("axe_playwright_python") is None, reason="axe-core is not installed (make setup-dev)"
)


async def found_by_axe(page: Page) -> list[tuple[str, list[str]]]:
    """The rules that are broken, and where."""
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    await page.evaluate(axe)
    found = await page.evaluate("axe.run().then(({ violations }) => violations)")
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]


@needs_axe
@pytest.mark.parametrize("size", [SIZES[0], SIZES[2]], ids=["phone", "laptop"])
@pytest.mark.parametrize("panel", ["Pannes", "Coulisses"])
async def test_axe_finds_nothing(
    page: Page, server: SimulatorServer, trio: Trio, api: Client, size: ViewportSize, panel: str
) -> None:
    trio.lea.sends_voice()
    trio.lea.sends_document("lettre.pdf")
    await api("sendMessage", chat_id=trio.lea.id, text="Salut /aide", reply_markup=KEYBOARD)
    await page.set_viewport_size(size)
    await page.goto(server.url)
    await expect(Window(page, trio.lea).message("Salut")).to_be_attached()
    await page.get_by_role("button", name=panel, exact=True).click()
    assert await found_by_axe(page) == []


@needs_axe
async def test_the_editors_page_is_no_wider_than_a_phone_and_axe_finds_nothing(page: Page) -> None:
    today = date(2027, 3, 1)
    library = our_library(today)
    shown = drawn("contents.html", library.strings, columns=COLUMNS, rows=rows(library, today))
    await page.set_viewport_size(SIZES[0])
    await page.set_content(bytes(shown.body).decode())
    assert await overflow(page) <= 0
    assert await found_by_axe(page) == []
