"""One triage, as the bot loads it, for every test of the folder."""

from pathlib import Path

import pytest

from bot.content.triage import load_triage
from bot.domain.triage import Triage


@pytest.fixture(scope="session")
def triage() -> Triage:
    return load_triage(Path(__file__).parents[2] / "content" / "triage")
