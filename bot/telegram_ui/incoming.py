"""Telegram's messages, understood: what kind they are, their words, what they answer.

Every field that a message can have is either what somebody sent (``CONTENT``), Telegram's
notice of something done in the chat (``SERVICE``), or about the message only. A test walks
through the library's fields, so that none is forgotten.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from telegram import (
    Message,
    MessageOriginHiddenUser,
    MessageOriginUser,
    Poll,
    TextQuote,
    Update,
    User,
)

from bot.actions.pass_message import Written
from bot.domain.messages import Kind
from bot.telegram_ui.words import Spoken

#: What somebody sent, by our kinds; the first field found tells. What needs most care comes
#: first, and so does the telling one of two: an animation is a document as well, a venue a
#: location, a live photo a photo.
CONTENT = {
    "paid_media": Kind.PAID_MEDIA,
    "story": Kind.STORY,
    "game": Kind.GAME,
    "checklist": Kind.CHECKLIST,
    "giveaway": Kind.UNSUPPORTED,
    "giveaway_winners": Kind.UNSUPPORTED,
    "invoice": Kind.UNSUPPORTED,
    "rich_message": Kind.UNSUPPORTED,
    "animation": Kind.ANIMATION,
    "live_photo": Kind.PHOTO,
    "photo": Kind.PHOTO,
    "video": Kind.VIDEO,
    "video_note": Kind.VIDEO_NOTE,
    "document": Kind.DOCUMENT,
    "contact": Kind.CONTACT,
    "venue": Kind.LOCATION,
    "location": Kind.LOCATION,
    "poll": Kind.POLL,
    "voice": Kind.VOICE,
    "audio": Kind.AUDIO,
    "sticker": Kind.STICKER,
    "dice": Kind.DICE,
    "text": Kind.TEXT,
}
#: Service messages: nobody wrote them to anybody.
SERVICE = frozenset(
    {
        "boost_added", "channel_chat_created", "chat_background_set", "chat_owner_changed",
        "chat_owner_left", "chat_shared", "checklist_tasks_added", "checklist_tasks_done",
        "community_chat_added", "community_chat_removed", "connected_website",
        "delete_chat_photo", "direct_message_price_changed", "forum_topic_closed",
        "forum_topic_created", "forum_topic_edited", "forum_topic_reopened",
        "general_forum_topic_hidden", "general_forum_topic_unhidden", "gift",
        "gift_upgrade_sent", "giveaway_completed", "giveaway_created", "group_chat_created",
        "left_chat_member", "managed_bot_created", "message_auto_delete_timer_changed",
        "migrate_from_chat_id", "migrate_to_chat_id", "new_chat_members", "new_chat_photo",
        "new_chat_title", "paid_message_price_changed", "passport_data", "pinned_message",
        "poll_option_added", "poll_option_deleted", "proximity_alert_triggered",
        "refunded_payment", "successful_payment", "suggested_post_approval_failed",
        "suggested_post_approved", "suggested_post_declined", "suggested_post_paid",
        "suggested_post_refunded", "supergroup_chat_created", "unique_gift", "users_shared",
        "video_chat_ended", "video_chat_participants_invited", "video_chat_scheduled",
        "video_chat_started", "web_app_data", "write_access_allowed",
    }
)  # fmt: skip
_PICTURES = ("image/", "video/")
#: How files of pictures and films are called, whatever their sender says that they are.
_PICTURE_NAMES = frozenset(
    {
        ".3gp", ".apng", ".avi", ".avif", ".bmp", ".dng", ".flv", ".gif", ".heic", ".heif",
        ".jfif", ".jpe", ".jpeg", ".jpg", ".jxl", ".m2ts", ".m4v", ".mkv", ".mov", ".mp4",
        ".mpeg", ".mpg", ".mts", ".ogv", ".png", ".svg", ".tif", ".tiff", ".webm", ".webp", ".wmv",
    }
)  # fmt: skip
_LINKS = ("url", "text_link")
#: A command ends at any blank, visible or not, and may have a mark behind it: "/urgence!".
_COMMAND = re.compile(
    r"/(?P<head>[^\s\u200b\u2060\ufeff]*)[\s\u200b\u2060\ufeff]*(?P<rest>.*)", re.DOTALL
)
_MARKED = re.compile(r"(?P<name>[\w@]+)[.,;:!?…]+(?P<rest>.*)", re.DOTALL)


def private_user(update: Update) -> User | None:
    """Who wrote, in a private chat: the bot never acts in groups."""
    chat, user = update.effective_chat, update.effective_user
    private = chat is not None and chat.type == chat.PRIVATE
    return user if private and user is not None and not user.is_bot else None


def kind_of(message: Message) -> Kind:
    """The kind of a message; a document that is a picture or a film counts as one."""
    for name, kind in CONTENT.items():
        if _has(message, name):
            return _looked_into(message, kind)
    if any(_has(message, name) for name in SERVICE):
        return Kind.SERVICE
    return Kind.UNSUPPORTED


def _has(message: Message, name: str) -> bool:
    """Whether a message has this, be it newer than the library."""
    return bool(getattr(message, name, None)) or name in message.api_kwargs


def _looked_into(message: Message, kind: Kind) -> Kind:
    """The kind, where that depends on what is inside."""
    if kind is Kind.DOCUMENT and _is_picture(message):
        return Kind.PHOTO
    if kind is Kind.LOCATION and message.location and message.location.live_period:
        return Kind.LIVE_LOCATION
    if kind is Kind.POLL and message.poll and not _may_be_copied(message.poll):
        return Kind.UNSUPPORTED
    return kind


def _is_picture(message: Message) -> bool:
    """Whether a document is an image, by its type or its name: both are what its sender says."""
    document = message.document
    if document is None:
        return False
    ending = PurePath((document.file_name or "").strip().lower()).suffix
    return (document.mime_type or "").lower().startswith(_PICTURES) or ending in _PICTURE_NAMES


def _may_be_copied(poll: Poll) -> bool:
    """No quiz, which Telegram may refuse to copy; and no image hidden inside."""
    inside = (poll.media, poll.explanation_media, *(one.media for one in poll.options))
    return poll.type == Poll.REGULAR and not any(inside)


def words_of(message: Message) -> Spoken:
    """Whatever somebody wrote in a message; its formatting, if it is a text or a caption."""
    if message.text is not None:
        quote = quote_of(message)
        return Spoken(
            message.text,
            tuple(message.entities),
            quote.text if quote else None,
            quote.position if quote else 0,
        )
    if message.caption is not None:
        return Spoken(message.caption, tuple(message.caption_entities), file=_name_of_file(message))
    words = "\n".join(filter(None, _words_inside(message)))
    return Spoken(words, file=_name_of_file(message))


def _name_of_file(message: Message) -> str | None:
    """Telegram's name for the file that can be replaced by an edit: always the same, no key."""
    photo = message.photo[-1] if message.photo else None
    film = message.animation or message.video
    file = photo or film or message.document or message.audio
    return file.file_unique_id if file else None


