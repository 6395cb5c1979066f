"""What a worker writes: to the case replied to, otherwise to the one they turned to.

Never to the wrong person: when it is not clear, the bot asks before sending.
"""

from dataclasses import dataclass, replace

from bot.actions.change_message import Changed, change_by_worker
from bot.actions.pass_message import Written, pass_from_worker
from bot.actions.remind_unsent import remind_later
from bot.actions.renew_lists import choice
from bot.actions.screens import (
    LIVE_LOCATION,
    PERHAPS_UNDELIVERED,
    AskWhom,
    LiveLocationEnded,
    PersonHides,
    PersonIsBack,
    SpeakerForward,
    SpeakerPerson,
    StillUnsent,
    Undelivered,
)
from bot.actions.what_is_answered import what_is_answered
from bot.domain.cases import Case, NoCase, meant
from bot.domain.messages import REFUSED, TELLING, Kind, digits_of, tells_who_else
from bot.domain.people import CaseId
from bot.domain.screens import Notice, Screen
from bot.store import cases
from bot.telegram_ui.features import TEAM, Button, Feature, draws, plain
from bot.telegram_ui.incoming import words_of, written
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit

_KINDS = tuple(Kind)
#: What begins so is for the team, wherever it stands.
NOTE = "/note"

UNSUPPORTED_KIND_WORKER = Notice("unsupported-kind-worker")
WORKER_NO_CASE = Notice("worker-no-case")
REPLY_TO_CLOSED_CASE = Notice("reply-to-closed-case")
EDIT_WENT_NOWHERE_WORKER = Notice("edit-went-nowhere-worker")
EDIT_IS_NO_COMMAND = Notice("edit-is-no-command")
NOTE_IN_CAPTION = Notice("note-in-caption")
EDIT_TELLS_WHO = Notice("edit-tells-who")
MESSAGE_DROPPED = Notice("message-dropped")


@dataclass(frozen=True, slots=True)
class GoesTo(Screen):
    """To whom a message goes, for whoever talks with several people."""

    pseudonym: str


@dataclass(frozen=True, slots=True)
class SentTo(Screen):
    """To whom a message went after all."""

    pseudonym: str


async def worker_writes(visit: Visit) -> None:
    """Pass a worker's message on, ask whom it is for, or say why it goes nowhere."""
    assert visit.message is not None  # noqa: S101  # called for messages only
    what = _told(visit, written(visit.message))
    if what.kind in REFUSED:
        await visit.answer_once(UNSUPPORTED_KIND_WORKER)
        return
    spoken = words_of(visit.message)
    if spoken.text.lstrip().lower().startswith(NOTE):
        # Below a picture it is no command for Telegram; for whoever wrote it, it was one.
        await visit.reply(NOTE_IN_CAPTION)
        return
    visit.parts.words.remember(visit.person.id, what.source_id, spoken)
    mine = await cases.taken_by(visit.ctx.tx, visit.person.id)
    if _is_over(visit, mine):
        await visit.reply(REPLY_TO_CLOSED_CASE)
    elif not mine:
        await visit.reply(WORKER_NO_CASE)
    elif what.reply_to is not None:
        await _answer(visit, what, mine)
    else:
        turned_to, heard = visit.person.current_case, visit.person.heard_case
        chosen = meant(mine, turned_to, heard, visit.place)
        await _write(visit, what, chosen, mine)


def _is_over(visit: Visit, mine: list[Case]) -> bool:
    """Whether it was written in the topic of a case that is over, or somebody else's."""
    case = visit.place.case
    return case is not None and case not in {one.id for one in mine}


async def worker_edits(visit: Visit, *, command: bool, replaced: bool) -> None:
    """Bring an edit to the young person, or say that it went nowhere."""
    assert visit.message is not None  # noqa: S101  # called for messages only
    what = replace(_told(visit, written(visit.message)), command=command, replaced=replaced)
    changed = await change_by_worker(visit.ctx, visit.person, what)
    if changed is Changed.NOWHERE:
        await visit.answer_once(EDIT_WENT_NOWHERE_WORKER)
    elif changed is Changed.COMMAND:
        await visit.reply(EDIT_IS_NO_COMMAND)
    elif changed is Changed.NOT_PASSED:
        await visit.answer_once(EDIT_TELLS_WHO)


def _told(visit: Visit, what: Written) -> Written:
    """What was written, with whether it tells who or where the worker is."""
    assert visit.message is not None  # noqa: S101  # called for messages only
    if what.kind in TELLING:
        return replace(what, tells=True)
    if not visit.prepared.tells_who:
        return what
    services = {digits_of(one.number) for one in visit.ctx.library.contacts.values() if one.number}
    return replace(what, tells=tells_who_else(words_of(visit.message).text, services))


