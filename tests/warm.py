"""What a bot in a process of its own begins from: modules, library and triage, read once.

A start reads them for three seconds of processor, and stories that kill the bot start it some
hundred times. They are about what is lost between two starts, not about reading: each bot is
forked from a process that has imported this. ``test_command_line`` starts it as operators do.
"""

import os
from datetime import UTC, datetime

# Before numpy is there: its threads would not be there after a fork.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import asyncpg  # type: ignore[import-untyped]  # noqa: F401  # else imported by each
import pytest

import tests.clocked_bot
import tests.running  # noqa: F401
from tests.ours import our_library, our_triage, read_once

read_once(pytest.MonkeyPatch())
our_library(datetime.now(UTC).date())
for voices in (1, 2):
    our_triage(voices)
