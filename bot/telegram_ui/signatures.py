"""How professionals are shown: a first name and a function, never a pseudonym."""

from bot.actions.ask_question import ask_question
from bot.domain.people import PersonId, Signature
from bot.domain.screens import Notice
from bot.store import memberships
from bot.telegram_ui.pages import View
from bot.telegram_ui.visits import Visit

SIGNATURE_QUESTION = Notice("signature-question")


async def signed_by(view: View, member: PersonId) -> tuple[str, str]:
    """The first name and the function of a member."""
    async with view.store.reading() as tx:
        signature = await memberships.signature(tx, member)
    return in_words(view, signature)


def in_words(view: View, signature: Signature | None) -> tuple[str, str]:
    """A signature as young people read it; nobody in particular until it was confirmed."""
    first_name = (signature and signature.first_name) or view.label("somebody-of-the-team")
    function = (signature and signature.function) or view.label("default-function")
    return first_name, function


async def is_unsigned(visit: Visit) -> bool:
    """Whether this member has not said yet how they are to be shown."""
    signature = await memberships.signature(visit.ctx.tx, visit.person.id)
    return signature is None or not signature.first_name


async def ask_signature(visit: Visit, screen: Notice = SIGNATURE_QUESTION) -> None:
    """Ask for the first name and function to show, below all else."""
    await ask_question(visit.ctx, visit.person.id, "signature")
    await visit.show(screen)
