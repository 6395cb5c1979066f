"""/tableau: a link, good once and for minutes, to the figures in a browser."""

from dataclasses import dataclass

from bot.actions.open_pages import LINK_FOR, make_link
from bot.domain.people import NotCoordinator
from bot.domain.screens import Notice, Screen
from bot.telegram_ui.features import COORDINATION, Command, Feature, draws, plain
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit

BOARD_NOWHERE = Notice("board-nowhere")


@dataclass(frozen=True, slots=True)
class BoardLink(Screen):
    """The link, shown once; it is sealed on its way out."""

    sealed_link: str


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
    await visit.show(BoardLink(visit.ctx.tx.vault.seal(link, "page").hex()))


async def _link(view: View, screen: BoardLink) -> Page:
    link = view.store.vault.open(bytes.fromhex(screen.sealed_link), "page")
    minutes = int(LINK_FOR.total_seconds() // 60)
    # It is for whoever asked: what is forwarded would open for somebody else.
    return Page(view.words("board-link", link=link, count=minutes), protected=True)


FEATURE = Feature(
    commands=(Command("tableau", COORDINATION, board),),
    screens=(draws(BoardLink, _link), plain(BOARD_NOWHERE)),
)
