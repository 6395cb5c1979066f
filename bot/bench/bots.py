"""The bots that are measured, each a process of its own."""

import asyncio
import base64
import contextlib
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings import KEY_BYTES
from telegram_simulator.server import SimulatorServer

#: The bot that many projects begin with: it answers, keeps nothing, and may lose updates.
ECHO = """
import sys
from telegram.ext import ApplicationBuilder, MessageHandler, filters
async def answer(update, context):
    await update.message.reply_text(update.message.text)
app = ApplicationBuilder().token(sys.argv[1]).base_url(sys.argv[2] + "/bot").build()
app.add_handler(MessageHandler(filters.ALL, answer))
app.run_polling(drop_pending_updates=False)
"""
HERE = Path(__file__).parents[2]
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Bot:
    """What is measured: this bot from some source tree, or the echo bot without one."""

    name: str
    tree: Path | None = None

    @property
    def is_maraude(self) -> bool:
        """Whether it knows more than to echo."""
        return self.tree is not None

    @contextlib.asynccontextmanager
    async def running(
        self, telegram: SimulatorServer, folder: Path, coordinators: list[int]
    ) -> AsyncIterator["Process"]:
        """Run it; it is killed in the end."""
        command = ["-m", "bot", "run"]
        if not self.is_maraude:
            command = ["-c", ECHO, telegram.token, telegram.url]
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            cwd=folder,
            env=_environment(telegram, self.tree or HERE, coordinators),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            yield Process(process.pid)
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


@dataclass(frozen=True, slots=True)
class Process:
    """A running bot, as the system sees it (Linux)."""

    pid: int

    @property
    def memory_mb(self) -> float:
        """Resident memory."""
        status = Path(f"/proc/{self.pid}/status").read_text("ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    @property
    def busy_seconds(self) -> float:
        """Processor time it took so far."""
        after_name = Path(f"/proc/{self.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / _TICKS


@contextlib.contextmanager
def at_commit(commit: str) -> Iterator[Path]:
    """The source tree of another commit, for as long as this lasts. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory(prefix="maraude-against-") as folder:
        tree = Path(folder) / "tree"
        _git("worktree", "add", "--detach", str(tree), commit)
        try:
            yield tree
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=HERE, check=True, capture_output=True)  # noqa: S603, S607


def _environment(telegram: SimulatorServer, tree: Path, coordinators: list[int]) -> dict[str, str]:
    return {
        **os.environ,
        "NO_PROXY": "127.0.0.1,localhost",
        "PYTHONPATH": str(tree),
        "MARAUDE_TELEGRAM_API_URL": telegram.url,
        "MARAUDE_TELEGRAM_TOKEN": telegram.token,
        "MARAUDE_DATABASE_URL": "sqlite+aiosqlite:///maraude.db",
        "MARAUDE_SECRET_KEYS": base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode(),
        "MARAUDE_COORDINATORS": ",".join(map(str, coordinators)),
        "MARAUDE_LISTEN": "127.0.0.1:0",
        "MARAUDE_LOG_LEVEL": "ERROR",
    }
