"""One pipeline for every log line; it drops whatever is not on a list of allowed keys.

Tracebacks keep file, line and function, never values or messages: an exception's message
may quote a text, an id or the token. Other libraries' lines keep only who spoke and where.
"""

import contextlib
import io
import logging
import sys
import threading
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any, Literal, TextIO

import structlog

ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "logger", "error", "where", "reference", "count", "kind",
        "reason", "parcel", "attempt", "mode", "listen", "url", "version", "seconds", "setting",
        "file", "line", "problems", "state",
    }
)  # fmt: skip

EventDict = MutableMapping[str, Any]


def set_up_logs(level: str, style: Literal["console", "json"]) -> None:
    """Send every log line, also of other libraries, through the pipeline to stderr."""
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _describe_exception,
            _only_allowed,
            _renderer(style),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(_Unfailing(sys.stderr)),  # type: ignore[arg-type]  # only written to
        cache_logger_on_first_use=False,
    )
    logging.captureWarnings(capture=True)
    root = logging.getLogger()
    root.handlers = [_Forward()]
    root.setLevel(max(logging.getLevelName(level), logging.WARNING))
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_lost
    sys.unraisablehook = _log_lost


class _Unfailing(io.TextIOBase):
    """Where lines go, as long as there is room: a full disk under the log must not end the bot."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        """Write what can be written."""
        with contextlib.suppress(OSError):
            self._out.write(text)
        return len(text)

    def flush(self) -> None:
        """Let it go out, if it can."""
        with contextlib.suppress(OSError):
            self._out.flush()


def _renderer(style: Literal["console", "json"]) -> Any:
    if style == "json":
        return structlog.processors.JSONRenderer()
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=_nothing)


def _nothing(*_: object) -> None:
    return None


def _describe_exception(_: object, __: str, event: EventDict) -> EventDict:
    info = event.pop("exc_info", None)
    error = sys.exc_info()[1] if info is True else info
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["where"] = _places(error.__traceback__)
    return event


def _places(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-6:]
    return " < ".join(
        f"{f.filename.rpartition('/')[2]}:{f.lineno} {f.name}" for f in reversed(frames)
    )


def _only_allowed(_: object, __: str, event: EventDict) -> EventDict:
    return {key: value for key, value in event.items() if key in ALLOWED}


class _Forward(logging.Handler):
    """Other libraries' lines: their text may hold anything, so it is left out."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        structlog.get_logger().log(
            record.levelno,
            "library_message",
            logger=record.name,
            file=record.filename,
            line=record.lineno,
            exc_info=error,
        )


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    structlog.get_logger().error("stopped_by_error", exc_info=error.with_traceback(trace))


def _log_lost(lost: "threading.ExceptHookArgs | sys.UnraisableHookArgs") -> None:
    """Python would print the message of what a thread or a finaliser raised."""
    if isinstance(lost.exc_value, Exception):
        structlog.get_logger().error("lost_error", exc_info=lost.exc_value)
