"""How much memory the bot takes: idle, and after many updates and content reloads.

    python tools/memory.py [--updates 100000] [--people 10000] [--reloads 50] [--voices 1]
    python tools/memory.py --updates 0 --people 1 --reloads 0 --files 1

The bot is a process of its own with a local Telegram; resident memory is read from /proc (Linux).
``--files``: so often each kind of file is made of figures, by a process beside the bot; what both
take together is seen every few milliseconds, shared pages once (PSS), and as resident (RSS).
"""

import argparse
import asyncio
import base64
import contextlib
import os
import re
import secrets
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from bot.assembly import content_folder
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer

ROOT = Path(__file__).parent.parent
_PATIENCE = 600.0
#: Updates that wait at once: a full window of what Telegram gives.
_AT_ONCE = 100
#: What is written, in turn: talk, commands, danger, a request, something to look at.
_WORDS = (
    "je suis un peu triste", "/aide", "/sujets", "on me harcèle au collège", "/parler",
    "/verifier https://example.org/photo", "j'ai envie de mourir", "/infos", "merci", "/stop",
)  # fmt: skip
#: Seconds after which a changed content file was certainly seen (it is looked for every three).
_SEEN_AFTER = 4.0
#: A start has settled by then.
_SETTLED_AFTER = 8.0
_BETWEEN_LOOKS = 0.005
#: Kinds of report that a process of its own makes.
_BUTTONS = {"pdf": "PDF", "xlsx": "XLSX", "ods": "ODS"}


@dataclass(frozen=True, slots=True)
class Load:
    """What the bot goes through."""

    updates: int
    people: int
    reloads: int
    voices: int
    files: int


def resident(pid: int) -> tuple[float, float]:
    """Resident memory in MB, and the part that no other process shares."""
    kept = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    private = sum(int(n) for n in re.findall(r"Private_(?:Clean|Dirty):\s+(\d+)", kept))
    whole = sum(int(n) for n in re.findall(r"^Rss:\s+(\d+)", kept, re.MULTILINE))
    return whole / 1024, private / 1024


