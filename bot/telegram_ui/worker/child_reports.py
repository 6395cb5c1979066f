"""/signalement: draft a report to child protection, in memory, and hand it over as a document.

The law asks to keep facts, words and impressions apart. What is answered is in memory until the
document is sent, or a day has passed; kept is only that there was one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.actions.ask_question import ask_question
from bot.actions.count_report import count_report
from bot.content.kinds.law import Use
from bot.content.rich import Rich, joined
from bot.domain.screens import Notice, Screen
from bot.reports.letter import Letter
from bot.reports.workshop import NotDrawn
from bot.telegram_ui.features import TEAM, Button, Command, Feature, Question, draws, notice, plain
from bot.telegram_ui.pages import Document, Page, View
from bot.telegram_ui.questions import CANCEL
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.words import Spoken

REPORT_START = Notice("child-report-start")
REPORT_DROPPED = Notice("child-report-dropped")


class Part(StrEnum):
    """What is kept apart, in the order in which it is asked."""

    FACTS = "facts"
    WORDS = "words"
    IMPRESSIONS = "impressions"


#: Where answers are remembered: no message of a chat has such an id.
_KEPT_AS = {part: -(2**60) - place for place, part in enumerate(Part)}
#: That this draft became a document already: pressed again, it is one all the same.
_GIVEN_AS = -(2**60) - len(Part)


@dataclass(frozen=True, slots=True)
class ReportAsks(Screen):
    """One part of it."""

    part: Part


@dataclass(frozen=True, slots=True)
class ReportReady(Screen):
    """All parts are answered, or those that are; ``written``: how many."""

    written: int


@dataclass(frozen=True, slots=True)
class ReportDocument(Screen):
    """The document; it is made of what is in memory."""

    signs: int
    from_memory: ClassVar[bool] = True


async def begin(visit: Visit, rest: str) -> None:
    """Say what it is, and what the law reminds of."""
    del rest
    await visit.show(REPORT_START)


async def part_pressed(visit: Visit, args: list[str]) -> None:
    """Ask for one part, for the first time or again."""
    await _ask(visit, Part(args[0]))


async def _ask(visit: Visit, part: Part) -> None:
    ctx, writer = visit.ctx, visit.person.id
    match part:
        case Part.FACTS:
            await ask_question(ctx, writer, "report-facts")
        case Part.WORDS:
            await ask_question(ctx, writer, "report-words")
        case Part.IMPRESSIONS:
            await ask_question(ctx, writer, "report-impressions")
    await visit.show(ReportAsks(part))


async def _answered(visit: Visit, part: Part, text: str) -> None:
    words = visit.parts.words
    words.remember(visit.person.id, _KEPT_AS[part], Spoken(text))
    words.forget_message(visit.person.id, _GIVEN_AS)
    left = [one for one in Part if words.said(visit.person.id, _KEPT_AS[one]) is None]
    if left:
        await _ask(visit, left[0])
    else:
        await visit.show(ReportReady(len(Part)))


async def facts_answered(visit: Visit, text: str) -> None:
    """What was seen."""
    await _answered(visit, Part.FACTS, text)


async def words_answered(visit: Visit, text: str) -> None:
    """What was said."""
    await _answered(visit, Part.WORDS, text)


async def impressions_answered(visit: Visit, text: str) -> None:
    """What whoever writes thinks of it."""
    await _answered(visit, Part.IMPRESSIONS, text)


async def document_pressed(visit: Visit, args: list[str]) -> None:
    """Make the document; after a restart nobody knows the words any more."""
    del args
    words, writer = visit.parts.words, visit.person.id
    said = _known({part: words.said(writer, kept_as) for part, kept_as in _KEPT_AS.items()})
    if len(said) < len(Part):
        visit.say("toast-child-report-forgotten")
        await visit.replace(ReportReady(len(said)))
        return
    if words.remember(writer, _GIVEN_AS, Spoken(""), visit.update_id) is None:
        await count_report(visit.ctx, visit.ctx.library.territory(visit.person.territory))
    await visit.show(ReportDocument(sum(map(len, said.values()))))


async def dropped(visit: Visit, args: list[str]) -> None:
    """Forget what was written."""
    del args
    for kept_as in (*_KEPT_AS.values(), _GIVEN_AS):
        visit.parts.words.forget_message(visit.person.id, kept_as)
    await visit.replace(REPORT_DROPPED)


def _known(found: Mapping[Part, Spoken | None]) -> dict[Part, str]:
    return {part: spoken.text for part, spoken in found.items() if spoken is not None}


def _law(view: View) -> Rich:
    notes = view.library.law_for(Use.REPORT)
    return joined([view.presenter.text(note.text) for note in notes])


async def _start(view: View) -> Page:
    text = view.words(REPORT_START.name).then(_law(view))
    rows = [
        [view.press("button-child-report", "child-report", Part.FACTS.value)],
        [view.press("button-emergency", "emergency")],
    ]
    return Page(text, rows)


async def _asks(view: View, screen: ReportAsks) -> Page:
    number = list(Part).index(screen.part) + 1
    text = view.words(f"child-report-{screen.part}", number=number)
    return Page(text, [[view.press("button-cancel", CANCEL)]])


async def _ready(view: View, screen: ReportReady) -> Page:
    rows = [
        [view.press(f"button-child-report-{part}", "child-report", part.value)] for part in Part
    ]
    if screen.written == len(Part):
        rows.insert(0, [view.press("button-child-report-document", "child-report-document")])
    rows.append([view.press("button-child-report-drop", "child-report-drop")])
    return Page(view.words("child-report-ready", written=screen.written), rows)


async def _document(view: View, screen: ReportDocument) -> Page:
    del screen
    said = _known({part: view.spoken(kept_as) for part, kept_as in _KEPT_AS.items()})
    if len(said) < len(Part):
        return Page(view.words("child-report-forgotten"))
    try:
        made = await view.workshop.letter(_letter(view, said))
    except NotDrawn:
        return Page(view.words("child-report-not-made"))
    name = view.label("child-report-file-name", day=view.today.isoformat())
    rows = [[view.press("button-child-report-drop", "child-report-drop")]]
    return Page(
        view.words("child-report-document"),
        rows,
        document=Document(f"{name}.odt", made),
    )


def _letter(view: View, said: dict[Part, str]) -> Letter:
    blanks = tuple(
        (view.label(f"letter-{blank}"), view.label(f"letter-{blank}-blank"))
        for blank in ("who", "about")
    )
    parts = tuple((view.label(f"letter-{part}"), text) for part, text in said.items())
    told = ("letter-done", "letter-informed")
    after = tuple((view.label(one), view.label(f"{one}-blank")) for one in told)
    title = view.label("letter-title", day=view.day(view.today), structure=view.structure)
    return Letter(title, (*blanks, *parts, *after), (_law(view).text,))


FEATURE = Feature(
    commands=(Command("signalement", TEAM, begin),),
    buttons=(
        Button("child-report", TEAM, part_pressed),
        Button("child-report-document", TEAM, document_pressed),
        Button("child-report-drop", TEAM, dropped),
    ),
    questions=(
        Question("report-facts", TEAM, facts_answered),
        Question("report-words", TEAM, words_answered),
        Question("report-impressions", TEAM, impressions_answered),
    ),
    screens=(
        notice(REPORT_START, _start),
        plain(REPORT_DROPPED),
        draws(ReportAsks, _asks),
        draws(ReportReady, _ready),
        draws(ReportDocument, _document),
    ),
)
