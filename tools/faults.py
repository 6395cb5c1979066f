"""Break things at random while people talk: `make faults N=1000`, or `python -m tools.faults`.

Each run has a seed: `--seed S` begins there, `--only NAME` chooses what breaks. Ends with 1, and
the seeds, if a promise did not hold in any run.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.faults import FAULTS, Run, a_place, run

#: So many runs, then a new town: screens of thousands of messages only slow the reader.
_A_TOWN = 50


def main() -> int:
    """Run them, with a line of progress each; what broke comes last."""
    asked = _arguments()
    began = time.monotonic()
    found = asyncio.run(_all(asked))
    broken = [one for one in found if one.broken]
    kinds = Counter(one.fault for one in found)
    lines = sum(one.lines for one in found)
    sys.stdout.write(
        f"\n{len(found)} runs in {time.monotonic() - began:.0f} s, {lines} lines, "
        f"{len(broken)} with a broken promise\n{dict(kinds)}\n"
    )
    for one in broken:
        sys.stdout.write(f"--seed {one.seed} --only {one.fault}: {', '.join(one.broken)}\n")
    return int(bool(broken))


async def _all(asked: argparse.Namespace) -> list[Run]:
    only = next((fault for fault in FAULTS if fault.name == asked.only), None)
    found: list[Run] = []
    while len(found) < asked.runs:
        with tempfile.TemporaryDirectory(prefix="maraude-faults-") as folder:
            async with a_place(Path(folder)) as place:
                for _ in range(min(_A_TOWN, asked.runs - len(found))):
                    found.append(await run(place, asked.seed + len(found), only))
                    _progress(found, asked.runs)
    return found


def _progress(found: list[Run], runs: int) -> None:
    last, broken = found[-1], sum(bool(one.broken) for one in found)
    said = f"{len(found)}/{runs} broken {broken}  seed {last.seed} {last.fault}"
    print(f"{said}: {', '.join(last.broken) or 'held'}", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=int, nargs="?", default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=[fault.name for fault in FAULTS])
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
