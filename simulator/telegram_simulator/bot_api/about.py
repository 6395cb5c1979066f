"""getMe, getChat, getFile, sendChatAction, pinChatMessage, unpinChatMessage."""

from telegram_simulator import messages
from telegram_simulator.bot_api.call import Call
from telegram_simulator.bot_api.chats import find_chat, find_message, writable_chat
from telegram_simulator.bot_api.sending import check_thread
from telegram_simulator.files import MOST_BYTES_DOWN
from telegram_simulator.state import State
from telegram_simulator.wire import Json, bad_request

TYPING_LASTS = 5.0
ACTIONS = frozenset(
    {
        "cancel", "typing", "record_video", "upload_video", "record_audio", "record_voice",
        "upload_audio", "upload_voice", "upload_photo", "upload_document", "choose_sticker",
        "pick_up_location", "find_location", "record_video_note", "upload_video_note",
    }
)  # fmt: skip
GIFTS = (
    "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
    "gifts_from_channels",
)  # fmt: skip


def get_me(state: State, _: Call) -> Json:
    """The bot itself."""
    return {
        **state.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": state.inline_enabled,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": state.topics_enabled,
        "allows_users_to_create_topics": state.topics_enabled,
    }


def get_chat(state: State, call: Call) -> Json:
    """A chat as the bot knows it.

    Raises:
        ApiError: nobody has this id.
    """
    account = find_chat(state, call)
    full: Json = {
        **account.chat,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    if account.username:
        full["active_usernames"] = [account.username]
    pinned = [account.messages[one] for one in account.pinned if one in account.messages]
    if pinned:
        full["pinned_message"] = pinned[-1].data
    return full


def get_file(state: State, call: Call) -> Json:
    """Where a file may be fetched.

    Raises:
        ApiError: the identifier is wrong, or the file too big for bots.
    """
    file_id = call.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    file = state.files.get(file_id)
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.data) > MOST_BYTES_DOWN:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
        "file_path": file.path,
    }


def send_chat_action(state: State, call: Call) -> bool:
    """Show that the bot is busy, for five seconds or until it writes.

    Raises:
        ApiError: the action is unknown, or the chat refused.
    """
    action = call.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    account = writable_chat(state, call)
    check_thread(state, account, call)
    account.typing_until = 0.0 if action == "cancel" else state.clock.now() + TYPING_LASTS
    told = {"type": "typing", "person": account.id, "typing": action != "cancel", "action": action}
    state.changed(lambda: told)
    return True


def pin_chat_message(state: State, call: Call) -> bool:
    """Pin a message; a service message says so.

    Raises:
        ApiError: the message is not there.
    """
    account = find_chat(state, call)
    stored = find_message(account, call, "message to pin")
    if stored.id not in account.pinned:
        account.pinned.append(stored.id)
        pinned = {k: v for k, v in stored.data.items() if k != "reply_to_message"}
        messages.post(state, account, {"pinned_message": pinned}, from_bot=True, silent=True)
    return True


def unpin_chat_message(state: State, call: Call) -> bool:
    """Unpin a message, by default the last one pinned.

    Raises:
        ApiError: the message is not there, or nothing is pinned.
    """
    account = find_chat(state, call)
    if call.has("message_id"):
        number = find_message(account, call, "message to unpin").id
    elif account.pinned:
        number = account.pinned[-1]
    else:
        raise bad_request("message to unpin not found")
    if number in account.pinned:
        account.pinned.remove(number)
    return True
