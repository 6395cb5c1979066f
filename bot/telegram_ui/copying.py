"""Messages go from chat to chat: copied, hidden behind a spoiler, brought up to date."""

import functools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from telegram import Message as TelegramMessage
from telegram import ReplyParameters
from telegram.error import BadRequest

from bot.delivery.carrying import Refused
from bot.domain.cases import Author
from bot.domain.messages import Kind
from bot.store import messages, people
from bot.store.cargo import Copy, Relay, Rewrite
from bot.store.database import Store
from bot.store.glances import Standing
from bot.store.messages import Reference
from bot.store.parcels import Carried, Parcel
from bot.store.topics import State as TopicState
from bot.telegram_ui.quick_bot import QuickBot
from bot.telegram_ui.sending import (
    NO_PREVIEW,
    Announce,
    answering,
    changes_nothing,
    in_thread,
)
from bot.telegram_ui.words import Spoken, SpokenWords


@dataclass(frozen=True, slots=True)
class Copies:
    """Takes what somebody wrote to the other side; the words go from Telegram to Telegram."""

    bot: QuickBot
    store: Store
    words: SpokenWords
    #: Says in somebody's ordinary chat whose words follow, where their topic is gone.
    announce: Callable[[Reference, Standing], Awaitable[None]]

    async def copy(self, cargo: Copy, to: Standing) -> Carried:
        """Copy a message. Raises Refused if there is none any more."""
        message, _ = _passed_on(to)
        if to.topic is not TopicState.GONE:
            return await self._copy(cargo, to)
        await self.announce(message, to)
        return replace(await self._copy(cargo, to), named=True)

    async def _copy(self, cargo: Copy, to: Standing) -> Carried:
        message, source = _passed_on(to)
        if self._hides(message):
            return await self._spoiler(cargo, to, message)
        try:
            return await self._copied(cargo, to, source, self._quoting(cargo, message))
        except BadRequest as error:
            if "quote" not in str(error).lower():
                raise
            # What it quotes was changed since: it still answers the message.
            return await self._copied(cargo, to, source, answering(cargo.reply_to))

    async def relay(self, cargo: Relay, to: Standing) -> Carried:
        """Copy a message for one of the team. Raises Refused: to nobody else, ever."""
        async with self.store.reading() as tx:
            source = await people.telegram_id(tx, cargo.author)
        if source is None or not to.role.in_team:
            raise Refused("undelivered-refused")
        copy = functools.partial(
            self.bot.copy_message, to.address, source, cargo.source, protect_content=True
        )
        return await in_thread(to, copy)

    async def rewrite(self, parcel: Parcel, cargo: Rewrite, to: Standing) -> Carried:
        """Bring an edit to the copy. The new words are in memory, or copied anew after a crash."""
        message, _ = _passed_on(to)
        copy_id = await self._copy_of(parcel, cargo, message)
        spoken = self.words.of(message)
        try:
            if spoken is not None:
                await self._edit(message, spoken, to, copy_id)
                return Carried()
        except BadRequest as error:
            if changes_nothing(error):
                return Carried()
        # What an edit cannot bring is sent once more, as an answer to the old copy.
        return await self.copy(Copy(copy_id, cargo.protect), to)

    def _hides(self, message: Reference) -> bool:
        """Whether a young person's image arrives behind a spoiler; a worker's own does not."""
        if message.author is not Author.PERSON or not message.file:
            return False
        known = message.kind in {Kind.PHOTO, Kind.VIDEO, Kind.ANIMATION}
        return known and (not message.captioned or self.words.of(message) is not None)

    def _quoting(self, cargo: Copy, message: Reference) -> ReplyParameters | None:
        """What a copy is a reply to, and the part of it that its author chose."""
        reply, spoken = answering(cargo.reply_to), self.words.of(message)
        if reply is None or spoken is None or spoken.quote is None:
            return reply
        return ReplyParameters(
            reply.message_id,
            allow_sending_without_reply=True,
            quote=spoken.quote,
            quote_position=spoken.quote_position,
        )

    async def _copied(
        self, cargo: Copy, to: Standing, source: int, reply: ReplyParameters | None
    ) -> Carried:
        message, _ = _passed_on(to)
        fields = {
            "chat_id": to.address,
            "from_chat_id": source,
            "message_id": message.source_id,
            "protect_content": cargo.protect,
            "reply_parameters": reply,
        }

        async def copy(message_thread_id: int | None) -> int:
            return await self.bot.copy({**fields, "message_thread_id": message_thread_id})

        return await in_thread(to, copy, self._before(to, message))

    def _before(self, to: Standing, message: Reference) -> Announce | None:
        if to.topic is not TopicState.OPEN:
            return None
        return functools.partial(self.announce, message, to)

    async def _spoiler(self, cargo: Copy, to: Standing, message: Reference) -> Carried:
        """An accepted image arrives hidden until tapped; copyMessage has no such option."""
        by_kind: dict[Kind, Callable[..., Awaitable[TelegramMessage]]] = {
            Kind.PHOTO: self.bot.send_photo,
            Kind.VIDEO: self.bot.send_video,
            Kind.ANIMATION: self.bot.send_animation,
        }
        spoken = self.words.of(message)
        hidden = functools.partial(
            by_kind[message.kind],
            to.address,
            message.file,
            caption=spoken.text if spoken else None,
            caption_entities=spoken.entities if spoken else None,
            has_spoiler=True,
            protect_content=cargo.protect,
            reply_parameters=answering(cargo.reply_to),
        )
        return await in_thread(to, hidden, self._before(to, message))

    async def _edit(self, message: Reference, spoken: Spoken, to: Standing, copy_id: int) -> None:
        if message.kind is Kind.TEXT:
            await self.bot.edit_message_text(
                spoken.text,
                to.address,
                copy_id,
                entities=spoken.entities,
                link_preview_options=NO_PREVIEW,
            )
        else:
            await self.bot.edit_message_caption(
                to.address,
                copy_id,
                caption=spoken.text,
                caption_entities=spoken.entities,
            )

    async def _copy_of(self, parcel: Parcel, cargo: Rewrite, message: Reference) -> int:
        """The copy that is edited: as it was known, or the one that has arrived since."""
        if cargo.copy is not None:
            return cargo.copy
        async with self.store.reading() as tx:
            copy_id = await messages.last_copy(tx, message.id, parcel.recipient_id)
        if copy_id is None:
            raise Refused("undelivered-withdrawn")
        return copy_id


def _passed_on(to: Standing) -> tuple[Reference, int]:
    if to.message is None or to.source is None:
        raise Refused("undelivered-withdrawn")
    return to.message, to.source
