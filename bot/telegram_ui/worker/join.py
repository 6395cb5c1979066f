"""Joining the team: the charter, and the name young people will see.

The name is asked, never taken from Telegram: there it may hold a surname. What is answered
stays in memory until its author confirms it, and reaches the database only then.
"""

from bot.actions import present_member
from bot.actions.ask_question import ask_question
from bot.content.rich import Rich
from bot.domain.people import Role, Signature
from bot.domain.signatures import has_surname, read_signature
from bot.store import people
from bot.telegram_ui.features import TEAM, Button, Feature, Question, Screen, plain
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.questions import CANCEL
from bot.telegram_ui.signatures import ask_signature, in_words, is_unsigned, signed_by
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.words import Spoken


async def accept_charter(visit: Visit, args: list[str]) -> None:
    """Confirm the charter, once; the name is asked again if it is still to be said."""
    del args
    await present_member.accept_charter(visit.ctx, visit.person.id)
    await visit.replace("charter-accepted")
    if await is_unsigned(visit):
        await ask_signature(visit)


async def signature_pressed(visit: Visit, args: list[str]) -> None:
    """Ask for the first name and function to show."""
    del args
    await ask_signature(visit)


async def signature_answered(visit: Visit, text: str) -> None:
    """Read "Sam, éducatrice", and ask whether it is right before anything is kept."""
    assert visit.message is not None  # noqa: S101  # questions are answered by messages
    if read_signature(text) is None:
        await ask_signature(visit, "signature-unclear")
        return
    source = visit.message.message_id
    visit.parts.words.remember(visit.person.id, _as_answered(source), Spoken(text))
    await visit.show("signature-confirm", source=source)


def _as_answered(source: int) -> int:
    """Where an answer is remembered: an edit of the message changes nothing of it."""
    return -source


async def signature_confirmed(visit: Visit, args: list[str]) -> None:
    """Show this name from now on. After a restart nobody knows it any more: ask again."""
    spoken = visit.parts.words.said(visit.person.id, _as_answered(int(args[0])))
    signature = read_signature(spoken.text) if spoken else None
    if signature is None:
        await visit.replace("signature-forgotten")
        await ask_signature(visit, "signature-lost")
        return
    await present_member.sign(visit.ctx, visit.person.id, signature)
    await visit.replace("signature-changed", me=visit.person.id)


async def signature_corrected(visit: Visit, args: list[str]) -> None:
    """Not quite: ask again, in place."""
    del args
    await ask_question(visit.ctx, visit.person.id, "signature")
    await visit.replace("signature-question")


async def question_cancelled(visit: Visit, args: list[str]) -> None:
    """Leave everything as it was; the press itself closed the question."""
    del args
    await visit.replace("signature-kept", me=visit.person.id)


async def _joined(view: View) -> Page:
    role = view.label(f"role-{view.text('role')}")
    text = view.words("team-joined", role=role, structure=view.structure)
    return Page(text, [[view.press("button-charter", "charter")]])


async def _desk(view: View) -> Page:
    async with view.store.reading() as tx:
        me = await people.get(tx, view.reader)
        signature = await people.signature(tx, view.reader)
    available = bool(me and me.available)
    coordinator = bool(me and me.role is Role.COORDINATOR)
    rows = [
        [view.press("button-queue", "queue"), view.press("button-my-cases", "my-cases")],
        [
            view.press("button-pause", "pause")
            if available
            else view.press("button-available", "available")
        ],
        [view.press("button-signature", "signature")],
    ]
    if coordinator:
        rows.append([view.press("button-team", "team"), view.press("button-stats", "stats", 7)])
    text = view.words("desk-available" if available else "desk-paused", structure=view.structure)
    if not (signature and signature.first_name):
        text = text.then(view.words("desk-unsigned"))
    return Page(text, rows)


async def _signature_confirm(view: View) -> Page:
    source = view.number("source")
    spoken = view.spoken(_as_answered(source))
    signature = read_signature(spoken.text) if spoken else None
    if signature is None:
        return Page(view.words("signature-forgotten"), _again(view))
    rows = [
        [view.press("button-signature-confirm", "signature-confirm", source)],
        [view.press("button-signature-correct", "signature-correct")],
        [view.press("button-cancel", CANCEL)],
    ]
    return Page(_proposal(view, signature), rows)


def _proposal(view: View, signature: Signature) -> Rich:
    name, function = in_words(view, signature)
    text = view.words("signature-confirm", name=name, function=function)
    return text.then(view.words("first-name-is-enough")) if has_surname(signature) else text


def _again(view: View) -> list[list[Press]]:
    return [[view.press("button-signature", "signature")]]


def _showing_me(key: str) -> Screen:
    """A screen that says how young people see its reader, and lets them change it."""

    async def screen(view: View) -> Page:
        first_name, function = await signed_by(view, "me")
        return Page(view.words(key, name=first_name, function=function), _again(view))

    return screen


def _asking(key: str) -> Screen:
    """A screen that asks, with the way out that every question has."""
    return plain(key, (("button-cancel", "question-cancel"),))


async def _role_changed(view: View) -> Page:
    return Page(view.words("role-changed", role=view.label(f"role-{view.text('role')}")))


FEATURE = Feature(
    buttons=(
        Button("charter", TEAM, accept_charter),
        Button("signature", TEAM, signature_pressed),
        Button("signature-confirm", TEAM, signature_confirmed),
        Button("signature-correct", TEAM, signature_corrected),
        Button(CANCEL, TEAM, question_cancelled),
    ),
    questions=(Question("signature", TEAM, signature_answered),),
    screens={
        "team-joined": _joined,
        "desk": _desk,
        "charter-accepted": plain("charter-accepted"),
        "signature-question": _asking("signature-question"),
        "signature-unclear": _asking("signature-unclear"),
        "signature-lost": _asking("signature-lost"),
        "signature-confirm": _signature_confirm,
        "signature-forgotten": plain("signature-forgotten"),
        "signature-changed": _showing_me("signature-changed"),
        "signature-kept": _showing_me("signature-kept"),
        "question-over": plain("question-over", (("button-signature", "signature"),)),
        "invitation-used": plain("invitation-used"),
        "invitation-for-somebody-else": plain("invitation-for-somebody-else"),
        "link-unknown": plain("link-unknown"),
        "role-changed": _role_changed,
        "role-revoked": plain("role-revoked"),
    },
)
