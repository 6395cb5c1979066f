"""Which message asks the question that is open: a reply to it is an answer."""

from bot.actions.context import Context
from bot.store import people
from bot.store.parcels import Carried, Kind, Parcel

#: The screens that ask, and what.
_ASKING = {
    "signature-question": "signature",
    "signature-unclear": "signature",
    "signature-lost": "signature",
    "verify": "verify",
    "verify-unsupported": "verify",
}


async def note_question_shown(ctx: Context, parcel: Parcel, carried: Carried) -> None:
    """A parcel was delivered: if it asks what is still open, note where."""
    question = _ASKING.get(str(parcel.payload.get("screen")))
    if parcel.kind is Kind.SHOW and question and carried.sent_id is not None:
        await people.note_question_message(ctx.tx, parcel.recipient_id, question, carried.sent_id)
