"""Links inside texts: a bad one is forgotten, as the server does, and not refused."""

import re
from urllib.parse import urlsplit

from telegram_simulator.wire import Json

_SCHEMES = frozenset({"http", "https", "tg", "ton"})
_USER = re.compile(r"^tg://user\?id=(\d+)$", re.IGNORECASE)


def link_entity(offset: int, length: int, url: str) -> Json | None:
    """The entity for a link, or for a mention by id; None when the link is not one."""
    if user := _USER.match(url):
        return {
            "type": "text_mention",
            "offset": offset,
            "length": length,
            "user": {"id": int(user.group(1)), "is_bot": False, "first_name": ""},
        }
    checked = checked_link(url)
    if checked is None:
        return None
    return {"type": "text_link", "offset": offset, "length": length, "url": checked}


def checked_link(url: str) -> str | None:
    """The link, completed as the server completes it; None when it is not one."""
    address = url.strip()
    if "://" not in address:
        address = f"http://{address}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or not host or " " in address:
        return None
    if parts.scheme in {"http", "https"}:
        if "." not in host and host != "localhost":
            return None
        if not parts.path:
            return parts._replace(path="/").geturl()
    return address
