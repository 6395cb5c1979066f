"""Messages of the private chats: posting, editing, deleting, reacting, and what a page shows."""

from collections.abc import Sequence

from telegram_simulator.accounts import Account, Stored
from telegram_simulator.state import State
from telegram_simulator.texts import utf16
from telegram_simulator.wire import Json

# What a message says, whatever it is; a copy has these and nothing else.
MEDIA = (
    "animation", "audio", "document", "photo", "sticker", "video", "video_note", "voice",
    "live_photo",
)  # fmt: skip
KINDS = (
    "paid_media", "story", "game", "animation", "live_photo",  # these come with others
    *MEDIA, "text", "contact", "dice", "venue", "location", "poll", "checklist", "giveaway",
    "giveaway_winners", "invoice", "rich_message",
)  # fmt: skip
QUOTABLE = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji"})
CONTENT = (
    *dict.fromkeys(KINDS), "entities", "caption", "caption_entities", "has_media_spoiler",
    "show_caption_above_media", "link_preview_options",
)  # fmt: skip


def kind_of(data: Json) -> str:
    """What kind of message this is: ``text``, ``photo``, ``voice``...; ``service`` for the rest."""
    return next((kind for kind in KINDS if kind in data), "service")


def content_of(data: Json) -> Json:
    """What a message says, without who said it, when, and to whom it answers."""
    return {key: data[key] for key in CONTENT if key in data}


def post(
    state: State, account: Account, content: Json, *, from_bot: bool,
    reply_to: Stored | None = None, quote: Json | None = None, thread: int | None = None,
    protected: bool = False, silent: bool = False,
) -> Stored:  # fmt: skip
    """Put a message in a chat; one from the person becomes an update for the bot.

    ``quote``: the part of ``reply_to`` that is quoted; ``thread``: a topic of the chat.
    """
    data: Json = {
        "message_id": state.next_message_id(),
        "from": state.bot if from_bot else account.user,
        "chat": account.chat,
        "date": int(state.clock.now()),
        **content,
    }
    if reply_to is not None:
        data["reply_to_message"] = _quoted(reply_to.data)
        if quote is not None:
            data["quote"] = quote
    if "forum_topic_created" in content:
        thread = data["message_id"]
    if thread is not None:
        data |= {"message_thread_id": thread, "is_topic_message": True}
    if protected:
        data["has_protected_content"] = True
    stored = Stored(data, from_bot, protected=protected, silent=silent)
    account.messages[stored.id] = stored
    if from_bot:
        account.typing_until = 0.0
    else:
        account.started = True
        state.updates.add("message", data)
    state.changed(lambda: _told("message", account, stored))
    return stored


def _quoted(data: Json) -> Json:
    return {key: value for key, value in data.items() if key != "reply_to_message"}


def static(location: Json) -> Json:
    """A place, no longer shared live."""
    return {name: location[name] for name in ("latitude", "longitude")}


def quote_in(
    data: Json, text: str, entities: Sequence[Json] = (), *, exactly: bool = False
) -> Json | None:
    """The quote of these words of a message; None if they are not there.

    ``exactly``: formatted as in these entities, as bots must give them.
    """
    whole = data.get("text") or data.get("caption") or ""
    marks = data.get("entities") or data.get("caption_entities") or []
    at = whole.find(text)
    while text and at >= 0:
        place, size = utf16.length(whole[:at]), utf16.length(text)
        if not exactly or _marks(entities, 0, size) == _marks(marks, place, size):
            return _quote(text, place, _marks(marks, place, size))
        at = whole.find(text, at + 1)
    return None


def _quote(text: str, place: int, marks: list[Json]) -> Json:
    quote: Json = {"text": text, "position": place, "is_manual": True}
    return {**quote, "entities": marks} if marks else quote


