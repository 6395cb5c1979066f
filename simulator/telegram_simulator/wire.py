"""The shapes that travel: JSON objects of the Bot API and the errors that its server answers."""

from typing import Any, TypeAlias

# A Bot API object. Left open on purpose: these travel by the thousand, and a model for
# each call would cost more than the call.
Json: TypeAlias = dict[str, Any]


class ApiError(Exception):
    """A call that is refused, in the words of the real server."""

    def __init__(self, code: int, description: str, retry_after: int = 0) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def body(self) -> Json:
        """What is answered: ``ok``, ``error_code``, ``description``, and ``parameters``."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad_request(what: str) -> ApiError:
    """400, with the server's prefix."""
    return ApiError(400, f"Bad Request: {what}")


def forbidden(what: str) -> ApiError:
    """403, with the server's prefix."""
    return ApiError(403, f"Forbidden: {what}")


def conflict(what: str) -> ApiError:
    """409, with the server's prefix."""
    return ApiError(409, f"Conflict: {what}")


def too_many_requests(retry_after: int) -> ApiError:
    """429, with the pause asked for in seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after)
