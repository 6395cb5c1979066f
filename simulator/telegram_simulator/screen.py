"""What somebody sees in their chat, for tests and scenes."""

from dataclasses import dataclass

from telegram_simulator.accounts import Account, Stored
from telegram_simulator.messages import kind_of
from telegram_simulator.texts import utf16
from telegram_simulator.wire import Json


@dataclass(frozen=True, slots=True)
class Seen:
    """A message on somebody's screen; ``mine``: they wrote it. ``buttons`` are the labels."""

    id: int
    text: str
    mine: bool
    buttons: tuple[str, ...]
    reply_to: int | None
    reactions: tuple[str, ...]
    kind: str
    protected: bool
    spoiler: bool
    date: int
    edited: bool = False
    links: tuple[str, ...] = ()
    quote: str = ""
    forwarded: bool = False
    live: bool = False
    thread: int | None = None


def seen(stored: Stored) -> Seen:
    """A message as its reader sees it."""
    data = stored.data
    quoted = data.get("reply_to_message")
    return Seen(
        id=stored.id,
        text=_words(data),
        mine=not stored.from_bot,
        buttons=tuple(button["text"] for button in buttons(data)),
        reply_to=quoted["message_id"] if quoted else None,
        reactions=(*stored.bot_reactions, *stored.person_reactions),
        kind=kind_of(data),
        protected=stored.protected,
        spoiler=bool(data.get("has_media_spoiler")),
        date=data["date"],
        edited="edit_date" in data,
        links=_links(data),
        quote=data.get("quote", {}).get("text", ""),
        forwarded="forward_origin" in data,
        live="live_period" in data.get("location", {}),
        thread=data.get("message_thread_id"),
    )


def buttons(data: Json) -> list[Json]:
    """The buttons under a message, row after row."""
    rows = data.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def _words(data: Json) -> str:
    if "poll" in data:
        question: str = data["poll"]["question"]
        return question
    if "contact" in data:
        return f"{data['contact']['first_name']} {data['contact']['phone_number']}"
    if "venue" in data:
        return f"{data['venue']['title']} {data['venue']['address']}"
    if "checklist" in data:
        return str(data["checklist"]["title"])
    words: str = data.get("text") or data.get("caption") or ""
    return words


def _links(data: Json) -> tuple[str, ...]:
    text = _words(data)
    entities = data.get("entities") or data.get("caption_entities") or []
    written = [
        entity.get("url") or utf16.cut(text, entity["offset"], entity["length"])
        for entity in entities
        if entity["type"] in {"url", "text_link"}
    ]
    return (*written, *(button["url"] for button in buttons(data) if "url" in button))


def plain(text: str) -> str:
    """A text to compare: any space is a space, case does not matter."""
    return " ".join(text.split()).casefold()


def find_button(
    account: Account, label_part: str, in_message: int | None
) -> tuple[Stored, Json] | None:
    """The latest message that has a button with these words, and the button."""
    words = plain(label_part)
    for stored in reversed(account.messages.values()):
        if in_message is not None and stored.id != in_message:
            continue
        for button in buttons(stored.data):
            if words in plain(button["text"]):
                return stored, button
    return None


def labels(account: Account, in_message: int | None = None) -> list[str]:
    """The labels of all buttons in the chat, or of one message."""
    return [
        button["text"]
        for stored in account.messages.values()
        if in_message in {None, stored.id}
        for button in buttons(stored.data)
    ]


def show(account: Account, last: int = 15) -> str:
    """The end of somebody's chat, to read in an error message."""
    lines = [
        _line(account.first_name, seen(one)) for one in list(account.messages.values())[-last:]
    ]
    return "\n".join([f"Écran de {account.first_name} :", *(lines or ["  (vide)"])])


def _line(name: str, one: Seen) -> str:
    said = one.text if one.kind == "text" else f"[{one.kind}] {one.text}".rstrip()
    keys = "".join(f" [{label}]" for label in one.buttons)
    marks = "".join(f" {emoji}" for emoji in one.reactions)
    return f"  {one.id} {name if one.mine else 'bot'} : {said}{keys}{marks}"
