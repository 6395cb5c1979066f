"""What people of the simulated world can do with messages that are there: change, react, pin."""

from telegram_simulator import messages
from telegram_simulator import people_texts as texts
from telegram_simulator.accounts import Stored
from telegram_simulator.chatting import PersonCannot
from telegram_simulator.messages import MEDIA
from telegram_simulator.reactions import FREE_EMOJI, bare
from telegram_simulator.sharing import Sharing
from telegram_simulator.wire import Json

DAY = 24 * 3600
# What the apps let somebody add to a text, or put in the place of another file.
_ADDED = ("photo", "video", "animation", "audio", "document", "live_photo")
_TEXT = ("text", "entities", "link_preview_options")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")


class Changing(Sharing):
    """Acting on messages of the chat; the bot is told as Telegram would."""

    def edits(self, message_id: int, text: str) -> None:
        """Change the text, or the caption, of one's own message."""
        stored = self._own(message_id)
        if "text" not in stored.data and not set(stored.data) & set(MEDIA):
            raise PersonCannot("Ce message n'a pas de texte à modifier.")
        self._edits(stored, texts.edited(stored.data, text.strip()))

    def edits_caption(self, message_id: int, caption: str) -> None:
        """Change, add or (with nothing) take away the caption of one's own message."""
        stored = self._own(message_id)
        if not set(stored.data) & set(MEDIA):
            raise PersonCannot("Ce message n'a pas de légende.")
        self._edits(stored, {**dict.fromkeys(_CAPTION), **texts.caption_content(caption)})

    def edits_into_photo(
        self, message_id: int, caption: str | None = None, *, spoiler: bool = False
    ) -> None:
        """Add a photo to one's own text, or put it in the place of another file."""
        self.edits_into("photo", message_id, caption, spoiler=spoiler)

    def edits_into_video(self, message_id: int, caption: str | None = None) -> None:
        """Add a film to one's own text, or put it in the place of another file."""
        self.edits_into("video", message_id, caption)

    def edits_into(
        self, kind: str, message_id: int, caption: str | None = None, *, spoiler: bool = False,
        data: bytes | None = None, name: str = "", mime_type: str = "",
    ) -> None:  # fmt: skip
        """Add a file to one's own text, or put it in the place of another.

        The words stay, as the caption, unless another is given ('': none).
        """
        stored = self._own(message_id)
        if kind not in _ADDED or not set(stored.data) & {"text", *_ADDED}:
            raise PersonCannot("L'application ne permet pas de joindre cela à ce message.")
        words: str = stored.data.get("text") or stored.data.get("caption") or ""
        gone = dict.fromkeys((*_TEXT, *_CAPTION, *_ADDED, "has_media_spoiler"))
        content = self._media(kind, data, name, mime_type)
        content |= texts.caption_content(words if caption is None else caption)
        if spoiler:
            content["has_media_spoiler"] = True
        self._edits(stored, {**gone, **content})

    def touches(self, message_id: int) -> None:
        """Nothing that can be seen changes; the bot hears of an edit all the same.

        Telegram says that this may happen at times: a preview comes, somebody votes.
        """
        self._edits(self._message(message_id), {}, mark=False)

    # --- live locations ---

    def moves(self, message_id: int, latitude: float, longitude: float) -> None:
        """Move on, while the live location is shared: the app tells, nobody does a thing."""
        stored = self._live(message_id)
        place = {**stored.data["location"], "latitude": latitude, "longitude": longitude}
        self._edits(stored, {"location": place})

    def stops_live_location(self, message_id: int) -> None:
        """Share it no longer; the last place stays."""
        stored = self._live(message_id)
        self._edits(stored, {"location": messages.static(stored.data["location"])})

    def _live(self, message_id: int) -> Stored:
        stored = self._message(message_id)
        place = stored.data.get("location", {})
        over = stored.data["date"] + place.get("live_period", -1)
        if over < self._state.clock.now():
            raise PersonCannot("Cette position n'est pas, ou plus, partagée en direct.")
        return stored

    def _edits(self, stored: Stored, changes: Json, *, mark: bool = True) -> None:
        messages.edit(self._state, self.account, stored, changes, mark=mark)

    # --- other gestures ---

    def deletes(self, *message_ids: int) -> None:
        """Delete messages for both sides; the bot is told nothing."""
        messages.delete(self._state, self.account, list(message_ids))

    def reacts(self, emoji: str | None, to: int | None = None) -> None:
        """Put a reaction on a message (by default the bot's last one), or take it away."""
        stored = self._message(to) if to is not None else self._last_from_bot()
        if emoji and bare(emoji) not in FREE_EMOJI:
            raise PersonCannot(f"Telegram ne propose pas la réaction {emoji}.")
        given = (bare(emoji),) if emoji else ()
        if given != stored.person_reactions:
            messages.react(self._state, self.account, stored, given, from_bot=False)

    def pins(self, message_id: int) -> int:
        """Pin a message for both sides; gives the id of the line that says so."""
        stored = self._message(message_id)
        self.account.pinned.append(stored.id)
        pinned = {k: v for k, v in stored.data.items() if k != "reply_to_message"}
        return self._posts({"pinned_message": pinned})

    def sets_timer(self, seconds: int = DAY) -> int:
        """Have messages delete themselves after a while; gives the line that says so."""
        changed = {"message_auto_delete_time": seconds}
        return self._posts({"message_auto_delete_timer_changed": changed})

    def sets_background(self) -> int:
        """Paint the chat for both sides; gives the line that says so."""
        fill = {"type": "solid", "color": 0x6FB9F0}
        background = {"type": "fill", "fill": fill, "dark_theme_dimming": 0}
        return self._posts({"chat_background_set": {"type": background}})

    def deletes_topic(self, topic: int) -> None:
        """Delete a topic and all that was written in it; the bot is told nothing."""
        if topic not in self.account.topics:
            raise PersonCannot("Ce sujet n'existe pas dans cette conversation.")
        messages.delete_topic(self._state, self.account, topic)

    def adds_task(self, message_id: int, task: str) -> int:
        """Add something to one's checklist; gives the line that says so."""
        stored = self._own(message_id)
        checklist = stored.data.get("checklist")
        if checklist is None:
            raise PersonCannot("Ce message n'est pas une liste.")
        added = {"id": len(checklist["tasks"]) + 1, "text": task}
        changed = {**checklist, "tasks": [*checklist["tasks"], added]}
        self._edits(stored, {"checklist": changed}, mark=False)
        message = {k: v for k, v in stored.data.items() if k != "reply_to_message"}
        return self._posts(
            {"checklist_tasks_added": {"checklist_message": message, "tasks": [added]}}
        )
