"""What all sending methods share: where to, in answer to what, with which buttons."""

from telegram_simulator import messages
from telegram_simulator.accounts import Account, Stored
from telegram_simulator.bot_api.call import Call
from telegram_simulator.bot_api.chats import writable_chat
from telegram_simulator.bot_api.keyboards import inline_keyboard
from telegram_simulator.bot_api.replies import Target, reply_target
from telegram_simulator.state import State
from telegram_simulator.texts.formatted import caption
from telegram_simulator.wire import Json, bad_request


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
    state: State, account: Account, call: Call, content: Json, target: Target | None
) -> Stored:
    """Put the message in the chat, with the call's options.

    Raises:
        ApiError: there is no such topic.
    """
    return messages.post(
        state, account, content, from_bot=True, reply_to=target.message if target else None,
        quote=target.quote if target else None, thread=_thread(state, account, call, target),
        protected=call.boolean("protect_content"), silent=call.boolean("disable_notification"),
    )  # fmt: skip


def _thread(state: State, account: Account, call: Call, target: Target | None) -> int | None:
    """The topic to write in: an answer goes where the message is that it answers."""
    check_thread(state, account, call)
    if call.has("message_thread_id"):
        return call.integer("message_thread_id")
    answered = target.message.data.get("message_thread_id") if target else None
    return answered if state.topics_enabled else None


def check_thread(state: State, account: Account, call: Call) -> None:
    """Refuse a topic that is not in the chat, or not any more.

    Raises:
        ApiError: there is no such topic.
    """
    if not call.has("message_thread_id"):
        return
    if not state.topics_enabled or call.integer("message_thread_id") not in account.topics:
        raise bad_request("message thread not found")


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
