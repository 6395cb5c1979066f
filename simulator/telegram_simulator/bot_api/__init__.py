"""The Bot API's methods, each as strict as the real one.

A method is a function of the world's state and the call; the table is written out, and
a method that is not in it is answered as unknown.
"""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from telegram_simulator.bot_api.about import (
    get_chat,
    get_file,
    get_me,
    pin_chat_message,
    send_chat_action,
    unpin_chat_message,
)
from telegram_simulator.bot_api.call import Call
from telegram_simulator.bot_api.callbacks import answer_callback_query
from telegram_simulator.bot_api.copying import (
    copy_message,
    copy_messages,
    forward_message,
    forward_messages,
)
from telegram_simulator.bot_api.deleting import delete_message, delete_messages
from telegram_simulator.bot_api.editing import (
    edit_message_caption,
    edit_message_reply_markup,
    edit_message_text,
)
from telegram_simulator.bot_api.get_updates import get_updates
from telegram_simulator.bot_api.inline import answer_inline_query
from telegram_simulator.bot_api.my_commands import (
    delete_my_commands,
    get_my_commands,
    set_my_commands,
)
from telegram_simulator.bot_api.profile import (
    get_chat_menu_button,
    getter,
    set_chat_menu_button,
    setter,
)
from telegram_simulator.bot_api.reacting import set_message_reaction
from telegram_simulator.bot_api.send_media import edit_message_media, send_media_group, sender
from telegram_simulator.bot_api.send_message import send_message
from telegram_simulator.bot_api.send_others import send_contact, send_dice, send_location, send_poll
from telegram_simulator.bot_api.topics import (
    close_forum_topic,
    create_forum_topic,
    delete_forum_topic,
    edit_forum_topic,
    unpin_all_forum_topic_messages,
)
from telegram_simulator.bot_api.webhooks import delete_webhook, get_webhook_info, set_webhook
from telegram_simulator.state import State


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
    Method("sendPhoto", sender("photo"), sends=True),
    Method("sendDocument", sender("document"), sends=True),
    Method("sendVoice", sender("voice"), sends=True),
    Method("sendVideo", sender("video"), sends=True),
    Method("sendAudio", sender("audio"), sends=True),
    Method("sendAnimation", sender("animation"), sends=True),
    Method("sendSticker", sender("sticker"), sends=True),
    Method("sendVideoNote", sender("video_note"), sends=True),
    Method("sendMediaGroup", send_media_group, sends=True),
    Method("sendLocation", send_location, sends=True),
    Method("sendContact", send_contact, sends=True),
    Method("sendPoll", send_poll, sends=True),
    Method("sendDice", send_dice, sends=True),
    Method("editMessageText", edit_message_text),
    Method("editMessageCaption", edit_message_caption),
    Method("editMessageReplyMarkup", edit_message_reply_markup),
    Method("editMessageMedia", edit_message_media),
    Method("deleteMessage", delete_message),
    Method("deleteMessages", delete_messages),
    Method("setMessageReaction", set_message_reaction),
    Method("answerInlineQuery", answer_inline_query),
    Method("answerCallbackQuery", answer_callback_query),
    Method("sendChatAction", send_chat_action),
    Method("setMyCommands", set_my_commands),
    Method("getMyCommands", get_my_commands),
    Method("deleteMyCommands", delete_my_commands),
    Method("setMyName", setter("name")),
    Method("getMyName", getter("name")),
    Method("setMyDescription", setter("description")),
    Method("getMyDescription", getter("description")),
    Method("setMyShortDescription", setter("short_description")),
    Method("getMyShortDescription", getter("short_description")),
    Method("setChatMenuButton", set_chat_menu_button),
    Method("getChatMenuButton", get_chat_menu_button),
    Method("getMe", get_me),
    Method("getChat", get_chat),
    Method("getFile", get_file),
    Method("pinChatMessage", pin_chat_message),
    Method("unpinChatMessage", unpin_chat_message),
    Method("createForumTopic", create_forum_topic, sends=True),
    Method("editForumTopic", edit_forum_topic, sends=True),
    Method("deleteForumTopic", delete_forum_topic),
    Method("closeForumTopic", close_forum_topic),
    Method("reopenForumTopic", close_forum_topic),
    Method("unpinAllForumTopicMessages", unpin_all_forum_topic_messages),
)
# The real server does not mind the case of a method's name.
BY_NAME = {method.name.lower(): method for method in METHODS}
