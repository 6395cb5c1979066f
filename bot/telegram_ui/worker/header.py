"""What whoever has a case is told of it: when they take it, and when danger rises."""

from bot.actions.screens import CaseHeader, DangerRises
from bot.content.rich import Rich
from bot.domain.cases import Case, may_accept_images
from bot.domain.danger import Danger
from bot.domain.guides import guides_for
from bot.domain.people import Audience, CaseId
from bot.domain.screens import Notice
from bot.store import cases, episodes, messages, people
from bot.store.messages import State
from bot.telegram_ui.features import Feature, draws
from bot.telegram_ui.meetings import meetings_of
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.partners import referrals_of

#: A case that is gone.
ALERT_GONE = Notice("alert-gone")


async def case_of(view: View, case_id: CaseId) -> Case | None:
    """A case as it is now; None once it is gone."""
    async with view.store.reading() as tx:
        return await cases.get(tx, case_id)


async def about(view: View, case: Case) -> dict[str, str]:
    """What is told of a case and of who asks, for a text of the interface."""
    async with view.store.reading() as tx:
        person = await people.get(tx, case.person_id)
    return {
        "audience": (person.audience if person else Audience.YOUNG).value,
        "pseudonym": case.pseudonym,
        "danger": view.label(f"danger-{case.danger.word}"),
        "topic": view.label(f"topic-{case.topic}"),
        "why": why_in_words(view, case),
        "waited": view.duration(view.now - case.opened_at),
    }


def why_in_words(view: View, case: Case) -> str:
    """Why triage thinks so, in words a worker understands."""
    known = [f"reason-{reason}" for reason in case.why if view.knows(f"reason-{reason}")]
    return ", ".join(view.label(key) for key in known) or view.label("reason-none")


def to_ask(view: View, case: Case) -> Rich:
    """What to find out of somebody in grave danger, as its kind calls for."""
    asked = [view.label(f"guide-ask-{one}") for one in guides_for(case.topic, case.why)]
    return view.words("guide-ask", questions="\n".join(asked))


async def _header(view: View, screen: CaseHeader) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None:
        return Page(view.words(ALERT_GONE.name))
    async with view.store.reading() as tx:
        held = await messages.of_case(tx, case.id, [State.HELD])
        waiting = await messages.of_case(tx, case.id, [State.LEAVING, State.PASSED])
        notes = await messages.of_case(tx, case.id, [State.NOTE])
        before = await episodes.earlier(tx, case.person_id)
    count = len(waiting)
    told = await about(view, case)
    text = view.words("case-header", count=count, held=len(held), **told)
    if before.last is not None:
        text = text.then(
            view.words(
                "came-before",
                count=before.count,
                most=episodes.MOST,
                outcome=view.label(f"outcome-{before.last}"),
            )
        )
    if notes:
        text = text.then(view.words("header-notes", count=len(notes)))
    if said := await referrals_of(view, case):
        text = text.then(view.words("referrals-so-far", lines="\n".join(said)))
    if met := await meetings_of(view, case):
        text = text.then(view.words("meetings-so-far", lines="\n".join(met)))
    rows: list[list[Press]] = []
    if told["audience"] != Audience.YOUNG:
        # Somebody who writes about a child, and not for themselves.
        text = text.then(view.words(f"first-questions-{told['audience']}"))
    if case.danger >= Danger.HIGH:
        text = text.then(to_ask(view, case))
        rows.append([view.press("button-guide", "guide", case.id)])
    rows += [
        [
            Press(view.label("button-pass-one", pseudonym=case.pseudonym), "pass", (case.id,)),
            Press(view.label("button-close-one", pseudonym=case.pseudonym), "close", (case.id,)),
        ],
        [
            view.press("button-triage-right", "triage", case.id, 1),
            view.press("button-triage-wrong", "triage", case.id, 0),
        ],
    ]
    text = text.then(view.words("triage-asked"))
    if may_accept_images(case):
        rows.append([accept_images_button(view, case)])
    return Page(text, rows)


def accept_images_button(view: View, case: Case) -> Press:
    """Whose images pass once it is pressed stands on it."""
    label = view.label("button-accept-images", pseudonym=case.pseudonym)
    return Press(label, "images", (case.id,))


async def _danger_rises(view: View, screen: DangerRises) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None:
        return Page(view.words(ALERT_GONE.name))
    guide = [view.press("button-guide", "guide", case.id)]
    return Page(view.words("danger-rises", **await about(view, case)), [guide])


FEATURE = Feature(screens=(draws(CaseHeader, _header), draws(DangerRises, _danger_rises)))
