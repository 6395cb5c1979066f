"""Where files are made: one at a time, each in a process of its own, whose memory comes back.

What draws needs 40 to 100 MB and a second or two (docs/decisions/0029); the bot keeps none of it.
An order holds published figures in words, and nothing else.
"""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from bot.content.strings import Strings
from bot.reports.books import as_csv, book_of
from bot.reports.letter import Letter
from bot.reports.orders import Picture
from bot.reports.poster import Poster
from bot.reports.poster import as_html as poster_as_html
from bot.reports.report import Report, as_html
from bot.reports.tables import Tables

#: What may be asked for.
SHEETS = ("csv", "xlsx", "ods")
REPORTS = ("pdf", "html", *SHEETS)
#: Seconds that one file may take on a slow machine.
_PATIENCE = 60.0
#: What drawing needs to know of its surroundings; no setting, no key.
_ENVIRONMENT = ("PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH", "FONTCONFIG_FILE")
#: One file is little work to share out, and every thread wants memory of its own.
_ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}


class NotDrawn(Exception):  # noqa: N818  # said as what happened
    """The file could not be made: something that it needs is missing here, or it took too long."""


class Workshop:
    """Makes files, one after the other."""

    def __init__(self) -> None:
        """Nothing runs yet."""
        self._one_at_a_time = asyncio.Lock()

    async def sheet(self, form: str, tables: Tables, strings: Strings) -> bytes:
        """Tables as a file of one of ``SHEETS``. Raises NotDrawn."""
        book = book_of(tables, strings)
        return as_csv(book) if form == "csv" else await self.make(form, asdict(book))

    async def report(self, form: str, report: Report, strings: Strings) -> bytes:
        """A report as a file of one of ``REPORTS``. Raises NotDrawn."""
        if form in SHEETS:
            return await self.sheet(form, report.told, strings)
        html = as_html(report, strings)
        return html.encode() if form == "html" else await self.make(form, {"html": html})

    async def letter(self, letter: Letter) -> bytes:
        """A letter as OpenDocument text. Raises NotDrawn."""
        return await self.make("odt", asdict(letter))

    async def picture(self, picture: Picture) -> bytes:
        """Figures as a picture (PNG). Raises NotDrawn."""
        return await self.make("png", asdict(picture))

    async def poster(self, form: str, poster: Poster, strings: Strings) -> bytes:
        """A poster as PDF, in one of its forms. Raises NotDrawn."""
        return await self.make("pdf", {"html": poster_as_html(poster, form, strings)})

    async def make(self, form: str, order: Mapping[str, object]) -> bytes:
        """Have a file made in a process of its own. Raises NotDrawn."""
        async with self._one_at_a_time:
            return await _made(form, json.dumps(order).encode())


async def _made(form: str, order: bytes) -> bytes:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.reports", form,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**_ALONE, **{name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}},
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    try:
        async with asyncio.timeout(_PATIENCE):
            made, _ = await process.communicate(order)
    except TimeoutError:
        raise NotDrawn(form) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode or not made:
        raise NotDrawn(form)
    return made
