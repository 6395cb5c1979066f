"""What Telegram says of whoever opened a page inside it, and whether Telegram said so.

``initData`` as https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
describes it: fields of a query string, with a keyed hash that only the bot and Telegram can make.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

#: How long after it was opened a page may use it; and how far Telegram's clock may be ahead.
LASTS, AHEAD = timedelta(minutes=5), timedelta(minutes=1)
#: Telegram's are below two kilobytes.
LONGEST = 8_192
_KEY = b"WebAppData"


class NotGenuine(ValueError):  # noqa: N818  # said as what it is
    """Telegram did not say this, or long ago."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody opened a page inside Telegram."""

    telegram_id: int
    at: datetime


def opened(init_data: str, token: str, now: datetime) -> Opened:
    """Who opened it, and when, if a bot's ``token`` signed it lately. Raises NotGenuine."""
    fields = _fields(init_data)
    given = fields.pop("hash", "")
    lines = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    if not hmac.compare_digest(signature(lines, token).encode(), given.encode()):
        raise NotGenuine
    found = Opened(_who(fields), _when(fields))
    if not -AHEAD <= now - found.at < LASTS:
        raise NotGenuine
    return found


def signature(lines: str, token: str) -> str:
    """The hash of ``name=value`` lines, in their order, as Telegram makes it."""
    key = hmac.digest(_KEY, token.encode(), hashlib.sha256)
    return hmac.digest(key, lines.encode(), hashlib.sha256).hex()


def _fields(init_data: str) -> dict[str, str]:
    if len(init_data) > LONGEST:
        raise NotGenuine
    try:
        pairs = parse_qsl(
            init_data,
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=32,
        )
    except ValueError:
        raise NotGenuine from None
    fields = dict(pairs)
    # Told twice, one of them could be signed and the other one read.
    if len(fields) != len(pairs):
        raise NotGenuine
    return fields


def _who(fields: dict[str, str]) -> int:
    try:
        user = json.loads(fields["user"])
    except (KeyError, ValueError, RecursionError):
        raise NotGenuine from None
    telegram_id = user.get("id") if isinstance(user, dict) else None
    if not isinstance(telegram_id, int) or isinstance(telegram_id, bool):
        raise NotGenuine
    return telegram_id


def _when(fields: dict[str, str]) -> datetime:
    try:
        return datetime.fromtimestamp(int(fields["auth_date"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        raise NotGenuine from None