def _words_inside(message: Message) -> Iterator[str | None]:
    """The words of what is neither text nor caption."""
    if poll := message.poll:
        yield from (poll.question, poll.description, *(one.text for one in poll.options))
        yield poll.explanation
    if checklist := message.checklist:
        yield from (checklist.title, *(task.text for task in checklist.tasks))
    if venue := message.venue:
        yield from (venue.title, venue.address)
    if contact := message.contact:
        yield " ".join(filter(None, (contact.first_name, contact.last_name)))
    if game := message.game:
        yield from (game.title, game.description, game.text)
    yield from _words_of_service(message)
    yield from _texts_in(message.api_kwargs.get("rich_message"))


def _words_of_service(message: Message) -> Iterator[str | None]:
    """Words can come with a service message: a task or an option added, a topic's name."""
    if added := message.checklist_tasks_added:
        yield from (task.text for task in added.tasks)
    if option := message.poll_option_added:
        yield option.option_text
    topic = message.forum_topic_created or message.forum_topic_edited
    if topic:
        yield topic.name


def _texts_in(given: object) -> Iterator[str]:
    """Every text of an object that the library does not know."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, Mapping):
        for name, value in given.items():
            if not isinstance(value, str) or name in {"text", "caption", "title", "url"}:
                yield from _texts_in(value)
    elif isinstance(given, list | tuple):
        for value in given:
            yield from _texts_in(value)


def links_of(spoken: Spoken) -> tuple[str, ...]:
    """The addresses in a text, those behind other words included, each once."""
    units = spoken.text.encode("utf-16-le")
    links = [entity for entity in spoken.entities if entity.type in _LINKS]
    spans = [slice(e.offset * 2, (e.offset + e.length) * 2) for e in links]
    texts = (units[span].decode("utf-16-le") for span in spans)
    return tuple(dict.fromkeys(e.url or text for e, text in zip(links, texts, strict=True)))


def is_forward(message: Message) -> bool:
    """Whether these are somebody's words from elsewhere. A story is always one."""
    return message.forward_origin is not None or message.story is not None


