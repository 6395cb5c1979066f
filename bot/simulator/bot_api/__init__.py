"""The Bot API's methods, each as strict as the real one.

A method is a function of the world's state and the call; the table is written out, and
a method that is not in it is answered as unknown.
"""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from bot.simulator.bot_api.about import (
    get_chat,
    get_file,
    get_me,
    pin_chat_message,
    send_chat_action,
    unpin_chat_message,
)  # fmt: skip
from bot.simulator.bot_api.call import Call
from bot.simulator.bot_api.callbacks import answer_callback_query
from bot.simulator.bot_api.copying import (
    copy_message,
    copy_messages,
    forward_message,
    forward_messages,
)  # fmt: skip
from bot.simulator.bot_api.deleting import delete_message, delete_messages
from bot.simulator.bot_api.editing import (
    edit_message_caption,
    edit_message_reply_markup,
    edit_message_text,
)  # fmt: skip
from bot.simulator.bot_api.get_updates import get_updates
from bot.simulator.bot_api.my_commands import (
    delete_my_commands,
    get_my_commands,
    set_my_commands,
)  # fmt: skip
from bot.simulator.bot_api.reacting import set_message_reaction
from bot.simulator.bot_api.send_message import send_message
from bot.simulator.bot_api.webhooks import delete_webhook, get_webhook_info, set_webhook
from bot.simulator.state import State


class Method(NamedTuple):
    """A method; ``sends``: Telegram's sending limits count it."""

    name: str
    run: Callable[[State, Call], object | Awaitable[object]]
    sends: bool = False


METHODS: tuple[Method, ...] = (
    Method("getUpdates", get_updates),
    Method("setWebhook", set_webhook),
    Method("deleteWebhook", delete_webhook),
    Method("getWebhookInfo", get_webhook_info),
    Method("sendMessage", send_message, sends=True),
    Method("copyMessage", copy_message, sends=True),
    Method("copyMessages", copy_messages, sends=True),
    Method("forwardMessage", forward_message, sends=True),
    Method("forwardMessages", forward_messages, sends=True),
    Method("editMessageText", edit_message_text),
    Method("editMessageCaption", edit_message_caption),
    Method("editMessageReplyMarkup", edit_message_reply_markup),
    Method("deleteMessage", delete_message),
    Method("deleteMessages", delete_messages),
    Method("setMessageReaction", set_message_reaction),
    Method("answerCallbackQuery", answer_callback_query),
    Method("sendChatAction", send_chat_action),
    Method("setMyCommands", set_my_commands),
    Method("getMyCommands", get_my_commands),
    Method("deleteMyCommands", delete_my_commands),
    Method("getMe", get_me),
    Method("getChat", get_chat),
    Method("getFile", get_file),
    Method("pinChatMessage", pin_chat_message),
    Method("unpinChatMessage", unpin_chat_message),
)
# The real server does not mind the case of a method's name.
BY_NAME = {method.name.lower(): method for method in METHODS}
