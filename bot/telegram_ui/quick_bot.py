"""python-telegram-bot's bot, with the calls that are made most often made cheaper or safer."""

from collections.abc import Sequence
from typing import Any

from telegram import Bot
from telegram._utils.types import JSONDict
from telegram.error import NetworkError


class QuickBot(Bot):
    """Bot, with ways to send of whose answer only the id is read, and raw polling."""

    async def copy(self, message: JSONDict) -> int:
        """Copy a message (``copyMessage``'s fields); returns the copy's id. Raises TelegramError.

        Most of what the bot does: without the library's way to it, which is for all of its options.
        """
        return int((await self._post("copyMessage", message))["message_id"])

    @property
    def has_topics(self) -> bool:
        """Whether private chats with it have topics, as Telegram said when it was asked last."""
        return self._bot_user is not None and bool(self._bot_user.has_topics_enabled)

    async def send_text(self, message: JSONDict) -> int:
        """Send a text (``sendMessage``'s fields); returns the new message's id.

        The library's own method builds the whole sent message again, entities and keyboard
        included: as much work as everything else about sending it. Raises TelegramError.
        """
        sent = await self._post("sendMessage", message)
        return int(sent["message_id"])

    async def fetch_updates(
        self, offset: int | None, kinds: Sequence[str], *, wait: int, dead_after: float
    ) -> list[dict[str, Any]]:
        """Poll once; returns the updates as Telegram wrote them, for each to be parsed alone.

        The library parses all or none, and waits for a minute before it takes a connection
        for dead. Raises TelegramError, NetworkError for what is no list of updates.
        """
        given = await self._post(
            "getUpdates",
            {"offset": offset, "timeout": wait, "allowed_updates": list(kinds)},
            read_timeout=dead_after,
        )
        if not isinstance(given, list):
            raise NetworkError("no list of updates")
        return [one for one in given if isinstance(one, dict) and _is_numbered(one)]


def _is_numbered(update: dict[str, Any]) -> bool:
    return isinstance(update.get("update_id"), int)
