"""A shift at random: two workers, four young people, whatever they write and press.

What is written carries a mark that nobody else writes. Afterwards the log of Telegram's calls
tells into which chats each mark was ever put, whatever was deleted since.
"""

import random
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field

from telegram_simulator.acting import PersonCannot
from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from tests.conftest import Town
from tests.conversations import DANGER, quiet

#: A mark: who wrote it (p: young, w: worker, n: a note), which of them, and how many before.
MARK = re.compile(r"\b([pwnh])(\d)m(\d+)\b")
#: Pressed by nobody here: it ends the walk, or says the same again and again.
_LEFT_ALONE = ("Révoquer", "Inviter", "Urgence", "Vérifier", "Sujets", "Changer mon prénom")
#: So many of the last messages have buttons that somebody still sees.
_IN_SIGHT = 5


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
        return _GESTURES

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
