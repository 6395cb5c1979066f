"""A young person's words, before anything else is done with them."""

import re
from functools import partial

from telegram import Message

from bot.actions.hear_person import Hearing, hear_person
from bot.telegram_ui.incoming import is_forward, words_of
from bot.telegram_ui.visits import Visit

#: What a link can carry (https://core.telegram.org/bots/features#deep-linking): no words.
_CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")


async def hear(visit: Visit, text: str) -> Hearing:
    """Let danger in a message be answered; every text and caption comes through here."""
    assert visit.message is not None  # noqa: S101  # only messages have words
    assess = partial(visit.parts.triage.assess, text) if text else None
    received = is_forward(visit.message)
    visit.hearing = await hear_person(
        visit.ctx, visit.person, assess, visit.occasion, received=received
    )
    return visit.hearing


def own_words(message: Message, command: tuple[str, str] | None, *, ours: bool) -> str:
    """The words of a message: what follows a command, or all of it if that is none of ours."""
    if command is None:
        return words_of(message).text.strip()
    return command[1] if ours else (message.text or "").lstrip("/").strip()


def is_code(text: str) -> bool:
    """Whether what follows /start is what a link carried."""
    return _CODE.fullmatch(text) is not None
