"""What all sending methods share: where to, in answer to what, with which buttons."""

from bot.simulator import messages
from bot.simulator.accounts import Account, Stored
from bot.simulator.bot_api.call import Call
from bot.simulator.bot_api.chats import writable_chat
from bot.simulator.bot_api.keyboards import inline_keyboard
from bot.simulator.bot_api.replies import reply_target
from bot.simulator.state import State
from bot.simulator.texts.formatted import caption
from bot.simulator.wire import Json


def send(state: State, call: Call, content: Json) -> Stored:
    """Send this content as the call asks.

    Raises:
        ApiError: the chat, the reply or the buttons are refused.
    """
    markup = inline_keyboard(call)
    account = writable_chat(state, call)
    target = reply_target(account, call)
    if markup:
        content = {**content, "reply_markup": markup}
    return deliver(state, account, call, content, target)


def deliver(
    state: State, account: Account, call: Call, content: Json, target: Stored | None
) -> Stored:
    """Put the message in the chat, with the call's options."""
    return messages.post(
        state, account, content, from_bot=True, reply_to=target,
        protected=call.boolean("protect_content"), silent=call.boolean("disable_notification"),
    )  # fmt: skip


def caption_fields(call: Call) -> Json:
    """The caption of a call, and how it is shown.

    Raises:
        ApiError: it is too long or wrongly formatted.
    """
    text, entities = caption(
        call.text("caption"), call.text("parse_mode"), call.lenient_json("caption_entities")
    )
    fields: Json = {}
    if text:
        fields["caption"] = text
        if entities:
            fields["caption_entities"] = entities
        if call.boolean("show_caption_above_media"):
            fields["show_caption_above_media"] = True
    return fields
