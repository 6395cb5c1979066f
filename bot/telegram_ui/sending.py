"""What every new message to somebody has in common, whatever is sent."""

from collections.abc import Awaitable, Callable

from telegram import LinkPreviewOptions, MessageId, ReplyParameters
from telegram import Message as TelegramMessage
from telegram.error import BadRequest

from bot.delivery.carrying import Perhaps
from bot.store.glances import Standing
from bot.store.parcels import Carried
from bot.telegram_ui.request import LostAnswer

_NO_THREAD = "message thread not found"
#: Telegram's words for a topic that is not there, or a chat that has none any more.
_NO_TOPIC = ("topic_id_invalid", "topic_deleted", "thread not found", "not a forum")
#: Telegram's word for an edit that changes nothing.
_UNCHANGED = "message is not modified"

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Send = Callable[..., Awaitable[TelegramMessage | MessageId | int]]
Announce = Callable[[], Awaitable[None]]


async def in_thread(to: Standing, send: Send, before: Announce | None = None) -> Carried:
    """Send a new message in the topic that it belongs to, which may be gone.

    ``before``: what is said in the ordinary chat first, if it goes there instead.

    Raises Perhaps if no answer came: each further time may be one more of the same. Edits,
    deletions, marks and menus are not sent through here: repeating them changes nothing.
    """
    try:
        try:
            return Carried(_id_of(await send(message_thread_id=to.thread)))
        except BadRequest as error:
            if to.thread is None or _NO_THREAD not in str(error).lower():
                raise
            if before is not None:
                await before()
            sent = await send(message_thread_id=None)
            return Carried(_id_of(sent), gone_thread=to.thread, named=before is not None)
    except LostAnswer:
        raise Perhaps from None


def _id_of(sent: TelegramMessage | MessageId | int) -> int:
    return sent if isinstance(sent, int) else sent.message_id


def has_no_topic(error: BadRequest) -> bool:
    """Whether Telegram refused because a topic is not there."""
    return any(words in str(error).lower() for words in _NO_TOPIC)


def answering(message_id: int | None) -> ReplyParameters | None:
    """A reply to a message that may be gone."""
    if message_id is None:
        return None
    return ReplyParameters(message_id, allow_sending_without_reply=True)


def holds_no_text(error: BadRequest) -> bool:
    """Whether Telegram refused an edit because a picture stands there, with its caption."""
    return "no text in the message" in str(error).lower()


def changes_nothing(error: BadRequest) -> bool:
    """Whether Telegram refused an edit because the message is so already."""
    return _UNCHANGED in str(error).lower()
