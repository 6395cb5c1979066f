"""A shift at random: two workers, four young people, whatever they write and press.

What is written carries a mark that nobody else writes. Afterwards the log of Telegram's calls
tells into which chats each mark was ever put, whatever was deleted since.
"""

import random
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from telegram_simulator.acting import PersonCannot
from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from tests.conftest import Town, joins
from tests.conversations import DANGER, quiet
from tests.running import Life

#: A mark: who wrote it (p: young, w: worker, n: a note), which of them, and how many before.
MARK = re.compile(r"\b([pwnh])(\d)m(\d+)\b")
#: Pressed by nobody here: it ends the walk, or says the same again and again.
_LEFT_ALONE = ("Révoquer", "Inviter", "Urgence", "Vérifier", "Sujets", "Changer mon prénom")
#: So many of the last messages have buttons that somebody still sees.
_IN_SIGHT = 5
#: How often somebody writes in a topic of which it is known whose it is, if there is one.
_KNOWN = 0.8


@dataclass
class Walk:
    """What everybody does, at random; the same seed gives the same gestures."""

    town: Town
    workers: list[Person]
    young: list[Person]
    chance: random.Random
    #: Every text with a mark, by chat and message.
    sent: dict[tuple[int, int], str] = field(default_factory=dict)
    #: For a worker's mark, the young person whose message it replied to.
    meant_for: dict[str, int] = field(default_factory=dict)
    #: What can cut the bot short, if anything does.
    life: Life | None = None
    #: Whether people write in topics.
    topics: bool = False
    crashes: int = 0
    gestures: list[str] = field(default_factory=list)
    _marks: int = 0

    async def go_on(self, steps: int) -> None:
        """So many gestures; often the next comes before the last was handled."""
        for _ in range(steps):
            kind, act = self.chance.choice(self._gestures)
            try:
                who = await act(self)
            except PersonCannot:
                # Nothing to press, nothing to answer.
                continue
            self.gestures.append(f"{who} {kind}")
            if self.chance.random() < 0.6:
                await quiet(self.town)
        await quiet(self.town)

    def marked(self, kind: str, who: int) -> str:
        """A text that nobody else writes."""
        self._marks += 1
        return f"{kind}{who}m{self._marks}"

    def one_of(self, people: list[Person]) -> tuple[int, Person]:
        """Somebody, and their number."""
        number = self.chance.randrange(len(people))
        return number, people[number]

    def keep(self, person: Person, message: int, text: str) -> None:
        """What a message says now; an edit says more."""
        self.sent[person.id, message] = f"{self.sent.get((person.id, message), '')} {text}"

    @property
    def _gestures(self) -> list[tuple[str, Callable[["Walk"], Awaitable[str]]]]:
        more = _IN_TOPICS if self.topics else []
        return [*_GESTURES, *more, *(_WITH_A_LIFE if self.life else [])]

    def topics_of_marks(self) -> Mapping[tuple[int, int], set[str]]:
        """By chat and topic: whose words were ever put in it, as kind and number."""
        found: dict[tuple[int, int], set[str]] = defaultdict(set)
        for call in self.town.telegram.world.calls:
            thread = call.params.get("message_thread_id")
            if call.method != "copyMessage" or not thread or call.status != 200:
                continue
            place = int(call.params["from_chat_id"]), int(call.params["message_id"])
            for mark in MARK.finditer(self.sent.get(place, "")):
                found[int(call.params["chat_id"]), int(thread)].add(mark[1] + mark[2])
        return found

    def deliveries(self) -> Iterator[tuple[str, int]]:
        """Every mark with each chat into which Telegram was asked to put it."""
        for call in self.town.telegram.world.calls:
            to = int(call.params.get("chat_id", 0))
            if call.method == "copyMessage":
                place = int(call.params["from_chat_id"]), int(call.params["message_id"])
                text = self.sent.get(place, "")
            else:
                text = f"{call.params.get('text', '')} {call.params.get('caption', '')}"
            for mark in MARK.finditer(text):
                yield mark[0], to

    def chats_of_marks(self) -> Mapping[str, set[int]]:
        """Into which chats each mark was put."""
        chats: dict[str, set[int]] = defaultdict(set)
        for mark, chat in self.deliveries():
            chats[mark].add(chat)
        return chats


