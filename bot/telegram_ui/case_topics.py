"""Topics of workers' private chats: opened, named and deleted at Telegram.

A name is drawn at the moment of its sending, like a screen. Where Telegram refuses, nothing waits
for it: what is said of the case goes to the ordinary chat.
"""

from dataclasses import dataclass

from telegram.error import BadRequest, RetryAfter

from bot.content.strings import Strings
from bot.delivery.carrying import Perhaps, Refused
from bot.domain.cases import Case, Status
from bot.domain.danger import Danger
from bot.domain.people import PersonId
from bot.domain.voices import voice_for
from bot.store import cases
from bot.store.cargo import Topic
from bot.store.database import Store
from bot.store.glances import Standing
from bot.store.parcels import Carried, Parcel
from bot.store.topics import State
from bot.telegram_ui.quick_bot import QuickBot
from bot.telegram_ui.request import LostAnswer
from bot.telegram_ui.sending import has_no_topic
from bot.telegram_ui.showing import Libraries

_UNCHANGED = "topic_not_modified"


@dataclass(frozen=True, slots=True)
class Topics:
    """Sees to it that the topics of cases are as they should be."""

    bot: QuickBot
    store: Store
    libraries: Libraries

    async def see_to(self, parcel: Parcel, cargo: Topic, to: Standing) -> Carried:
        """Name the topic of a parcel's case, or open one. Raises Refused, Perhaps."""
        async with self.store.reading() as tx:
            case = await cases.get(tx, parcel.case_id) if parcel.case_id else None
        if case is None or not self.bot.has_topics:
            raise Refused("undelivered-refused")
        try:
            return await self._see_to(parcel.recipient_id, case, cargo, to)
        except RetryAfter:
            # Nothing that is said of the case waits for a topic.
            raise Refused("undelivered-refused") from None
        except LostAnswer:
            raise Perhaps from None

    async def _see_to(self, reader: PersonId, case: Case, cargo: Topic, to: Standing) -> Carried:
        danger = case.danger if cargo.opens is None else Danger(cargo.opens)
        name = _name(self._strings(to), case, danger, reader)
        there = to.thread if to.topic is State.OPEN else None
        renamed = there is not None and await self._renamed(to.address, there, name)
        if renamed or cargo.opens is None:
            return Carried()
        made = await self.bot.create_forum_topic(to.address, name)
        return Carried(thread=made.message_thread_id)

    async def _renamed(self, address: int, thread: int, name: str) -> bool:
        """Give a topic its name; returns False if it is not there any more."""
        try:
            await self.bot.edit_forum_topic(address, thread, name=name)
        except BadRequest as error:
            if has_no_topic(error):
                return False
            if _UNCHANGED not in str(error).lower():
                raise
        return True

    async def delete(self, thread: int, to: Standing) -> Carried:
        """Delete a topic and all that was written in it; what is gone already needs no deletion."""
        try:
            await self.bot.delete_forum_topic(to.address, thread)
        except BadRequest as error:
            if not has_no_topic(error):
                raise
        return Carried()

    def _strings(self, to: Standing) -> Strings:
        library = self.libraries.current
        zone = library.territory(to.territory).zone
        return library.strings_for(voice_for(to.role, to.audience, zone))


def _name(strings: Strings, case: Case, danger: Danger, reader: PersonId) -> str:
    """What stands in the list of topics: whose it is and how urgent, or that it is over."""
    told = {"pseudonym": case.pseudonym, "danger": strings.label(f"danger-{danger.word}")}
    if case.status is Status.CLOSED:
        return strings.label("topic-closed", **told)
    if case.status is not Status.TAKEN or case.worker_id != reader:
        return strings.label("topic-left", **told)
    # What nothing was found in needs no more room in a narrow list than its name.
    return strings.label("topic-calm" if danger is Danger.NONE else "topic-open", **told)
