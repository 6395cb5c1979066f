"""Play a scene again and again while things break: `python -m tools.play_scenes 20`.

Each play has a seed: `--seed S` begins there. Ends with 1, and the seeds, if anything did not hold.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.scene_runs import PERMANENCE, Played, play


def main() -> int:
    """Play them, with a line each; what broke comes last."""
    asked = _arguments()
    began = time.monotonic()
    found = [_one(asked, seed) for seed in range(asked.seed, asked.seed + asked.plays)]
    broken = [one for one in found if one.broken]
    kills = sum(name in {"killed", "stopped"} for one in found for name in one.faults)
    faults = sum(len(one.faults) for one in found)
    sys.stdout.write(
        f"{len(found)} plays in {time.monotonic() - began:.0f} s, {faults} faults, "
        f"{kills} of them the bot's end; {len(broken)} with a broken promise\n"
    )
    return int(bool(broken))


def _one(asked: argparse.Namespace, seed: int) -> Played:
    with tempfile.TemporaryDirectory(prefix="maraude-scene-") as folder:
        played = asyncio.run(play(Path(folder), seed, asked.faults, asked.scene))
    said = "; ".join(played.broken) or "held"
    print(f"--seed {seed} {', '.join(played.faults)}: {said}", flush=True)
    return played


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plays", type=int, nargs="?", default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=int, default=8)
    parser.add_argument("--scene", type=Path, default=PERMANENCE)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
