"""A call as it came: parameters from the query, a form, several parts or JSON, all read alike."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from telegram_simulator.wire import Json, bad_request

_TRUE = frozenset({"true", "1", "yes"})


def decode(text: str | bytes) -> object:
    """What a JSON text holds.

    Raises:
        ValueError: it is not JSON, is nested too deep, or holds half a character.
    """
    try:
        value: object = json.loads(text, parse_constant=_finite, parse_float=_finite)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if "\\u" in (text if isinstance(text, str) else text.decode()):
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _finite(number: str) -> float:
    """A number as JSON knows it: neither NaN nor infinite, however many digits it has."""
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(number)
    return value


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent with a call."""

    name: str
    mime_type: str
    data: bytes


@dataclass(slots=True)
class Call:
    """A method's name and what was given with it."""

    method: str
    params: Json
    files: Mapping[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether something was given under this name."""
        return self.params.get(name) not in (None, "")

    def text(self, name: str) -> str:
        """A text; '' when nothing was given."""
        value = self.params.get(name)
        if isinstance(value, str):
            return value
        if value is None:
            return ""
        return json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; what is not one counts as not given, as in the real server."""
        value = self.params.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        try:
            return int(self.text(name).strip())
        except ValueError:
            return default

    def number(self, name: str) -> float:
        """A number with decimals; 0 when it is not one."""
        try:
            value = float(self.text(name).strip())
        except ValueError:
            return 0.0
        return value if math.isfinite(value) else 0.0

    def boolean(self, name: str) -> bool:
        """Whether this was set."""
        return self.text(name).strip().lower() in _TRUE

    def json(self, name: str, what: str) -> object:
        """A JSON value; None when nothing was given.

        Raises:
            ApiError: it is not JSON; ``what`` names it in the message.
        """
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return decode(value)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None

    def lenient_json(self, name: str) -> object:
        """A JSON value, or None when it is not JSON: so the server reads entities."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        try:
            return decode(value)
        except ValueError:
            return None
