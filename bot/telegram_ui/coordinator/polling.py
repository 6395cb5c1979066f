"""/sonder: one question to the young people of a territory; the answers are told at its end."""

from dataclasses import dataclass
from typing import ClassVar

from bot.actions.ask_question import ask_question
from bot.actions.poll import end_poll, fit, open_poll
from bot.content.rich import Rich, styled
from bot.domain.people import NotCoordinator
from bot.domain.polls import (
    CHOICE_LIMIT,
    MOST_CHOICES,
    QUESTION_LIMIT,
    SCALE,
    Asked,
    Lasts,
    NoPoll,
    State,
    TooManyPolls,
    UnfitPoll,
)
from bot.domain.screens import Notice, Screen
from bot.store import polls
from bot.telegram_ui.coordinator.broadcasting import EVERYWHERE, chosen_territory, territory_choices
from bot.telegram_ui.features import (
    COORDINATION,
    Button,
    Command,
    Feature,
    Question,
    draws,
    notice,
    plain,
)
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.signatures import signed_by
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.enquiries import remember_draft, waits_for_answer
from bot.telegram_ui.young_person.voting import on_a_button, results

POLLS = Notice("polls")
POLL_WRITE = Notice("poll-write")
POLL_LOST = Notice("poll-lost")
POLL_DROPPED = Notice("poll-dropped")
POLL_FULL = Notice("poll-full")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class PollUnfit(Screen):
    """Why it cannot be asked."""

    wrong: str


@dataclass(frozen=True, slots=True)
class PollWhere(Screen):
    """Whose young people are asked? ``source``: the message that holds it."""

    source: int


@dataclass(frozen=True, slots=True)
class PollPreview(Screen):
    """It, as it will be read, and for how long it is asked. ``where``: a short name, or all."""

    source: int
    where: str
    from_memory: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class PollCard(Screen):
    """Where one stands; ``sure``: 1 if its end is to be confirmed."""

    poll: int
    sure: int = 0


async def ask(visit: Visit, rest: str) -> None:
    """What is asked now, and a new one."""
    del rest
    await visit.show(POLLS)


async def list_pressed(visit: Visit, args: list[str]) -> None:
    """The same, in place."""
    del args
    await visit.replace(POLLS)


async def write_pressed(visit: Visit, args: list[str]) -> None:
    """Wait for its words."""
    del args
    await ask_question(visit.ctx, visit.person.id, "poll")
    await visit.show(POLL_WRITE)


async def written(visit: Visit, text: str) -> None:
    """Ask whose it is, before anything of it is kept."""
    try:
        fit(visit.ctx, text)
    except UnfitPoll as unfit:
        await ask_question(visit.ctx, visit.person.id, "poll")
        await visit.show(PollUnfit(unfit.why.value))
        return
    source = remember_draft(visit, text)
    several = len(visit.ctx.library.served) > 1
    await visit.show(PollWhere(source) if several else PollPreview(source, EVERYWHERE))


async def where_pressed(visit: Visit, args: list[str]) -> None:
    """Show it as it will be read."""
    await visit.replace(PollPreview(int(args[0]), args[1]))


async def open_pressed(visit: Visit, args: list[str]) -> None:
    """Ask it from now on."""
    source, lasts = int(args[0]), Lasts(args[2])
    asked, where = _draft(visit, source), chosen_territory(args[1], visit.ctx.library.served)
    if asked is None or where is None:
        await visit.replace(POLL_LOST)
        return
    try:
        new = await open_poll(visit.ctx, visit.person.id, where, asked, lasts)
    except (TooManyPolls, NotCoordinator):
        await visit.replace(POLL_FULL)
        return
    visit.parts.words.forget_message(visit.person.id, -source)
    await visit.replace(PollCard(new))


async def drop_pressed(visit: Visit, args: list[str]) -> None:
    """It is asked nobody."""
    visit.parts.words.forget_message(visit.person.id, -int(args[0]))
    await visit.replace(POLL_DROPPED)


async def card_pressed(visit: Visit, args: list[str]) -> None:
    """Where it stands now, in place; or whether it is really to end."""
    await visit.replace(PollCard(int(args[0]), int(args[1])))


async def end_pressed(visit: Visit, args: list[str]) -> None:
    """Tell its results now."""
    try:
        await end_poll(visit.ctx, visit.person.id, int(args[0]))
    except (NoPoll, NotCoordinator):
        visit.say("toast-poll-over")
    await visit.replace(PollCard(int(args[0])))


