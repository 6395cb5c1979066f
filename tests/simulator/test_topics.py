"""Topics that the bot opens, renames and deletes in private chats, as strictly as Bot API 10.2."""

import pytest

from telegram_simulator.bot_api.topics import LONGEST_NAME
from telegram_simulator.people import Person
from telegram_simulator.world import World
from tests.simulator.conftest import Client

_NONE = "400 Bad Request: the chat is not a forum"
_UNKNOWN = "400 Bad Request: TOPIC_ID_INVALID"


@pytest.fixture
def chat(world: World, lea: Person) -> Person:
    world.topics_enabled = True
    lea.writes("bonjour")
    return lea


async def test_a_topic_is_opened_renamed_and_deleted_with_what_is_in_it(
    api: Client, chat: Person
) -> None:
    colour = 0xFB6F5F
    made = await api(
        "createForumTopic", chat_id=chat.id, name="  Loutre \n bleue ", icon_color=colour
    )
    topic = made["message_thread_id"]
    assert made == {"message_thread_id": topic, "name": "Loutre bleue", "icon_color": colour}
    assert chat.account.messages[topic].data["forum_topic_created"]["name"] == "Loutre bleue"
    this = {"chat_id": chat.id, "message_thread_id": topic}
    await api("sendMessage", **this, text="dedans")
    assert await api("editForumTopic", **this, name="Loutre") is True
    assert chat.account.topics == {topic: "Loutre"}
    assert await api.refused("editForumTopic", **this) == "400 Bad Request: TOPIC_NOT_MODIFIED"
    inside = [seen for seen in chat.screen if seen.thread == topic]
    assert [seen.kind for seen in inside] == ["service", "text", "service"]
    assert await api("unpinAllForumTopicMessages", **this) is True
    assert await api("deleteForumTopic", **this) is True
    assert not [seen for seen in chat.screen if seen.thread == topic]
    assert await api.refused("deleteForumTopic", **this) == _UNKNOWN
    assert await api.refused("editForumTopic", **this, name="?") == _UNKNOWN
    assert [seen.text for seen in chat.screen] == ["/start", "bonjour"]


async def test_in_a_private_chat_no_topic_is_closed_or_reopened(api: Client, chat: Person) -> None:
    topic = chat.opens_topic("À part")
    this = {"chat_id": chat.id, "message_thread_id": topic}
    assert await api.refused("closeForumTopic", **this) == _NONE
    assert await api.refused("reopenForumTopic", **this) == _NONE


async def test_where_there_are_no_topics_none_is_opened_or_changed(
    api: Client, world: World, chat: Person
) -> None:
    topic = chat.opens_topic("À part")
    world.topics_enabled = False
    this = {"chat_id": chat.id, "message_thread_id": topic}
    assert await api.refused("createForumTopic", chat_id=chat.id, name="x") == _NONE
    assert await api.refused("editForumTopic", **this, name="x") == _NONE
    assert await api.refused("deleteForumTopic", **this) == _NONE


async def test_names_colours_and_ids_are_looked_at(api: Client, chat: Person) -> None:
    create = {"chat_id": chat.id}
    empty = "400 Bad Request: title must be non-empty"
    assert await api.refused("createForumTopic", **create) == empty
    assert await api.refused("createForumTopic", **create, name="  ") == empty
    assert (
        await api.refused("createForumTopic", **create, name="x", icon_color=1)
        == "400 Bad Request: invalid icon color specified"
    )
    made = await api("createForumTopic", **create, name="x" * 200)
    assert made["name"] == "x" * LONGEST_NAME
    assert (
        await api.refused("deleteForumTopic", **create)
        == "400 Bad Request: invalid message thread identifier specified"
    )


async def test_whoever_blocked_the_bot_gets_no_topic(api: Client, chat: Person) -> None:
    chat.blocks()
    assert (
        await api.refused("createForumTopic", chat_id=chat.id, name="x")
        == "403 Forbidden: bot was blocked by the user"
    )
