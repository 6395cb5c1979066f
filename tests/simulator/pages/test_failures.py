"""The panel that makes Telegram fail, and the one that shows the bot's calls."""

from playwright.async_api import expect

from telegram_simulator.server import SimulatorServer
from telegram_simulator.world import World
from tests.simulator.echo_bot import echo_bot
from tests.simulator.pages.conftest import Screen


async def test_a_failure_is_switched_on_said_loudly_and_off_again(
    screen: Screen, world: World
) -> None:
    await screen.page.get_by_role("button", name="Pannes", exact=True).click()
    await screen.page.get_by_role("switch", name="« Trop de messages » (429)").check()
    banner = screen.page.get_by_text("Panne en cours : trop de messages (429).")
    await expect(banner).to_be_visible()
    assert world.failures.too_many_requests_every == 2
    await screen.page.get_by_label("Fréquence des refus 429").select_option("5")
    await world.wait_until(lambda: world.failures.too_many_requests_every == 5)
    await screen.page.keyboard.press("Escape")
    await screen.page.get_by_role("button", name="Tout rétablir").click()
    await expect(banner).to_be_hidden()
    assert world.failures.too_many_requests_every == 0


async def test_what_is_written_while_telegram_is_down_arrives_afterwards(
    screen: Screen, server: SimulatorServer
) -> None:
    await screen.page.get_by_role("button", name="Pannes", exact=True).click()
    switch = screen.page.get_by_role("switch", name="Telegram ne répond plus")
    await switch.check()
    await expect(screen.page.get_by_text("rien n’est perdu")).to_be_visible()
    await screen.lea.writes("Quelqu'un ?")
    await expect(screen.lea.log.get_by_text("Quelqu'un ?", exact=True)).to_have_count(1)
    await switch.uncheck()
    async with echo_bot(server):
        await expect(screen.lea.log.get_by_text("Quelqu'un ?", exact=True)).to_have_count(2)


async def test_the_calls_of_the_bot_are_listed_without_words(
    screen: Screen, server: SimulatorServer
) -> None:
    async with echo_bot(server):
        await screen.lea.writes("Un secret")
        await expect(screen.lea.log.get_by_text("Un secret", exact=True)).to_have_count(2)
        await screen.page.get_by_role("button", name="Coulisses", exact=True).click()
        table = screen.page.get_by_role("region", name="Liste des appels")
        row = table.get_by_role("row").filter(has_text="copyMessage")
        await expect(row).to_contain_text("Léa")
        await expect(row).to_contain_text("200")
        await expect(table).not_to_contain_text("Un secret")
        await screen.lea.writes("Encore")
        await expect(row).to_have_count(2)
