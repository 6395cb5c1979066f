"""*Annuler*, under whatever the team is asked: the press closes the question, no more."""

from bot.domain.screens import Notice
from bot.telegram_ui.features import TEAM, Button, Feature, plain
from bot.telegram_ui.questions import CANCEL
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.signing import SIGNATURE_KEPT

QUESTION_CANCELLED = Notice("question-cancelled")


async def cancelled(visit: Visit, args: list[str]) -> None:
    """Say that nothing changed; of a name, also which one stays."""
    del args
    about_the_name = visit.person.question == "signature"
    await visit.replace(SIGNATURE_KEPT if about_the_name else QUESTION_CANCELLED)


FEATURE = Feature(
    buttons=(Button(CANCEL, TEAM, cancelled),),
    screens=(plain(QUESTION_CANCELLED),),
)
