"""Finds the chat and the message that a call is about, or refuses as the server does."""

from telegram_simulator.accounts import Account, Stored
from telegram_simulator.bot_api.call import Call
from telegram_simulator.state import State
from telegram_simulator.wire import bad_request, forbidden


def find_chat(state: State, call: Call, name: str = "chat_id") -> Account:
    """The chat that the call names.

    Raises:
        ApiError: none is named, or nobody has this id.
    """
    given = call.text(name).strip()
    if not given:
        raise bad_request("chat_id is empty")
    account = state.accounts.get(int(given)) if given.lstrip("-").isdecimal() else None
    if account is None:
        raise bad_request("chat not found")
    return account


def writable_chat(state: State, call: Call) -> Account:
    """The chat, if its person lets the bot write.

    Raises:
        ApiError: they never wrote first, blocked the bot, or closed their account.
    """
    account = find_chat(state, call)
    if account.deactivated:
        raise forbidden("user is deactivated")
    if account.blocked:
        raise forbidden("bot was blocked by the user")
    if not account.started:
        raise forbidden("bot can't initiate conversation with a user")
    return account


def find_message(account: Account, call: Call, what: str, name: str = "message_id") -> Stored:
    """The message that the call names; ``what`` names it in the error (``message to edit``).

    Raises:
        ApiError: none is named, or it is not in this chat.
    """
    number = call.integer(name)
    if number <= 0:
        raise bad_request("message identifier is not specified")
    stored = account.messages.get(number)
    if stored is None:
        raise bad_request(f"{what} not found")
    return stored


def message_ids(call: Call) -> list[int]:
    """The list of message ids of a call, 1 to 100.

    Raises:
        ApiError: it is missing, not a list of numbers, or too long.
    """
    if not call.has("message_ids"):
        raise bad_request("message identifiers are not specified")
    given = call.json("message_ids", "message_ids")
    if not isinstance(given, list):
        raise bad_request("expected an Array of message identifiers")
    ids = [_message_id(one) for one in given]
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MOST_MESSAGES:
        raise bad_request("too many message identifiers specified")
    return ids


def _message_id(given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int | str):
        raise bad_request("message identifier must be a Number")
    if not str(given).removeprefix("-").isdecimal():
        raise bad_request("can't parse message identifier as Number")
    if int(given) <= 0:
        raise bad_request("invalid message identifier specified")
    return int(given)


MOST_MESSAGES = 100
