"""*Demander à l'équipe*: a question that is answered later, and what comes back of it."""

from dataclasses import dataclass

from bot.actions.answer_enquiry import count_offered, kept_answers
from bot.actions.ask_question import ask_question
from bot.actions.enquire import Asked, enquire, withdraw_enquiry
from bot.actions.keep_words import keep_for_later, open_case_of
from bot.actions.release_message import release_message
from bot.actions.screens import (
    ANSWER_WITHDRAWN,
    ENQUIRY_DROPPED,
    ENQUIRY_UNANSWERED,
    EnquiryAnswered,
    PersonBlocked,
)
from bot.content.rich import Rich, titled
from bot.domain.blocks import Blocked
from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.enquiries import WAITS_FOR, TeamAnswer, fitting
from bot.domain.messages import Passing, tells_who
from bot.domain.screens import Notice, Screen
from bot.store import enquiries, team_answers
from bot.telegram_ui.features import (
    YOUNG,
    Button,
    Drawing,
    Feature,
    Question,
    draws,
    notice,
    plain,
)
from bot.telegram_ui.incoming import kind_of, words_of, written
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.signatures import signed_by
from bot.telegram_ui.trails import Spot, Trail, Where
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.young_person.free_text import young_person_writes
from bot.telegram_ui.young_person.talk import talk

ENQUIRY_FULL = Notice("enquiry-full")
ENQUIRY_TELLS = Notice("enquiry-tells")
ENQUIRY_WORDS = Notice("enquiry-words")
ENQUIRY_WITHDRAWN = Notice("enquiry-withdrawn")
#: What is checked is no call for help: whoever is in danger was heard before.
_CALM = Verdict(Danger.NONE, (Topic.FAKE_NEWS,))


@dataclass(frozen=True, slots=True)
class EnquiryNoted(Screen):
    """A question waits for the team."""

    enquiry: int


@dataclass(frozen=True, slots=True)
class AnswerFound(Screen):
    """The team answered the same question before."""

    answer: int


async def offer_answer(visit: Visit, text: str) -> None:
    """Show what the team of where somebody is answered before to what a text claims."""
    if not text:
        return
    kept = await kept_answers(visit.ctx, visit.person.territory)
    for answer in fitting(kept, text):
        await count_offered(visit.ctx, visit.person.id)
        await visit.reply(AnswerFound(answer.id))


async def ask_pressed(visit: Visit, args: list[str]) -> None:
    """Ask about what was sent; whoever has an open conversation asks there, and now."""
    source = int(args[0])
    if await open_case_of(visit.ctx, visit.person.id) is not None:
        await release_message(visit.ctx, visit.person.id, source)
        await talk(visit, "")
    else:
        await _ask(visit, source)


async def words_written(visit: Visit, text: str) -> None:
    """What is to be asked, for something without words that can be passed on."""
    del text
    message = visit.message
    assert message is not None  # noqa: S101  # questions are answered by messages
    if visit.hearing is not None and visit.hearing.case is not None:
        await young_person_writes(visit)
        return
    visit.parts.words.remember(visit.person.id, message.message_id, words_of(message))
    if visit.passing(kind_of(message)) is Passing.PASS:
        await keep_for_later(visit.ctx, visit.person.id, written(message), asked_first=True)
    await _ask(visit, message.message_id)


async def _ask(visit: Visit, source: int) -> None:
    spoken = visit.parts.words.said(visit.person.id, source)
    if spoken is not None and tells_who(spoken.text):
        await _ask_for_words(visit, ENQUIRY_TELLS)
        return
    try:
        asked, number = await enquire(visit.ctx, visit.person, source, _CALM)
    except Blocked:
        await visit.show(PersonBlocked(visit.person.id))
        return
    match asked:
        case Asked.NO_WORDS:
            await _ask_for_words(visit, ENQUIRY_WORDS)
        case Asked.FULL:
            await visit.show(ENQUIRY_FULL)
        case Asked.KNOWN if visit.pressed_in is not None:
            visit.say("toast-enquiry-known")
        case _:
            await visit.show(EnquiryNoted(number))