def _draft(visit: Visit, source: int) -> Asked | None:
    said = visit.parts.words.said(visit.person.id, -source)
    try:
        return fit(visit.ctx, said.text) if said else None
    except UnfitPoll:
        return None


async def _list(view: View) -> Page:
    async with view.store.reading() as tx:
        known = await polls.known(tx, _SHOWN)
    rows = [[Press(on_a_button(view, one), "poll-card", (one.id, 0))] for one in known]
    rows.insert(0, [view.press("button-poll-write", "poll-write")])
    return Page(view.words("polls"), rows)


async def _write(view: View) -> Page:
    return await waits_for_answer(view, _limits(view, "poll-write"))


async def _unfit(view: View, screen: PollUnfit) -> Page:
    return await waits_for_answer(view, _limits(view, f"poll-unfit-{screen.wrong}"))


def _limits(view: View, key: str) -> Rich:
    return view.words(key, question=QUESTION_LIMIT, choice=CHOICE_LIMIT, most=MOST_CHOICES)


async def _where(view: View, screen: PollWhere) -> Page:
    rows = [
        [Press(name, "poll-where", (screen.source, short))]
        for name, short in territory_choices(view)
    ]
    return Page(view.words("poll-where"), [*rows, [_drop(view, screen.source)]])


async def _preview(view: View, screen: PollPreview) -> Page:
    said = view.spoken(-screen.source)
    if said is None:
        return Page(view.words(POLL_LOST.name))
    question, *choices = [line for line in said.text.strip().splitlines() if line.strip()]
    rows = [
        [Press(view.label("button-poll-lasts", days=int(lasts.value)), "poll-open",
               (screen.source, screen.where, lasts.value))]
        for lasts in Lasts
    ]  # fmt: skip
    listed = Rich("\n".join(f"• {one.strip()}" for one in choices or SCALE))
    text = view.words("poll-preview").then(styled(question, "bold")).then(listed)
    return Page(text, [*rows, [_drop(view, screen.source)]])


def _drop(view: View, source: int) -> Press:
    return view.press("button-poll-drop", "poll-drop", source)


async def _card(view: View, screen: PollCard) -> Page:
    async with view.store.reading() as tx:
        poll = await polls.get(tx, screen.poll)
    back = view.press("button-polls", "polls")
    if poll is None:
        return Page(view.words("poll-forgotten"), [[back]])
    ends = poll.ends_at.astimezone(view.voice.zone)
    everywhere = view.label("broadcast-everywhere")
    told = view.words(
        "poll-card-sure" if screen.sure else f"poll-card-{poll.state}",
        name=(await signed_by(view, poll.by))[0],
        place=view.library.territory(poll.territory).name if poll.territory else everywhere,
        day=view.day(ends.date()),
        time=view.presenter.moments.clock(ends),
    )
    if poll.state is State.OVER:
        return Page(results(view, poll).then(told), [[back]])
    text = styled(poll.asked.question, "bold").then(told)
    if screen.sure:
        ends_now = view.press("button-poll-end-sure", "poll-end", poll.id)
        return Page(text, [[ends_now], [view.press("button-cancel", "poll-card", poll.id, 0)]])
    return Page(text, [[view.press("button-poll-end", "poll-card", poll.id, 1)], [back]])


FEATURE = Feature(
    commands=(Command("sonder", COORDINATION, ask),),
    buttons=(
        Button("polls", COORDINATION, list_pressed),
        Button("poll-write", COORDINATION, write_pressed),
        Button("poll-where", COORDINATION, where_pressed),
        Button("poll-open", COORDINATION, open_pressed),
        Button("poll-drop", COORDINATION, drop_pressed),
        Button("poll-card", COORDINATION, card_pressed),
        Button("poll-end", COORDINATION, end_pressed),
    ),
    questions=(Question("poll", COORDINATION, written),),
    screens=(
        notice(POLLS, _list),
        notice(POLL_WRITE, _write),
        draws(PollUnfit, _unfit),
        draws(PollWhere, _where),
        draws(PollPreview, _preview),
        draws(PollCard, _card),
        plain(POLL_LOST),
        plain(POLL_DROPPED),
        plain(POLL_FULL),
    ),
)
