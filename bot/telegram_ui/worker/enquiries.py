"""/questions: what young people ask the team, answered by whoever finds the time.

What is written as an answer stays in memory until its author has read it as it will be sent.
"""

from dataclasses import dataclass
from typing import ClassVar

from bot.actions.answer_enquiry import (
    Busy,
    fit,
    give_up,
    look_at_enquiry,
    send_answer,
    send_same,
    take_up_enquiry,
)
from bot.actions.ask_question import ask_question
from bot.actions.own_queue import scopes
from bot.actions.screens import (
    ENQUIRIES_LATE,
    ENQUIRY_WAITS,
    AnswerUndelivered,
    EnquiryCard,
)
from bot.content.rich import Rich, styled, titled
from bot.domain.enquiries import (
    ANSWER_LIMIT,
    CLAIM_LIMIT,
    Keep,
    NoEnquiry,
    UnfitAnswer,
    Wording,
    fitting,
    read_wording,
)
from bot.domain.people import PersonId
from bot.domain.screens import Notice, Screen
from bot.store import cases, enquiries, people, team_answers
from bot.telegram_ui.features import (
    TEAM,
    Button,
    Command,
    Feature,
    Question,
    by_button,
    draws,
    notice,
    plain,
)
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.questions import CANCEL
from bot.telegram_ui.signatures import signed_by
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.words import Spoken

ENQUIRIES = Notice("enquiries")
ENQUIRY_GONE = Notice("enquiry-gone")
ENQUIRY_LEFT = Notice("enquiry-left")
ANSWER_HOW = Notice("answer-how")
ANSWER_LOST = Notice("answer-lost")
ANSWER_DROPPED = Notice("answer-dropped")
#: More would not be read; the oldest come first.
_SHOWN = 8
#: Kept answers that are offered below a question.
_MOST_SAME = 2
#: Letters of a claim that a button shows.
_ON_A_BUTTON = 40


@dataclass(frozen=True, slots=True)
class EnquiryTaken(Screen):
    """A colleague answers it at this moment."""

    worker: PersonId


@dataclass(frozen=True, slots=True)
class AnswerUnfit(Screen):
    """What was written cannot be sent as an answer; ``unfit``: part of a text's name."""

    unfit: str


@dataclass(frozen=True, slots=True)
class AnswerDraft(Screen):
    """An answer as it will be read. ``source``: the message that holds it."""

    enquiry: int
    revision: int
    source: int
    from_memory: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class AnswerSent(Screen):
    """It left; ``keep``: for how long others are offered it."""

    keep: str


async def questions(visit: Visit, rest: str) -> None:
    """What waits where this member works."""
    del rest
    await visit.show(ENQUIRIES)


async def look_pressed(visit: Visit, args: list[str]) -> None:
    """One question, copied from whoever asks it."""
    try:
        await look_at_enquiry(visit.ctx, visit.person.id, int(args[0]))
    except NoEnquiry:
        await visit.show(ENQUIRY_GONE)


async def answer_pressed(visit: Visit, args: list[str]) -> None:
    """Say how an answer is written, and wait for it."""
    try:
        await take_up_enquiry(visit.ctx, visit.person.id, int(args[0]))
    except NoEnquiry:
        await visit.show(ENQUIRY_GONE)
    except Busy as busy:
        await visit.show(EnquiryTaken(busy.worker))
    else:
        await ask_question(visit.ctx, visit.person.id, "team-answer")
        await visit.show(ANSWER_HOW)


async def answer_written(visit: Visit, text: str) -> None:
    """Show an answer as it will be read, before anything of it is kept."""
    assert visit.message is not None  # noqa: S101  # questions are answered by messages
    enquiry = await enquiries.at_hand(visit.ctx.tx, visit.person.id)
    if enquiry is None:
        await visit.show(ENQUIRY_GONE)
        return
    asked = visit.parts.words.said(enquiry.person, enquiry.source_id)
    try:
        fit(visit.ctx, text, asked.text if asked else None)
    except UnfitAnswer as unfit:
        await ask_question(visit.ctx, visit.person.id, "team-answer")
        await visit.show(AnswerUnfit(unfit.why.value))
        return
    source = remember_draft(visit, text)
    await visit.show(AnswerDraft(enquiry.id, enquiry.revision, source))


