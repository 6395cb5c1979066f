"""Telegram's messages, understood: what kind they are, their words, what they answer."""

from telegram import Message, Update, User

from bot.actions.pass_message import Written
from bot.domain.messages import Kind
from bot.telegram_ui.words import Spoken

#: Telegram's fields, by our kinds. Animations also carry a document, so they come first.
_FIELDS = (
    ("text", Kind.TEXT),
    ("voice", Kind.VOICE),
    ("audio", Kind.AUDIO),
    ("sticker", Kind.STICKER),
    ("animation", Kind.ANIMATION),
    ("photo", Kind.PHOTO),
    ("video", Kind.VIDEO),
    ("video_note", Kind.VIDEO_NOTE),
    ("document", Kind.DOCUMENT),
    ("contact", Kind.CONTACT),
    ("venue", Kind.LOCATION),
    ("location", Kind.LOCATION),
)
_PICTURES = ("image/", "video/")
_LINKS = ("url", "text_link")


def private_user(update: Update) -> User | None:
    """Who wrote, in a private chat: the bot never acts in groups."""
    chat, user = update.effective_chat, update.effective_user
    private = chat is not None and chat.type == chat.PRIVATE
    return user if private and user is not None and not user.is_bot else None


def kind_of(message: Message) -> Kind:
    """The kind of a message; a document that is a picture or a film counts as one."""
    for name, kind in _FIELDS:
        if getattr(message, name):
            if kind is Kind.DOCUMENT and _is_picture(message):
                return Kind.PHOTO
            return kind
    return Kind.UNSUPPORTED


def _is_picture(message: Message) -> bool:
    document = message.document
    return bool(document and (document.mime_type or "").startswith(_PICTURES))


def words_of(message: Message) -> Spoken:
    """The text or caption of a message, with its formatting."""
    if message.text is not None:
        return Spoken(message.text, tuple(message.entities))
    return Spoken(message.caption or "", tuple(message.caption_entities))


def links_of(spoken: Spoken) -> tuple[str, ...]:
    """The addresses in a text, those behind other words included, each once."""
    units = spoken.text.encode("utf-16-le")
    links = [entity for entity in spoken.entities if entity.type in _LINKS]
    spans = [slice(e.offset * 2, (e.offset + e.length) * 2) for e in links]
    texts = (units[span].decode("utf-16-le") for span in spans)
    return tuple(dict.fromkeys(e.url or text for e, text in zip(links, texts, strict=True)))


def written(message: Message) -> Written:
    """A message as references only."""
    answered = message.reply_to_message
    return Written(
        message.message_id,
        kind_of(message),
        answered.message_id if answered else None,
        captioned=bool(message.caption),
        file=_file_of(message),
    )


def _file_of(message: Message) -> str | None:
    """Telegram's reference to an image that can be shown again behind a spoiler."""
    if message.photo:
        return message.photo[-1].file_id
    media = message.animation or message.video
    return media.file_id if media else None


def command_of(text: str, bot_username: str) -> tuple[str, str] | None:
    """A command and what follows it; None if it is none, or meant for another bot."""
    if not text.startswith("/"):
        return None
    head, _, rest = text[1:].partition(" ")
    name, _, addressee = head.partition("@")
    if addressee and addressee.lower() != bot_username.lower():
        return None
    return name.split("\n")[0].lower(), rest.strip()
