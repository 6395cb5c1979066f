"""Which partners were proposed in a case, and what the person said to it; never to whom."""

from sqlalchemy import bindparam, false, insert, literal_column, select, update

from bot.domain.danger import Topic
from bot.domain.people import CaseId
from bot.domain.referrals import Answer, Referral, Telling
from bot.store.database import AnyRow, Transaction
from bot.store.messages import State
from bot.store.tables import messages, referrals

_WITH_CASE = select(referrals, messages.c.case_id).join(
    messages, messages.c.id == referrals.c.message_id
)
_GET = _WITH_CASE.where(referrals.c.message_id == bindparam("message"))
#: What was taken back, or never arrived, is nothing that anybody answers.
_OF = _WITH_CASE.where(
    messages.c.case_id == bindparam("about"),
    messages.c.state.in_(
        [literal_column(f"'{one}'") for one in (State.LEAVING.value, State.PASSED.value)]
    ),
).order_by(referrals.c.message_id)
_ADD = insert(referrals)
_THIS = referrals.c.message_id == bindparam("message")
_ANSWER = (
    update(referrals)
    .where(_THIS, referrals.c.answer != bindparam("said"))
    .values(answer=bindparam("said"))
)
_COUNT = update(referrals).where(_THIS, referrals.c.counted == false()).values(counted=True)


def _referral(row: AnyRow) -> Referral:
    return Referral(
        row.message_id,
        CaseId(row.case_id),
        row.territory,
        row.partner,
        Telling(row.telling),
        Topic(row.topic),
        Answer(row.answer),
    )


async def add(tx: Transaction, referral: Referral) -> None:
    """Keep that a partner was proposed with a message."""
    values = {
        "message_id": referral.message_id,
        "territory": referral.territory,
        "partner": referral.partner,
        "telling": referral.telling,
        "topic": referral.topic,
        "answer": referral.answer,
        "counted": False,
    }
    await tx.connection.execute(_ADD, values)


async def get(tx: Transaction, message_id: int) -> Referral | None:
    """What was proposed with a message."""
    row = (await tx.connection.execute(_GET, {"message": message_id})).first()
    return None if row is None else _referral(row)


async def of_case(tx: Transaction, case_id: CaseId) -> list[Referral]:
    """What was proposed in a case, the oldest first."""
    return [_referral(row) for row in await tx.connection.execute(_OF, {"about": case_id})]


async def note_answer(tx: Transaction, message_id: int, answer: Answer) -> bool:
    """Note what somebody said. Returns False if they had said it before."""
    values = {"message": message_id, "said": answer}
    return (await tx.connection.execute(_ANSWER, values)).rowcount == 1


async def count_once(tx: Transaction, message_id: int) -> bool:
    """Returns False if it was counted before."""
    return (await tx.connection.execute(_COUNT, {"message": message_id})).rowcount == 1
