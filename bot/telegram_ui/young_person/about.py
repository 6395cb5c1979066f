"""/infos: what is known about somebody, and their rights; /effacer: wipe it all."""

from dataclasses import dataclass

from bot.actions.erase_person import erase_person
from bot.actions.screens import EraseReceipt
from bot.domain.screens import Notice, Screen
from bot.store import erasures, subscriptions
from bot.telegram_ui.features import YOUNG, Button, Command, Feature, by_button, draws, plain
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.young_person import where

ERASE_CONFIRM = Notice("erase-confirm")
ERASE_CANCELLED = Notice("erase-cancelled")


@dataclass(frozen=True, slots=True)
class About(Screen):
    """What is known about somebody."""

    pseudonym: str
    #: For how many days closed requests and contacts are kept.
    requests: int = 90
    contacts: int = 365


async def about(visit: Visit, rest: str) -> None:
    """Say honestly what is known, by whom, for how long."""
    del rest
    kept = visit.ctx.library.home.kept
    await visit.show(About(visit.person.pseudonym, kept.requests.days, kept.contacts.days))


async def erase(visit: Visit, rest: str) -> None:
    """Ask for confirmation first: it cannot be undone."""
    del rest
    await visit.show(ERASE_CONFIRM)


async def erase_confirmed(visit: Visit, args: list[str]) -> None:
    """Erase everything, and forget it in memory too."""
    del args
    visit.parts.lately.forget(visit.chat)
    await erase_person(visit.ctx, visit.person.id)


async def erase_cancelled(visit: Visit, args: list[str]) -> None:
    """Nothing changes."""
    del args
    await visit.replace(ERASE_CANCELLED)


async def _about(view: View, screen: About) -> Page:
    several = where.is_asked(view.library)
    territory = view.territory.name if several and view.slug else ""
    text = view.words(
        "about",
        pseudonym=screen.pseudonym,
        structure=view.structure,
        territory=territory,
        chosen=int(bool(territory)),
        requests=screen.requests,
        contacts=screen.contacts,
    )
    async with view.store.reading() as tx:
        theirs = sorted(await subscriptions.followed(tx, view.reader))
    if theirs:
        names = ", ".join(view.label(f"theme-{theme}") for theme in theirs)
        text = text.then(view.words("about-following", themes=names))
    rows = [
        [view.press("button-erase", "erase")],
        [view.press("button-discreet", "discreet")],
        [view.press("button-menu", "menu")],
    ]
    if several:
        rows.insert(1, [view.press("button-where-again", "where")])
    return Page(text, rows)


async def _receipt(view: View, screen: EraseReceipt) -> Page:
    async with view.store.reading() as tx:
        erasure = await erasures.get(tx, screen.erased)
    deleted = erasure.deleted if erasure else 0
    kept = erasure.kept if erasure else 0
    return Page(view.words("erase-receipt", deleted=deleted, kept=kept, older=screen.older))


FEATURE = Feature(
    commands=(Command("infos", YOUNG, about), Command("effacer", YOUNG, erase)),
    buttons=(
        Button("about", YOUNG, by_button(about)),
        Button("erase", YOUNG, by_button(erase)),
        Button("erase-confirmed", YOUNG, erase_confirmed),
        Button("erase-cancelled", YOUNG, erase_cancelled),
    ),
    screens=(
        draws(About, _about),
        plain(
            ERASE_CONFIRM,
            (("button-erase-confirm", "erase-confirmed"),),
            (("button-erase-cancel", "erase-cancelled"),),
        ),
        plain(ERASE_CANCELLED, (("button-menu", "menu"),)),
        draws(EraseReceipt, _receipt),
    ),
)