async def _ask_for_words(visit: Visit, how: Notice) -> None:
    await ask_question(visit.ctx, visit.person.id, "enquiry")
    await visit.show(how)


async def withdraw_pressed(visit: Visit, args: list[str]) -> None:
    """Take a question back; once it was answered, there is nothing to take back."""
    if await withdraw_enquiry(visit.ctx, visit.person.id, int(args[0])):
        await visit.replace(ENQUIRY_WITHDRAWN)
    else:
        visit.say("toast-enquiry-over")


async def _noted(view: View, screen: EnquiryNoted) -> Page:
    text = view.words(screen.name, structure=view.structure, days=WAITS_FOR.days)
    rows = [
        [view.press("button-enquiry-withdraw", "enquiry-withdraw", screen.enquiry)],
        [view.press("button-talk", "talk"), view.press("button-menu", "menu")],
    ]
    return Page(text, rows)


async def _answered(view: View, screen: EnquiryAnswered) -> Page:
    async with view.store.reading() as tx:
        enquiry = await enquiries.get(tx, screen.enquiry)
        answer = enquiry and enquiry.answer and await team_answers.get(tx, enquiry.answer)
    if not answer:
        return Page(view.words(ANSWER_WITHDRAWN.name), _onward(view))
    name, function = await signed_by(view, answer.by)
    structure = view.library.territory(answer.territory).structure.name
    signed = view.label("answer-signed", name=name, function=function, structure=structure)
    title = view.label("answer-mended-title" if screen.mended else "answer-title")
    return Page(_worded(title, answer).then(Rich(signed)), _onward(view))


async def _found(view: View, screen: AnswerFound) -> Page:
    async with view.store.reading() as tx:
        answer = await team_answers.get(tx, screen.answer)
    if answer is None or answer.until <= view.now:
        return Page(view.words(ANSWER_WITHDRAWN.name), _onward(view))
    structure = view.library.territory(answer.territory).structure.name
    day = view.day(answer.made_at.astimezone(view.voice.zone).date())
    signed = view.label("answer-found-signed", structure=structure, day=day)
    return Page(_worded(view.label("answer-found-title"), answer).then(Rich(signed)))


def _worded(title: str, answer: TeamAnswer) -> Rich:
    """What the team wrote, as it is: nothing of it is formatting."""
    claim = Rich(f"« {answer.wording.claim} »")
    return titled(title).then(claim, "\n").then(Rich(answer.wording.answer))


def _onward(view: View) -> list[list[Press]]:
    again = view.press("button-verify", "open", *Trail(Spot(Where.VERIFY)).parts)
    return [[view.press("button-talk", "talk"), again]]


def _over(what: Notice) -> Drawing:
    """A question or its answer is no more: how to go on."""

    async def page(view: View) -> Page:
        return Page(view.words(what.name), _onward(view))

    return notice(what, page)


FEATURE = Feature(
    buttons=(
        Button("verify-ask", YOUNG, ask_pressed),
        Button("enquiry-withdraw", YOUNG, withdraw_pressed),
    ),
    questions=(Question("enquiry", YOUNG, words_written),),
    screens=(
        draws(EnquiryNoted, _noted),
        draws(EnquiryAnswered, _answered),
        draws(AnswerFound, _found),
        plain(ENQUIRY_FULL, (("button-talk", "talk"), ("button-menu", "menu"))),
        plain(ENQUIRY_TELLS, (("button-menu", "menu"),)),
        plain(ENQUIRY_WORDS, (("button-menu", "menu"),)),
        plain(ENQUIRY_WITHDRAWN, (("button-talk", "talk"), ("button-menu", "menu"))),
        *map(_over, (ENQUIRY_DROPPED, ENQUIRY_UNANSWERED, ANSWER_WITHDRAWN)),
    ),
)
