"""The project's own pages, its clock, and people of every part."""

from playwright.async_api import Page, expect

from bot.demo.look import LOOK, new_world
from telegram_simulator.server import SimulatorServer
from tests.simulator.pages.conftest import Screen


async def test_time_passes_for_whoever_lets_it(screen: Screen, server: SimulatorServer) -> None:
    before = server.world.clock.now()
    clock = screen.page.get_by_role("button", name="Horloge de la démo")
    shown = await clock.inner_text()
    await clock.click()
    await screen.page.get_by_role("menuitem", name="6 heures").click()
    await expect(clock).not_to_have_text(shown)
    assert server.world.clock.now() - before >= 6 * 3600


async def test_the_bots_own_pages_are_a_click_away(page: Page) -> None:
    async with SimulatorServer(new_world("http://127.0.0.1:1")) as server:
        await page.goto(server.url)
        health = page.get_by_role("link", name="Santé")
        await expect(health).to_have_attribute("href", "http://127.0.0.1:1/health")
        await expect(page.get_by_role("link", name="Contenus")).to_be_visible()


async def test_people_of_every_part_can_be_added(screen: Screen) -> None:
    for part in LOOK.parts:
        await screen.page.get_by_role("button", name="Ajouter une personne").click()
        dialog = screen.page.get_by_role("dialog")
        await dialog.get_by_label("Prénom").fill(f"X {part.kind}")
        await dialog.get_by_label(part.choice).check()
        await dialog.get_by_role("button", name="Ajouter").click()
        window = screen.page.get_by_role("region", name=f"Conversation de X {part.kind}")
        await expect(window.locator(".role")).to_have_text(part.label)