async def _asks(walk: Walk) -> str:
    number, person = walk.one_of(walk.young)
    person.writes("/parler")
    return f"p{number}"


async def _says(walk: Walk) -> str:
    number, person = walk.one_of(walk.young)
    text = walk.marked("p", number)
    if walk.chance.random() < 0.05:
        text = f"{DANGER} {text}"
    walk.keep(person, person.writes(text), text)
    return f"p{number}"


async def _edits(walk: Walk) -> str:
    kind, people = walk.chance.choice((("p", walk.young), ("w", walk.workers)))
    number, person = walk.one_of(people)
    own = [one for one in person.screen if one.mine and MARK.search(one.text)]
    if not own:
        raise PersonCannot
    edited = walk.chance.choice(own[-3:])
    text = walk.marked(kind if kind == "p" else MARK.search(edited.text)[1], number)  # type: ignore[index]
    old = MARK.search(edited.text)
    if old and old[0] in walk.meant_for:
        walk.meant_for[text] = walk.meant_for[old[0]]
    person.edits(edited.id, text)
    walk.keep(person, edited.id, text)
    return f"{kind}{number}"


async def _stops(walk: Walk) -> str:
    number, person = walk.one_of(walk.young)
    person.writes("/stop")
    return f"p{number}"


async def _erases(walk: Walk) -> str:
    number, person = walk.one_of(walk.young)
    person.writes("/effacer")
    await person.sees_button("Confirmer")
    person.presses("Confirmer")
    await quiet(walk.town)
    return f"p{number}"


async def _blocks(walk: Walk) -> str:
    number, person = walk.one_of(walk.young)
    person.blocks()
    await quiet(walk.town)
    person.unblocks()
    return f"p{number}"


async def _takes(walk: Walk) -> str:
    number, worker = walk.one_of(walk.workers)
    worker.writes("/prendre")
    return f"w{number}"


async def _answers(walk: Walk) -> str:
    number, worker = walk.one_of(walk.workers)
    text = walk.marked("w", number)
    walk.keep(worker, worker.writes(text), text)
    return f"w{number}"


async def _answers_in_a_topic(walk: Walk) -> str:
    """Mostly in one of which it is known whose it is."""
    number, worker = walk.one_of(walk.workers)
    whose = {
        topic: next(iter(young))
        for (chat, topic), marks in walk.topics_of_marks().items()
        if chat == worker.id and len(young := {mark for mark in marks if mark[0] == "p"}) == 1
    }
    there = list(worker.account.topics)
    known = [topic for topic in there if topic in whose]
    if not there:
        raise PersonCannot
    topic = walk.chance.choice(known if known and walk.chance.random() < _KNOWN else there)
    text = walk.marked("w", number)
    if topic in whose:
        walk.meant_for[text] = walk.young[int(whose[topic][1:])].id
    walk.keep(worker, worker.writes(text, thread=topic), text)
    return f"w{number} in {topic} ({text})"


async def _commands_in_a_topic(walk: Walk) -> str:
    number, worker = walk.one_of(walk.workers)
    if not worker.account.topics:
        raise PersonCannot
    topic = walk.chance.choice(list(worker.account.topics))
    note = walk.marked("n", number)
    command = walk.chance.choice(("/clore", "/passer", f"/note {note}", "/alerte", "/cas"))
    sent = worker.writes(command, thread=topic)
    if note in command:
        walk.keep(worker, sent, note)
    await quiet(walk.town)
    return f"w{number} in {topic} {command}"


async def _deletes_a_topic(walk: Walk) -> str:
    number, worker = walk.one_of(walk.workers)
    if not worker.account.topics:
        raise PersonCannot
    topic = walk.chance.choice(list(worker.account.topics))
    worker.deletes_topic(topic)
    return f"w{number} deletes {topic}"


async def _opens_a_topic(walk: Walk) -> str:
    number, worker = walk.one_of(walk.workers)
    return f"w{number} opens {worker.opens_topic('Pense-bête')}"


async def _crashes(walk: Walk) -> str:
    assert walk.life is not None
    walk.town = replace(walk.town, bot=await walk.life.crash())
    walk.crashes += 1
    return "crash"