def remember_draft(visit: Visit, text: str) -> int:
    """Remember what was written where an edit of the message changes nothing of it."""
    assert visit.message is not None  # noqa: S101  # questions are answered by messages
    source = visit.message.message_id
    visit.parts.words.remember(visit.person.id, -source, Spoken(text))
    return source


def remembered(spoken: Spoken | None) -> Wording | None:
    """A draft, if it is known still: after a restart it is not."""
    try:
        return read_wording(spoken.text) if spoken else None
    except UnfitAnswer:
        return None


async def send_pressed(visit: Visit, args: list[str]) -> None:
    """Send it, and offer it to others for a while, or not."""
    enquiry, revision, source = map(int, args[:3])
    keep = Keep(args[3])
    wording = remembered(visit.parts.words.said(visit.person.id, -source))
    if wording is None:
        await visit.replace(ANSWER_LOST)
        return
    try:
        await send_answer(visit.ctx, visit.person.id, enquiry, revision, wording, keep)
    except NoEnquiry:
        await _gone(visit, enquiry)
    else:
        await visit.replace(AnswerSent(keep.value))


async def same_pressed(visit: Visit, args: list[str]) -> None:
    """Answer with what was answered before."""
    enquiry, revision, answer = map(int, args)
    try:
        await send_same(visit.ctx, visit.person.id, enquiry, revision, answer)
    except NoEnquiry:
        await _gone(visit, enquiry)
    else:
        await visit.replace(AnswerSent(Keep.NO.value))


async def leave_pressed(visit: Visit, args: list[str]) -> None:
    """Nobody knows: whoever asked is told so."""
    enquiry, revision = map(int, args)
    try:
        await give_up(visit.ctx, visit.person.id, enquiry, revision)
    except NoEnquiry:
        await _gone(visit, enquiry)
    else:
        await visit.replace(ENQUIRY_LEFT)


async def _gone(visit: Visit, enquiry_id: int) -> None:
    """It went otherwise; pressed twice, what this member sent is no surprise to them."""
    enquiry = await enquiries.get(visit.ctx.tx, enquiry_id)
    if enquiry is not None and not enquiry.waits and enquiry.worker == visit.person.id:
        visit.say("toast-answer-sent")
    else:
        await visit.replace(ENQUIRY_GONE)


async def drop_pressed(visit: Visit, args: list[str]) -> None:
    """It is sent to nobody."""
    del args
    await visit.replace(ANSWER_DROPPED)


async def _list(view: View) -> Page:
    async with view.store.reading() as tx:
        me = await people.get(tx, view.reader)
        place = (await scopes(tx, view.library, me))[0] if me else frozenset[str]()
        waiting = await enquiries.waiting(tx, place, _SHOWN)
        count = await enquiries.count_waiting(tx, place)
    if not waiting:
        return Page(view.words("enquiries-none"))
    rows = []
    for one in waiting:
        asked = one.asked_at.astimezone(view.voice.zone)
        time = view.presenter.moments.clock(asked)
        label = view.label("button-enquiry", day=view.day(asked.date()), time=time)
        rows.append([Press(label, "enquiry", (one.id,))])
    return Page(view.words("enquiries", count=count), rows)


async def _card(view: View, screen: EnquiryCard) -> Page:
    async with view.store.reading() as tx:
        enquiry = await enquiries.get(tx, screen.enquiry)
        if enquiry is None or not enquiry.waits:
            return Page(view.words("enquiry-gone"))
        kept = await team_answers.offered(tx, enquiry.territory, view.now)
    # In memory, and only there: without it, nothing is proposed.
    said = view.memory.said(enquiry.person, enquiry.source_id)
    same = fitting(kept, said.text, _MOST_SAME) if said else []
    rows = [[view.press("button-enquiry-answer", "enquiry-answer", enquiry.id)]]
    for one in same:
        label = view.label("button-enquiry-same", claim=on_a_button(one.wording.claim))
        rows.append([Press(label, "enquiry-same", (enquiry.id, enquiry.revision, one.id))])
    rows.append([view.press("button-enquiry-leave", "enquiry-leave", enquiry.id, enquiry.revision)])
    return Page(view.words(screen.name), rows)


