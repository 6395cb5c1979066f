"""The desk of a member of the team: what /start shows them."""

from bot.domain.people import Role
from bot.domain.screens import Notice
from bot.store import memberships, people
from bot.telegram_ui.features import Feature, notice
from bot.telegram_ui.pages import Page, View

DESK = Notice("desk")


async def _desk(view: View) -> Page:
    async with view.store.reading() as tx:
        me = await people.get(tx, view.reader)
        signature = await memberships.signature(tx, view.reader)
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
    if len(view.library.served) > 1:
        rows.append([view.press("button-my-places", "places")])
    if coordinator:
        rows.append([view.press("button-team", "team"), view.press("button-stats", "stats", "30j")])
    text = view.words("desk-available" if available else "desk-paused", structure=view.structure)
    if not (signature and signature.first_name):
        text = text.then(view.words("desk-unsigned"))
    return Page(text, rows)


FEATURE = Feature(screens=(notice(DESK, _desk),))