async def _is_revoked(walk: Walk) -> str:
    """One of them leaves the team, says something as anybody may, and is invited again."""
    number, worker = walk.one_of(walk.workers)
    claire, name = walk.town.claire, worker.account.first_name
    await quiet(walk.town)
    claire.writes("/equipe")
    await quiet(walk.town)
    claire.presses(name)
    await quiet(walk.town)
    for label in ("Révoquer", "Confirmer"):
        claire.presses(label)
        await quiet(walk.town)
    topic = walk.chance.choice([None, *worker.account.topics])
    text = walk.marked("h", number)
    walk.keep(worker, worker.writes(text, thread=topic), text)
    await quiet(walk.town)
    await joins(claire, worker)
    return f"w{number} revoked"


async def _replies(walk: Walk) -> str:
    number, worker = walk.one_of(walk.workers)
    heard = [one for one in worker.screen if one.protected and MARK.match(one.text)]
    if not heard:
        raise PersonCannot
    answered = walk.chance.choice(heard[-4:])
    text = walk.marked("w", number)
    mark = MARK.match(answered.text)
    assert mark
    if mark[1] == "p":
        walk.meant_for[text] = walk.young[int(mark[2])].id
    walk.keep(worker, worker.writes(text, reply_to=answered.id), text)
    return f"w{number}"


async def _notes(walk: Walk) -> str:
    number, worker = walk.one_of(walk.workers)
    text = walk.marked("n", number)
    walk.keep(worker, worker.writes(f"/note {text}"), text)
    return f"w{number}"


async def _commands(walk: Walk) -> str:
    number, worker = walk.one_of(walk.workers)
    command = walk.chance.choice(
        ("/passer", "/pause", "/dispo", "/cas", "/file", "/clore", "/alerte", "/orienter", "/rdv")
    )
    worker.writes(command)
    await quiet(walk.town)
    return f"w{number} {command}"


async def _presses(walk: Walk) -> str:
    people = (*walk.workers, *walk.workers, *walk.young, walk.town.claire)
    person = walk.chance.choice(people)
    in_sight = [one for one in person.screen if one.buttons][-_IN_SIGHT:]
    choices = [(one, label) for one in in_sight for label in one.buttons if _pressed(label)]
    if not choices:
        raise PersonCannot
    message, label = walk.chance.choice(choices)
    _press(person, message, label)
    return f"{person.account.first_name} [{label}]"


def _pressed(label: str) -> bool:
    return not any(words in label for words in _LEFT_ALONE)


def _press(person: Person, message: Seen, label: str) -> None:
    person.presses(label, in_message=message.id)


async def _time_passes(walk: Walk) -> str:
    walk.town.telegram.world.clock.forward(minutes=walk.chance.choice((1, 3, 6, 12, 31)))
    walk.town.bot.timers.wake()
    await quiet(walk.town)
    return "time"


_IN_TOPICS: list[tuple[str, Callable[[Walk], Awaitable[str]]]] = [
    *[("asks", _asks)] * 3,
    *[("says", _says)] * 4,
    *[("takes", _takes)] * 4,
    *[("answers in a topic", _answers_in_a_topic)] * 9,
    ("commands in a topic", _commands_in_a_topic),
    ("deletes a topic", _deletes_a_topic),
    ("opens a topic", _opens_a_topic),
]
_WITH_A_LIFE: list[tuple[str, Callable[[Walk], Awaitable[str]]]] = [
    ("crashes", _crashes),
    ("is revoked", _is_revoked),
]
_GESTURES: list[tuple[str, Callable[[Walk], Awaitable[str]]]] = [
    *[("asks", _asks)] * 3,
    *[("says", _says)] * 6,
    *[("edits", _edits)] * 2,
    ("stops", _stops),
    ("erases", _erases),
    ("blocks", _blocks),
    *[("takes", _takes)] * 3,
    *[("answers", _answers)] * 3,
    *[("replies", _replies)] * 4,
    ("notes", _notes),
    *[("commands", _commands)] * 2,
    *[("presses", _presses)] * 6,
    ("time", _time_passes),
]
