"""Kill replicas at random while people talk: `python -m tools.kill_replicas 200 --seed 1`.

Two bots on a PostgreSQL of their own, a balancer that knows nothing of chats, a local Telegram.
Ends with 1 if anything was lost, came out of order, or came twice more often than promised.
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from telegram_simulator.server import SimulatorServer
from tests.databases import postgres_server
from tests.replica_kills import Figures, killed_while_talking
from tests.replicas import replicas


def main() -> int:
    """Run it, with a line of progress for each kill; the figures come last."""
    asked = _arguments()
    with postgres_server() as postgres:
        found = asyncio.run(_run(postgres.migrated(), asked))
    sys.stdout.write(f"\n{found}\n")
    return int(bool(found.lost or found.out_of_order or found.repeated_beyond))


async def _run(url: str, asked: argparse.Namespace) -> Figures:
    with tempfile.TemporaryDirectory(prefix="maraude-kills-") as folder:
        async with SimulatorServer() as telegram:
            claire = telegram.world.person("Claire")
            async with replicas(telegram, url, claire, Path(folder), count=asked.replicas) as some:
                return await killed_while_talking(
                    telegram,
                    some,
                    claire,
                    kills=asked.kills,
                    seed=asked.seed,
                    pairs=asked.pairs,
                    rest=asked.rest,
                    progress=lambda done: print(f"\r{done}", end="", flush=True),
                )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--replicas", type=int, default=2)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument(
        "--rest", type=float, default=8.0, help="seconds between two kills, at most"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
