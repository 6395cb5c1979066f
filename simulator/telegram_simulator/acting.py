"""What people of the simulated world can do with a Telegram app; it is instant.

Sending is in ``sharing.py``, changing what is there in ``changing.py``; here are the buttons,
and letting the bot write or not.
"""

import secrets

from telegram_simulator.accounts import Stored
from telegram_simulator.changing import Changing
from telegram_simulator.chatting import PersonCannot
from telegram_simulator.inside import address, init_data
from telegram_simulator.screen import find_button, labels, show
from telegram_simulator.sharing import SAMPLE_IMAGE
from telegram_simulator.state import CallbackQuery, InlineQuery
from telegram_simulator.wire import Json

MOST_CALLBACKS = 20_000
#: Letters of what is typed after a bot's name that reach it.
LONGEST_QUERY = 256
__all__ = ["SAMPLE_IMAGE", "Acting", "PersonCannot"]


class Acting(Changing):
    """What somebody does in their private chat with the bot."""

    # --- buttons ---

    def presses(self, label_part: str, in_message: int | None = None) -> str:
        """Press the button whose label has these words, in the latest message that has one.

        Gives the callback query's id.

        Raises:
            AssertionError: no such button; the visible labels are listed.
        """
        return self.presses_button(*self._found(label_part, in_message))

    def opens(self, label_part: str, in_message: int | None = None) -> str:
        """Open the page of the button with these words inside Telegram; gives its address.

        Behind its # stands who opens it, signed for the bot. Raises AssertionError.
        """
        return self._opens(self._found(label_part, in_message)[1])

    def opens_at(self, message_id: int, row: int, column: int) -> str:
        """The same for the button at this place of a message's keyboard."""
        return self._opens(self._button_at(message_id, row, column)[1])

    def _opens(self, button: Json) -> str:
        if "web_app" not in button:
            raise PersonCannot(f"Le bouton « {button['text']} » n'ouvre pas de page.")
        said = init_data(self._state.token, self.account.user, int(self._state.clock.now()))
        return address(button["web_app"]["url"], said)

    def _found(self, label_part: str, in_message: int | None) -> tuple[Stored, Json]:
        found = find_button(self.account, label_part, in_message)
        if found is None:
            visible = ", ".join(f"« {one} »" for one in labels(self.account, in_message)) or "aucun"
            raise PersonCannot(
                f"{self.account.first_name} ne voit pas de bouton « {label_part} ». "
                f"Boutons visibles : {visible}.\n{show(self.account)}"
            )
        return found

    def presses_at(self, message_id: int, row: int, column: int) -> str:
        """Press the button at this place of a message's keyboard."""
        return self.presses_button(*self._button_at(message_id, row, column))

    def _button_at(self, message_id: int, row: int, column: int) -> tuple[Stored, Json]:
        stored = self._message(message_id)
        try:
            button = stored.data["reply_markup"]["inline_keyboard"][row][column]
        except (KeyError, IndexError):
            raise PersonCannot("Ce bouton n'existe plus.") from None
        return stored, button

    def presses_button(self, stored: Stored, button: Json) -> str:
        """Press this button of this message."""
        if "callback_data" not in button:
            raise PersonCannot(f"Le bouton « {button['text']} » est un lien : il s'ouvre ailleurs.")
        return self._calls_back(stored, button["callback_data"])

    def presses_data(self, message_id: int, data: str) -> str:
        """Send callback data that no button carries, as a modified app could."""
        return self._calls_back(self._message(message_id), data)

    def _calls_back(self, stored: Stored, data: str) -> str:
        self._must_not_have_blocked()
        query_id = str(10**17 + secrets.randbelow(9 * 10**17))
        callbacks = self._state.callbacks
        if len(callbacks) >= MOST_CALLBACKS:
            del callbacks[next(iter(callbacks))]
        callbacks[query_id] = CallbackQuery(self.account, stored.id, self._state.clock.now())
        update = {
            "id": query_id,
            "from": self.account.user,
            "message": stored.data,
            "chat_instance": str(-self.id * 7919),
            "data": data,
        }
        self._state.updates.add("callback_query", update)
        return query_id

    # --- typing after the bot's name, in whatever chat ---

    def asks_inline(self, query: str, chat_type: str = "private") -> str:
        """Type this after the bot's name in a chat with somebody else; gives the query's id.

        Whoever never wrote to the bot, or has blocked it, may do so too.
        """
        if not self._state.inline_enabled:
            raise PersonCannot("Ce bot ne répond pas dans les autres chats.")
        query_id = str(10**17 + secrets.randbelow(9 * 10**17))
        asked = self._state.inline_queries
        if len(asked) >= MOST_CALLBACKS:
            del asked[next(iter(asked))]
        asked[query_id] = InlineQuery(self.account, self._state.clock.now())
        update = {
            "id": query_id,
            "from": self.account.user,
            "query": query[:LONGEST_QUERY],
            "offset": "",
            "chat_type": chat_type,
        }
        self._state.updates.add("inline_query", update)
        return query_id

    async def is_offered(self, query: str, timeout: float = 10.0) -> list[Json]:  # noqa: ASYNC109 - what a test says
        """Type this, and wait for what one could send: each with ``title`` and ``text``.

        Raises:
            AssertionError: nothing came in time.
        """
        asked = self._state.inline_queries[self.asks_inline(query)]
        if not await self._state.signal.until(lambda: asked.results is not None, timeout):
            raise AssertionError(f"no results for {query!r} in {timeout:g} s")
        return asked.results or []

    # --- blocking ---

    def blocks(self) -> None:
        """Stop the bot: it may not write any more."""
        self._sets_blocked(blocked=True)

    def unblocks(self) -> None:
        """Let the bot write again."""
        self._sets_blocked(blocked=False)

    def _sets_blocked(self, *, blocked: bool) -> None:
        if self.account.blocked == blocked:
            return
        self.account.blocked = blocked
        member = {"status": "member", "user": self._state.bot}
        kicked = {"status": "kicked", "user": self._state.bot, "until_date": 0}
        update = {
            "chat": self.account.chat,
            "from": self.account.user,
            "date": int(self._state.clock.now()),
            "old_chat_member": member if blocked else kicked,
            "new_chat_member": kicked if blocked else member,
        }
        self._state.updates.add("my_chat_member", update)
        told = {"type": "person", "person": self.id, "info": self.account.described()}
        self._state.changed(lambda: told)

    def closes_account(self) -> None:
        """Delete the Telegram account."""
        self.account.deactivated = True
        self._state.signal.fire()
