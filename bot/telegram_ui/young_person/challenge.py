"""Challenges over days: a message a day at the hour chosen, a counter for all, no ranking."""

import re
from dataclasses import dataclass
from functools import partial
from weakref import WeakKeyDictionary

from bot.actions import follow_challenge
from bot.actions.screens import ChallengeDay, ChallengeEnd
from bot.content.handles import named
from bot.content.kinds.challenge import Challenge, Moment
from bot.content.rich import Rich, joined, styled, titled
from bot.domain.disclosure import together
from bot.domain.figures import Measure
from bot.domain.screens import Screen
from bot.store import challenges, counters
from bot.store.counters import RecentTotals
from bot.telegram_ui.features import YOUNG, Button, Feature, draws
from bot.telegram_ui.pages import Button as PageButton
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.trails import CONTENT_GONE, At, Spot, Where
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.words import SpokenWords
from bot.telegram_ui.young_person.reading import Reading, Rows

#: Hours to choose from, in the structure's time zone; none at night.
HOURS = (7, 12, 17, 18, 19, 20)

#: Everybody's moments, for each running bot: it is known by its memory.
_RECENT: WeakKeyDictionary[SpokenWords, RecentTotals] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class ChallengeJoined(Screen):
    """Somebody takes part, at the hour chosen."""

    challenge: str
    hour: int


@dataclass(frozen=True, slots=True)
class ChallengeStopped(Screen):
    """Somebody stopped."""

    challenge: str


async def join(visit: Visit, args: list[str]) -> None:
    """Begin, for whom and at the hour chosen."""
    challenge = _named(visit, args[0])
    variant, hour = int(args[1]), int(args[2])
    if challenge is None or hour not in HOURS or variant >= len(challenge.variants):
        await visit.replace(CONTENT_GONE)
        return
    name = list(challenge.variants)[variant]
    await follow_challenge.begin(visit.ctx, visit.person.id, challenge.id, name, hour)
    await visit.replace(ChallengeJoined(challenge.id, hour))


async def moment(visit: Visit, args: list[str]) -> None:
    """Add a moment to the counter of everybody; a moment that is ticked counts once."""
    challenge = _named(visit, args[0])
    entry = await challenges.of(visit.ctx.tx, visit.person.id)
    if challenge is None or entry is None or entry.challenge != challenge.id:
        visit.say("toast-challenge-over")
        return
    day, ticked, bit = int(args[1]), int(args[2]), 1 << int(args[3])
    if not ticked & bit:
        await follow_challenge.add_moment(visit.ctx, visit.person.id, challenge.id)
        _recent(visit.parts.words).add(challenge.id)
    visit.say("toast-moment")
    ticks = ticked | bit
    await visit.replace(ChallengeDay(challenge.id, entry.variant, day, ticked=ticks))


async def stop_pressed(visit: Visit, args: list[str]) -> None:
    """Stop, by button."""
    del args
    if not await stop_challenge(visit):
        visit.say("toast-challenge-over")


async def stop_challenge(visit: Visit) -> bool:
    """Stop the challenge and say so; returns whether there was one."""
    stopped = await follow_challenge.stop(visit.ctx, visit.person.id)
    if stopped is not None:
        await visit.show(ChallengeStopped(stopped))
    return stopped is not None


async def is_stop_word(visit: Visit, text: str) -> bool:
    """Whether a message is the one word that stops the challenge they take part in."""
    word = text.strip(" .!").lower()
    known = {c.stop_word.lower() for c in visit.parts.library().challenges.values()}
    return word in known and await challenges.of(visit.ctx.tx, visit.person.id) is not None


def _named(visit: Visit, short: str) -> Challenge | None:
    known = visit.parts.library().challenges
    name = named(Where.CHALLENGE, short, known)
    return known[name] if name else None


async def _challenge(view: View, screen: At) -> Page:
    reading = Reading.of(view, screen)
    name = reading.find(view.library.challenges)
    if name is None:
        return reading.gone()
    challenge = view.library.challenges[name]
    reading = reading.about(challenge.topic)
    async with view.store.reading() as tx:
        entry = await challenges.of(tx, view.reader)
    if entry is not None and entry.challenge == name and not reading.here.numbers:
        return await _under_way(reading, challenge, entry)
    variant = reading.here.number(0) - 1
    if not 0 <= variant < len(challenge.variants):
        return await _intro(reading, challenge)
    return _hours(reading, challenge, variant)


async def _intro(reading: Reading, challenge: Challenge) -> Page:
    rows: Rows = [
        [Press(variant.label, "go", reading.trail.to(reading.here.at(number)).parts)]
        for number, variant in enumerate(challenge.variants.values(), start=1)
    ]
    text = joined(
        [
            _title(challenge),
            reading.presenter.text(challenge.intro),
            await _counter(reading.view, challenge),
            reading.presenter.sources_line(challenge),
        ]
    )
    return Page(reading.addressed(text), reading.footer(rows, _home(challenge)))


