"""People of the simulated world: what somebody can do with a Telegram app, and what they see.

Acting is instant and synchronous; waiting for the bot is asynchronous and never polls:
``lea.writes("/start")`` then ``await lea.sees("Bonjour")``.
"""

from collections.abc import Callable
from typing import TypeVar

from telegram_simulator.accounts import Answer
from telegram_simulator.acting import Acting, PersonCannot
from telegram_simulator.commands import commands_for
from telegram_simulator.screen import Seen, find_button, plain, seen, show
from telegram_simulator.wire import Json

PATIENCE = 10.0
T = TypeVar("T")


class Person(Acting):
    """Somebody with a Telegram app and a private chat with the bot."""

    @property
    def screen(self) -> list[Seen]:
        """The messages of the chat, oldest first."""
        return [seen(stored) for stored in self.account.messages.values()]

    @property
    def answers(self) -> list[Answer]:
        """What the bot answered to the buttons pressed, oldest first."""
        return self.account.answers

    @property
    def commands(self) -> list[Json]:
        """The menu: the commands for this chat, else for private chats, else for all."""
        return commands_for(self._state, self.account)

    def shows(self, last: int = 15) -> str:
        """The end of the chat, to read."""
        return show(self.account, last)

    async def sees(
        self,
        text_part: str,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - what a test says
        after: int | None = None,
    ) -> Seen:
        """Wait for a message of the bot with these words; gives the latest such.

        ``after``: only messages younger than this id. Case and kinds of space do not matter.

        Raises:
            AssertionError: it did not come in time; the screen is shown.
        """
        words = plain(text_part)

        def look() -> Seen | None:
            for stored in reversed(self.account.messages.values()):
                if after is not None and stored.id <= after:
                    continue
                if stored.from_bot and words in plain(seen(stored).text):
                    return seen(stored)
            return None

        return await self._waits(look, f"« {text_part} »", timeout)

    async def sees_button(self, label_part: str, timeout: float = PATIENCE) -> Seen:  # noqa: ASYNC109 - what a test says
        """Wait for a button with these words; gives its message.

        Raises:
            AssertionError: it did not come in time; the screen is shown.
        """

        def look() -> Seen | None:
            found = find_button(self.account, label_part, None)
            return seen(found[0]) if found else None

        return await self._waits(look, f"un bouton « {label_part} »", timeout)

    async def sees_kind(
        self,
        kind: str,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - what a test says
        after: int | None = None,
    ) -> Seen:
        """Wait for a photo, a voice, a document... from the bot.

        Raises:
            AssertionError: it did not come in time; the screen is shown.
        """

        def look() -> Seen | None:
            for one in reversed(self.screen):
                if not one.mine and one.kind == kind and (after is None or one.id > after):
                    return one
            return None

        return await self._waits(look, f"un message de type {kind}", timeout)

    async def sees_reaction(self, emoji: str, on: int, timeout: float = PATIENCE) -> Seen:  # noqa: ASYNC109 - what a test says
        """Wait for the bot's reaction on a message.

        Raises:
            AssertionError: it did not come in time; the screen is shown.
        """

        def look() -> Seen | None:
            stored = self.account.messages.get(on)
            return seen(stored) if stored and emoji in stored.bot_reactions else None

        return await self._waits(look, f"la réaction {emoji} sur le message {on}", timeout)

    async def sees_answer(self, text_part: str = "", timeout: float = PATIENCE) -> Answer:  # noqa: ASYNC109 - what a test says
        """Wait for an answer to a button with these words.

        Raises:
            AssertionError: it did not come in time; the screen is shown.
        """
        words = plain(text_part)

        def look() -> Answer | None:
            return next((one for one in reversed(self.answers) if words in plain(one.text)), None)

        return await self._waits(look, f"la réponse « {text_part} » à un bouton", timeout)

    async def sees_gone(self, message_id: int, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109 - what a test says
        """Wait until a message is deleted.

        Raises:
            AssertionError: it is still there.
        """
        await self._waits(
            lambda: message_id not in self.account.messages,
            f"disparaître le message {message_id}",
            timeout,
        )

    async def sees_no_more(self, text_part: str, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109 - what a test says
        """Wait until no message of the bot has these words.

        Raises:
            AssertionError: one still has; the screen is shown.
        """
        words = plain(text_part)

        def look() -> bool:
            return not any(words in plain(one.text) for one in self.screen if not one.mine)

        await self._waits(look, f"disparaître « {text_part} »", timeout)

    async def _waits(self, look: Callable[[], T | None], what: str, timeout: float) -> T:  # noqa: ASYNC109 - what a test says
        found = await self._state.signal.until(look, timeout)
        if found is None:
            raise PersonCannot(
                f"{self.account.first_name} n'a pas vu {what} en {timeout:g} s.\n{self.shows()}"
            )
        return found
