"""/file: who waits; /prendre: take a request. Of several workers at once, exactly one wins."""

from dataclasses import dataclass

from bot.actions.own_queue import InSight, in_sight
from bot.actions.screens import Alert, AlertCancelled, AlertMoved, AlertTaken
from bot.actions.take_case import take_case, take_next
from bot.domain.cases import AlreadyTaken, Case, NothingWaiting, Promise
from bot.domain.danger import Danger
from bot.domain.people import Audience, CaseId, NotInTeam, PersonId
from bot.domain.screens import Notice, Screen
from bot.store import cases, memberships, people
from bot.telegram_ui.features import (
    TEAM,
    Button,
    Command,
    Feature,
    by_button,
    draws,
    notice,
    plain,
)
from bot.telegram_ui.help import UNKNOWN_COMMAND
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.header import ALERT_GONE, about, case_of

QUEUE = Notice("queue")
NOTHING_TO_TAKE = Notice("nothing-to-take")
NOBODY_OF_THAT_NAME = Notice("nobody-of-that-name")


@dataclass(frozen=True, slots=True)
class AlreadyTakenBy(Screen):
    """A colleague was quicker."""

    worker: PersonId


async def queue(visit: Visit, rest: str) -> None:
    """Show who waits, most urgent first."""
    del rest
    await visit.show(QUEUE, listing=True)


async def take(visit: Visit, pseudonym: str) -> None:
    """Take the next request, or the one of a pseudonym."""
    try:
        await take_next(visit.ctx, visit.person, pseudonym)
    except NothingWaiting:
        if pseudonym:
            await visit.show(NOBODY_OF_THAT_NAME, listing=True)
        else:
            await visit.show(NOTHING_TO_TAKE)
    except NotInTeam:
        await visit.reply(UNKNOWN_COMMAND)
    except AlreadyTaken as taken:
        await visit.show(AlreadyTakenBy(taken.worker))


async def take_pressed(visit: Visit, args: list[str]) -> None:
    """Take the request of an alert."""
    case_id = CaseId(int(args[0]))
    try:
        await take_case(visit.ctx, visit.person, case_id)
    except NotInTeam:
        visit.say("toast-stale-button")
    except NothingWaiting:
        visit.say("toast-no-longer-waits")
        await visit.replace(ALERT_GONE)
    except AlreadyTaken as taken:
        if taken.worker == visit.person.id:
            visit.say("toast-already-yours")
            return
        visit.say("toast-already-taken")
        case = await cases.get(visit.ctx.tx, case_id)
        pseudonym = case.pseudonym if case else ""
        await visit.replace(AlertTaken(pseudonym, taken.worker), about=case)


async def _queue(view: View) -> Page:
    async with view.store.reading() as tx:
        me = await people.get(tx, view.reader)
        seen = await in_sight(tx, view.library, me) if me else InSight()
        who = await people.audiences(tx, [case.person_id for case in seen.first])
    waiting, total = seen.first, seen.total
    if not waiting:
        return Page(view.words("queue-empty"))
    lines = "\n".join(
        _line(view, case, who.get(case.person_id, Audience.YOUNG)) for case in waiting
    )
    if seen.elsewhere:
        lines = view.label("queue-elsewhere") + "\n" + lines
    more = view.label("queue-more", count=total - len(waiting)) if total > len(waiting) else ""
    rows = [
        [Press(view.label("button-take-one", pseudonym=case.pseudonym), "take", (case.id,))]
        for case in waiting
    ]
    return Page(view.words("queue", lines=lines, more=more, count=total), rows)


async def _nobody_of_that_name(view: View) -> Page:
    """What the command does not know, and who does wait."""
    page = await _queue(view)
    return Page(view.words("nobody-of-that-name").then(page.text), page.buttons)


def _line(view: View, case: Case, audience: Audience) -> str:
    return view.label(
        "queue-line",
        audience=audience.value,
        pseudonym=case.pseudonym,
        danger=view.label(f"danger-{case.danger.word}"),
        topic=view.label(f"topic-{case.topic}"),
        waited=view.duration(view.now - case.opened_at),
        mark=_mark(view, case),
    )


async def _alert(view: View, screen: Alert) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None:
        return Page(view.words("alert-gone"))
    key = "alert-immediate" if case.danger is Danger.IMMEDIATE else "alert"
    text = view.words(key, **await about(view, case))
    for known, said in ((case.returned, "alert-returned"), (promised(case), "alert-promised")):
        text = text.then(view.words(said)) if known else text
    return Page(text, [[view.press("button-take", "take", case.id)]])


def _mark(view: View, case: Case) -> str:
    if case.returned:
        return view.label("queue-returned")
    return view.label("queue-promised") if promised(case) else ""


def promised(case: Case) -> bool:
    """Whether somebody asked out of hours and was told that they would be answered at opening.

    Of a danger nothing is said of mornings.
    """
    asked_at_night = case.promise is not Promise.NONE and not case.returned
    return asked_at_night and case.danger < Danger.HIGH


async def _alert_taken(view: View, screen: AlertTaken) -> Page:
    if screen.worker == view.reader:
        return Page(view.words("alert-taken-by-you", pseudonym=screen.pseudonym))
    name = await _colleague(view, screen.worker)
    return Page(view.words("alert-taken", pseudonym=screen.pseudonym, name=name))


async def _already_taken(view: View, screen: AlreadyTakenBy) -> Page:
    return Page(view.words("already-taken", name=await _colleague(view, screen.worker)))


async def _colleague(view: View, worker: PersonId) -> str:
    async with view.store.reading() as tx:
        signature = await memberships.signature(tx, worker)
    return (signature and signature.first_name) or view.label("a-colleague")


FEATURE = Feature(
    commands=(Command("file", TEAM, queue), Command("prendre", TEAM, take)),
    buttons=(Button("queue", TEAM, by_button(queue)), Button("take", TEAM, take_pressed)),
    screens=(
        notice(QUEUE, _queue),
        draws(Alert, _alert),
        draws(AlertTaken, _alert_taken),
        plain(AlertCancelled),
        plain(AlertMoved),
        plain(ALERT_GONE),
        draws(AlreadyTakenBy, _already_taken),
        plain(NOTHING_TO_TAKE),
        notice(NOBODY_OF_THAT_NAME, _nobody_of_that_name),
    ),
)
