"""/annuler: as a reply to a message of one's own, takes it back from the other side."""

from bot.actions.unsend_message import Unsent, unsend_message
from bot.domain.screens import Notice
from bot.telegram_ui.features import TEAM, Command, Feature, plain
from bot.telegram_ui.incoming import written
from bot.telegram_ui.visits import Visit

UNSEND_WHICH = Notice("unsend-which")
_SAID = {
    Unsent.STOPPED: Notice("unsent-stopped"),
    Unsent.DELETED: Notice("unsent-deleted"),
    Unsent.TOO_OLD: Notice("unsent-too-old"),
    Unsent.NOTHING: Notice("unsent-nothing"),
}


async def unsend(visit: Visit, rest: str) -> None:
    """Take back the message that is replied to; never guess which."""
    del rest
    reply_to = written(visit.message).reply_to if visit.message else None
    if reply_to is None:
        await visit.reply(UNSEND_WHICH)
        return
    became = await unsend_message(visit.ctx, visit.person.id, reply_to)
    await visit.reply(_SAID[became])


FEATURE = Feature(
    commands=(Command("annuler", TEAM, unsend),),
    screens=(plain(UNSEND_WHICH), *(plain(said) for said in _SAID.values())),
)