async def _answer(visit: Visit, what: Written, mine: list[Case]) -> None:
    """A reply belongs to the case of the message it answers, or to nobody."""
    assert what.reply_to is not None  # noqa: S101  # called for replies only
    answered = await what_is_answered(visit.ctx, visit.person.id, what.reply_to)
    if answered is None or visit.place.case not in {None, answered}:
        # Of a reply from one topic to another's message, nobody knows which one is meant.
        await _ask_whom(visit, what)
        return
    case = next((case for case in mine if case.id == answered), None)
    if case is None:
        await visit.reply(REPLY_TO_CLOSED_CASE)
    else:
        await _write(visit, what, case, mine)


async def _write(visit: Visit, what: Written, case: Case | None, mine: list[Case]) -> None:
    if case is None or what.tells:
        await _ask_whom(visit, what, case)
        return
    try:
        case = await pass_from_worker(visit.ctx, visit.person, case.id, what)
    except NoCase:
        await visit.reply(REPLY_TO_CLOSED_CASE)
        return
    if len(mine) > 1 and visit.place.case is None:
        await visit.answer_once(GoesTo(case.pseudonym), about=case)


async def _ask_whom(visit: Visit, what: Written, case: Case | None = None) -> None:
    slot, asking = choice(
        what.source_id,
        _KINDS.index(what.kind),
        tells=what.tells,
        case_id=case.id if case else 0,
    )
    await visit.show_as(asking, slot=slot)
    await remind_later(visit.ctx, visit.person.id)


async def whom_answered(visit: Visit, args: list[str]) -> None:
    """Send a kept message to the case that was chosen, if it is still as it was then."""
    # Buttons of an earlier version do not say whether it tells who wrote it.
    case_id, epoch, source, kind, tells = [*(int(arg) for arg in args), 0][:5]
    case = await cases.get(visit.ctx.tx, CaseId(case_id))
    if case is None or case.epoch != epoch:
        visit.say("toast-not-your-case")
        return
    what = Written(source, _KINDS[kind], tells=bool(tells))
    try:
        case = await pass_from_worker(visit.ctx, visit.person, case.id, what)
    except NoCase:
        visit.say("toast-not-your-case")
        return
    await visit.replace(SentTo(case.pseudonym), about=case)


async def drop_pressed(visit: Visit, args: list[str]) -> None:
    """A message that waits for its reader goes to nobody."""
    visit.parts.words.forget_message(visit.person.id, int(args[0]))
    await visit.replace(MESSAGE_DROPPED)


async def _whom(view: View, screen: AskWhom) -> Page:
    async with view.store.reading() as tx:
        mine = await cases.taken_by(tx, view.reader)
    if not mine:
        return Page(view.words(WORKER_NO_CASE.name), [[view.press("button-queue", "queue")]])
    what = (screen.source, screen.kind, int(screen.tells))
    # The one that was meant may have left meanwhile: then it is for nobody.
    offered = [case for case in mine if screen.case_id in {0, case.id}]
    rows = [[Press(_to(view, case), "to", (case.id, case.epoch, *what))] for case in offered]
    rows.append([view.press("button-drop", "drop", screen.source)])
    return Page(view.words("ask-whom-tells" if screen.tells else "ask-whom"), rows)


def _to(view: View, case: Case) -> str:
    return view.label("button-send-to", pseudonym=case.pseudonym)


async def _undelivered(view: View, screen: Undelivered) -> Page:
    return Page(view.words("undelivered", reason=view.label(screen.reason)))


FEATURE = Feature(
    buttons=(Button("to", TEAM, whom_answered), Button("drop", TEAM, drop_pressed)),
    screens=(
        draws(AskWhom, _whom),
        plain(SentTo),
        plain(GoesTo, silent=True),
        plain(StillUnsent),
        plain(MESSAGE_DROPPED),
        plain(SpeakerPerson, silent=True),
        plain(PersonHides),
        plain(PersonIsBack),
        plain(SpeakerForward, silent=True),
        draws(Undelivered, _undelivered),
        plain(LIVE_LOCATION),
        plain(LiveLocationEnded),
        plain(PERHAPS_UNDELIVERED),
        plain(UNSUPPORTED_KIND_WORKER),
        plain(WORKER_NO_CASE, (("button-queue", "queue"),)),
        plain(REPLY_TO_CLOSED_CASE, (("button-my-cases", "my-cases"),)),
        plain(EDIT_WENT_NOWHERE_WORKER),
        plain(EDIT_IS_NO_COMMAND),
        plain(NOTE_IN_CAPTION),
        plain(EDIT_TELLS_WHO),
    ),
)
