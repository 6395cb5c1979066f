"""One triage, as the bot loads it, for every test of the folder."""

import pytest

from bot.domain.triage import Triage
from tests.ours import our_triage


@pytest.fixture(scope="session")
def triage() -> Triage:
    return our_triage()
