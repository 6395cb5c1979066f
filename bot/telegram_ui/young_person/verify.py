"""/verifier: send or forward something, and get three questions made for it. Nothing is opened.

The bot says what it thinks only after they were answered: it has not seen what was sent.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import ClassVar

from telegram import Message, MessageOriginChannel, MessageOriginHiddenUser

from bot.actions.ask_question import ask_question
from bot.actions.context import Showing
from bot.actions.keep_words import keep_for_later
from bot.content.kinds.verify import Answer, Looked, Sign, Verify
from bot.content.presenting import LinkButton
from bot.content.rich import Rich, joined, styled, titled
from bot.content.verifying import signs_in_forward, signs_in_link, signs_in_text
from bot.domain.messages import Kind, Passing
from bot.domain.screens import Notice, Screen
from bot.domain.suspicion import Forward, site_name
from bot.domain.things import Thing, thing_of_text
from bot.telegram_ui.features import YOUNG, Button, Command, Feature, Question, draws, notice
from bot.telegram_ui.incoming import kind_of, links_of, words_of, written
from bot.telegram_ui.pages import CopyText, Page, Press, View
from bot.telegram_ui.trails import At, Spot, Trail, Where
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.young_person.browse import show_spot
from bot.telegram_ui.young_person.enquiring import offer_answer
from bot.telegram_ui.young_person.free_text import young_person_writes
from bot.telegram_ui.young_person.reading import Reading, Rows, link_rows
from bot.telegram_ui.young_person.rumours import (
    already_checked,
    reply_for,
    where_checked,
    where_to_search,
)

_THINGS = {
    Kind.PHOTO: Thing.PHOTO,
    Kind.VIDEO: Thing.VIDEO,
    Kind.ANIMATION: Thing.VIDEO,
    Kind.VIDEO_NOTE: Thing.VIDEO,
    Kind.VOICE: Thing.VOICE,
    Kind.AUDIO: Thing.VOICE,
}
VERIFY_UNSUPPORTED = Notice("verify-unsupported")
_SEEN = frozenset({Thing.PHOTO, Thing.SCREENSHOT, Thing.VIDEO})
#: An answer that does not reassure; with what could be seen, it makes the level of caution.
_DOUBT = 2
#: A sign of so many points is told before any answer: whoever gives a code now has lost it.
_GRAVE = 4
#: More than these help nobody to begin.
_MOST_SIGNS, _MOST_SITES, _MOST_SEARCHES = 3, 1, 2
#: The labels of an answer: to what reassures, and to what does not.
_LABELS = {
    Answer.FOUND: (("button-found", 0), ("button-not-found", _DOUBT)),
    Answer.YES: (("button-yes", 0), ("button-no", _DOUBT), ("button-not-sure", _DOUBT)),
    Answer.NO: (("button-yes", _DOUBT), ("button-no", 0), ("button-not-sure", _DOUBT)),
}


@dataclass(frozen=True, slots=True)
class Verified(Screen):
    """What was sent, and how far its questions are answered."""

    thing: str
    #: Which of the content's signs were seen: a bit for each, in its order, so that all fit into a
    #: button.
    signs: int
    source: int
    #: When a forward was written, in seconds since 1970; 0 if it is none.
    written: int
    #: The next question, from 0; past the last one, what comes of them is told.
    at: int = 0
    #: Points of caution from the answers.
    points: int = 0
    from_memory: ClassVar[bool] = True


async def verify(visit: Visit, rest: str) -> None:
    """Explain, and wait for what is to be looked at; or look at what follows the command."""
    if rest:
        await look_at(visit, rest)
    else:
        await show_spot(visit, Trail(Spot(Where.VERIFY)))


async def look_at(visit: Visit, text: str) -> None:
    """Look at what was sent; during a conversation it is passed on as well."""
    del text
    message = visit.message
    assert message is not None  # noqa: S101  # questions are answered by messages
    if visit.hearing is not None and visit.hearing.case is not None:
        await young_person_writes(visit)
    thing = _thing_of(visit, message)
    if thing is None:
        await ask_question(visit.ctx, visit.person.id, "verify")
        await visit.reply(VERIFY_UNSUPPORTED)
        return
    spoken = words_of(message)
    visit.parts.words.remember(visit.person.id, message.message_id, spoken)
    if visit.passing(kind_of(message)) is Passing.PASS:
        # Nobody reads it, unless they press *Demander à l'équipe*.
        await keep_for_later(visit.ctx, visit.person.id, written(message), asked_first=True)
    if not spoken.text:
        # What it is said to show may still be written.
        await ask_question(visit.ctx, visit.person.id, "verify")
    origin = message.forward_origin
    helper = visit.parts.library().verify
    signs = {sign.id for sign in _signs_of(visit, message)}
    await offer_answer(visit, spoken.text)
    await visit.reply(
        Verified(
            thing=thing.value,
            signs=sum(1 << n for n, sign in enumerate(_all_signs(helper)) if sign.id in signs),
            source=message.message_id,
            written=int(origin.date.timestamp()) if origin else 0,
        )
    )


def _thing_of(visit: Visit, message: Message) -> Thing | None:
    kind, lists = kind_of(message), visit.parts.library().verify.link_lists
    if kind is Kind.TEXT:
        spoken = words_of(message)
        text = " ".join((spoken.text, *links_of(spoken)))
        return thing_of_text(text, lists.get("posts", ()), lists.get("health", ()))
    return _THINGS.get(kind)


async def answered(visit: Visit, args: list[str]) -> None:
    """One question is answered, in place: the next one, or what comes of them."""
    thing, *numbers = args
    at, points, source, signs = map(int, numbers)
    spoken = visit.parts.words.said(visit.person.id, source)
    if spoken is not None and not spoken.text:
        # A press closes what was asked: what a picture is said to show may still be written.
        await ask_question(visit.ctx, visit.person.id, "verify")
    screen = Verified(thing, signs, source, 0, at, points)
    # What somebody answered is never written down.
    await visit.show_as(Showing(screen, edit=visit.pressed_in, unwritten=True))


def _signs_of(visit: Visit, message: Message) -> tuple[Sign, ...]:
    """What can be seen of a message, each sign once."""
    helper, spoken = visit.parts.library().verify, words_of(message)
    signs: list[Sign] = []
    if origin := message.forward_origin:
        hidden = isinstance(origin, MessageOriginHiddenUser)
        channel = isinstance(origin, MessageOriginChannel)
        signs += signs_in_forward(helper, Forward(hidden, channel, visit.ctx.now - origin.date))
    for link in links_of(spoken):
        signs += signs_in_link(helper, link)
    if spoken.text:
        signs += signs_in_text(helper, spoken.text)
    return tuple({sign.id: sign for sign in signs}.values())


async def _verified(view: View, screen: Verified) -> Page:
    helper = view.library.verify
    reading = Reading(view, Trail(Spot(Where.VERIFY)), helper.topic)
    if screen.thing not in helper.things:
        return reading.gone()
    looked = helper.things[Thing(screen.thing)]
    if screen.at < len(looked.questions):
        return _question(reading, screen, looked)
    return _outcome(reading, screen, looked)


def _question(reading: Reading, screen: Verified, looked: Looked) -> Page:
    view, helper, question = reading.view, reading.view.library.verify, looked.questions[screen.at]
    progress = view.label("progress", number=screen.at + 1, count=len(looked.questions))
    begun = _beginning(view, screen, helper) if screen.at == 0 else Rich("")
    asked = titled(question.text).then(Rich(question.why), "\n")
    text = joined(
        [begun, styled(f"{looked.title} {progress}", "italic"), asked, _claim(view, screen)]
    )
    answers = [
        _next(view.label(key), replace(screen, points=screen.points + more))
        for key, more in _LABELS[question.answer]
    ]
    rows: Rows = [list(answers[:2]), list(answers[2:])]
    if screen.thing == Thing.PHOTO and screen.at == 0:
        shot = replace(screen, thing=Thing.SCREENSHOT.value, at=-1)
        rows.append([_next(view.label("button-screenshot"), shot)])
    articles = where_checked(view, _said(view, screen)) if screen.at == 0 else []
    rows += [*articles, *_ask_team(helper, screen)]
    return Page(text, reading.footer(rows, without=("talk",)))


def _beginning(view: View, screen: Verified, helper: Verify) -> Rich:
    """What must be said before any question: whom it may hurt, what was checked, what to stop."""
    intimate = view.presenter.text(helper.intimate) if screen.thing in _SEEN else Rich("")
    grave = tuple(sign for sign in _noticed(helper, screen) if sign.points >= _GRAVE)
    checked = already_checked(view, _said(view, screen))
    return joined([intimate, checked, _signs(view, grave), _facts(view, screen)])


def _claim(view: View, screen: Verified) -> Rich:
    """Below something without words: what it is said to show may be written."""
    if screen.at or screen.thing not in {*_SEEN, Thing.VOICE} or _said(view, screen):
        return Rich("")
    return view.presenter.text(view.library.verify.first_question)


def _next(label: str, screen: Verified) -> Press:
    told = (screen.thing, screen.at + 1, screen.points, screen.source, screen.signs)
    return Press(label, "verify-answer", told)


def _outcome(reading: Reading, screen: Verified, looked: Looked) -> Page:
    view, helper, said = reading.view, reading.view.library.verify, _said(reading.view, screen)
    signs = _noticed(helper, screen)
    level = helper.level(max(0, screen.points + sum(sign.points for sign in signs)))
    reply = reply_for(view, said)
    text = joined(
        [
            titled(f"{level.emoji} {level.title}").then(view.presenter.text(level.text), "\n"),
            already_checked(view, said),
            _signs(view, signs),
            view.presenter.text(looked.limit or ""),
            view.words("verify-reply", reply=reply),
        ]
    )
    rows: Rows = [
        *where_to_search(view, said)[:_MOST_SEARCHES],
        *_elsewhere(reading, helper),
        [CopyText(view.label("button-copy-reply"), reply)],
        *_ask_team(helper, screen),
    ]
    return Page(text, reading.footer(rows, without=("talk",)))


def _ask_team(helper: Verify, screen: Verified) -> Rows:
    return [[Press(helper.ask_professional.label, "verify-ask", (screen.source,))]]


def _said(view: View, screen: Verified) -> str:
    spoken = view.spoken(screen.source)
    return spoken.text if spoken else ""


def _noticed(helper: Verify, screen: Verified) -> tuple[Sign, ...]:
    found = (sign for n, sign in enumerate(_all_signs(helper)) if screen.signs >> n & 1)
    return tuple(sorted(found, key=lambda sign: -sign.points))


def _all_signs(helper: Verify) -> list[Sign]:
    return [sign for signs in helper.signs.values() for sign in signs]


def _facts(view: View, screen: Verified) -> Rich:
    """What is read off the message itself: the real site, and when a forward was written."""
    lines = []
    spoken = view.spoken(screen.source)
    if spoken and screen.thing == Thing.LINK:
        sites = dict.fromkeys(map(site_name, links_of(spoken)))
        lines += [view.label("verify-site", site=site) for site in sites if site]
    if screen.written:
        day = datetime.fromtimestamp(screen.written, UTC).astimezone(view.local_now.tzinfo).date()
        lines.append(view.label("verify-written", date=view.day(day)))
    return Rich("\n".join(lines))


def _signs(view: View, signs: tuple[Sign, ...]) -> Rich:
    lines = "\n".join(f"• {sign.text}" for sign in signs[:_MOST_SIGNS])
    title = view.label("verify-signs")
    return titled(title).then(Rich(lines), "\n") if lines else Rich("")


def _elsewhere(reading: Reading, helper: Verify) -> Rows:
    """Where others check what goes round, and the path that goes on from here."""
    contacts = reading.view.library.contacts
    links = [
        LinkButton(check.label, contacts[check.contact].link or "")
        for check in helper.cross_check
        if check.contact in contacts and contacts[check.contact].link
    ]
    further = reading.all_towards(reading.view.library.targets(helper.next))
    return [*link_rows(links[:_MOST_SITES]), *further]


async def _verify(view: View, screen: At) -> Page:
    helper = view.library.verify
    reading = Reading.of(view, screen).about(helper.topic)
    title = titled(f"{helper.emoji} {helper.title}")
    intro = reading.addressed(title.then(reading.presenter.text(helper.intro)))
    text = intro.then(view.words("verify-send"))
    return Page(text, reading.footer([]))


async def _unsupported(view: View) -> Page:
    text = view.presenter.text(view.library.verify.unsupported)
    return Page(text, [[view.press("button-talk", "talk")], [view.press("button-menu", "menu")]])


FEATURE = Feature(
    commands=(Command("verifier", YOUNG, verify, keeps_words=True),),
    buttons=(Button("verify-answer", YOUNG, answered),),
    questions=(Question("verify", YOUNG, look_at, any_kind=True),),
    screens=(
        draws(At, _verify, Where.VERIFY.screen),
        draws(Verified, _verified),
        notice(VERIFY_UNSUPPORTED, _unsupported),
    ),
)
