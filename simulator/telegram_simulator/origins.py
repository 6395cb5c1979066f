"""Where a forwarded message comes from, as the Bot API says it."""

from typing import Literal, TypeAlias

from telegram_simulator.wire import Json

Origin: TypeAlias = Literal["hidden", "user", "channel", "chat"]


def origin_of(kind: Origin, name: str, number: int, when: int) -> Json:
    """The origin of a message that somebody of this name wrote at that moment."""
    if kind == "hidden":
        return {"type": "hidden_user", "sender_user_name": name, "date": when}
    if kind == "user":
        user = {"id": number, "is_bot": False, "first_name": name}
        return {"type": "user", "sender_user": user, "date": when}
    if kind == "channel":
        channel = {"id": -(10**12) - number, "type": "channel", "title": name}
        return {"type": "channel", "chat": channel, "message_id": 7, "date": when}
    group = {"id": -(10**12) - number, "type": "supergroup", "title": name}
    return {"type": "chat", "sender_chat": group, "date": when}
