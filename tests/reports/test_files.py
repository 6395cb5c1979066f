"""Files: what is in them is what was published, with its meaning, and never a formula."""

import asyncio
import csv
import io
import json
import os
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bot.reports import workshop
from bot.reports.books import as_csv, book_of
from bot.reports.workshop import NotDrawn, Workshop
from tests.architecture.reading_code import BOT
from tests.reports.examples import empty, library, lively, told

_ODS_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_ODS_VALUE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value"


def _inside(file: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        return ET.fromstring(packed.read(name))  # noqa: S314  # we wrote it


def test_a_csv_says_between_what_each_number_is() -> None:
    made = as_csv(book_of(told(lively()), library().strings)).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(made), delimiter=";"))
    assert rows[0][2:5] == ["Valeur publiée", "Au moins", "Au plus"]
    assert ["Chiffres clés", "Demandes", "140", "136", "144", "en hausse"] in rows
    assert ["15", "1", "29"] in [row[2:5] for row in rows]
    assert "paquets de cinq" in made


@pytest.mark.parametrize("summary", [lively(made_up=True), empty()], ids=["lively", "empty"])
def test_no_cell_is_a_formula(summary: object) -> None:
    book = book_of(told(summary), library().strings)  # type: ignore[arg-type]
    cells = [cell for row in (book.columns, *book.rows) for cell in row]
    assert not [c for c in cells if isinstance(c, str) and c[:1] in {"=", "+", "-", "@"}]
    assert all(isinstance(cell, int) for row in book.rows for cell in row[2:5])


async def test_both_spreadsheets_hold_the_rows_of_the_csv() -> None:
    tables, strings = told(lively(made_up=True)), library().strings
    book = book_of(tables, strings)
    xlsx = await Workshop().sheet("xlsx", tables, strings)
    texts = "".join(_inside(xlsx, "xl/sharedStrings.xml").itertext())
    sheet = _inside(xlsx, "xl/worksheets/sheet1.xml")
    namespace = sheet.tag.partition("}")[0] + "}"
    numbers = [
        int(one.findtext(f"{namespace}v") or "")
        for one in sheet.iter(f"{namespace}c")
        if one.get("t") != "s"
    ]
    assert numbers == [cell for row in book.rows for cell in row if isinstance(cell, int)]
    ods = _inside(await Workshop().sheet("ods", tables, strings), "content.xml")
    values = [int(float(one.get(_ODS_VALUE, ""))) for one in ods.iter() if _ODS_VALUE in one.attrib]
    assert values == numbers
    said = "".join("".join(one.itertext()) for one in ods.iter(_ODS_TEXT))
    for words in (texts, said):
        assert "Demandes prises" in words
        assert "paquets de cinq" in words
        assert "Activité inventée" in words


async def test_what_draws_knows_no_setting_of_the_bot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "python"
    program.write_text('#!/bin/sh\nenv > "$0.env"\ncat > "$0.order"\necho made\n')
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setenv("MARAUDE_SECRET_KEYS", "hush")
    tables = told(lively())
    assert await Workshop().sheet("xlsx", tables, library().strings) == b"made\n"
    assert "hush" not in (tmp_path / "python.env").read_text()
    order = json.loads((tmp_path / "python.order").read_text())
    assert len(order["rows"]) == sum(len(table.rows) for table in tables.tables)


@pytest.mark.parametrize("does", ["exit 3", "true", "echo x; exit 1"])
async def test_a_file_that_cannot_be_made_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\ncat > /dev/null\n{does}\n")
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    with pytest.raises(NotDrawn):
        await Workshop().sheet("ods", told(lively()), library().strings)


async def test_what_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "python"
    program.write_text('#!/bin/sh\necho $$ > "$0.pid"\nexec sleep 600\n')
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(workshop, "_PATIENCE", 0.5)
    with pytest.raises(NotDrawn):
        await Workshop().make("xlsx", {})
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "python.pid").read_text()), 0)


async def test_what_draws_loads_nothing_else_of_the_bot() -> None:
    """All that it loads is paid for beside the bot, on the smallest of machines."""
    written = "import sys; from bot.reports import drawing; print(*sys.modules)"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", written, stdout=asyncio.subprocess.PIPE, cwd=BOT.parent
    )
    loaded = (await process.communicate())[0].decode().split()
    ours = {"bot.reports", "bot.reports.drawing", "bot.reports.orders", "bot.reports.letter"}
    assert {name for name in loaded if name.startswith("bot.")} == ours
    assert {"pydantic", "babel", "numpy", "sqlalchemy"}.isdisjoint(loaded)


async def test_an_order_that_is_none_makes_no_file() -> None:
    for form in ("xlsx", "png", "odt"):
        with pytest.raises(NotDrawn):
            await Workshop().make(form, {"title": 1})
