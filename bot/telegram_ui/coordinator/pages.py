"""/tableau: the figures in a browser, by a link good once and for minutes, or inside Telegram."""

from dataclasses import dataclass

from bot.actions.open_pages import LINK_FOR, make_link
from bot.domain.people import NotCoordinator
from bot.domain.screens import Notice, Screen
from bot.telegram_ui.features import COORDINATION, Command, Feature, draws, plain
from bot.telegram_ui.pages import OpensInside, Page, View
from bot.telegram_ui.visits import Visit

BOARD_NOWHERE = Notice("board-nowhere")


@dataclass(frozen=True, slots=True)
class BoardLink(Screen):
    """The link, shown once; it is sealed on its way out."""

    sealed_link: str
    #: Where the same opens inside Telegram; empty if it does not.
    inside: str = ""


async def board(visit: Visit, rest: str) -> None:
    """Give a link, if the pages can be reached from outside."""
    del rest
    if not visit.parts.address:
        await visit.show(BOARD_NOWHERE)
        return
    try:
        code = await make_link(visit.ctx, visit.person.id)
    except NotCoordinator:
        return
    # The database only ever holds the code's hash: on its way out the link is sealed.
    link = f"{visit.parts.address}/tableau/entrer/{code}"
    sealed = visit.ctx.tx.vault.seal(link, "page").hex()
    inside = f"{visit.parts.address}/tableau/telegram" if visit.parts.opens_inside else ""
    await visit.show(BoardLink(sealed, inside))


async def _link(view: View, screen: BoardLink) -> Page:
    link = view.store.vault.open(bytes.fromhex(screen.sealed_link), "page")
    minutes = int(LINK_FOR.total_seconds() // 60)
    # It is for whoever asked: what is forwarded would open for somebody else.
    rows = (
        [[OpensInside(view.label("button-board-inside"), screen.inside)]] if screen.inside else []
    )
    return Page(view.words("board-link", link=link, count=minutes), rows, protected=True)


FEATURE = Feature(
    commands=(Command("tableau", COORDINATION, board),),
    screens=(draws(BoardLink, _link), plain(BOARD_NOWHERE)),
)
