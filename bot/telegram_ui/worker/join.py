"""Joining the team: the charter, and the name young people will see."""

from bot.domain.people import Role, Signature
from bot.store import people
from bot.telegram_ui.features import TEAM, Button, Feature, Question, plain
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.signatures import signed_by
from bot.telegram_ui.visits import Visit

_LONGEST = 40


async def accept_charter(visit: Visit, args: list[str]) -> None:
    """Confirm the charter, once."""
    del args
    await people.accept_charter(visit.ctx.tx, visit.person.id, visit.ctx.now)
    await visit.replace("charter-accepted", me=visit.person.id)


async def ask_signature(visit: Visit, args: list[str]) -> None:
    """Ask for the first name and function to show."""
    del args
    await people.ask(visit.ctx.tx, visit.person.id, "signature")
    await visit.show("signature-question")


async def signature_answered(visit: Visit, text: str) -> None:
    """Take "Sam, éducatrice" as a first name and a function."""
    first_name, _, function = (part.strip() for part in text.partition(","))
    if not first_name or len(first_name) > _LONGEST or len(function) > _LONGEST or "\n" in text:
        await people.ask(visit.ctx.tx, visit.person.id, "signature")
        await visit.show("signature-unclear")
        return
    signature = Signature(first_name, function)
    await people.set_signature(visit.ctx.tx, visit.person.id, signature)
    await visit.show("signature-changed", me=visit.person.id)


async def _joined(view: View) -> Page:
    first_name, function = await signed_by(view, "me")
    role = view.label(f"role-{view.text('role')}")
    text = view.words(
        "team-joined", role=role, structure=view.structure, name=first_name, function=function
    )
    return Page(
        text,
        [
            [view.press("button-charter", "charter")],
            [view.press("button-signature", "signature")],
        ],
    )


async def _desk(view: View) -> Page:
    async with view.store.reading() as tx:
        me = await people.get(tx, view.reader)
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
    key = "desk-available" if available else "desk-paused"
    return Page(view.words(key, structure=view.structure), rows)


async def _signature_changed(view: View) -> Page:
    first_name, function = await signed_by(view, "me")
    return Page(view.words("signature-changed", name=first_name, function=function))


async def _charter_accepted(view: View) -> Page:
    first_name, function = await signed_by(view, "me")
    text = view.words("charter-accepted", name=first_name, function=function)
    return Page(text, [[view.press("button-signature", "signature")]])


async def _role_changed(view: View) -> Page:
    return Page(view.words("role-changed", role=view.label(f"role-{view.text('role')}")))


FEATURE = Feature(
    buttons=(
        Button("charter", TEAM, accept_charter),
        Button("signature", TEAM, ask_signature),
    ),
    questions=(Question("signature", TEAM, signature_answered),),
    screens={
        "team-joined": _joined,
        "desk": _desk,
        "charter-accepted": _charter_accepted,
        "signature-question": plain("signature-question"),
        "signature-unclear": plain("signature-unclear"),
        "signature-changed": _signature_changed,
        "invitation-used": plain("invitation-used"),
        "invitation-for-somebody-else": plain("invitation-for-somebody-else"),
        "link-unknown": plain("link-unknown"),
        "role-changed": _role_changed,
        "role-revoked": plain("role-revoked"),
    },
)
