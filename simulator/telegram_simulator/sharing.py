"""What people of the simulated world can send: texts, files, places, polls, what others wrote."""

import base64
import secrets
from collections.abc import Sequence

from telegram_simulator import messages
from telegram_simulator import people_texts as texts
from telegram_simulator.chatting import Chatting, PersonCannot
from telegram_simulator.media import media_content
from telegram_simulator.messages import content_of
from telegram_simulator.origins import Origin, origin_of
from telegram_simulator.wire import Json

SAMPLE_IMAGE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
ANNECY = (45.8992, 6.1294)
# Telegram's own: from one minute to a day, or without end.
LIVE_PERIOD = (60, 86_400)
FOR_EVER = 0x7FFFFFFF


class Sharing(Chatting):
    """Sending something new; each gives the message's id."""

    def writes(
        self, text: str, reply_to: int | None = None, *, quote: str = "",
        thread: int | None = None,
    ) -> int:  # fmt: skip
        """Send a text; a very long one goes in pieces, as the apps do. Gives the last id.

        ``quote``: the words of the answered message that are quoted; ``thread``: a topic.
        """
        text = text.strip()
        if not text:
            raise PersonCannot("Un message vide ne peut pas être envoyé.")
        for piece in texts.pieces(text):
            last = self._posts(texts.text_content(piece), reply_to, quote=quote, thread=thread)
        return last

    def starts(self, code: str = "") -> int:
        """Press START, or open a link with a code."""
        return self.writes(f"/start {code}")

    def answers_elsewhere(self, text: str, quote: str, origin_name: str = "Quelqu'un") -> int:
        """Answer here a message of another chat: the app quotes it."""
        origin = self._origin("hidden", origin_name)
        cited = {"text": quote, "position": 0, "is_manual": True}
        content = {"external_reply": {"origin": origin}, "quote": cited}
        return self._posts({**texts.text_content(text), **content})

    # --- files ---

    def sends(
        self, kind: str, data: bytes | None = None, name: str = "", caption: str = "",
        reply_to: int | None = None, mime_type: str = "", thread: int | None = None,
        **details: object,
    ) -> int:  # fmt: skip
        """Send a file as a photo, video, voice, audio, document, sticker, animation, video_note."""
        content = self._media(kind, data, name, mime_type, **details)
        content |= texts.caption_content(caption)
        for extra in ("media_group_id", "has_media_spoiler"):
            if details.get(extra):
                content[extra] = details[extra]
        return self._posts(content, reply_to, thread=thread)

    def _media(
        self, kind: str, data: bytes | None = None, name: str = "", mime_type: str = "",
        **details: object,
    ) -> Json:  # fmt: skip
        bytes_sent = SAMPLE_IMAGE if data is None else data
        mime = mime_type or ("image/png" if kind == "photo" and data is None else "")
        file = self._state.files.add(kind, bytes_sent, name, mime)
        return media_content(kind, file, details)

    def sends_photo(self, caption: str = "", *, spoiler: bool = False) -> int:
        """Send a small picture."""
        return self.sends("photo", caption=caption, has_media_spoiler=spoiler)

    def sends_album(self, count: int = 3, caption: str = "") -> list[int]:
        """Send several pictures at once; gives their ids."""
        group = str(10**16 + secrets.randbelow(10**16))
        captions = [caption, *[""] * (count - 1)]
        return [self.sends("photo", caption=one, media_group_id=group) for one in captions]

    def sends_live_photo(self, caption: str = "") -> int:
        """Send a picture that moves for a second."""
        photo, film = self._media("photo"), self._media("video", b"film")["video"]
        live = {**film, "photo": photo["photo"]}
        return self._posts({"live_photo": live, **photo, **texts.caption_content(caption)})

    def sends_video(self, caption: str = "") -> int:
        """Send a film."""
        return self.sends("video", b"film", "film.mp4", caption)

    def sends_voice(self, caption: str = "") -> int:
        """Send a voice message."""
        return self.sends("voice", b"OggS voice", "voice.ogg", caption)

    def sends_audio(self, caption: str = "") -> int:
        """Send a piece of music."""
        return self.sends("audio", b"ID3 music", "music.mp3", caption)

    def sends_document(
        self, name: str = "document.pdf", caption: str = "", mime_type: str = ""
    ) -> int:
        """Send a file; its type follows its name, unless said otherwise."""
        return self.sends("document", b"%PDF-1.4", name, caption, mime_type=mime_type)

    def sends_animation(self, caption: str = "") -> int:
        """Send a GIF."""
        return self.sends("animation", b"gif", "animation.mp4", caption)

    def sends_sticker(self, emoji: str = "👍") -> int:
        """Send a sticker."""
        return self.sends("sticker", emoji=emoji)

    def sends_video_note(self) -> int:
        """Send a round film."""
        return self.sends("video_note", b"round", "note.mp4")

    def sends_paid_media(self, caption: str = "", stars: int = 5) -> int:
        """Send a picture that must be paid for."""
        media = [{"type": "photo", **self._media("photo")}]
        paid = {"star_count": stars, "paid_media": media}
        return self._posts({"paid_media": paid, **texts.caption_content(caption)})

    # --- everything else ---

    def sends_dice(self, emoji: str = "🎲") -> int:
        """Throw the dice."""
        return self._posts({"dice": {"emoji": emoji, "value": 1 + secrets.randbelow(5)}})

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
        return self._posts({"contact": contact})

    def shares_location(self, latitude: float = ANNECY[0], longitude: float = ANNECY[1]) -> int:
        """Share a place."""
        return self._posts({"location": {"latitude": latitude, "longitude": longitude}})

    def shares_live_location(
        self, latitude: float = ANNECY[0], longitude: float = ANNECY[1], *, period: int = 3600
    ) -> int:
        """Share where they are and go, for this many seconds; ``moves`` moves on."""
        if period != FOR_EVER and not LIVE_PERIOD[0] <= period <= LIVE_PERIOD[1]:
            raise PersonCannot("Une position en direct dure d'une minute à un jour.")
        place = {"latitude": latitude, "longitude": longitude, "live_period": period}
        return self._posts({"location": place})

    def sends_venue(
        self, title: str = "Gare d'Annecy", address: str = "Place de la Gare, 74000 Annecy"
    ) -> int:
        """Share a place that has a name."""
        location = {"latitude": ANNECY[0], "longitude": ANNECY[1]}
        venue = {"location": location, "title": title, "address": address}
        return self._posts({"venue": venue, "location": location})

    def sends_poll(
        self, question: str = "Oui ou non ?", options: Sequence[str] = ("Oui", "Non"), *,
        correct: int | None = None, explanation: str = "", description: str = "",
        picture: bool = False,
    ) -> int:  # fmt: skip
        """Send a poll; a quiz if one option is ``correct``. ``picture``: with one inside."""
        content = texts.poll(question, options)
        if correct is not None:
            content |= {"type": "quiz", "correct_option_ids": [correct]}
        more = {"explanation": explanation, "description": description}
        content |= {name: words for name, words in more.items() if words}
        if picture:
            content["media"] = self._media("photo")
        return self._posts({"poll": content})

    def sends_checklist(
        self, title: str = "À faire", tasks: Sequence[str] = ("Respirer", "Appeler")
    ) -> int:
        """Send a list of things to do."""
        given = [{"id": place, "text": task} for place, task in enumerate(tasks, 1)]
        return self._posts({"checklist": {"title": title, "tasks": given}})

    def sends_story(self, origin_name: str = "Quelqu'un") -> int:
        """Send on a story: apps give the bot no more than whose it is."""
        chat = {"id": self._state.new_id(), "type": "private", "first_name": origin_name}
        return self._posts({"story": {"chat": chat, "id": 1 + secrets.randbelow(100)}})

    def sends_game(self, title: str = "Jeu", description: str = "On joue ?") -> int:
        """Send somebody's game."""
        photo = self._media("photo")["photo"]
        return self._posts({"game": {"title": title, "description": description, "photo": photo}})

    def sends_raw(self, **content: object) -> int:
        """Send a message with these fields of the Bot API, whatever they are."""
        return self._posts(content)

    # --- what others wrote ---

    def forwards(
        self, text: str = "", origin_name: str = "Quelqu'un", *, origin: Origin = "hidden",
        kind: str = "text", media_group_id: str = "",
    ) -> int:  # fmt: skip
        """Forward a text that somebody else wrote elsewhere; or a photo, a voice… of theirs.

        ``origin``: a ``hidden`` person, a ``user`` who lets their account be seen, a
        ``channel``, or a ``chat`` in whose name an anonymous administrator wrote.
        """
        content = texts.text_content(text) if kind == "text" else self._media(kind)
        if kind != "text":
            content |= texts.caption_content(text)
        if media_group_id:
            content["media_group_id"] = media_group_id
        return self._posts({**content, "forward_origin": self._origin(origin, origin_name)})

    def forwards_several(self, *several: str, origin_name: str = "Quelqu'un") -> list[int]:
        """Choose several texts of somebody's, and forward them in one gesture."""
        return [self.forwards(text, origin_name) for text in several]

    def forwards_quiz(self, question: str, options: Sequence[str]) -> int:
        """Forward a quiz: nobody but its author knows the right option."""
        content = {**texts.poll(question, options), "type": "quiz"}
        return self._posts({"poll": content, "forward_origin": self._origin("channel", "Quiz")})

    def forwards_again(self, message_id: int) -> int:
        """Forward a message of this chat into this chat."""
        stored = self._message(message_id)
        if stored.protected:
            raise PersonCannot("Ce message est protégé : il ne peut pas être transféré.")
        data = stored.data
        own = {"type": "user", "sender_user": data["from"], "date": data["date"]}
        origin = data.get("forward_origin") or own
        return self._posts({**content_of(data), "forward_origin": origin})

    def _origin(self, kind: Origin, name: str) -> Json:
        when = int(self._state.clock.now()) - 60
        return origin_of(kind, name, self._state.new_id(), when)

    # --- topics ---

    def opens_topic(self, name: str) -> int:
        """Open a topic in the private chat with the bot; gives its id, for ``thread``."""
        if not self._state.topics_enabled:
            raise PersonCannot("Ce bot n'a pas de sujets dans ses conversations privées.")
        self._must_not_have_blocked()
        return messages.open_topic(self._state, self.account, name, 0x6FB9F0, from_bot=False)
