"""How much memory the bot takes: idle, and after many updates and content reloads.

    python tools/memory.py [--updates 100000] [--people 10000] [--reloads 50]

The bot is a process of its own with a local Telegram; resident memory is read from /proc (Linux).
"""

import argparse
import asyncio
import base64
import os
import re
import secrets
import shutil
import sys
import tempfile
import time
from pathlib import Path

from bot.assembly import content_folder
from telegram_simulator.server import SimulatorServer

ROOT = Path(__file__).parent.parent
_PATIENCE = 600.0
#: Updates that are under way at once.
_AT_ONCE = 1_000


def resident(pid: int) -> tuple[float, float]:
    """Resident memory in MB, and the part that no other process shares."""
    kept = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    private = sum(int(n) for n in re.findall(r"Private_(?:Clean|Dirty):\s+(\d+)", kept))
    whole = re.search(r"Rss:\s+(\d+)", kept)
    assert whole is not None
    return int(whole[1]) / 1024, private / 1024


async def measure(updates: int, people: int, reloads: int, voices: int) -> None:
    """Run the bot and print a line at each stage."""
    async with SimulatorServer() as telegram:
        with tempfile.TemporaryDirectory(prefix="maraude-memory-") as folder:
            content = Path(folder) / "content"
            shutil.copytree(content_folder(), content)
            environment = {
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "NO_PROXY": "127.0.0.1,localhost",
                "MARAUDE_TELEGRAM_API_URL": telegram.url,
                "MARAUDE_TELEGRAM_TOKEN": telegram.token,
                "MARAUDE_DATABASE_URL": "sqlite+aiosqlite:///maraude.db",
                "MARAUDE_SECRET_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
                "MARAUDE_LISTEN": "127.0.0.1:0",
                "MARAUDE_LOG_LEVEL": "ERROR",
                "MARAUDE_CONTENT_DIR": str(content),
                "MARAUDE_TRIAGE_VOICES": str(voices),
            }
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=folder, env=environment
            )
            try:
                await _stages(telegram, process.pid, content, updates, people, reloads)
            finally:
                process.kill()
                await process.wait()


async def _stages(
    telegram: SimulatorServer, pid: int, content: Path, updates: int, people: int, reloads: int
) -> None:
    world = telegram.world
    crowd = [world.person(f"P{number}") for number in range(people)]
    crowd[0].writes("/start")
    await world.wait_until(lambda: len(crowd[0].screen) > 1, _PATIENCE)
    await asyncio.sleep(6)
    _say("idle", pid)
    done = 0
    while done < updates:
        some = [crowd[(done + n) % people] for n in range(min(_AT_ONCE, updates - done))]
        before = sum(1 for call in world.calls if call.method == "sendMessage")
        world.write_many(some, "je suis un peu triste", len(some))
        await world.wait_until(
            lambda before=before, wanted=len(some): (
                sum(1 for c in world.calls if c.method == "sendMessage") >= before + wanted // 2
            ),
            _PATIENCE,
        )
        await asyncio.sleep(0.5)
        world.calls.clear()
        done += len(some)
        if done % (updates // 10 or 1) == 0:
            _say(f"after {done} updates", pid)
    card = next((content / "fr" / "cards").rglob("*.md"), next((content / "fr").rglob("*.md")))
    for number in range(reloads):
        card.write_text(card.read_text("utf-8") + "\n", "utf-8")
        os.utime(card, (time.time() + number, time.time() + number))
        await asyncio.sleep(4)
        if (number + 1) % 10 == 0:
            _say(f"after {number + 1} reloads", pid)


def _say(when: str, pid: int) -> None:
    whole, private = resident(pid)
    sys.stdout.write(f"{when:28}{whole:8.1f} MB resident, {private:.1f} of it its own\n")
    sys.stdout.flush()


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--reloads", type=int, default=50)
    parser.add_argument("--voices", type=int, default=1)
    given = parser.parse_args()
    asyncio.run(measure(given.updates, given.people, given.reloads, given.voices))


if __name__ == "__main__":
    main()