def _marks(entities: Sequence[Json], place: int, size: int) -> list[Json]:
    """The formatting that quotes keep, of this part of a text, counted from its beginning."""
    found = []
    for one in entities:
        start = max(one["offset"] - place, 0)
        length = min(one["offset"] + one["length"] - place, size) - start
        if one["type"] in QUOTABLE and length > 0:
            found.append({**one, "offset": start, "length": length})
    return found


def open_topic(state: State, account: Account, name: str, colour: int, *, from_bot: bool) -> int:
    """Begin a topic of the chat with the line that says so, whose id is the topic's."""
    made = {"forum_topic_created": {"name": name, "icon_color": colour}}
    topic = post(state, account, made, from_bot=from_bot, silent=True).id
    account.topics[topic] = name
    _tell_of_topics(state, account)
    return topic


def rename_topic(state: State, account: Account, topic: int, name: str) -> None:
    """Give a topic another name; a line in it says so."""
    account.topics[topic] = name
    said = {"forum_topic_edited": {"name": name}}
    post(state, account, said, from_bot=True, thread=topic, silent=True)
    _tell_of_topics(state, account)


def delete_topic(state: State, account: Account, topic: int) -> None:
    """Take a topic away with all that was written in it."""
    del account.topics[topic]
    inside = [
        one.id for one in account.messages.values() if one.data.get("message_thread_id") == topic
    ]
    delete(state, account, inside)
    _tell_of_topics(state, account)


def _tell_of_topics(state: State, account: Account) -> None:
    state.changed(lambda: {"type": "topics", "person": account.id, "topics": topics_of(account)})


def topics_of(account: Account) -> list[Json]:
    """The topics of a chat, for the pages: the oldest first."""
    return [{"id": topic, "name": name} for topic, name in account.topics.items()]


def edit(
    state: State, account: Account, stored: Stored, changes: Json, *, mark: bool = True
) -> None:
    """Change a message: None removes a field; ``mark`` notes that it was edited."""
    data = {**stored.data, **changes}
    if mark:
        data["edit_date"] = int(state.clock.now())
    stored.data = {key: value for key, value in data.items() if value is not None}
    if not stored.from_bot:
        state.updates.add("edited_message", stored.data)
    state.changed(lambda: _told("edited", account, stored))


def delete(state: State, account: Account, ids: list[int]) -> None:
    """Take messages away on both sides; nobody is told. Missing ones are skipped."""
    gone = [number for number in ids if account.messages.pop(number, None) is not None]
    if gone:
        state.changed(lambda: {"type": "deleted", "person": account.id, "message_ids": gone})


def react(
    state: State, account: Account, stored: Stored, emoji: tuple[str, ...], *, from_bot: bool
) -> None:
    """Set somebody's reactions; the bot learns the person's if it asked for them."""
    if from_bot:
        stored.bot_reactions = emoji
    else:
        old, stored.person_reactions = stored.person_reactions, emoji
        state.updates.add("message_reaction", _reaction(state, account, stored, old))
    state.changed(lambda: _told("reaction", account, stored))


def _reaction(state: State, account: Account, stored: Stored, old: tuple[str, ...]) -> Json:
    return {
        "chat": account.chat,
        "message_id": stored.id,
        "user": account.user,
        "date": int(state.clock.now()),
        "old_reaction": [{"type": "emoji", "emoji": one} for one in old],
        "new_reaction": [{"type": "emoji", "emoji": one} for one in stored.person_reactions],
    }


def shown(stored: Stored) -> Json:
    """The message as the pages show it: the Bot API's, and ``sim`` with what only a phone shows."""
    sim = {
        "mine": not stored.from_bot,
        "edited": "edit_date" in stored.data,
        "reactions": [*stored.bot_reactions, *stored.person_reactions],
        "protected": stored.protected,
        "spoiler": bool(stored.data.get("has_media_spoiler")),
        "silent": stored.silent,
    }
    return {**stored.data, "sim": sim}


def _told(kind: str, account: Account, stored: Stored) -> Json:
    return {"type": kind, "person": account.id, "message": shown(stored)}
