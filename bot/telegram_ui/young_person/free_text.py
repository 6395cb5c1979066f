"""Whatever a young person writes, once danger was answered: their case, then what could help."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.actions.change_message import Changed, change_by_person
from bot.actions.keep_words import keep_for_later, open_case_of, wrote_before
from bot.actions.pass_message import Written, pass_from_person
from bot.actions.screens import IMAGE_HELD, IMAGES_ACCEPTED, IMAGES_REFUSED, AskBeforePassing
from bot.domain.cases import VAGUE, Case, Status
from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.messages import Passing
from bot.domain.screens import Notice, Screen
from bot.telegram_ui.features import Command, Feature, draws, notice, plain
from bot.telegram_ui.help import UNKNOWN_COMMAND
from bot.telegram_ui.incoming import kind_of, words_of, written
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.young_person.cards import card_button
from bot.telegram_ui.young_person.challenge import is_stop_word, stop_challenge
from bot.telegram_ui.young_person.hearing import is_code
from bot.telegram_ui.young_person.personal_details import EditNotPassed

#: So many words behind a command that does not exist are something said.
A_SENTENCE = 2
#: Lines that follow each other so closely say one thing.
ONE_GO = timedelta(seconds=8)

UNSUPPORTED_KIND = Notice("unsupported-kind")
IMAGE_OUTSIDE_CASE = Notice("image-outside-case")
NOTED_WHILE_WAITING = Notice("noted-while-waiting")
EDIT_WENT_NOWHERE = Notice("edit-went-nowhere")
EDIT_ASKED_AGAIN = Notice("edit-asked-again")


@dataclass(frozen=True, slots=True)
class WhatCouldHelp(Screen):
    """What fits what somebody wrote; ``card``: the id of one, or empty."""

    danger: Danger
    topic: Topic
    card: str


@dataclass(frozen=True, slots=True)
class UnknownCommandKept(Screen):
    """No command of ours, but its words count; ``passed``: 1 if they reached somebody."""

    passed: int


async def young_person_writes(visit: Visit) -> None:
    """Take in one message that is no command; it was heard before."""
    assert visit.message is not None and visit.hearing is not None  # noqa: S101, PT018  # heard
    spoken = words_of(visit.message)
    visit.parts.words.remember(visit.person.id, visit.message.message_id, spoken)
    case = visit.hearing.case
    if await is_stop_word(visit, spoken.text):
        await stop_challenge(visit)
        if case is None:
            return
    if case is not None:
        await _write_in_case(visit, case)
    else:
        await _write_outside(visit, spoken.text)


async def say_to_whoever_answers(visit: Visit) -> None:
    """A word that is a command to us may be an answer to whoever is there: it reaches them."""
    assert visit.message is not None and visit.hearing is not None  # noqa: S101, PT018  # heard
    case = visit.hearing.case
    if case is not None and case.status is Status.TAKEN:
        visit.parts.words.remember(
            visit.person.id, visit.message.message_id, words_of(visit.message)
        )
        await _write_in_case(visit, case, silent=True)


async def young_person_commands(visit: Visit, command: Command | None, words: str) -> None:
    """Do what a command says; words behind it count as written, and reach whoever answers."""
    assert visit.message is not None and visit.hearing is not None  # noqa: S101, PT018  # heard
    if command is None:
        await _mistyped(visit, words)
        return
    if _says_nothing(command, words):
        await command.run(visit, words)
        return
    visit.parts.words.remember(visit.person.id, visit.message.message_id, words_of(visit.message))
    case = visit.hearing.case
    if case is not None:
        await _write_in_case(visit, case, silent=True)
    await command.run(visit, words)
    if case is None:
        await _keep_behind(visit)


def _says_nothing(command: Command, words: str) -> bool:
    """Whether what follows a command is for the command alone."""
    return not words or command.keeps_words or (command.name == "start" and is_code(words))


def says_nothing_else(visit: Visit, command: Command | None, words: str) -> bool:
    """Whether a message is a command, ours or mistyped, and nothing that is said to anybody."""
    if command is not None:
        return _says_nothing(command, words)
    serious = visit.hearing is not None and visit.hearing.verdict.serious
    return len(words.split()) < A_SENTENCE and not serious


async def _mistyped(visit: Visit, words: str) -> None:
    """No command of ours: its words reach whoever answers all the same."""
    assert visit.message is not None and visit.hearing is not None  # noqa: S101, PT018  # heard
    if says_nothing_else(visit, None, words):
        await visit.reply(UNKNOWN_COMMAND)
        return
    visit.parts.words.remember(visit.person.id, visit.message.message_id, words_of(visit.message))
    await _keep_behind(visit)
    if visit.passing(kind_of(visit.message)) is Passing.PASS:
        await visit.reply(UnknownCommandKept(int(visit.hearing.case is not None)))
    else:
        await visit.reply(UNKNOWN_COMMAND)


async def _keep_behind(visit: Visit) -> None:
    """Keep what followed a command for the case that it opened, or for the next one."""
    case = await open_case_of(visit.ctx, visit.person.id)
    if case is not None:
        await _write_in_case(visit, case, silent=True)
    else:
        await _keep_loose(visit)


async def young_person_edits(visit: Visit, *, command: bool, replaced: bool) -> None:
    """Bring an edit to its copy; what it says now counts as if it had been written so.

    ``command``: it is one, and says nothing else. ``replaced``: with another file.
    """
    assert visit.hearing is not None  # noqa: S101  # heard before
    what = replace(_what(visit), command=command, replaced=replaced)
    case = visit.hearing.case
    accepted = case is not None and case.images_accepted
    decision = visit.passing(what.kind, images_accepted=accepted)
    changed = await change_by_person(visit.ctx, visit.person, what, decision, visit.hearing.verdict)
    for one in changed:
        if one in _ASKING:
            await visit.reply(_ASKING[one](what.source_id))
        elif one in _AFTER_EDIT:
            await visit.answer_once(_AFTER_EDIT[one])


def _what(visit: Visit) -> Written:
    """The message as references, and whether its words tell who somebody is."""
    assert visit.message is not None  # noqa: S101  # called for messages only
    return replace(written(visit.message), tells=visit.prepared.tells_who)


_ASKING = {
    Changed.ASK_FIRST: AskBeforePassing,
    Changed.ASK_ABOUT_EDIT: EditNotPassed,
}
_AFTER_EDIT = {
    Changed.IMAGE_HELD: IMAGE_HELD,
    Changed.NOT_PASSED: UNSUPPORTED_KIND,
    Changed.NOWHERE: EDIT_WENT_NOWHERE,
    Changed.ASKED_AGAIN: EDIT_ASKED_AGAIN,
}


async def _write_in_case(visit: Visit, case: Case, *, silent: bool = False) -> None:
    """Keep, hold or pass on; ``silent`` when something else answers already."""
    assert visit.message is not None  # noqa: S101  # called for messages only
    what = _what(visit)
    decision = visit.passing(what.kind, images_accepted=case.images_accepted)
    if decision is Passing.REFUSE:
        await visit.answer_once(UNSUPPORTED_KIND)
        return
    first = case.status is Status.WAITING and not await wrote_before(visit.ctx, case)
    kept = await pass_from_person(visit.ctx, case, what, decision)
    if kept is None:
        return
    if decision is Passing.HOLD_IMAGE:
        await visit.answer_once(IMAGE_HELD)
    elif decision is Passing.ASK_FIRST:
        await visit.reply(AskBeforePassing(what.source_id))
    elif first and not silent:
        await visit.answer_once(NOTED_WHILE_WAITING)


async def _write_outside(visit: Visit, text: str) -> None:
    assert visit.message is not None and visit.hearing is not None  # noqa: S101, PT018  # heard
    decision = visit.passing(kind_of(visit.message))
    if decision is Passing.REFUSE:
        await visit.answer_once(UNSUPPORTED_KIND)
    elif decision is Passing.HOLD_IMAGE:
        await visit.answer_once(IMAGE_OUTSIDE_CASE)
    else:
        await _keep_loose(visit)
        if not visit.hearing.numbers_shown:
            await _offer_help(visit, text)


async def _keep_loose(visit: Visit) -> None:
    """Free text outside any case: it goes along with the next request."""
    assert visit.message is not None  # noqa: S101  # called for messages only
    asked_first = visit.passing(kind_of(visit.message)) is Passing.ASK_FIRST
    await keep_for_later(visit.ctx, visit.person.id, _what(visit), asked_first=asked_first)
    if asked_first:
        await visit.reply(AskBeforePassing(visit.message.message_id))


async def _offer_help(visit: Visit, text: str) -> None:
    """Offer what fits best of all that was said in one go, not only its last line."""
    assert visit.hearing is not None  # noqa: S101  # heard before
    said, verdict = _best_of_one_go(visit) or (text, visit.hearing.verdict)
    library, reader = visit.parts.library(), visit.person.audience
    card = library.best_card(verdict.topic, verdict.danger, said, reader)
    could_help = WhatCouldHelp(verdict.danger, verdict.topic, card.id if card else "")
    await visit.answer_once(could_help, quoting=False)


def _best_of_one_go(visit: Visit) -> tuple[str, Verdict] | None:
    """The gravest of what was said in one go, or the first that names a subject."""
    lately = visit.parts.moods.latest(visit.person.id, visit.ctx.now, ONE_GO)
    said = [(occasion[0], verdict) for occasion, verdict in lately if isinstance(occasion, tuple)]
    if not said:
        return None
    source, verdict = max(said, key=lambda one: (one[1].danger, one[1].topic not in VAGUE))
    spoken = visit.parts.words.said(visit.person.id, source)
    return spoken.text if spoken else "", verdict


async def _what_could_help(view: View, screen: WhatCouldHelp) -> Page:
    talk = view.press("button-talk", "talk", int(screen.danger), screen.topic.value)
    card = view.library.cards.get(screen.card)
    if card is None:
        rows = [[talk], [view.press("button-topics", "topics")]]
        return Page(view.words("not-understood"), rows)
    rows = [
        [talk],
        [card_button(card)],
        [view.press("button-topics", "topics"), view.press("button-emergency", "emergency")],
    ]
    return Page(view.words("what-could-help", card=card.title), rows)


async def _unknown_command_kept(view: View, screen: UnknownCommandKept) -> Page:
    text = view.words("unknown-command-kept", passed=screen.passed)
    return Page(text, [] if screen.passed else [[view.press("button-talk", "talk")]])


async def _image_held(view: View) -> Page:
    service = view.library.contacts["3018"]
    return Page(view.words("image-held", service=service.number or service.name))


FEATURE = Feature(
    screens=(
        draws(WhatCouldHelp, _what_could_help),
        plain(UNSUPPORTED_KIND),
        notice(IMAGE_HELD, _image_held),
        plain(IMAGE_OUTSIDE_CASE, (("button-talk", "talk"),)),
        plain(IMAGES_ACCEPTED),
        plain(IMAGES_REFUSED),
        draws(UnknownCommandKept, _unknown_command_kept),
        plain(NOTED_WHILE_WAITING),
        plain(EDIT_WENT_NOWHERE, (("button-talk", "talk"),)),
        plain(EDIT_ASKED_AGAIN),
    )
)
