"""Inline keyboards as the server reads them; the other kinds of reply markup are ignored."""

import re

from telegram_simulator.bot_api.call import Call
from telegram_simulator.wire import Json, bad_request

MOST_BUTTONS = 100
LONGEST_DATA = 64  # bytes
_URL = re.compile(
    r"^(?:https?://|tg://|ton://)?(?:[\w~-]+\.)*[\w~-]+\.?[\w-]*(?::\d{1,5})?(?:[/?#]\S*)?$",
    re.IGNORECASE,
)
_OTHER_ACTIONS = (
    "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip
_DECORATIONS = ("icon_custom_emoji_id", "style")


def inline_keyboard(call: Call) -> Json | None:
    """The inline keyboard of the call's ``reply_markup``; None when there is no button.

    Raises:
        ApiError: it is not one, or a button is wrong.
    """
    given = call.json("reply_markup", "reply keyboard markup")
    if given is None:
        return None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    rows = given.get("inline_keyboard")
    if rows is None:
        return None
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" must be of type Array')
    kept = [row for row in (_row(row) for row in rows) if row]
    if sum(len(row) for row in kept) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def _row(row: object) -> list[Json]:
    if not isinstance(row, list):
        raise bad_request(
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
        )
    return [_button(button) for button in row]


def _button(button: object) -> Json:
    if not isinstance(button, dict):
        raise _unparsed("InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise _unparsed('Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise _unparsed('Field "text" must be of type String')
    text = button["text"].strip()
    if not text:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    kept: Json = {"text": text, **{key: button[key] for key in _DECORATIONS if key in button}}
    return kept | _action(button)


def _action(button: Json) -> Json:
    if url := button.get("url"):
        return {"url": _checked_url(url)}
    data = button.get("callback_data")
    if data:
        if not isinstance(data, str):
            raise _unparsed('Field "callback_data" must be of type String')
        if len(data.encode()) > LONGEST_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
        return {"callback_data": data}
    if "web_app" in button:
        return {"web_app": {"url": _checked_page(button["web_app"])}}
    for action in _OTHER_ACTIONS:
        if action in button:
            return {action: button[action]}
    raise _unparsed("Text buttons are unallowed in the inline keyboard")


def _checked_url(url: object) -> str:
    if not isinstance(url, str):
        raise _unparsed('Field "url" must be of type String')
    address = url.strip()
    if not _URL.match(address) or ("." not in address and "://" not in address):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    if "://" not in address:
        address = f"http://{address}"
    host = address.split("://", 1)[1].split("/", 1)[0]
    if not address.lower().startswith(("tg://", "ton://")) and "." not in host:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return address


def _checked_page(web_app: object) -> str:
    """A page that opens inside Telegram: by https, or on this machine, which only we allow."""
    url = web_app.get("url") if isinstance(web_app, dict) else None
    address = _checked_url(url)
    if not re.match(r"https://|http://(127\.0\.0\.1|localhost)[:/]", address):
        raise bad_request(
            f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed"
        )
    return address


def _unparsed(what: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {what}")
