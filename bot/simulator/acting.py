"""What people of the simulated world can do with a Telegram app; it is instant."""

import base64
import secrets
from collections.abc import Sequence

from bot.simulator import messages
from bot.simulator.accounts import Account, Stored
from bot.simulator.media import media_content
from bot.simulator.people_texts import edited, pieces, poll, text_content
from bot.simulator.screen import find_button, labels, show
from bot.simulator.state import CallbackQuery, State
from bot.simulator.texts.detect import find_entities
from bot.simulator.wire import Json

MOST_CALLBACKS = 20_000
SAMPLE_IMAGE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class PersonCannot(AssertionError):  # noqa: N818 - it reads as a sentence
    """Somebody tries what the app would not let them do; the message says what, in French."""


class Acting:
    """What somebody does in their private chat with the bot."""

    def __init__(self, state: State, account: Account) -> None:
        self._state = state
        self.account = account

    @property
    def id(self) -> int:
        """Their Telegram id."""
        return self.account.id

    def __repr__(self) -> str:
        return f"<{self.account.first_name} {self.id}>"

    # --- writing ---

    def writes(self, text: str, reply_to: int | None = None) -> int:
        """Send a text; a very long one goes in pieces, as the apps do. Gives the last id."""
        text = text.strip()
        if not text:
            raise PersonCannot("Un message vide ne peut pas être envoyé.")
        for piece in pieces(text):
            last = self._posts(text_content(piece), reply_to)
        return last

    def starts(self, code: str = "") -> int:
        """Press START, or open a link with a code."""
        return self.writes(f"/start {code}")

    def sends(
        self, kind: str, data: bytes | None = None, name: str = "", caption: str = "",
        reply_to: int | None = None, mime_type: str = "", **details: object,
    ) -> int:  # fmt: skip
        """Send a file as a photo, video, voice, audio, document, sticker, animation, video_note."""
        bytes_sent = SAMPLE_IMAGE if data is None else data
        mime = mime_type or ("image/png" if kind == "photo" and data is None else "")
        file = self._state.files.add(kind, bytes_sent, name, mime)
        content = media_content(kind, file, details)
        if caption:
            content["caption"] = caption
            if found := find_entities(caption):
                content["caption_entities"] = found
        for extra in ("media_group_id", "has_media_spoiler"):
            if details.get(extra):
                content[extra] = details[extra]
        return self._posts(content, reply_to)

    def sends_photo(self, caption: str = "", *, spoiler: bool = False) -> int:
        """Send a small picture."""
        return self.sends("photo", caption=caption, has_media_spoiler=spoiler)

    def sends_video(self, caption: str = "") -> int:
        """Send a film."""
        return self.sends("video", b"film", "film.mp4", caption)

    def sends_voice(self, caption: str = "") -> int:
        """Send a voice message."""
        return self.sends("voice", b"OggS voice", "voice.ogg", caption)

    def sends_audio(self, caption: str = "") -> int:
        """Send a piece of music."""
        return self.sends("audio", b"ID3 music", "music.mp3", caption)

    def sends_document(self, name: str = "document.pdf", caption: str = "") -> int:
        """Send a file."""
        return self.sends("document", b"%PDF-1.4", name, caption)

    def sends_animation(self, caption: str = "") -> int:
        """Send a GIF."""
        return self.sends("animation", b"gif", "animation.mp4", caption)

    def sends_sticker(self, emoji: str = "👍") -> int:
        """Send a sticker."""
        return self.sends("sticker", emoji=emoji)

    def sends_video_note(self) -> int:
        """Send a round film."""
        return self.sends("video_note", b"round", "note.mp4")

    def sends_dice(self) -> int:
        """Throw the dice."""
        return self._posts({"dice": {"emoji": "🎲", "value": 1 + secrets.randbelow(6)}}, None)

    def shares_contact(
        self, phone_number: str = "+33639981234", first_name: str | None = None
    ) -> int:
        """Share a contact: their own number (one reserved for fiction), unless said otherwise."""
        contact: Json = {
            "phone_number": phone_number,
            "first_name": first_name or self.account.first_name,
        }
        if first_name is None:
            contact["user_id"] = self.id
        return self._posts({"contact": contact}, None)

    def shares_location(self, latitude: float = 45.8992, longitude: float = 6.1294) -> int:
        """Share a place."""
        return self._posts({"location": {"latitude": latitude, "longitude": longitude}}, None)

    def sends_poll(
        self, question: str = "Oui ou non ?", options: Sequence[str] = ("Oui", "Non")
    ) -> int:
        """Send a poll."""
        return self._posts({"poll": poll(question, options)}, None)

    def forwards(self, text: str, origin_name: str = "Quelqu'un") -> int:
        """Forward a text that somebody else wrote elsewhere."""
        origin = {
            "type": "hidden_user",
            "sender_user_name": origin_name,
            "date": int(self._state.clock.now()) - 60,
        }
        return self._posts({**text_content(text), "forward_origin": origin}, None)

    def _posts(self, content: Json, reply_to: int | None) -> int:
        self._must_not_have_blocked()
        target = None if reply_to is None else self._message(reply_to)
        return messages.post(self._state, self.account, content, from_bot=False, reply_to=target).id

    # --- changing what was sent ---

    def edits(self, message_id: int, text: str) -> None:
        """Change the text, or the caption, of one's own message."""
        stored = self._message(message_id)
        if stored.from_bot:
            raise PersonCannot("Seuls ses propres messages peuvent être modifiés.")
        messages.edit(self._state, self.account, stored, edited(stored.data, text.strip()))

    def deletes(self, *message_ids: int) -> None:
        """Delete messages for both sides; the bot is told nothing."""
        messages.delete(self._state, self.account, list(message_ids))

    def reacts(self, emoji: str | None, to: int | None = None) -> None:
        """Put a reaction on a message (by default the bot's last one), or take it away."""
        stored = self._message(to) if to is not None else self._last_from_bot()
        given = (emoji,) if emoji else ()
        messages.react(self._state, self.account, stored, given, from_bot=False)

    # --- buttons ---

    def presses(self, label_part: str, in_message: int | None = None) -> str:
        """Press the button whose label has these words, in the latest message that has one.

        Gives the callback query's id.

        Raises:
            AssertionError: no such button; the visible labels are listed.
        """
        found = find_button(self.account, label_part, in_message)
        if found is None:
            visible = ", ".join(f"« {one} »" for one in labels(self.account, in_message)) or "aucun"
            raise PersonCannot(
                f"{self.account.first_name} ne voit pas de bouton « {label_part} ». "
                f"Boutons visibles : {visible}.\n{show(self.account)}"
            )
        return self.presses_button(*found)

    def presses_at(self, message_id: int, row: int, column: int) -> str:
        """Press the button at this place of a message's keyboard."""
        stored = self._message(message_id)
        try:
            button = stored.data["reply_markup"]["inline_keyboard"][row][column]
        except (KeyError, IndexError):
            raise PersonCannot("Ce bouton n'existe plus.") from None
        return self.presses_button(stored, button)

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

    # --- inside ---

    def _message(self, message_id: int) -> Stored:
        stored = self.account.messages.get(message_id)
        if stored is None:
            raise PersonCannot(f"Le message {message_id} n'est plus dans cette conversation.")
        return stored

    def _last_from_bot(self) -> Stored:
        for stored in reversed(self.account.messages.values()):
            if stored.from_bot:
                return stored
        raise PersonCannot("Le bot n'a encore rien écrit ici.")

    def _must_not_have_blocked(self) -> None:
        if self.account.blocked:
            raise PersonCannot("Le bot est bloqué : il faut le débloquer avant de lui écrire.")
