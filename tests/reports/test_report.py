"""The report: what stands in it, on a page and on paper, and that it needs nothing else."""

import contextlib
import re
import zlib
from collections.abc import Iterator
from datetime import date

import pytest

from bot.domain.figures import TOTALS
from bot.domain.summaries import Summary
from bot.reports.report import as_html, report_of
from bot.reports.workshop import Workshop
from tests.reports.examples import TODAY, empty, library, lively

BOTH = pytest.mark.parametrize("summary", [lively(made_up=True), empty()], ids=["lively", "empty"])


def _html(summary: Summary) -> str:
    found = library()
    return as_html(report_of(summary, found, found.strings, TODAY), found.strings)


@BOTH
def test_it_names_who_writes_it_and_what_it_counts(summary: Summary) -> None:
    page = _html(summary)
    assert "Communauté de communes du Val-de-Lune" in page
    assert "Du 1er juillet 2026 au 30 septembre 2026" in page
    for measure in TOTALS:
        assert library().strings.label(f"what-{measure}").replace("'", "&#39;") in page
    assert ("Activité inventée" in page) == summary.made_up


@BOTH
def test_it_asks_for_nothing_outside_itself(summary: Summary) -> None:
    page = _html(summary)
    assert not re.search(r"https?://|src=|<script|<link|@import|url\(", page)
    assert 'style="' not in page


def test_every_number_stands_with_what_it_may_be() -> None:
    page = _html(lively())
    assert ">140</td>" in page
    assert ">136 et 144</td>" in page
    assert "Une personne sur deux a attendu" in page


def test_one_territory_has_its_own_structure_on_the_cover() -> None:
    summary = Summary("vallon-clair", empty().span, {}, {}, {})
    page = _html(summary)
    assert "Les Passeurs du Vallon" in page
    assert "Val-de-Lune" not in page


async def test_paper_is_tagged_so_that_it_can_be_read_aloud() -> None:
    found = library()
    report = report_of(lively(), found, found.strings, date(2026, 11, 24))
    made = await Workshop().report("pdf", report, found.strings)
    assert made.startswith(b"%PDF-")
    inside = made + b"".join(_unpacked(made))
    assert b"/MarkInfo" in inside
    assert b"/StructTreeRoot" in inside
    assert b"pdfuaid" in inside


def _unpacked(pdf: bytes) -> Iterator[bytes]:
    """The streams of a PDF, as far as they are packed with zlib."""
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        with contextlib.suppress(zlib.error):
            yield zlib.decompress(stream)
