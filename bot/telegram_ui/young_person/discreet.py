"""/discret: what is here goes, and nothing rings until a word."""

from bot.actions.be_discreet import come_out, hide
from bot.actions.screens import BACK_FROM_HIDING, NOTHING_NEW
from bot.domain.discretion import LONGEST_WORD, USUAL_WORD, plain_word
from bot.domain.screens import Notice
from bot.telegram_ui.features import YOUNG, Button, Command, Feature, by_button, notice, plain
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit

DISCREET = Notice("discreet")
DISCREET_WORD = Notice("discreet-word")


async def discreet(visit: Visit, rest: str) -> None:
    """Explain it; with a word behind the command, begin at once."""
    word = plain_word(rest)
    if not word:
        await visit.show(DISCREET)
    elif len(word) > LONGEST_WORD or word.startswith("/"):
        await visit.show(DISCREET_WORD)
    else:
        await hide(visit.ctx, visit.person.id, word)


async def hide_pressed(visit: Visit, args: list[str]) -> None:
    """Begin at once, with the usual word."""
    del args
    await hide(visit.ctx, visit.person.id, plain_word(USUAL_WORD))


async def says_the_word(visit: Visit, text: str) -> bool:
    """Whether somebody in discreet mode wrote their word: it ends, and the word was all."""
    return visit.person.hidden and await come_out(visit.ctx, visit.person.id, plain_word(text))


async def _discreet(view: View) -> Page:
    rows = [[view.press("button-hide", "hide")], [view.press("button-menu", "menu")]]
    return Page(view.words("discreet", word=USUAL_WORD), rows)


async def _nothing_new(view: View) -> Page:
    return Page(view.words(NOTHING_NEW.name), silent=True)


FEATURE = Feature(
    commands=(Command("discret", YOUNG, discreet, keeps_words=True),),
    buttons=(
        Button("discreet", YOUNG, by_button(discreet)),
        Button("hide", YOUNG, hide_pressed),
    ),
    screens=(
        notice(DISCREET, _discreet),
        notice(NOTHING_NEW, _nothing_new),
        plain(DISCREET_WORD),
        plain(BACK_FROM_HIDING, (("button-menu", "menu"),)),
    ),
)
