"""Pages that open inside Telegram: their address, with who opens them signed for the bot.

https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
"""

import hashlib
import hmac
import json
import secrets
from urllib.parse import quote, urlencode

from telegram_simulator.wire import Json


def init_data(token: str, user: Json, auth_date: int) -> str:
    """What Telegram says to a page of whoever opens it, signed with the bot's token."""
    told = {key: user[key] for key in ("id", "first_name", "last_name", "username") if key in user}
    fields = {
        "query_id": f"AA{secrets.token_urlsafe(15)}",
        "user": json.dumps(told, ensure_ascii=False, separators=(",", ":")),
        "auth_date": str(auth_date),
    }
    lines = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    key = hmac.digest(b"WebAppData", token.encode(), hashlib.sha256)
    return urlencode({**fields, "hash": hmac.digest(key, lines.encode(), hashlib.sha256).hex()})


def address(url: str, said: str) -> str:
    """Where a page is opened: what is said stands behind the #, which no server sees."""
    return (
        f"{url}#tgWebAppData={quote(said, safe='')}&tgWebAppVersion=9.1&tgWebAppPlatform=simulator"
    )
