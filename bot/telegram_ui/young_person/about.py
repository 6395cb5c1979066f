"""/infos: what is known about somebody, and their rights; /effacer: wipe it all."""

from bot.actions.erase_person import erase_person
from bot.domain.people import PersonId
from bot.store import erasures
from bot.telegram_ui.features import YOUNG, Button, Command, Feature, by_button, plain
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit


async def about(visit: Visit, rest: str) -> None:
    """Say honestly what is known, by whom, for how long."""
    del rest
    await visit.show("about", pseudonym=visit.person.pseudonym)


async def erase(visit: Visit, rest: str) -> None:
    """Ask for confirmation first: it cannot be undone."""
    del rest
    await visit.show("erase-confirm")


async def erase_confirmed(visit: Visit, args: list[str]) -> None:
    """Erase everything, and forget it in memory too."""
    del args
    await erase_person(visit.ctx, visit.person.id)


async def erase_cancelled(visit: Visit, args: list[str]) -> None:
    """Nothing changes."""
    del args
    await visit.replace("erase-cancelled")


async def _receipt(view: View) -> Page:
    async with view.store.reading() as tx:
        erasure = await erasures.get(tx, PersonId(view.number("erased")))
    deleted = erasure.deleted if erasure else 0
    kept = erasure.kept if erasure else 0
    return Page(view.words("erase-receipt", deleted=deleted, kept=kept, older=view.number("older")))


FEATURE = Feature(
    commands=(Command("infos", YOUNG, about), Command("effacer", YOUNG, erase)),
    buttons=(
        Button("about", YOUNG, by_button(about)),
        Button("erase", YOUNG, by_button(erase)),
        Button("erase-confirmed", YOUNG, erase_confirmed),
        Button("erase-cancelled", YOUNG, erase_cancelled),
    ),
    screens={
        "about": plain("about", (("button-erase", "erase"),), (("button-menu", "menu"),)),
        "erase-confirm": plain(
            "erase-confirm",
            (("button-erase-confirm", "erase-confirmed"),),
            (("button-erase-cancel", "erase-cancelled"),),
        ),
        "erase-cancelled": plain("erase-cancelled", (("button-menu", "menu"),)),
        "erase-receipt": _receipt,
    },
)