@dataclass(slots=True)
class Peak:
    """The most that the bot and what it started took together, in MB."""

    pid: int
    shared_once: float = 0
    resident: float = 0

    async def watch(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            both = [taken(pid) for pid in (self.pid, *children(self.pid))]
            self.shared_once = max(self.shared_once, sum(pss for pss, _ in both))
            self.resident = max(self.resident, sum(rss for _, rss in both))
            await asyncio.sleep(_BETWEEN_LOOKS)


def children(pid: int) -> list[int]:
    """The processes that one started and that still run their own program.

    Between its birth and its program, a child is its parent's memory under another number.
    """
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        return [int(n) for n in told if _program(int(n)) != _program(pid)]
    except OSError:
        return []


def _program(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def taken(pid: int) -> tuple[float, float]:
    """What a process takes in MB: its share of each page, and all that is resident."""
    try:
        kept = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0, 0
    pss, rss = (re.search(rf"^{name}:\s+(\d+)", kept, re.MULTILINE) for name in ("Pss", "Rss"))
    return (int(pss[1]) / 1024, int(rss[1]) / 1024) if pss and rss else (0, 0)


async def measure(load: Load) -> None:
    """Run the bot and print a line at each stage."""
    async with SimulatorServer() as telegram:
        with tempfile.TemporaryDirectory(prefix="maraude-memory-") as folder:
            content = Path(folder) / "content"
            shutil.copytree(content_folder(), content)
            claire = telegram.world.person("Claire", kind="coordinator")
            async with _running(telegram, Path(folder), content, load.voices, claire.id) as pid:
                crowd = [telegram.world.person(f"P{number}") for number in range(load.people)]
                await _idle(telegram, crowd[0], pid)
                await _files(claire, load.files, pid)
                await _updates(telegram, crowd, load.updates, pid)
                await _reloads(content, load.reloads, pid)


@contextlib.asynccontextmanager
async def _running(
    telegram: SimulatorServer, folder: Path, content: Path, voices: int, coordinator: int
) -> AsyncIterator[int]:
    """The bot as a process of its own; gives its number."""
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
        "MARAUDE_COORDINATORS": str(coordinator),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, env=environment
    )
    try:
        yield process.pid
    finally:
        process.kill()
        await process.wait()


async def _idle(telegram: SimulatorServer, first: Person, pid: int) -> None:
    first.writes("/start")
    await telegram.world.wait_until(lambda: len(first.screen) > 1, _PATIENCE)
    await asyncio.sleep(_SETTLED_AFTER)
    _say("idle", pid)


async def _files(claire: Person, times: int, pid: int) -> None:
    """A coordinator has a picture and every kind of report made, one after the other."""
    if not times:
        return
    claire.starts()
    await claire.sees_button("L'équipe", timeout=_PATIENCE)
    for form in ("picture", *_BUTTONS) * times:
        peak = Peak(pid)
        watching = asyncio.create_task(peak.watch())
        await _ask_for(claire, form)
        watching.cancel()
        sys.stdout.write(
            f"while a {form:8} is made {peak.shared_once:8.1f} MB, shared pages once; "
            f"{peak.resident:.1f} MB resident\n"
        )
        sys.stdout.flush()
    _say("after all files", pid)


async def _ask_for(claire: Person, form: str) -> None:
    if form == "picture":
        asked = claire.writes("/stats trimestre")
        shown = await claire.sees("paquets de cinq", after=asked, timeout=_PATIENCE)
        claire.presses("En image", in_message=shown.id)
        await claire.sees("Chiffres clés", after=shown.id, timeout=_PATIENCE)
        return
    asked = claire.writes("/rapport")
    shown = await claire.sees("Quel trimestre", after=asked, timeout=_PATIENCE)
    claire.presses("trimestre", in_message=shown.id)
    await claire.sees("Sous quelle forme", after=asked, timeout=_PATIENCE)
    claire.presses(_BUTTONS[form], in_message=shown.id)
    await claire.sees("places blanches", after=asked, timeout=_PATIENCE)


async def _updates(telegram: SimulatorServer, crowd: list[Person], updates: int, pid: int) -> None:
    """Everybody writes in turn; each goes through all the words."""
    world = telegram.world
    for done in range(0, updates, _AT_ONCE):
        for number in range(done, min(done + _AT_ONCE, updates)):
            turn, who = divmod(number, len(crowd))
            crowd[who].writes(_WORDS[(turn + who) % len(_WORDS)])
        await world.wait_until(lambda: not world.pending_updates(), _PATIENCE)
        # Not the bot's memory: the simulator's, which keeps every call.
        world.calls.clear()
        if (done + _AT_ONCE) % max(updates // 10, _AT_ONCE) == 0:
            _say(f"after {done + _AT_ONCE} updates", pid)


async def _reloads(content: Path, reloads: int, pid: int) -> None:
    card = next((content / "fr").rglob("*.md"))
    for number in range(1, reloads + 1):
        card.write_text(card.read_text("utf-8") + "\n", "utf-8")
        await asyncio.sleep(_SEEN_AFTER)
        if number % 10 == 0:
            _say(f"after {number} reloads", pid)


def _say(when: str, pid: int) -> None:
    whole, private = resident(pid)
    sys.stdout.write(f"{when:28}{whole:8.1f} MB resident, {private:.1f} of it its own\n")
    sys.stdout.flush()


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (
        ("updates", 100_000),
        ("people", 10_000),
        ("reloads", 50),
        ("voices", 1),
        ("files", 0),
    ):
        parser.add_argument(f"--{name}", type=int, default=default)
    asyncio.run(measure(Load(**vars(parser.parse_args()))))


if __name__ == "__main__":
    main()
