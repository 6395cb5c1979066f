"""/journal: what the team did that must be answered for, and whether the trail is whole."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.audit import Act, Entry, fingerprint
from bot.domain.people import PersonId
from bot.domain.screens import Screen
from bot.store import audit, cases
from bot.store.database import Transaction
from bot.telegram_ui.features import COORDINATION, Button, Command, Feature, draws
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.signatures import signed_by
from bot.telegram_ui.visits import Visit

_OF_BROADCASTS = frozenset(
    {
        Act.BROADCAST_PROPOSED,
        Act.BROADCAST_APPROVED,
        Act.BROADCAST_REFUSED,
        Act.BROADCAST_STOPPED,
        Act.BROADCAST_LAPSED,
    }
)
#: Entries a screen: more would not be read on a phone.
_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class Journal(Screen):
    """Its newest entries, or those before a number."""

    before: int


async def journal(visit: Visit, rest: str) -> None:
    """Show the newest entries, or those up to a number."""
    wanted = rest.strip()
    await visit.show(Journal(int(wanted[:9]) + 1 if wanted.isdecimal() else 0), listing=True)


async def page_pressed(visit: Visit, args: list[str]) -> None:
    """Older entries, or the newest again, in place."""
    await visit.replace(Journal(int(args[0])), listing=True)


async def _journal(view: View, screen: Journal) -> Page:
    async with view.store.reading() as tx:
        trail = await audit.verify(tx)
        shown = await audit.page(tx, screen.before or None, _A_PAGE)
        of_cases = {one.entry.case_id: await _pseudonym(tx, one.entry) for one in shown}
    lines = [
        await _line(view, one.entry, of_cases.get(one.entry.case_id)) for one in reversed(shown)
    ]
    text = view.words(
        "journal",
        lines="\n".join(lines),
        count=trail.count,
        broken=trail.broken or 0,
        mark=fingerprint(trail.end),
    )
    row = []
    if shown and shown[-1].entry.number > 1:
        row.append(view.press("button-journal-older", "journal", shown[-1].entry.number))
    if screen.before:
        row.append(view.press("button-journal-newest", "journal", 0))
    return Page(text, [row])


async def _pseudonym(tx: Transaction, entry: Entry) -> str:
    case = await cases.get(tx, entry.case_id) if entry.case_id else None
    return case.pseudonym if case else ""


async def _line(view: View, entry: Entry, pseudonym: str | None) -> str:
    name = (await signed_by(view, entry.member))[0] if entry.member else ""
    about = ""
    if entry.case_id:
        about = pseudonym or view.label("journal-case-gone")
    moment = entry.at.astimezone(view.voice.zone)
    done = view.label(f"act-{entry.act}", name=name, about=about, detail=await _detail(view, entry))
    return f"{entry.number}. {view.day(moment.date())}, {moment:%H:%M} : {done}"


async def _detail(view: View, entry: Entry) -> str:
    if entry.act in {Act.MEMBER_JOINED, Act.ROLE_CHANGED, Act.MEMBER_REVOKED}:
        whom, _, role = entry.detail.partition(":")
        name = (await signed_by(view, PersonId(int(whom))))[0]
        return f"{name} ({view.label(f'role-{role}')})" if role else name
    if entry.act in {Act.BLOCKED, Act.BLOCK_REVIEWED, Act.BLOCK_LIFTED}:
        why, _, days = entry.detail.partition(":")
        said = view.label(f"block-why-{why}")
        return f"{said}, {view.duration(timedelta(days=int(days)))}" if days else said
    if entry.act in _OF_BROADCASTS:
        number, _, theme = entry.detail.partition(":")
        return view.label("act-broadcast", number=number, theme=view.label(f"theme-{theme}"))
    note = view.library.law.get(entry.detail)
    return note.title if note else entry.detail


FEATURE = Feature(
    commands=(Command("journal", COORDINATION, journal),),
    buttons=(Button("journal", COORDINATION, page_pressed),),
    screens=(draws(Journal, _journal),),
)
