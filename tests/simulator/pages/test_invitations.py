"""Links that start the bot, opened as somebody of the page."""

from playwright.async_api import expect

from tests.simulator.conftest import Client
from tests.simulator.pages.conftest import Screen, Trio

LINK = "https://t.me/MaraudeDemoBot?start=inv_8Fk2mQ"


async def test_an_invitation_is_opened_as_somebody_else(
    screen: Screen, trio: Trio, api: Client
) -> None:
    await api("sendMessage", chat_id=trio.nora.id, text=f"Pour entrer : {LINK}")
    await screen.nora.root.get_by_role("button", name=LINK).click()
    await expect(screen.page.get_by_role("menu", name="Ouvrir en tant que…")).to_be_visible()
    await screen.nora.picks("Sam Équipe")
    await expect(screen.sam.message("/start inv_8Fk2mQ")).to_be_visible()
    await expect(screen.sam.text).to_be_focused()
    assert trio.sam.screen[-1].text == "/start inv_8Fk2mQ"


async def test_a_link_button_asks_too_and_a_blocked_bot_is_unblocked(
    screen: Screen, trio: Trio, api: Client
) -> None:
    trio.sam.blocks()
    keyboard = {"inline_keyboard": [[{"text": "Rejoindre", "url": LINK}]]}
    await api("sendMessage", chat_id=trio.nora.id, text="Lien", reply_markup=keyboard)
    await screen.nora.root.get_by_role("button", name="Rejoindre").click()
    await screen.nora.picks("Sam Équipe")
    await expect(screen.sam.message("/start inv_8Fk2mQ")).to_be_visible()
    assert not trio.sam.account.blocked


async def test_a_link_to_another_bot_opens_elsewhere(
    screen: Screen, trio: Trio, api: Client
) -> None:
    await api("sendMessage", chat_id=trio.nora.id, text="https://t.me/UnAutreBot?start=x")
    link = screen.nora.root.get_by_role("link", name="https://t.me/UnAutreBot?start=x")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
