"""What somebody is told who asks for help on 25 December, in the night of the new year, ..."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.telegram_ui.young_person.emergency import EMERGENCY_NOW
from bot.telegram_ui.young_person.welcome import Welcome
from tests.telegram_ui.walking import walking

CHRISTMAS = datetime(2026, 12, 25, 14, tzinfo=UTC)
NEW_YEAR = datetime(2026, 12, 31, 23, 5, tzinfo=UTC)
EVENING_BEFORE = datetime(2026, 12, 24, 20, tzinfo=UTC)
USUAL = datetime(2026, 12, 23, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (CHRISTMAS, "ouvre demain à 14 h"),
        (NEW_YEAR, "ouvre demain à 14 h"),
        (EVENING_BEFORE, "ouvre samedi à 14 h"),
        (USUAL, "ouvert maintenant, jusqu'à 20 h"),
    ],
)
async def test_the_team_and_the_services_tell_the_same_day(
    tmp_path: Path, now: datetime, hours: str
) -> None:
    async with walking(tmp_path) as walker:
        walker.now = now
        (waiting,) = await walker.commands("parler")
        assert hours in waiting.text.text
        welcome = await walker.draws(Welcome("Loutre bleue"))
        assert hours in welcome.text.text
        if now is not USUAL:
            # Who answers meanwhile is told, and nobody is said to be open who may not be.
            assert "jour et nuit" in waiting.text.text
        if now in {CHRISTMAS, NEW_YEAR}:
            numbers = await walker.draws(EMERGENCY_NOW)
            for page in (waiting, welcome, numbers):
                assert "ouvert" not in page.text.text
