"""Topics of private chats: created, renamed and deleted by the bot, where it has them switched on.

Only forum supergroups have topics that can be closed and reopened: in a private chat both are
refused (https://core.telegram.org/bots/api#closeforumtopic).
"""

from telegram_simulator import messages
from telegram_simulator.accounts import Account
from telegram_simulator.bot_api.call import Call
from telegram_simulator.bot_api.chats import find_chat, writable_chat
from telegram_simulator.state import State
from telegram_simulator.wire import Json, bad_request

LONGEST_NAME = 128
# https://core.telegram.org/bots/api#createforumtopic
COLOURS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)


def create_forum_topic(state: State, call: Call) -> Json:
    """Open a topic in somebody's chat; a service message begins it, whose id is the topic's.

    Raises:
        ApiError: the bot has no topics, the name is empty, the colour is none of the six, or the
            chat is refused.
    """
    colour = call.integer("icon_color", COLOURS[0])
    if colour not in COLOURS:
        raise bad_request("invalid icon color specified")
    if not (name := _name(call)):
        raise bad_request("title must be non-empty")
    account = writable_chat(state, call)
    _must_have_topics(state)
    topic = messages.open_topic(state, account, name, colour, from_bot=True)
    return {"message_thread_id": topic, "name": name, "icon_color": colour}


def edit_forum_topic(state: State, call: Call) -> bool:
    """Rename a topic; a service message in it says so. With no name, the old one is kept.

    Raises:
        ApiError: there is no such topic, or it has that name already.
    """
    account, topic = _topic(state, call)
    name = _name(call) or account.topics[topic]
    if name == account.topics[topic]:
        raise bad_request("TOPIC_NOT_MODIFIED")
    messages.rename_topic(state, account, topic, name)
    return True


def delete_forum_topic(state: State, call: Call) -> bool:
    """Delete a topic with all that was written in it, however old.

    Raises:
        ApiError: there is no such topic.
    """
    account, topic = _topic(state, call)
    messages.delete_topic(state, account, topic)
    return True


def close_forum_topic(state: State, call: Call) -> bool:
    """Refused: in a private chat no topic can be closed, or reopened.

    Raises:
        ApiError: always.
    """
    find_chat(state, call)
    raise bad_request("the chat is not a forum")


def unpin_all_forum_topic_messages(state: State, call: Call) -> bool:
    """Unpin all that is pinned in a topic.

    Raises:
        ApiError: there is no such topic.
    """
    account, topic = _topic(state, call)
    account.pinned = [one for one in account.pinned if not _is_in(account, one, topic)]
    return True


def _is_in(account: Account, message_id: int, topic: int) -> bool:
    stored = account.messages.get(message_id)
    return stored is not None and stored.data.get("message_thread_id") == topic


def _name(call: Call) -> str:
    """The name as the server keeps it: one line, cut to the longest that there is."""
    return " ".join(call.text("name").split())[:LONGEST_NAME]


def _topic(state: State, call: Call) -> tuple[Account, int]:
    topic = call.integer("message_thread_id")
    if topic <= 0:
        raise bad_request("invalid message thread identifier specified")
    account = writable_chat(state, call)
    _must_have_topics(state)
    if topic not in account.topics:
        raise bad_request("TOPIC_ID_INVALID")
    return account, topic


def _must_have_topics(state: State) -> None:
    if not state.topics_enabled:
        raise bad_request("the chat is not a forum")
