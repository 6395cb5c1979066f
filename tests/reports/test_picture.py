"""The picture of figures: it holds what is read, and no more than Telegram takes under it."""

import struct

import pytest

from bot.domain.summaries import Summary
from bot.reports.picture import in_words, picture_of
from bot.reports.workshop import Workshop
from tests.reports.examples import empty, library, lively, told


@pytest.mark.parametrize("summary", [lively(made_up=True), empty()], ids=["lively", "empty"])
async def test_it_is_as_wide_as_a_phone_shows(summary: Summary) -> None:
    picture = picture_of(told(summary), library().strings)
    drawn = await Workshop().picture(picture)
    assert drawn.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", drawn[16:24])
    assert width == 1080
    # What Telegram takes: https://core.telegram.org/bots/api#sendphoto
    assert width + height <= 10_000
    assert max(width, height) <= 20 * min(width, height)


def test_its_words_say_all_that_is_drawn() -> None:
    picture = picture_of(told(lively(made_up=True)), library().strings)
    words = in_words(picture)
    assert len(words) <= 1024
    for chart in picture.charts[:2]:
        assert chart.title in words
        assert all(row.name in words for row in chart.rows)
    assert "Activité inventée" in words
