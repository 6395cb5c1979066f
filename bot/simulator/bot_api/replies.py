"""The message that a call answers to."""

from bot.simulator.accounts import Account, Stored
from bot.simulator.bot_api.call import Call
from bot.simulator.wire import bad_request


def reply_target(account: Account, call: Call) -> Stored | None:
    """What ``reply_parameters`` (or the old ``reply_to_message_id``) points to, if anything.

    Raises:
        ApiError: the message is not there, and sending without reply is not allowed.
    """
    number, lenient = _asked(call)
    if not number:
        return None
    stored = account.messages.get(number)
    if stored is None and not lenient:
        raise bad_request("message to be replied not found")
    return stored


def _asked(call: Call) -> tuple[int, bool]:
    given = call.json("reply_parameters", "reply parameters")
    if given is None:
        return call.integer("reply_to_message_id"), call.boolean("allow_sending_without_reply")
    if not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    number = given.get("message_id", 0)
    if isinstance(number, str) and number.isdecimal():
        number = int(number)
    if isinstance(number, bool) or not isinstance(number, int):
        raise bad_request(
            'can\'t parse reply parameters: Field "message_id" must be a valid Number'
        )
    return number, given.get("allow_sending_without_reply") is True
