"""deleteMessage and deleteMessages: 48 hours, and only what is there."""

from telegram_simulator import messages
from telegram_simulator.accounts import Stored
from telegram_simulator.bot_api.call import Call
from telegram_simulator.bot_api.chats import find_chat, find_message, message_ids
from telegram_simulator.state import State
from telegram_simulator.wire import bad_request

LONGEST = 48 * 3600
DICE_STAYS = 24 * 3600  # nobody may take back a throw


def delete_message(state: State, call: Call) -> bool:
    """Delete a message on both sides.

    Raises:
        ApiError: it is not there, or too old.
    """
    account = find_chat(state, call)
    stored = find_message(account, call, "message to delete")
    _must_be_young(state, stored)
    messages.delete(state, account, [stored.id])
    return True


def delete_messages(state: State, call: Call) -> bool:
    """Delete several messages on both sides; missing ones are skipped.

    Raises:
        ApiError: one is too old; then none is deleted.
    """
    account = find_chat(state, call)
    ids = message_ids(call)
    for number in ids:
        if number in account.messages:
            _must_be_young(state, account.messages[number])
    messages.delete(state, account, ids)
    return True


def _must_be_young(state: State, stored: Stored) -> None:
    age = state.clock.now() - stored.data["date"]
    if age > LONGEST or ("dice" in stored.data and age < DICE_STAYS):
        raise bad_request("message can't be deleted for everyone")