def is_somebody_elses(message: Message) -> bool:
    """Whether these are somebody else's words: what one forwards of one's own is one's own."""
    return is_forward(message) and not _is_own(message)


def _is_own(message: Message) -> bool:
    """Whether somebody sends on what they wrote themselves, as far as Telegram tells."""
    origin, author = message.forward_origin, message.from_user
    if author is None:
        return False
    if isinstance(origin, MessageOriginUser):
        return origin.sender_user.id == author.id
    # Who hides their account is known by what they call themselves, to themselves as well.
    return isinstance(origin, MessageOriginHiddenUser) and (
        origin.sender_user_name == author.full_name
    )


def quote_of(message: Message) -> TextQuote | None:
    """The part of another message that this one answers, if its author chose one.

    Its words are somebody's: they may be in memory, never in the outbox.
    """
    return message.quote if message.quote and message.quote.is_manual else None


def is_live_tick(edited: Message) -> bool:
    """Whether an edit is only somebody who moves while they share their live location."""
    return kind_of(edited) is Kind.LIVE_LOCATION


def live_ended(edited: Message) -> bool:
    """Whether an edit is the end of a live location: a plain one cannot be edited."""
    return edited.venue is None and edited.location is not None and not is_live_tick(edited)


def topic_of(message: Message) -> int | None:
    """The topic of the private chat in which a message was written, to be answered there."""
    return message.message_thread_id if message.is_topic_message else None


def written(message: Message) -> Written:
    """A message as references only."""
    return Written(
        message.message_id,
        kind_of(message),
        _answered(message),
        captioned=bool(message.caption),
        file=_file_of(message),
        forwarded=is_somebody_elses(message),
        edited_at=message.edit_date,
    )


def _answered(message: Message) -> int | None:
    """The message replied to. In a topic, "replying" to the topic's beginning is no reply."""
    answered = message.reply_to_message
    if answered is None or answered.forum_topic_created is not None:
        return None
    return answered.message_id


def _file_of(message: Message) -> str | None:
    """Telegram's reference to an image that can be shown again behind a spoiler."""
    if message.photo:
        return message.photo[-1].file_id
    media = message.animation or message.video
    return media.file_id if media else None


def command_of(text: str, bot_username: str) -> tuple[str, str] | None:
    """A command and what follows it; None if it is none, or meant for another bot."""
    found = _COMMAND.fullmatch(text)
    if found is None:
        return None
    head, rest = found["head"], found["rest"]
    if marked := _MARKED.fullmatch(head):
        head, rest = marked["name"], f"{marked['rest']} {rest}"
    name, _, addressee = head.partition("@")
    if addressee and addressee.lower() != bot_username.lower():
        return None
    return name.lower(), rest.strip()
