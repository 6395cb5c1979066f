"""answerCallbackQuery."""

from telegram_simulator.accounts import Answer
from telegram_simulator.bot_api.call import Call
from telegram_simulator.state import State
from telegram_simulator.wire import bad_request

PATIENCE = 30.0  # how long a query may be answered; phones stop waiting about then
LONGEST = 200
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(state: State, call: Call) -> bool:
    """Tell the person who pressed a button; once, and soon.

    Raises:
        ApiError: the query is unknown, already answered or too old, or the text too long.
    """
    query = state.callbacks.get(call.text("callback_query_id"))
    if query is None or query.answer or state.clock.now() - query.pressed_at > PATIENCE:
        raise bad_request(TOO_OLD)
    text = call.text("text")
    if len(text) > LONGEST:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answer = Answer(text, call.boolean("show_alert"), call.text("url"))
    query.account.answers.append(query.answer)
    state.signal.fire()
    return True
