"""sendLocation, sendContact, sendPoll, sendDice."""

import secrets

from telegram_simulator.bot_api.call import Call
from telegram_simulator.bot_api.sending import send
from telegram_simulator.people_texts import poll
from telegram_simulator.state import State
from telegram_simulator.texts.formatted import format_text
from telegram_simulator.wire import Json, bad_request

OPTIONS = (1, 12)  # https://core.telegram.org/bots/api#sendpoll
LONGEST_QUESTION = 300
LONGEST_OPTION = 100
# The highest value of each.
DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}


def send_location(state: State, call: Call) -> Json:
    """Send a place; gives the message.

    Raises:
        ApiError: as the real server.
    """
    for name in ("latitude", "longitude"):
        if not call.has(name):
            raise bad_request(f"{name} is empty")
    location = {"latitude": call.number("latitude"), "longitude": call.number("longitude")}
    if abs(location["latitude"]) > 90 or abs(location["longitude"]) > 180:  # noqa: PLR2004 - degrees
        raise bad_request("wrong location specified")
    return send(state, call, {"location": location}).data


def send_contact(state: State, call: Call) -> Json:
    """Send a contact; gives the message.

    Raises:
        ApiError: as the real server.
    """
    contact: Json = {}
    for name in ("phone_number", "first_name"):
        if not call.has(name):
            raise bad_request(f'parameter "{name}" is required')
        contact[name] = call.text(name)
    contact |= {name: call.text(name) for name in ("last_name", "vcard") if call.has(name)}
    return send(state, call, {"contact": contact}).data


def send_poll(state: State, call: Call) -> Json:
    """Send a poll; gives the message.

    Raises:
        ApiError: as the real server.
    """
    question, _ = format_text(call.text("question"), call.text("question_parse_mode"), None)
    options = _options(call)
    if not question:
        raise bad_request("poll question must be non-empty")
    if len(question) > LONGEST_QUESTION:
        raise bad_request(f"poll question length must not exceed {LONGEST_QUESTION}")
    kind = call.text("type") or "regular"
    if kind not in {"regular", "quiz"}:
        raise bad_request("unsupported poll type specified")
    content = poll(question, options)
    content["type"] = kind
    if call.has("is_anonymous"):
        content["is_anonymous"] = call.boolean("is_anonymous")
    content["allows_multiple_answers"] = call.boolean("allows_multiple_answers")
    return send(state, call, {"poll": content}).data


def _options(call: Call) -> list[str]:
    given = call.json("options", "options")
    if not isinstance(given, list):
        raise bad_request("expected an Array of InputPollOption as options")
    options = [_option(one) for one in given]
    if len(options) < OPTIONS[0]:
        raise bad_request("poll must have at least 1 option")
    if len(options) > OPTIONS[1]:
        raise bad_request(f"poll can't have more than {OPTIONS[1]} options")
    return options


def _option(given: object) -> str:
    text = given.get("text") if isinstance(given, dict) else given
    if not isinstance(text, str):
        raise bad_request("expected an option to be of type String")
    if not text.strip():
        raise bad_request("poll options must be non-empty")
    if len(text) > LONGEST_OPTION:
        raise bad_request(f"poll options length must not exceed {LONGEST_OPTION}")
    return text.strip()


def send_dice(state: State, call: Call) -> Json:
    """Throw the dice; gives the message.

    Raises:
        ApiError: as the real server.
    """
    emoji = call.text("emoji") or "🎲"
    if emoji not in DICE:
        raise bad_request("DICE_NOT_SUPPORTED")
    return send(state, call, {"dice": thrown(emoji)}).data


def thrown(emoji: str) -> Json:
    """A throw of dice."""
    return {"emoji": emoji, "value": 1 + secrets.randbelow(DICE[emoji])}
