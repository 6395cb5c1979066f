"""A private chat with the bot as its person holds it: what all that they can do rests on."""

from telegram_simulator import messages
from telegram_simulator.accounts import Account, Stored
from telegram_simulator.state import State
from telegram_simulator.wire import Json


class PersonCannot(AssertionError):  # noqa: N818 - it reads as a sentence
    """Somebody tries what the app would not let them do; the message says what, in French."""


class Chatting:
    """Somebody and their private chat."""

    def __init__(self, state: State, account: Account) -> None:
        self._state = state
        self.account = account

    @property
    def id(self) -> int:
        """Their Telegram id."""
        return self.account.id

    def __repr__(self) -> str:
        return f"<{self.account.first_name} {self.id}>"

    def _posts(
        self, content: Json, reply_to: int | None = None, *, quote: str = "",
        thread: int | None = None,
    ) -> int:  # fmt: skip
        self._must_not_have_blocked()
        target = None if reply_to is None else self._message(reply_to)
        return messages.post(
            self._state, self.account, content, from_bot=False, reply_to=target,
            quote=self._quoted(target, quote), thread=self._thread(target, thread),
        ).id  # fmt: skip

    def _quoted(self, target: Stored | None, quote: str) -> Json | None:
        if not quote:
            return None
        found = messages.quote_in(target.data, quote) if target else None
        if found is None:
            raise PersonCannot("On ne peut citer que des mots du message auquel on répond.")
        return found

    def _thread(self, target: Stored | None, thread: int | None) -> int | None:
        if thread is None:
            answered = target.data.get("message_thread_id") if target else None
            return answered if self._state.topics_enabled else None
        if not self._state.topics_enabled or thread not in self.account.topics:
            raise PersonCannot("Ce sujet n'existe pas dans cette conversation.")
        return thread

    def _message(self, message_id: int) -> Stored:
        stored = self.account.messages.get(message_id)
        if stored is None:
            raise PersonCannot(f"Le message {message_id} n'est plus dans cette conversation.")
        return stored

    def _own(self, message_id: int) -> Stored:
        """One's own message, which may be changed."""
        stored = self._message(message_id)
        if stored.from_bot:
            raise PersonCannot("Seuls ses propres messages peuvent être modifiés.")
        if "forward_origin" in stored.data:
            raise PersonCannot("Un message transféré ne peut pas être modifié.")
        return stored

    def _last_from_bot(self) -> Stored:
        for stored in reversed(self.account.messages.values()):
            if stored.from_bot:
                return stored
        raise PersonCannot("Le bot n'a encore rien écrit ici.")

    def _must_not_have_blocked(self) -> None:
        if self.account.blocked:
            raise PersonCannot("Le bot est bloqué : il faut le débloquer avant de lui écrire.")
