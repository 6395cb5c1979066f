"""What Telegram's refusals mean, where the library says the same of different things."""

from telegram.error import InvalidToken, TelegramError


def is_bad_token(error: TelegramError) -> bool:
    """Whether Telegram refused the token; InvalidToken also stands for an unknown method."""
    return isinstance(error, InvalidToken) and "not found" not in str(error).lower()
