"""The page on a computer and on a phone; many and long messages; contrast."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from telegram_simulator.server import SimulatorServer
from tests.simulator.conftest import Client
from tests.simulator.pages.conftest import Screen, Trio, Window

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")


async def overflow(page: Page) -> int:
    """How many pixels stick out on the right of the page."""
    width: int = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return width


async def test_three_windows_fit_side_by_side(screen: Screen) -> None:
    for window in (screen.lea, screen.sam, screen.nora):
        await expect(window.text).to_be_in_viewport(ratio=1)
    assert await overflow(screen.page) <= 0


async def test_a_phone_shows_one_window_at_a_time(
    page: Page, server: SimulatorServer, trio: Trio, api: Client
) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.goto(server.url)
    lea, sam = Window(page, trio.lea), Window(page, trio.sam)
    await expect(lea.text).to_be_in_viewport(ratio=1)
    await expect(sam.root).to_be_hidden()
    assert await overflow(page) <= 0
    await api("sendMessage", chat_id=trio.sam.id, text="Nouvelle demande")
    tab = page.get_by_role("button", name="Sam, 1 non lu")
    await tab.click()
    await expect(sam.message("Nouvelle demande")).to_be_in_viewport()
    await expect(lea.root).to_be_hidden()
    await expect(page.get_by_role("button", name="Sam", exact=True)).to_be_visible()
    await sam.writes("Je prends")
    await expect(sam.message("Je prends")).to_be_in_viewport(ratio=1)


async def test_a_swipe_to_the_left_answers_a_message(
    browser: Browser, server: SimulatorServer, trio: Trio
) -> None:
    size = ViewportSize(width=390, height=844)
    page = await browser.new_page(viewport=size, has_touch=True, is_mobile=True)
    await page.goto(server.url)
    lea = Window(page, trio.lea)
    box = await lea.message("/start").bounding_box()
    assert box
    touch = await page.context.new_cdp_session(page)
    y = box["y"] + box["height"] / 2
    for kind, x in (("touchStart", 360), ("touchMove", 300), ("touchMove", 240), ("touchEnd", 0)):
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        await touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    await expect(lea.root.get_by_text("Réponse à Léa")).to_be_visible()


async def test_a_reader_scrolled_up_is_not_moved_and_sees_what_is_new(
    screen: Screen, trio: Trio, api: Client
) -> None:
    for turn in range(40):
        trio.lea.writes(f"ligne {turn}")
    await expect(screen.lea.message("ligne 39")).to_be_in_viewport()
    await screen.lea.log.evaluate("log => { log.scrollTop = 0; }")
    down = screen.lea.root.get_by_role("button", name="Aller aux derniers messages")
    await expect(down).to_be_visible()
    await api("sendMessage", chat_id=trio.lea.id, text="Une réponse")
    await expect(down).to_have_accessible_name("1 Aller aux derniers messages")
    await expect(screen.lea.log).to_have_js_property("scrollTop", 0)
    await expect(screen.lea.log).to_contain_text("Nouveaux messages")
    await down.click()
    await expect(screen.lea.message("Une réponse")).to_be_in_viewport()
    await expect(down).to_be_hidden()


async def test_many_and_long_messages_stay_usable(
    page: Page, server: SimulatorServer, trio: Trio
) -> None:
    for turn in range(500):
        trio.lea.writes(f"message {turn}")
    await page.goto(server.url)
    lea = Window(page, trio.lea)
    await expect(lea.message("message 499")).to_be_in_viewport()
    await lea.writes("a" * 4096)
    await expect(lea.log.locator("article")).to_have_count(502)
    assert len(trio.lea.screen[-1].text) == 4096
    assert await overflow(page) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_text_is_readable(
    page: Page, server: SimulatorServer, trio: Trio, api: Client, scheme: str
) -> None:
    await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    trio.lea.writes("Bonjour")
    for person in (trio.lea, trio.sam, trio.nora):
        own = person.writes("Mon message, avec https://example.org")
        person.edits(own, "Mon message corrigé, avec https://example.org")
        person.sends_document("lettre.pdf")
        person.sends_voice()
        person.forwards("Fais tourner", "Quelqu'un")
        keyboard = {"inline_keyboard": [[{"text": "Parler", "callback_data": "x"}]]}
        await api(
            "sendMessage", chat_id=person.id, reply_markup=keyboard, protect_content=True,
            parse_mode="HTML", reply_parameters={"message_id": own},
            text="<b>Salut</b> <code>code</code> /aide <blockquote>cité</blockquote>",
        )  # fmt: skip
    commands = [{"command": "aide", "description": "Aide"}]
    await api("setMyCommands", commands=commands)
    await page.goto(server.url)
    await expect(Window(page, trio.nora).message("Salut")).to_be_visible()
    await page.get_by_role("button", name="Pannes", exact=True).click()
    await page.get_by_role("switch", name="Telegram ne répond plus").check()
    await expect(page.get_by_text("Panne en cours")).to_be_visible()
    assert await page.evaluate(CONTRAST) == []
