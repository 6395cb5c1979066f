"""copyMessage(s) and forwardMessage(s)."""

from collections.abc import Callable
from itertools import pairwise

from telegram_simulator.accounts import Account, Stored
from telegram_simulator.bot_api.call import Call
from telegram_simulator.bot_api.chats import find_chat, find_message, message_ids, writable_chat
from telegram_simulator.bot_api.keyboards import inline_keyboard
from telegram_simulator.bot_api.replies import reply_target
from telegram_simulator.bot_api.send_others import thrown
from telegram_simulator.bot_api.sending import caption_fields, deliver
from telegram_simulator.messages import MEDIA, content_of, kind_of, static
from telegram_simulator.people_texts import anew
from telegram_simulator.state import State
from telegram_simulator.wire import Json, bad_request

# https://core.telegram.org/bots/api#copymessage; games, stories and checklists are other
# people's: no bot can send them in a private chat.
NEVER_COPIED = frozenset(
    {
        "service", "paid_media", "giveaway", "giveaway_winners", "invoice", "story", "checklist",
        "game",
    }
)  # fmt: skip
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")


def copy_message(state: State, call: Call) -> Json:
    """Send what a message says, as one's own; gives the copy's id.

    Raises:
        ApiError: as the real server.
    """
    source = _source(state, call, "message to copy")
    if not _may_be_copied(source):
        raise bad_request("the message can't be copied")
    content = _copied(source)
    if call.has("caption") and kind_of(source.data) in MEDIA:
        content = {key: value for key, value in content.items() if key not in _CAPTION}
        content |= caption_fields(call)
    markup = inline_keyboard(call)
    account = writable_chat(state, call)
    if markup:
        content["reply_markup"] = markup
    target = reply_target(account, call)
    return {"message_id": deliver(state, account, call, content, target).id}


def copy_messages(state: State, call: Call) -> list[Json]:
    """Copy several messages in their order, skipping the missing ones; gives the copies' ids.

    Raises:
        ApiError: as the real server.
    """
    bare = call.boolean("remove_caption")

    def content(source: Stored) -> Json:
        kept = _copied(source)
        return {k: v for k, v in kept.items() if k not in _CAPTION} if bare else kept

    return _several(state, call, content, _may_be_copied)


def forward_message(state: State, call: Call) -> Json:
    """Forward a message, with the name of its author; gives the message.

    Raises:
        ApiError: as the real server.
    """
    source = _source(state, call, "message to forward")
    if not _may_be_forwarded(source):
        raise bad_request("the message can't be forwarded")
    account = writable_chat(state, call)
    return deliver(state, account, call, _forwarded(source), None).data


def forward_messages(state: State, call: Call) -> list[Json]:
    """Forward several messages in their order, skipping the missing ones; gives their ids.

    Raises:
        ApiError: as the real server.
    """
    return _several(state, call, _forwarded, _may_be_forwarded)


def _source(state: State, call: Call, what: str) -> Stored:
    if not call.has("from_chat_id"):
        raise bad_request('parameter "from_chat_id" is required')
    return find_message(find_chat(state, call, "from_chat_id"), call, what)


def _several(
    state: State, call: Call, content: Callable[[Stored], Json], allowed: Callable[[Stored], bool]
) -> list[Json]:
    if not call.has("from_chat_id"):
        raise bad_request('parameter "from_chat_id" is required')
    ids = message_ids(call)
    account = writable_chat(state, call)
    origin = find_chat(state, call, "from_chat_id")
    if any(later <= earlier for earlier, later in pairwise(ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    sources = [origin.messages[number] for number in ids if number in origin.messages]
    sources = [source for source in sources if allowed(source)]
    if not sources:
        raise bad_request("there are no messages to forward")
    return [_sent(state, account, call, content(source)) for source in sources]


def _sent(state: State, account: Account, call: Call, content: Json) -> Json:
    return {"message_id": deliver(state, account, call, content, None).id}


def _may_be_copied(source: Stored) -> bool:
    """Whether a bot may copy this; a quiz only if it knows the right option."""
    poll = source.data.get("poll", {})
    secret = poll.get("type") == "quiz" and not poll.get("correct_option_ids")
    return kind_of(source.data) not in NEVER_COPIED and not secret


def _copied(source: Stored) -> Json:
    """What a copy says: a live location stands still, a poll begins anew, dice are thrown again."""
    content = content_of(source.data)
    if "location" in content:
        content["location"] = static(content["location"])
    if "poll" in content:
        content["poll"] = anew(content["poll"])
    if "dice" in content:
        content["dice"] = thrown(content["dice"]["emoji"])
    return content


def _may_be_forwarded(source: Stored) -> bool:
    return not source.protected and kind_of(source.data) != "service"


def _forwarded(source: Stored) -> Json:
    origin = source.data.get("forward_origin") or {
        "type": "user",
        "sender_user": source.data["from"],
        "date": source.data["date"],
    }
    return {**content_of(source.data), "forward_origin": origin}
