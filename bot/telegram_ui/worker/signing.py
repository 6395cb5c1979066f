"""How a member of the team is shown to young people: asked, confirmed, and only then kept.

The name is asked, never taken from Telegram: there it may hold a surname. What is answered
stays in memory until its author confirms it, and reaches the database only then.
"""

from dataclasses import dataclass
from typing import ClassVar

from bot.actions import present_member
from bot.actions.ask_question import ask_question
from bot.content.rich import Rich
from bot.domain.people import Signature
from bot.domain.screens import Notice, Screen
from bot.domain.signatures import has_surname, read_signature
from bot.telegram_ui.features import (
    TEAM,
    Button,
    Drawing,
    Feature,
    Question,
    draws,
    notice,
    plain,
)
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.questions import CANCEL, QUESTION_OVER
from bot.telegram_ui.signatures import SIGNATURE_QUESTION, ask_signature, in_words, signed_by
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.words import Spoken
from bot.telegram_ui.worker.desk import DESK

SIGNATURE_UNCLEAR = Notice("signature-unclear")
SIGNATURE_LOST = Notice("signature-lost")
SIGNATURE_FORGOTTEN = Notice("signature-forgotten")
SIGNATURE_CHANGED = Notice("signature-changed")
SIGNATURE_KEPT = Notice("signature-kept")


@dataclass(frozen=True, slots=True)
class SignatureConfirm(Screen):
    """Is it right? ``source``: the message that answered."""

    source: int
    from_memory: ClassVar[bool] = True


async def signature_pressed(visit: Visit, args: list[str]) -> None:
    """Ask for the first name and function to show."""
    del args
    await ask_signature(visit)


async def signature_answered(visit: Visit, text: str) -> None:
    """Read "Sam, éducatrice", and ask whether it is right before anything is kept."""
    assert visit.message is not None  # noqa: S101  # questions are answered by messages
    if read_signature(text) is None:
        await ask_signature(visit, SIGNATURE_UNCLEAR)
        return
    source = visit.message.message_id
    visit.parts.words.remember(visit.person.id, _as_answered(source), Spoken(text))
    await visit.show(SignatureConfirm(source))


def _as_answered(source: int) -> int:
    """Where an answer is remembered: an edit of the message changes nothing of it."""
    return -source


async def signature_confirmed(visit: Visit, args: list[str]) -> None:
    """Show this name from now on. After a restart nobody knows it any more: ask again."""
    spoken = visit.parts.words.said(visit.person.id, _as_answered(int(args[0])))
    signature = read_signature(spoken.text) if spoken else None
    if signature is None:
        await visit.replace(SIGNATURE_FORGOTTEN)
        await ask_signature(visit, SIGNATURE_LOST)
        return
    await present_member.sign(visit.ctx, visit.person.id, signature)
    await visit.replace(SIGNATURE_CHANGED)
    await visit.show(DESK)


async def signature_corrected(visit: Visit, args: list[str]) -> None:
    """Not quite: ask again, in place."""
    del args
    await ask_question(visit.ctx, visit.person.id, "signature")
    await visit.replace(SIGNATURE_QUESTION)


async def _signature_confirm(view: View, screen: SignatureConfirm) -> Page:
    source = screen.source
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


def _showing_me(what: Notice) -> Drawing:
    """A screen that says how young people see its reader, and lets them change it."""

    async def page(view: View) -> Page:
        first_name, function = await signed_by(view, view.reader)
        return Page(view.words(what.name, name=first_name, function=function), _again(view))

    return notice(what, page)


def _asking(what: Notice) -> Drawing:
    """A screen that asks, with the way out that every question has."""
    return plain(what, (("button-cancel", "question-cancel"),))


FEATURE = Feature(
    buttons=(
        Button("signature", TEAM, signature_pressed),
        Button("signature-confirm", TEAM, signature_confirmed),
        Button("signature-correct", TEAM, signature_corrected),
    ),
    questions=(Question("signature", TEAM, signature_answered),),
    screens=(
        _asking(SIGNATURE_QUESTION),
        _asking(SIGNATURE_UNCLEAR),
        _asking(SIGNATURE_LOST),
        draws(SignatureConfirm, _signature_confirm),
        plain(SIGNATURE_FORGOTTEN),
        _showing_me(SIGNATURE_CHANGED),
        _showing_me(SIGNATURE_KEPT),
        plain(QUESTION_OVER, (("button-signature", "signature"),)),
    ),
)
