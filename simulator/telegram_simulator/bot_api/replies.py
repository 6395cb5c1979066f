"""The message that a call answers to."""

from typing import NamedTuple

from telegram_simulator.accounts import Account, Stored
from telegram_simulator.bot_api.call import Call
from telegram_simulator.messages import quote_in
from telegram_simulator.texts import utf16
from telegram_simulator.texts.formatted import format_text
from telegram_simulator.wire import Json, bad_request

LONGEST_QUOTE = 1024


class Target(NamedTuple):
    """A message that is answered, and the part of it that is quoted."""

    message: Stored
    quote: Json | None = None


def reply_target(account: Account, call: Call) -> Target | None:
    """What ``reply_parameters`` (or the old ``reply_to_message_id``) points to, if anything.

    Raises:
        ApiError: the message is not there, and sending without reply is not allowed; or the
            quote is not in it.
    """
    number, lenient = _asked(call)
    if not number:
        return None
    stored = account.messages.get(number)
    if stored is None:
        if not lenient:
            raise bad_request("message to be replied not found")
        return None
    return Target(stored, _quote(stored, call))


def _quote(stored: Stored, call: Call) -> Json | None:
    """The quote asked for: an exact part of the message, its formatting included."""
    given = call.json("reply_parameters", "reply parameters")
    if not isinstance(given, dict) or not given.get("quote"):
        return None
    inner = Call(call.method, given)
    text, entities = format_text(
        inner.text("quote"), inner.text("quote_parse_mode"), inner.lenient_json("quote_entities")
    )
    found = quote_in(stored.data, text, entities, exactly=True)
    if found is None or utf16.length(text) > LONGEST_QUOTE:
        raise bad_request("QUOTE_TEXT_INVALID")
    return found


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
