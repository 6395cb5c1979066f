"""The week's figures on Mondays, and whether somebody wants them."""

from dataclasses import dataclass

from bot.actions.screens import Digest
from bot.actions.send_digest import PERIOD, want_digest
from bot.content.rich import Rich
from bot.domain.screens import Screen
from bot.domain.summaries import EVERYWHERE
from bot.reports.tables import said
from bot.store import memberships
from bot.telegram_ui.coordinator.stats import tables
from bot.telegram_ui.features import COORDINATION, Button, Feature, draws
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit

#: Of the key figures, those that change from week to week.
_SHOWN = 4
_ON, _OFF = "on", "off"


@dataclass(frozen=True, slots=True)
class DigestWanted(Screen):
    """Whether they get it; ``wanted`` is 1 or 0."""

    wanted: int


async def digest_pressed(visit: Visit, args: list[str]) -> None:
    """Show whether they get it, or change it."""
    if args and args[0] in {_ON, _OFF}:
        await want_digest(visit.ctx, visit.person.id, wanted=args[0] == _ON)
    wanted = await memberships.wants_digest(visit.ctx.tx, visit.person.id)
    await visit.show(DigestWanted(int(wanted)))


async def _digest(view: View, screen: Digest) -> Page:
    told = await tables(view, PERIOD, screen.until, EVERYWHERE)
    lines = [
        view.label(
            "stats-line",
            name=row.name,
            number=said(row, view.strings),
            note=view.label("stats-note", note=row.note) if row.note else "",
        )
        for row in told.totals.rows[:_SHOWN]
    ]
    text = view.words("digest", first=told.first, last=told.last).then(Rich("\n".join(lines)))
    text = text.then(Rich(told.made_up))
    buttons = [
        [view.press("button-stats", "stats", PERIOD)],
        [view.press("button-digest-off", "digest", _OFF)],
    ]
    return Page(text, buttons, silent=True)


async def _wanted(view: View, screen: DigestWanted) -> Page:
    if screen.wanted:
        return Page(
            view.words("digest-wanted"), [[view.press("button-digest-off", "digest", _OFF)]]
        )
    return Page(view.words("digest-unwanted"), [[view.press("button-digest-on", "digest", _ON)]])


FEATURE = Feature(
    buttons=(Button("digest", COORDINATION, digest_pressed),),
    screens=(draws(Digest, _digest), draws(DigestWanted, _wanted)),
)
