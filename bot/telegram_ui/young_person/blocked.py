"""What somebody reads whom the team has blocked for a while: until when, and who still answers."""

from bot.actions.screens import BlockEnded, PersonBlocked
from bot.store import blocks
from bot.telegram_ui.features import Feature, draws
from bot.telegram_ui.pages import Page, View


async def _blocked(view: View, screen: PersonBlocked) -> Page:
    async with view.store.reading() as tx:
        block = await blocks.of(tx, screen.blocked, view.now)
    if block is None:
        return Page(view.words("block-ended"), [[view.press("button-talk", "talk")]])
    left = view.duration(block.until - view.now)
    rows = [[view.press("button-emergency", "emergency")], [view.press("button-menu", "menu")]]
    return Page(view.words(screen.name, left=left, structure=view.structure), rows)


async def _ended(view: View, screen: BlockEnded) -> Page:
    return Page(view.words(screen.name), [[view.press("button-talk", "talk")]])


FEATURE = Feature(screens=(draws(PersonBlocked, _blocked), draws(BlockEnded, _ended)))
