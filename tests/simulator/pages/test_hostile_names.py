"""Nothing that anybody writes is read as HTML, or opened as a script."""

from playwright.async_api import Page, expect

from telegram_simulator.server import SimulatorServer
from telegram_simulator.world import World
from tests.simulator.conftest import Client
from tests.simulator.pages.conftest import Screen, Trio, Window

EVIL = "<img src=x onerror=\"document.title='pirate'\">"


async def test_names_and_texts_are_only_text(
    page: Page, server: SimulatorServer, world: World, api: Client
) -> None:
    mallory = world.person(EVIL)
    first = mallory.writes(EVIL)
    mallory.writes("réponse", reply_to=first)
    mallory.forwards(EVIL, EVIL)
    mallory.sends_document(f"{EVIL}.html", EVIL)
    keyboard = {"inline_keyboard": [[{"text": EVIL, "callback_data": "x"}]]}
    await api("sendMessage", chat_id=mallory.id, text=EVIL, reply_markup=keyboard)
    await api("setMyCommands", commands=[{"command": "x", "description": EVIL}])
    await page.goto(server.url)
    window = Window(page, mallory)
    await expect(window.root.get_by_role("heading", name=EVIL)).to_be_visible()
    await expect(window.message("réponse")).to_be_visible()
    await window.root.get_by_role("button", name="Menu").click()
    await expect(page.get_by_role("menuitem")).to_contain_text(EVIL)
    await window.picks(f"/x {EVIL}")
    await expect(window.root.locator("img[onerror], img[src=x]")).to_have_count(0)
    await expect(page).to_have_title("Maraude · simulateur")


async def test_somebody_hostile_added_from_the_page_is_harmless(screen: Screen) -> None:
    await screen.page.get_by_role("button", name="Ajouter une personne").click()
    await screen.page.get_by_label("Prénom").fill(EVIL)
    await screen.page.get_by_role("button", name="Ajouter", exact=True).click()
    await expect(screen.page.get_by_role("heading", name=EVIL)).to_be_visible()
    await expect(screen.page).to_have_title("Maraude · simulateur")


async def test_only_web_addresses_become_links(screen: Screen, trio: Trio, world: World) -> None:
    # A real server refuses such an address; the page does not count on it.
    stored = trio.lea.account.messages[trio.lea.writes("clique ici")]
    address = "javascript:document.title='pirate'"
    stored.data["entities"] = [{"type": "text_link", "offset": 0, "length": 6, "url": address}]
    world.events.end()
    await expect(screen.lea.root.locator(".mention")).to_have_text("clique", timeout=15_000)
    await expect(screen.lea.root.get_by_role("link")).to_have_count(0)
