"""/note: a word for whoever answers next. It never reaches the young person."""

from dataclasses import dataclass

from bot.actions.keep_note import keep_note
from bot.actions.screens import NoteBy
from bot.actions.what_is_answered import what_is_answered
from bot.domain.cases import Case, NoCase, meant
from bot.domain.people import CaseId
from bot.domain.screens import Notice, Screen
from bot.store import cases
from bot.telegram_ui.features import TEAM, Button, Command, Feature, draws, plain
from bot.telegram_ui.incoming import written
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.signatures import signed_by
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.conversation import WORKER_NO_CASE

NOTE_HOW = Notice("note-how")
NOTE_DROPPED = Notice("note-dropped")


@dataclass(frozen=True, slots=True)
class NoteKept(Screen):
    """A note of this person's case is kept."""

    pseudonym: str


@dataclass(frozen=True, slots=True)
class NoteAbout(Screen):
    """Whom is a note about? ``source``: the message that is to be kept."""

    source: int


async def note(visit: Visit, rest: str) -> None:
    """Keep what follows the command, with the case replied to or the one they turned to."""
    mine = await cases.taken_by(visit.ctx.tx, visit.person.id)
    if not mine:
        await visit.show(WORKER_NO_CASE)
        return
    if not rest.strip() or visit.message is None:
        await visit.show(NOTE_HOW)
        return
    case = await _meant(visit, mine)
    if case is None:
        await visit.reply(NoteAbout(visit.message.message_id))
    else:
        await keep_note(visit.ctx, visit.person.id, case.id, visit.message.message_id)
        await visit.reply(NoteKept(case.pseudonym))


async def _meant(visit: Visit, mine: list[Case]) -> Case | None:
    assert visit.message is not None  # noqa: S101  # asked of a message
    reply_to = written(visit.message).reply_to
    if reply_to is None:
        turned_to, heard = visit.person.current_case, visit.person.heard_case
        return meant(mine, turned_to, heard, visit.place)
    answered = await what_is_answered(visit.ctx, visit.person.id, reply_to)
    fits = visit.place.case in {None, answered}
    return next((case for case in mine if fits and case.id == answered), None)


async def about_pressed(visit: Visit, args: list[str]) -> None:
    """Keep it with the case that was chosen."""
    try:
        case = await keep_note(visit.ctx, visit.person.id, CaseId(int(args[0])), int(args[1]))
    except NoCase:
        visit.say("toast-not-your-case")
        return
    await visit.replace(NoteKept(case.pseudonym), about=case)


async def drop_pressed(visit: Visit, args: list[str]) -> None:
    """It is kept with nobody."""
    del args
    await visit.replace(NOTE_DROPPED)


async def _about(view: View, screen: NoteAbout) -> Page:
    async with view.store.reading() as tx:
        mine = await cases.taken_by(tx, view.reader)
    rows = [
        [
            Press(
                view.label("button-note-about", pseudonym=case.pseudonym),
                "note-about",
                (case.id, screen.source),
            )
        ]
        for case in mine
    ]
    rows.append([view.press("button-note-drop", "note-drop")])
    return Page(view.words(screen.name), rows)


async def _note_by(view: View, screen: NoteBy) -> Page:
    name, function = await signed_by(view, screen.worker)
    return Page(view.words(screen.name, name=name, function=function), silent=True)


FEATURE = Feature(
    commands=(Command("note", TEAM, note, keeps_words=True),),
    buttons=(
        Button("note-about", TEAM, about_pressed),
        Button("note-drop", TEAM, drop_pressed),
    ),
    screens=(
        plain(NOTE_HOW),
        plain(NOTE_DROPPED),
        plain(NoteKept),
        draws(NoteAbout, _about),
        draws(NoteBy, _note_by),
    ),
)
