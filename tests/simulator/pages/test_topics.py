"""Topics of a chat in its window: one is looked at alone, and what is written goes there."""

from playwright.async_api import expect

from telegram_simulator.world import World
from tests.simulator.conftest import Client
from tests.simulator.pages.conftest import Screen, Trio


async def test_a_topic_is_looked_at_alone_written_in_renamed_and_gone(
    screen: Screen, trio: Trio, world: World, api: Client
) -> None:
    sam, bar = screen.sam, screen.sam.root.get_by_role("navigation", name="Sujets")
    await expect(bar).to_be_hidden()
    world.topics_enabled = True
    made = await api("createForumTopic", chat_id=trio.sam.id, name="Loutre bleue")
    this = {"chat_id": trio.sam.id, "message_thread_id": made["message_thread_id"]}
    await api("sendMessage", **this, text="dedans")
    await api("sendMessage", chat_id=trio.sam.id, text="dehors")
    # Where everything is shown, each message says where it is.
    await expect(sam.message("dedans")).to_contain_text("Loutre bleue")
    await expect(sam.message("dehors")).not_to_contain_text("Loutre bleue")
    await bar.get_by_role("button", name="Loutre bleue").click()
    await expect(sam.message("dehors")).to_be_hidden()
    await sam.writes("j'écris ici")
    await expect(sam.message("j'écris ici")).to_be_visible()
    assert trio.sam.screen[-1].thread == made["message_thread_id"]
    await api("editForumTopic", **this, name="Loutre bleue · danger")
    await expect(bar.get_by_role("button", name="Loutre bleue · danger")).to_be_visible()
    await api("deleteForumTopic", **this)
    await expect(bar).to_be_hidden()
    await expect(sam.message("dehors")).to_be_visible()
    await sam.writes("et là ?")
    await expect(sam.message("et là ?")).to_be_visible()
    assert trio.sam.screen[-1].thread is None