def _hours(reading: Reading, challenge: Challenge, variant: int) -> Page:
    view = reading.view
    buttons: list[PageButton] = [
        Press(
            view.label("challenge-hour", hour=str(hour)),
            "challenge-join",
            (reading.here.handle, variant, hour),
        )
        for hour in HOURS
    ]
    chosen = list(challenge.variants.values())[variant]
    text = joined(
        [_title(challenge), Rich(chosen.intro), titled(view.label("challenge-which-hour"))]
    )
    rows: Rows = [buttons[at : at + 3] for at in range(0, len(buttons), 3)]
    return Page(reading.addressed(text), reading.footer(rows, reading.here.at()))


async def _under_way(reading: Reading, challenge: Challenge, entry: challenges.Entry) -> Page:
    view = reading.view
    state = view.label(
        "challenge-under-way",
        day=min(entry.day, len(challenge.days)),
        days=len(challenge.days),
        hour=str(entry.hour),
    )
    text = joined([_title(challenge), Rich(state), await _counter(view, challenge)])
    rows: Rows = [[view.press("button-challenge-stop", "challenge-stop")]]
    return Page(text, reading.footer(rows, _home(challenge)))


async def _joined(view: View, screen: ChallengeJoined) -> Page:
    challenge = view.library.challenges.get(screen.challenge)
    if challenge is None:
        return _over(view)
    text = view.words("challenge-joined", hour=str(screen.hour), word=challenge.stop_word)
    return Page(text, [[view.press("button-challenge-stop", "challenge-stop")], *_after(view)])


async def _day(view: View, screen: ChallengeDay) -> Page:
    challenge = view.library.challenges.get(screen.challenge)
    number = screen.day
    if challenge is None or number > len(challenge.days):
        return _over(view)
    day = challenge.days[number - 1]
    heading = view.label("challenge-day", day=number, days=len(challenge.days), title=day.title)
    text = joined(
        [
            titled(f"{challenge.emoji} {heading}"),
            Rich(challenge.missed_text if screen.missed else ""),
            view.presenter.text(challenge.text_of(day, screen.variant)),
            await _counter(view, challenge),
            styled(view.label("challenge-tick"), "italic"),
        ]
    )
    rows: Rows = [
        [_tick(view, challenge, moment, screen)] for moment in _moments(challenge, day.day)
    ]
    rows.append([view.press("button-challenge-stop", "challenge-stop")])
    return Page(text, [*rows, *_after(view)])


def _moments(challenge: Challenge, day: int) -> list[Moment]:
    """Those that the day speaks of; all, when it speaks of none."""
    wanted = challenge.days[day - 1].moments
    return [m for m in challenge.moments if not wanted or m.id in wanted]


def _tick(view: View, challenge: Challenge, moment: Moment, screen: ChallengeDay) -> Press:
    position = challenge.moments.index(moment)
    key = "challenge-ticked" if screen.ticked >> position & 1 else "challenge-unticked"
    short = Spot.of(Where.CHALLENGE, challenge.id).handle
    return Press(
        view.label(key, moment=moment.label),
        "challenge-moment",
        (short, screen.day, screen.ticked, position),
    )


async def _end(view: View, screen: ChallengeEnd) -> Page:
    challenge = view.library.challenges.get(screen.challenge)
    if challenge is None:
        return _over(view)
    text = await _with_count(view, challenge, challenge.end_text)
    return Page(_title(challenge).then(text), _after(view))


async def _stopped(view: View, screen: ChallengeStopped) -> Page:
    challenge = view.library.challenges.get(screen.challenge)
    return Page(Rich(challenge.stop_text), _after(view)) if challenge else _over(view)


def _over(view: View) -> Page:
    return Page(view.words("challenge-over"), _after(view))


def _after(view: View) -> Rows:
    return [[view.press("button-talk", "talk"), view.press("button-menu", "menu")]]


def _title(challenge: Challenge) -> Rich:
    return titled(f"{challenge.emoji} {challenge.title}")


def _home(challenge: Challenge) -> Spot:
    return Spot.of(Where.TOPIC, challenge.topic)


async def _counter(view: View, challenge: Challenge) -> Rich:
    return await _with_count(view, challenge, challenge.counter_text)


async def _with_count(view: View, challenge: Challenge, text: str) -> Rich:
    """A text with the total of everybody; without the sentence that says it while it is small."""
    total = await _recent(view.memory).of(challenge.id, view.now, partial(_sum, view, challenge))
    if total and together(total) is not None:
        return view.presenter.text(text.replace("{count}", str(total)))
    sentences = re.split(r"(?<=[.!?]) +", text)
    return view.presenter.text(" ".join(s for s in sentences if "{count}" not in s))


async def _sum(view: View, challenge: Challenge) -> int:
    async with view.store.reading() as tx:
        return await counters.total(tx, Measure.CHALLENGE_MOMENT, challenge.id)


def _recent(bot: SpokenWords) -> RecentTotals:
    return _RECENT.setdefault(bot, RecentTotals())


FEATURE = Feature(
    buttons=(
        Button("challenge-join", YOUNG, join),
        Button("challenge-moment", YOUNG, moment),
        Button("challenge-stop", YOUNG, stop_pressed),
    ),
    screens=(
        draws(At, _challenge, Where.CHALLENGE.screen),
        draws(ChallengeJoined, _joined),
        draws(ChallengeDay, _day),
        draws(ChallengeEnd, _end),
        draws(ChallengeStopped, _stopped),
    ),
)
