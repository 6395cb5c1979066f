"""editMessageText, editMessageCaption, editMessageReplyMarkup."""

from telegram_simulator import messages
from telegram_simulator.accounts import Account, Stored
from telegram_simulator.bot_api.call import Call
from telegram_simulator.bot_api.chats import find_chat, find_message
from telegram_simulator.bot_api.keyboards import inline_keyboard
from telegram_simulator.bot_api.send_message import text_fields
from telegram_simulator.bot_api.sending import caption_fields
from telegram_simulator.messages import MEDIA, kind_of
from telegram_simulator.state import State
from telegram_simulator.wire import Json, bad_request

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
_TEXT = ("text", "entities", "link_preview_options")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")


def edit_message_text(state: State, call: Call) -> Json:
    """Change a text and its buttons; gives the message.

    Raises:
        ApiError: as the real server.
    """
    fields = text_fields(call)
    markup = inline_keyboard(call)
    account, stored = own_message(state, call)
    if "text" not in stored.data:
        raise bad_request("there is no text in the message to edit")
    return change(state, account, stored, _over(_TEXT, fields), markup)


def edit_message_caption(state: State, call: Call) -> Json:
    """Change a caption and its buttons; gives the message.

    Raises:
        ApiError: as the real server.
    """
    fields = caption_fields(call)
    markup = inline_keyboard(call)
    account, stored = own_message(state, call)
    if kind_of(stored.data) not in MEDIA:
        raise bad_request("there is no caption in the message to edit")
    return change(state, account, stored, _over(_CAPTION, fields), markup)


def edit_message_reply_markup(state: State, call: Call) -> Json:
    """Change the buttons only; gives the message.

    Raises:
        ApiError: as the real server.
    """
    markup = inline_keyboard(call)
    account, stored = own_message(state, call)
    return change(state, account, stored, {}, markup, mark=False)


def own_message(state: State, call: Call) -> tuple[Account, Stored]:
    """The bot's own message that the call wants to edit.

    Raises:
        ApiError: it is missing, or somebody else's.
    """
    account = find_chat(state, call)
    stored = find_message(account, call, "message to edit")
    if not stored.from_bot or "forward_origin" in stored.data:
        raise bad_request("message can't be edited")
    return account, stored


def change(
    state: State, account: Account, stored: Stored, changes: Json, markup: Json | None, *,
    mark: bool = True,
) -> Json:  # fmt: skip
    """Edit a message; without new buttons, the old ones go.

    Raises:
        ApiError: nothing would change.
    """
    wanted = {**changes, "reply_markup": markup}
    if all(stored.data.get(key) == value for key, value in wanted.items()):
        raise bad_request(NOT_MODIFIED)
    messages.edit(state, account, stored, wanted, mark=mark)
    return stored.data


def _over(keys: tuple[str, ...], fields: Json) -> Json:
    return {**dict.fromkeys(keys), **fields}
