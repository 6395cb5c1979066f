"""What a worker writes: to the case replied to, otherwise to the current one.

Never to the wrong person: when it is not clear, the bot asks before sending.
"""

from bot.actions.pass_message import Written, pass_from_worker
from bot.actions.switch_case import switch_case
from bot.domain.cases import Case, NoCase, Status
from bot.domain.messages import Kind
from bot.domain.people import CaseId
from bot.store import cases, messages, people
from bot.telegram_ui.features import TEAM, Button, Feature, plain
from bot.telegram_ui.incoming import words_of, written
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit

_KINDS = tuple(Kind)


async def worker_writes(visit: Visit) -> None:
    """Pass a worker's message on, ask whom it is for, or say why it goes nowhere."""
    assert visit.message is not None  # noqa: S101  # called for messages only
    what = written(visit.message)
    if what.kind is Kind.UNSUPPORTED:
        await visit.reply("unsupported-kind-worker")
        return
    spoken = words_of(visit.message)
    visit.parts.words.remember(visit.person.id, what.source_id, spoken)
    mine = await cases.taken_by(visit.ctx.tx, visit.person.id)
    if not mine:
        await visit.reply("worker-no-case")
        return
    if what.reply_to is not None:
        await _answer(visit, what, mine)
    elif (case := _clear_target(visit, mine)) is not None:
        await pass_from_worker(visit.ctx, case, what)
    else:
        await _ask_whom(visit, what)


async def _answer(visit: Visit, what: Written, mine: list[Case]) -> None:
    """A reply goes to the case of the message it answers, or nowhere."""
    assert what.reply_to is not None  # noqa: S101  # called for replies only
    tx, me = visit.ctx.tx, visit.person.id
    answered = await messages.by_copy(tx, me, what.reply_to) or await messages.by_source(
        tx, me, what.reply_to
    )
    if answered is None:
        if len(mine) == 1:
            await pass_from_worker(visit.ctx, mine[0], what)
        else:
            await _ask_whom(visit, what)
        return
    case = next((case for case in mine if case.id == answered.case_id), None)
    if case is None:
        await visit.reply("reply-to-closed-case")
        return
    await people.set_current_case(tx, me, case.id)
    await people.set_heard_case(tx, me, case.id)
    await pass_from_worker(visit.ctx, case, what)


def _clear_target(visit: Visit, mine: list[Case]) -> Case | None:
    """The only case, or the current one if nobody else spoke since."""
    if len(mine) == 1:
        return mine[0]
    current, heard = visit.person.current_case, visit.person.heard_case
    if heard is not None and heard != current and any(case.id == heard for case in mine):
        return None
    return next((case for case in mine if case.id == current), None)


async def _ask_whom(visit: Visit, what: Written) -> None:
    await visit.reply("ask-whom", source=what.source_id, kind=_KINDS.index(what.kind))


async def whom_answered(visit: Visit, args: list[str]) -> None:
    """Send a kept message to the case that was chosen."""
    case_id, source, kind = (int(arg) for arg in args)
    try:
        case = await switch_case(visit.ctx, visit.person, CaseId(case_id))
    except NoCase:
        visit.say("toast-not-your-case")
        return
    known = await messages.by_source(visit.ctx.tx, visit.person.id, source)
    if known is None and case.status is Status.TAKEN:
        await pass_from_worker(visit.ctx, case, Written(source, _KINDS[kind]))
    await visit.replace("sent-to", about=case, pseudonym=case.pseudonym)


async def _whom(view: View) -> Page:
    async with view.store.reading() as tx:
        mine = await cases.taken_by(tx, view.reader)
    source, kind = view.number("source"), view.number("kind")
    rows = [[Press(case.pseudonym, "to", (case.id, source, kind))] for case in mine]
    return Page(view.words("ask-whom"), rows)


async def _sent_to(view: View) -> Page:
    return Page(view.words("sent-to", pseudonym=view.text("pseudonym")))


async def _speaker(view: View) -> Page:
    return Page(view.words("speaker-person", pseudonym=view.text("pseudonym")), silent=True)


async def _undelivered(view: View) -> Page:
    return Page(view.words("undelivered", reason=view.label(view.text("reason"))))


FEATURE = Feature(
    buttons=(Button("to", TEAM, whom_answered),),
    screens={
        "ask-whom": _whom,
        "sent-to": _sent_to,
        "speaker-person": _speaker,
        "undelivered": _undelivered,
        "perhaps-undelivered": plain("perhaps-undelivered"),
        "unsupported-kind-worker": plain("unsupported-kind-worker"),
        "worker-no-case": plain("worker-no-case", (("button-queue", "queue"),)),
        "reply-to-closed-case": plain("reply-to-closed-case", (("button-my-cases", "my-cases"),)),
        "edit-not-passed": plain("edit-not-passed"),
    },
)
