"""Which message asks the question that is open: a reply to it is an answer."""

from bot.actions.context import Context
from bot.store import people
from bot.store.cargo import Show
from bot.store.parcels import Carried, Parcel

#: The screens that ask, and what.
_ASKING = {
    "signature-question": "signature",
    "signature-unclear": "signature",
    "signature-lost": "signature",
    "verify": "verify",
    "enquiry-words": "enquiry",
    "enquiry-tells": "enquiry",
    "answer-how": "team-answer",
    "answer-mend": "mended-answer",
    "answer-unfit": "team-answer",
    "verify-unsupported": "verify",
}


async def note_question_shown(ctx: Context, parcel: Parcel, carried: Carried) -> None:
    """A parcel was delivered: if it asks what is still open, note where."""
    if not isinstance(parcel.cargo, Show) or carried.sent_id is None:
        return
    if question := _ASKING.get(parcel.cargo.screen.name):
        await people.note_question_message(ctx.tx, parcel.recipient_id, question, carried.sent_id)
