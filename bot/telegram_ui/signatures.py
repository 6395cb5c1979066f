"""How professionals are shown: a first name and a function, never a pseudonym."""

from bot.domain.people import PersonId
from bot.store import people
from bot.telegram_ui.pages import View


async def signed_by(view: View, argument: str) -> tuple[str, str]:
    """The first name and the function of the member whose id is an argument of the screen."""
    async with view.store.reading() as tx:
        signature = await people.signature(tx, PersonId(view.number(argument)))
    first_name = (signature and signature.first_name) or view.label("somebody-of-the-team")
    function = (signature and signature.function) or view.label("default-function")
    return first_name, function
