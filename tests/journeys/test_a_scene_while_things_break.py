"""A shift and its night, as written, while Telegram fails and the bot is killed.

`python -m tools.play_scenes 20` plays it as often, with more that breaks.
"""

from pathlib import Path

import pytest

from tests.scene_runs import play

#: It breaks these things, one of them the bot.
_SEED, _FAULTS = 3, 2


@pytest.mark.timeout(200)
async def test_everybody_has_what_the_scene_says(tmp_path: Path) -> None:
    played = await play(tmp_path, _SEED, _FAULTS, apart=False)
    assert {"killed", "stopped"} & set(played.faults)
    assert not played.broken