def on_a_button(claim: str) -> str:
    """A claim as a button shows it."""
    return claim if len(claim) <= _ON_A_BUTTON else claim[: _ON_A_BUTTON - 1].rstrip() + "…"


async def _how(view: View) -> Page:
    text = view.words("answer-how", claim=CLAIM_LIMIT, answer=ANSWER_LIMIT)
    return await waits_for_answer(view, text)


async def waits_for_answer(view: View, text: Rich) -> Page:
    """What waits for an answer of the team; in a conversation, plain words go to somebody."""
    async with view.store.reading() as tx:
        talking = bool(await cases.taken_by(tx, view.reader))
    warned = text.then(view.words("answer-here")) if talking else text
    return Page(warned, [[view.press("button-cancel", CANCEL)]])


async def _unfit(view: View, screen: AnswerUnfit) -> Page:
    limits = {"claim": CLAIM_LIMIT, "answer": ANSWER_LIMIT}
    return await waits_for_answer(view, view.words(f"answer-unfit-{screen.unfit}", **limits))


async def _draft(view: View, screen: AnswerDraft) -> Page:
    wording = remembered(view.spoken(-screen.source))
    if wording is None:
        return Page(view.words(ANSWER_LOST.name))
    about = (screen.enquiry, screen.revision, screen.source)
    rows = [
        [Press(view.label(f"button-answer-keep-{keep}"), "answer-send", (*about, keep.value))]
        for keep in (Keep.HALF_YEAR, Keep.MONTH, Keep.NO)
    ]
    rows.append([view.press("button-answer-drop", "answer-drop")])
    return Page(as_read(view, "answer-draft", wording), rows)


def as_read(view: View, key: str, wording: Wording) -> Rich:
    """What the team wrote as somebody will read it, below what is said of it."""
    claim = styled(f"« {wording.claim} »", "bold")
    return view.words(key).then(claim).then(Rich(wording.answer))


async def _sent(view: View, screen: AnswerSent) -> Page:
    return Page(view.words(screen.name, keep=screen.keep))


async def _taken(view: View, screen: EnquiryTaken) -> Page:
    name, _ = await signed_by(view, screen.worker)
    return Page(view.words(screen.name, name=name))


async def _undelivered(view: View, screen: AnswerUndelivered) -> Page:
    async with view.store.reading() as tx:
        enquiry = await enquiries.get(tx, screen.enquiry)
        answer = enquiry and enquiry.answer and await team_answers.get(tx, enquiry.answer)
    title = view.label("answer-undelivered-title")
    claim = f"« {answer.wording.claim} »" if answer else ""
    return Page(titled(title, claim).then(view.words(screen.name)))


FEATURE = Feature(
    commands=(Command("questions", TEAM, questions),),
    buttons=(
        Button("enquiries", TEAM, by_button(questions)),
        Button("enquiry", TEAM, look_pressed),
        Button("enquiry-answer", TEAM, answer_pressed),
        Button("enquiry-same", TEAM, same_pressed),
        Button("enquiry-leave", TEAM, leave_pressed),
        Button("answer-send", TEAM, send_pressed),
        Button("answer-drop", TEAM, drop_pressed),
    ),
    questions=(Question("team-answer", TEAM, answer_written),),
    screens=(
        notice(ENQUIRIES, _list),
        draws(EnquiryCard, _card),
        notice(ANSWER_HOW, _how),
        draws(AnswerUnfit, _unfit),
        draws(AnswerDraft, _draft),
        draws(AnswerSent, _sent),
        draws(EnquiryTaken, _taken),
        draws(AnswerUndelivered, _undelivered),
        plain(ENQUIRY_WAITS, (("button-enquiries", "enquiries"),), silent=True),
        plain(ENQUIRIES_LATE, (("button-enquiries", "enquiries"),), silent=True),
        plain(ENQUIRY_GONE, (("button-enquiries", "enquiries"),)),
        plain(ENQUIRY_LEFT, (("button-enquiries", "enquiries"),)),
        plain(ANSWER_LOST, (("button-enquiries", "enquiries"),)),
        plain(ANSWER_DROPPED, (("button-enquiries", "enquiries"),)),
    ),
)
