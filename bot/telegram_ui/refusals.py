"""What Telegram's refusals mean, where the library says the same of different things."""

from telegram.error import InvalidToken, RetryAfter, TelegramError


def is_bad_token(error: TelegramError) -> bool:
    """Whether Telegram refused the token; InvalidToken also stands for an unknown method."""
    return isinstance(error, InvalidToken) and "not found" not in str(error).lower()


#: A limit is asked for again after so many seconds at most: something else may have answered.
_LONGEST = 30.0


def seconds_of(error: RetryAfter) -> float:
    """How long to wait before the same call is made again."""
    after = error.retry_after
    return min(after if isinstance(after, int) else after.total_seconds(), _LONGEST)
