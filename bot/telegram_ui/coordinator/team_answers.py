"""/reponses: what the team answered and offers to others; withdrawn, or written anew."""

from dataclasses import dataclass
from typing import ClassVar

from bot.actions.answer_enquiry import fit
from bot.actions.ask_question import ask_question
from bot.actions.mend_answer import begin_mending, mend_answer, withdraw_answer
from bot.content.rich import Rich, styled
from bot.domain.enquiries import ANSWER_LIMIT, CLAIM_LIMIT, NoEnquiry, UnfitAnswer
from bot.domain.people import NotCoordinator
from bot.domain.screens import Notice, Screen
from bot.store import team_answers
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
from bot.telegram_ui.worker.enquiries import (
    ANSWER_LOST,
    AnswerUnfit,
    as_read,
    on_a_button,
    remember_draft,
    remembered,
    waits_for_answer,
)

ANSWER_MEND = Notice("answer-mend")
ANSWER_REPLACED = Notice("answer-replaced")
ANSWER_REMOVED = Notice("answer-removed")
ANSWER_GONE = Notice("answer-gone")
#: Answers of one screen: each is a button.
_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class Answers(Screen):
    """The newest answers, or those before one."""

    before: int


@dataclass(frozen=True, slots=True)
class KeptAnswer(Screen):
    """One of them; ``sure``: 1 if its withdrawal is to be confirmed."""

    answer: int
    sure: int = 0


@dataclass(frozen=True, slots=True)
class MendedAnswer(Screen):
    """An answer as it will be read from now on. ``source``: the message that holds it."""

    answer: int
    source: int
    from_memory: ClassVar[bool] = True


async def answers(visit: Visit, rest: str) -> None:
    """What is offered now."""
    del rest
    await visit.show(Answers(0))


async def page_pressed(visit: Visit, args: list[str]) -> None:
    """Older ones, or the newest again, in place."""
    await visit.replace(Answers(int(args[0])))


async def answer_pressed(visit: Visit, args: list[str]) -> None:
    """One of them, in place; or whether it is really to be withdrawn."""
    await visit.replace(KeptAnswer(int(args[0]), int(args[1])))


async def withdraw_pressed(visit: Visit, args: list[str]) -> None:
    """Offer it no more."""
    try:
        await withdraw_answer(visit.ctx, visit.person.id, int(args[0]))
    except (NoEnquiry, NotCoordinator):
        await visit.replace(ANSWER_GONE)
    else:
        await visit.replace(ANSWER_REMOVED)


async def mend_pressed(visit: Visit, args: list[str]) -> None:
    """Wait for other words."""
    try:
        await begin_mending(visit.ctx, visit.person.id, int(args[0]))
    except (NoEnquiry, NotCoordinator):
        await visit.replace(ANSWER_GONE)
        return
    await ask_question(visit.ctx, visit.person.id, "mended-answer")
    await visit.show(ANSWER_MEND)


async def mended(visit: Visit, text: str) -> None:
    """Show the new words as they will be read, before they take the place of the old ones."""
    answer = await team_answers.mended_by(visit.ctx.tx, visit.person.id)
    if answer is None:
        await visit.show(ANSWER_GONE)
        return
    try:
        fit(visit.ctx, text, None)
    except UnfitAnswer as unfit:
        await ask_question(visit.ctx, visit.person.id, "mended-answer")
        await visit.show(AnswerUnfit(unfit.why.value))
        return
    await visit.show(MendedAnswer(answer, remember_draft(visit, text)))


async def replace_pressed(visit: Visit, args: list[str]) -> None:
    """Put the new words in the place of the old ones."""
    answer, source = map(int, args)
    wording = remembered(visit.parts.words.said(visit.person.id, -source))
    if wording is None:
        await visit.replace(ANSWER_LOST)
        return
    try:
        await mend_answer(visit.ctx, visit.person.id, answer, wording)
    except (NoEnquiry, NotCoordinator):
        await visit.replace(ANSWER_GONE)
    else:
        await visit.replace(ANSWER_REPLACED)


async def _answers(view: View, screen: Answers) -> Page:
    async with view.store.reading() as tx:
        shown = await team_answers.page(tx, view.now, screen.before, _A_PAGE + 1)
    rows = [
        [Press(on_a_button(one.wording.claim), "kept-answer", (one.id, 0))]
        for one in shown[:_A_PAGE]
    ]
    turning = []
    if len(shown) > _A_PAGE:
        turning.append(view.press("button-answers-older", "answers", shown[_A_PAGE - 1].id))
    if screen.before:
        turning.append(view.press("button-answers-newest", "answers", 0))
    key = "answers" if shown else "answers-none"
    return Page(view.words(key), [*rows, turning])


async def _answer(view: View, screen: KeptAnswer) -> Page:
    async with view.store.reading() as tx:
        answer = await team_answers.get(tx, screen.answer)
    back = view.press("button-answers-newest", "answers", 0)
    if answer is None:
        return Page(view.words("answer-gone"), [[back]])
    name, _ = await signed_by(view, answer.by)
    told = view.words(
        "kept-answer-sure" if screen.sure else "kept-answer",
        name=name,
        place=view.library.territory(answer.territory).name,
        made=view.day(answer.made_at.astimezone(view.voice.zone).date()),
        until=view.day(answer.until.astimezone(view.voice.zone).date()),
    )
    claim = styled(f"« {answer.wording.claim} »", "bold")
    text = claim.then(Rich(answer.wording.answer)).then(told)
    if screen.sure:
        sure = view.press("button-answer-withdraw-sure", "answer-withdraw", answer.id)
        return Page(text, [[sure], [view.press("button-cancel", "kept-answer", answer.id, 0)]])
    change = view.press("button-answer-mend", "answer-mend", answer.id)
    withdraw = view.press("button-answer-withdraw", "kept-answer", answer.id, 1)
    return Page(text, [[change, withdraw], [back]])


async def _mend(view: View) -> Page:
    text = view.words("answer-mend", claim=CLAIM_LIMIT, answer=ANSWER_LIMIT)
    return await waits_for_answer(view, text)


async def _mended(view: View, screen: MendedAnswer) -> Page:
    wording = remembered(view.spoken(-screen.source))
    if wording is None:
        return Page(view.words(ANSWER_LOST.name))
    rows = [
        [view.press("button-answer-replace", "answer-replace", screen.answer, screen.source)],
        [view.press("button-answer-drop", "answer-drop")],
    ]
    return Page(as_read(view, screen.name, wording), rows)


FEATURE = Feature(
    commands=(Command("reponses", COORDINATION, answers),),
    buttons=(
        Button("answers", COORDINATION, page_pressed),
        Button("kept-answer", COORDINATION, answer_pressed),
        Button("answer-withdraw", COORDINATION, withdraw_pressed),
        Button("answer-mend", COORDINATION, mend_pressed),
        Button("answer-replace", COORDINATION, replace_pressed),
    ),
    questions=(Question("mended-answer", COORDINATION, mended),),
    screens=(
        draws(Answers, _answers),
        draws(KeptAnswer, _answer),
        notice(ANSWER_MEND, _mend),
        draws(MendedAnswer, _mended),
        plain(ANSWER_REPLACED),
        plain(ANSWER_REMOVED),
        plain(ANSWER_GONE),
    ),
)
