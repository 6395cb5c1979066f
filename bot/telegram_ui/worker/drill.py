"""/exercice: answer a written young person, with hints, timings and a look back; counted nowhere.

All of it is in memory: nobody is asked for, no case is opened, no alert rings. Whoever has an
open conversation is not let in: what they type is for somebody who exists.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.actions.ask_question import ask_question
from bot.content.collection import Library
from bot.content.handles import handle, named
from bot.content.kinds.drill import Drill
from bot.content.rich import joined
from bot.domain.screens import Notice, Screen
from bot.store import cases
from bot.telegram_ui.features import TEAM, Button, Command, Feature, Question, draws, notice, plain
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.rehearsals import Rehearsal
from bot.telegram_ui.visits import Visit

DRILL_CHOICE = Notice("drill-choice")
DRILL_NOT_NOW = Notice("drill-not-now")
DRILL_FORGOTTEN = Notice("drill-forgotten")


@dataclass(frozen=True, slots=True)
class DrillAlert(Screen):
    """The made-up alert; ``rang``: seconds since 1970."""

    exercise: str
    rang: int


@dataclass(frozen=True, slots=True)
class DrillTurn(Screen):
    """What the written person says, after so many answers."""

    exercise: str
    turn: int


@dataclass(frozen=True, slots=True)
class DrillEnd(Screen):
    """The look back: seconds until it was taken, and until the first answer."""

    exercise: str
    taken_in: int
    answered_in: int


async def practise(visit: Visit, rest: str) -> None:
    """Which drill? Not beside a conversation with somebody who exists."""
    del rest
    if await cases.taken_by(visit.ctx.tx, visit.person.id):
        await visit.show(DRILL_NOT_NOW)
    else:
        await visit.show(DRILL_CHOICE)


async def chosen(visit: Visit, args: list[str]) -> None:
    """It rings."""
    if _drill(visit, args[0]) is not None:
        await visit.show(DrillAlert(args[0], int(visit.ctx.now.timestamp())))


async def taken(visit: Visit, args: list[str]) -> None:
    """The written person is there."""
    drill = _drill(visit, args[0])
    if drill is None or await cases.taken_by(visit.ctx.tx, visit.person.id):
        await visit.replace(DRILL_NOT_NOW)
        return
    rang = datetime.fromtimestamp(int(args[1]), visit.ctx.now.tzinfo)
    visit.parts.rehearsals.put(visit.person.id, Rehearsal(args[0], rang, visit.ctx.now))
    await ask_question(visit.ctx, visit.person.id, "drill")
    await visit.replace(DrillTurn(args[0], 0))


async def answered(visit: Visit, text: str) -> None:
    """A hint, and what the written person says to it; the answer itself goes nowhere."""
    del text
    member = visit.person.id
    rehearsal = visit.parts.rehearsals.get(member)
    drill = _drill(visit, rehearsal.drill) if rehearsal else None
    if rehearsal is None or drill is None:
        await visit.reply(DRILL_FORGOTTEN)
        return
    so_far = rehearsal
    if rehearsal.update != visit.update_id:
        first = rehearsal.answered_at or visit.ctx.now
        so_far = replace(
            rehearsal, turn=rehearsal.turn + 1, answered_at=first, update=visit.update_id
        )
        visit.parts.rehearsals.put(member, so_far)
    await visit.show(DrillTurn(so_far.drill, so_far.turn))
    if so_far.turn < len(drill.turns):
        await ask_question(visit.ctx, member, "drill")
    else:
        await _end(visit, so_far)


async def ended(visit: Visit, args: list[str]) -> None:
    """Stop before the end."""
    del args
    rehearsal = visit.parts.rehearsals.get(visit.person.id)
    if rehearsal is None:
        await visit.replace(DRILL_FORGOTTEN)
    else:
        await _end(visit, rehearsal)


async def _end(visit: Visit, rehearsal: Rehearsal) -> None:
    until = rehearsal.answered_at or visit.ctx.now
    taken_in = round((rehearsal.taken_at - rehearsal.rung_at).total_seconds())
    answered_in = round((until - rehearsal.taken_at).total_seconds())
    await visit.show(DrillEnd(rehearsal.drill, max(taken_in, 0), max(answered_in, 0)))


def _drill(visit: Visit, short: str) -> Drill | None:
    return _of(visit.ctx.library, short)


def _of(library: Library, short: str) -> Drill | None:
    name = named("drill", short, library.drills)
    return library.drills[name] if name else None


async def _choice(view: View) -> Page:
    rows = [
        [Press(one.title, "drill", (handle("drill", one.id),))]
        for one in view.library.drills.values()
    ]
    return Page(view.words(DRILL_CHOICE.name, count=len(rows)), rows)


async def _alert(view: View, screen: DrillAlert) -> Page:
    drill = _of(view.library, screen.exercise)
    if drill is None:
        return Page(view.words(DRILL_FORGOTTEN.name))
    text = view.words(
        "drill-alert",
        danger=view.label(f"danger-{drill.danger.word}"),
        topic=view.label(f"topic-{drill.topic}"),
    )
    return Page(
        text, [[view.press("button-drill-take", "drill-take", screen.exercise, screen.rang)]]
    )


async def _turn(view: View, screen: DrillTurn) -> Page:
    drill = _of(view.library, screen.exercise)
    if drill is None:
        return Page(view.words(DRILL_FORGOTTEN.name))
    says = drill.opening if screen.turn == 0 else drill.turns[screen.turn - 1].says
    said = joined([view.words("drill-says", line=line) for line in says], "\n")
    if screen.turn:
        hint = view.presenter.text(drill.turns[screen.turn - 1].hint)
        said = view.words("drill-hint").then(hint, " ").then(said)
    over = screen.turn >= len(drill.turns)
    if over:
        return Page(said)
    how = view.words("drill-how", number=screen.turn + 1, count=len(drill.turns))
    return Page(said.then(how), [[view.press("button-drill-end", "drill-end")]])


async def _ended(view: View, screen: DrillEnd) -> Page:
    drill = _of(view.library, screen.exercise)
    if drill is None:
        return Page(view.words(DRILL_FORGOTTEN.name))
    times = {
        "taken": view.duration(timedelta(seconds=screen.taken_in)),
        "answered": view.duration(timedelta(seconds=screen.answered_in)),
    }
    text = view.words("drill-over", **times)
    rows = [[view.press("button-drill-again", "drill", screen.exercise)]]
    return Page(text.then(view.presenter.text(drill.debrief)), rows)


FEATURE = Feature(
    commands=(Command("exercice", TEAM, practise),),
    buttons=(
        Button("drill", TEAM, chosen),
        Button("drill-take", TEAM, taken),
        Button("drill-end", TEAM, ended),
    ),
    questions=(Question("drill", TEAM, answered),),
    screens=(
        notice(DRILL_CHOICE, _choice),
        plain(DRILL_NOT_NOW),
        plain(DRILL_FORGOTTEN),
        draws(DrillAlert, _alert),
        draws(DrillTurn, _turn),
        draws(DrillEnd, _ended),
    ),
)
