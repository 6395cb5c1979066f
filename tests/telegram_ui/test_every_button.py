"""From /start, every button: no dead end, no missing text, no number of unknown origin."""

import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from bot.content.kinds.base import MESSAGE_LIMIT
from bot.content.rich import utf16_length
from bot.telegram_ui import callback_data
from bot.telegram_ui.pages import Link, Page, Press
from bot.telegram_ui.trails import Spot, Trail, Where
from tests.telegram_ui.walking import Walker, walking

#: They end the walk: what follows is somebody new, or nothing until a word is written.
_ENDS = {"erase-confirmed", "hide"}
#: More are not read.
MOST_CHOICES = 7
TURNING = {"Avant", "Suite"}
_WAYS = {"go", "back", "open"}
#: Numbers as people read them: short ones of the services, and ten digits.
_NUMBER = re.compile(
    r"(?<![\w/.:])(?:\d\d(?: \d\d){4}|0 ?8\d\d(?: \d{3}){2}|\d{10}|\d{5}|116 \d{3})(?![\w/])"
)


async def test_every_button_leads_on_and_all_content_is_reached(tmp_path: Path) -> None:
    async with walking(tmp_path) as walker:
        walk = Walk(walker)
        await walk.from_start()
    assert not walk.problems, "\n".join(walk.problems)
    assert not list(walk.never_seen()), "never reached: " + ", ".join(walk.never_seen())
    assert len(walk.seen) > 500


class Walk:
    """A breadth-first walk: each page once, by the shortest way."""

    def __init__(self, walker: Walker, never: frozenset[str] = frozenset()) -> None:
        self.walker = walker
        #: What is not pressed.
        self.never = _ENDS | never
        self.problems: list[str] = []
        self.seen: dict[str, Page] = {}
        self.spots: set[str] = set()
        self.waiting: deque[Press] = deque()

    async def from_start(self) -> None:
        for command in self.walker.registry.menus[self.walker.person.role]:
            for page in await self.walker.commands(command):
                self._look(f"/{command}", page)
        while self.waiting:
            press = self.waiting.popleft()
            name = _name(press)
            if name in self.seen:
                continue
            pages = await self._follow(press)
            if not pages and not self.walker.toast:
                self.problems.append(f"{name} ({press.label}): nothing is shown")
            for page in pages:
                self.seen[name] = page
                self._look(name, page)

    async def _follow(self, press: Press) -> list[Page]:
        if press.verb in _WAYS:
            here = Trail.read([str(arg) for arg in press.args]).here
            self.spots.add(f"{here.where}{here.handle}")
        try:
            return await self.walker.presses(press)
        except Exception as error:  # noqa: BLE001  # every failure is reported with its button
            self.problems.append(f"{_name(press)} ({press.label}): {type(error).__name__} {error}")
            return [Page(self.walker.library.strings.message("menu"), [[Press("x", "menu")]])]

    def _look(self, name: str, page: Page) -> None:
        self.problems += [f"{name}: {what}" for what in self._wrong_with(page)]
        for row in page.buttons:
            for button in row:
                if isinstance(button, Press) and button.verb not in self.never:
                    self.waiting.append(button)

    def _wrong_with(self, page: Page) -> Iterator[str]:
        library, text = self.walker.library, page.text.text
        if not text.strip():
            yield "an empty message"
        if utf16_length(text) > MESSAGE_LIMIT:
            yield f"{utf16_length(text)} characters"
        if not page.buttons:
            yield "a dead end"
        if "{" in text or "MissingString" in text:
            yield f"a text that was not filled in: {text}"
        if library.strings.message("content-gone").text == text:
            yield "content that is gone"
        known = {_digits(c.number) for c in library.contacts.values() if c.number}
        known |= {_digits(c.sms) for c in library.contacts.values() if c.sms}
        known |= {_digits(place.phone) for place in library.home.places if place.phone}
        for found in _NUMBER.findall(text):
            if _digits(found) not in known and not 1900 <= int(_digits(found)) <= 2100:
                yield f"the number {found} is neither in contacts.yaml nor a place's"
        yield from self._wrong_with_buttons(page)

    def _wrong_with_buttons(self, page: Page) -> Iterator[str]:
        for row in page.buttons:
            if not 1 <= len(row) <= 3:
                yield f"{len(row)} buttons in a row"
            for button in row:
                if not button.label.strip():
                    yield "a button without a label"
                if isinstance(button, Press):
                    vault, reader = self.walker.store.vault, self.walker.person.id
                    callback_data.pack(vault, reader, button.verb, button.args)
                elif isinstance(button, Link) and not button.url.startswith("https://"):
                    yield f"a link to {button.url}"

    def never_seen(self) -> Iterator[str]:
        library = self.walker.library
        for where, names in (
            (Where.CARD, library.cards),
            (Where.ASSESSMENT, library.assessments),
            (Where.QUIZ, library.quizzes),
            (Where.CHALLENGE, library.challenges),
            (Where.PLATFORM, library.platforms),
            (Where.SERVICE, library.contacts),
            (Where.TOPIC, library.topics),
            (Where.STEP, [f"{p.id}/{s.id}" for p in library.paths.values() for s in p.steps]),
        ):
            for name in names:
                if str(Spot.of(where, name)) not in self.spots:
                    yield f"{where.name.lower()} {name}"


def _name(press: Press) -> str:
    """What is behind a button, whatever the way to it and the points on the way."""
    args = [str(arg) for arg in press.args]
    if press.verb == "resume":
        # What is taken up again can be ended again, and so for ever.
        return press.verb
    if press.verb not in _WAYS:
        return ":".join((press.verb, *args))
    here = Trail.read(args).here
    numbers = list(here.numbers)
    if here.where in {Where.QUIZ, Where.ASSESSMENT} and len(numbers) > 1:
        numbers[1:] = numbers[2:] if here.where is Where.QUIZ else []
    return str(here.at(*numbers))


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
