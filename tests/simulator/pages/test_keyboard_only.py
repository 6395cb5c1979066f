"""The page with no mouse."""

from playwright.async_api import expect

from telegram_simulator.server import SimulatorServer
from tests.simulator.conftest import Client
from tests.simulator.echo_bot import echo_bot
from tests.simulator.pages.conftest import Screen, Trio


async def test_writing_pressing_and_answering_with_the_keyboard_alone(
    screen: Screen, server: SimulatorServer, trio: Trio
) -> None:
    keys = screen.page.keyboard
    await screen.lea.text.focus()
    async with echo_bot(server):
        await keys.type("/start")
        await keys.press("Enter")
        await expect(screen.lea.message("Bonjour")).to_be_visible()
        button = screen.lea.root.get_by_role("button", name="Parler à quelqu'un")
        await keys.press("Shift+Tab")
        await expect(button).to_be_focused()
        await keys.press("Enter")
        await expect(screen.lea.message("Quelqu'un arrive.")).to_be_visible()
        await expect(screen.lea.message("Quelqu'un arrive.")).to_be_focused()
    await keys.press("r")
    await expect(screen.lea.text).to_be_focused()
    await keys.type("Merci")
    await keys.press("Enter")
    await expect(screen.lea.message("Merci")).to_be_visible()
    assert trio.lea.screen[-1].reply_to is not None


async def test_a_message_menu_opens_and_closes_with_keys(screen: Screen, trio: Trio) -> None:
    keys = screen.page.keyboard
    await screen.lea.text.focus()
    await keys.press("ArrowUp")
    message = screen.lea.message("/start")
    await expect(message).to_be_focused()
    await keys.press("Enter")
    menu = screen.page.get_by_role("menu")
    await expect(menu.get_by_role("menuitem").first).to_be_focused()
    await keys.press("Escape")
    await expect(menu).to_have_count(0)
    await expect(message).to_be_focused()
    await keys.press("Enter")
    await keys.press("End")
    await keys.press("Enter")
    await expect(screen.lea.log.locator("article")).to_have_count(0)
    assert trio.lea.screen == []


async def test_escape_leaves_a_reply_and_panels(screen: Screen, trio: Trio, api: Client) -> None:
    keys = screen.page.keyboard
    await api("sendMessage", chat_id=trio.lea.id, text="Ça va ?")
    await expect(screen.lea.message("Ça va ?")).to_be_visible()
    await screen.lea.text.focus()
    await keys.press("Control+ArrowUp")
    await expect(screen.lea.root.get_by_text("Réponse à Maraude")).to_be_visible()
    await keys.press("Escape")
    await expect(screen.lea.root.get_by_text("Réponse à Maraude")).to_be_hidden()
    panel = screen.page.get_by_role("button", name="Pannes", exact=True)
    await panel.focus()
    await keys.press("Enter")
    await expect(panel).to_have_attribute("aria-expanded", "true")
    await keys.press("Escape")
    await expect(panel).to_have_attribute("aria-expanded", "false")
    await expect(panel).to_be_focused()


async def test_new_messages_are_read_out(screen: Screen, trio: Trio, api: Client) -> None:
    await expect(screen.lea.log).to_have_accessible_name("Messages de Léa et du bot")
    await api("sendMessage", chat_id=trio.lea.id, text="Bonsoir")
    await expect(screen.lea.log.get_by_text("Maraude : ")).to_have_count(1)
