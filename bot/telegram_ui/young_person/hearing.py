"""A young person's words, before anything else is done with them."""

import re
from functools import partial

from bot.actions.hear_person import Hearing, hear_person
from bot.telegram_ui.incoming import is_somebody_elses
from bot.telegram_ui.visits import Visit

#: What a link can carry (https://core.telegram.org/bots/features#deep-linking): no words.
_CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")


async def hear(visit: Visit) -> Hearing:
    """Let danger in a message be answered; every text and caption comes through here."""
    assert visit.message is not None  # noqa: S101  # only messages have words
    said, triage = visit.prepared, visit.parts.triage
    visit.hearing = await hear_person(
        visit.ctx,
        visit.person,
        partial(triage.judge, said.heard) if said.has_words else None,
        visit.occasion,
        received=is_somebody_elses(visit.message),
    )
    return visit.hearing


def is_code(text: str) -> bool:
    """Whether what follows /start is what a link carried."""
    return _CODE.fullmatch(text) is not None
