"""*Donne ton avis*: a question of the team's, answered with one tap, and what came of others."""

from dataclasses import dataclass

from bot.actions.poll import answer_poll
from bot.content.rich import Rich, joined, styled
from bot.domain.disclosure import Figure
from bot.domain.polls import SCALE, NoPoll, Poll, State
from bot.domain.screens import Notice, Screen
from bot.store import people, polls
from bot.telegram_ui.features import YOUNG, Button, Feature, draws, notice
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit

OPINIONS = Notice("opinions")
#: More would not be read.
_SHOWN = 5
#: Letters of a question that a button shows.
_ON_A_BUTTON = 40


@dataclass(frozen=True, slots=True)
class PollAsked(Screen):
    """One question: to be answered, answered already, or over."""

    poll: int


async def list_pressed(visit: Visit, args: list[str]) -> None:
    """What is asked here, and what came of it."""
    del args
    await visit.replace(OPINIONS)


async def poll_pressed(visit: Visit, args: list[str]) -> None:
    """One of them, in place."""
    await visit.replace(PollAsked(int(args[0])))


async def answer_pressed(visit: Visit, args: list[str]) -> None:
    """Count it, once."""
    try:
        await answer_poll(visit.ctx, visit.person, int(args[0]), int(args[1]))
    except NoPoll:
        visit.say("toast-poll-answered")
    await visit.replace(PollAsked(int(args[0])))


async def _opinions(view: View) -> Page:
    async with view.store.reading() as tx:
        shown = await polls.shown_in(tx, view.territory.slug, _SHOWN)
    rows = [[Press(on_a_button(view, one), "poll", (one.id,))] for one in shown]
    rows.append([view.press("button-nearby", "nearby"), view.press("button-menu", "menu")])
    key = "opinions" if shown else "opinions-none"
    return Page(view.words(key, structure=view.structure), rows)


def on_a_button(view: View, poll: Poll) -> str:
    """A question as a button shows it, and whether it is over."""
    text = poll.asked.question
    short = text if len(text) <= _ON_A_BUTTON else text[: _ON_A_BUTTON - 1].rstrip() + "…"
    return view.label("button-poll-over", question=short) if poll.state is State.OVER else short


async def _asked(view: View, screen: PollAsked) -> Page:
    async with view.store.reading() as tx:
        poll = await polls.get(tx, screen.poll)
        if poll is None:
            return Page(view.words("poll-gone"), [_back(view)])
        answered = poll.state is State.OPEN and await polls.has_answered(
            tx, poll.id, await people.account(tx, view.reader)
        )
    question = styled(poll.asked.question, "bold")
    if poll.state is State.OVER:
        return Page(results(view, poll).then(view.words("poll-over")), [_back(view)])
    ends = poll.ends_at.astimezone(view.voice.zone)
    day, time = view.day(ends.date()), view.presenter.moments.clock(ends)
    if answered or not poll.is_open(view.now):
        key = "poll-answered" if answered else "poll-counting"
        return Page(question.then(view.words(key, day=day, time=time)), [_back(view)])
    text = question.then(view.words("poll-how", day=day, time=time, structure=view.structure))
    if poll.asked.choices == SCALE:
        rows = [[_choice(poll, at) for at in range(len(SCALE))]]
        return Page(text.then(view.words("poll-scale")), [*rows, _back(view)])
    rows = [[_choice(poll, at)] for at in range(len(poll.asked.choices))]
    return Page(text, [*rows, _back(view)])


def _choice(poll: Poll, at: int) -> Press:
    return Press(poll.asked.choices[at], "poll-answer", (poll.id, at))


def _back(view: View) -> list[Press]:
    return [view.press("button-opinions", "opinions"), view.press("button-menu", "menu")]


def results(view: View, poll: Poll) -> Rich:
    """What was published of a poll that is over."""
    lines = [
        f"{choice} : {_told(view, figure)}"
        for choice, figure in zip(poll.asked.choices, poll.results, strict=True)
    ]
    return joined([styled(poll.asked.question, "bold"), Rich("\n".join(lines))])


def _told(view: View, figure: Figure) -> str:
    if not figure.about:
        return view.label("figure-few", high=figure.high)
    return view.label("figure-about", about=figure.about, low=figure.low, high=figure.high)


FEATURE = Feature(
    buttons=(
        Button("opinions", YOUNG, list_pressed),
        Button("poll", YOUNG, poll_pressed),
        Button("poll-answer", YOUNG, answer_pressed),
    ),
    screens=(notice(OPINIONS, _opinions), draws(PollAsked, _asked)),
)
