"""Bring an alert to thousands while people talk and the bot is killed: `python -m tools.broadcast`.

Telegram's limits are on. Ends with 1 if anybody was left out, got it more often than the bot was
killed, or if a line of a conversation was lost.
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.broadcast_runs import Figures, alert_while_talking


def main() -> int:
    """Run it; the figures come last."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="maraude-broadcast-") as folder:
        found = asyncio.run(_run(Path(folder), asked))
    sys.stdout.write(f"\n{found}\n")
    return int(bool(found.left_out or found.repeated > found.kills or found.lines_lost))


async def _run(folder: Path, asked: argparse.Namespace) -> Figures:
    return await alert_while_talking(
        folder,
        readers=asked.readers,
        kills=asked.kills,
        seed=asked.seed,
        progress=lambda done: print(f"\r{done}", end="", flush=True),
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", type=int, nargs="?", default=5000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
