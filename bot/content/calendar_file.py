"""What is on, as a file for somebody's own calendar (iCalendar, RFC 5545).

https://www.rfc-editor.org/rfc/rfc5545: lines end in CR LF and are folded at 75 bytes (3.1); commas,
semicolons, backslashes and line breaks of a text are escaped (3.3.11); times are in UTC (3.3.5).
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.content.kinds.territory import Event

#: Bytes of a line, its end not counted.
_LINE = 75
_ESCAPED = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n", "\r": None})


def calendar_file(event: Event, zone: ZoneInfo, now: datetime) -> bytes:
    """One event, in the time of ``zone``; ``now`` says when the file was made."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Maraude//FR",
        "BEGIN:VEVENT",
        f"UID:{_uid(event)}",
        f"DTSTAMP:{_utc(now)}",
        *_when(event, zone),
        f"SUMMARY:{_text(event.title)}",
        f"LOCATION:{_text(event.place)}",
        f"DESCRIPTION:{_text(event.text)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _uid(event: Event) -> str:
    """The same for the same event: a file that is opened again changes its entry."""
    told = f"{event.date}|{event.title}|{event.place}"
    return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}@maraude"


def _when(event: Event, zone: ZoneInfo) -> Iterator[str]:
    if event.starts is None:
        yield f"DTSTART;VALUE=DATE:{event.date:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.date + timedelta(days=1):%Y%m%d}"
        return
    starts = datetime.combine(event.date, event.starts, zone)
    yield f"DTSTART:{_utc(starts)}"
    if event.ends is not None:
        # What ends before it starts ends after midnight.
        after = event.date + timedelta(days=event.ends <= event.starts)
        yield f"DTEND:{_utc(datetime.combine(after, event.ends, zone))}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    return text.strip().translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """The line in parts that fit; those after the first begin with a space. No letter is cut."""
    part, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _LINE:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + width
    yield part
