"""Nothing that was said, no id and no token comes out of the logs, whoever writes the line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

MARKER = "marqueur-110201543:AAH-texte-intime"

#: Ways in which something secret could end up in a line.
WAYS = {
    "an exception of ours": "log.exception('update_failed')",
    "a key that is not allowed": "log.info('note', text=M, chat_id=M, user=M)",
    "a library's message": "logging.getLogger('aiohttp').error('GET %s', M)",
    "a library's exception": "logging.getLogger('x').exception('failed for %s', M)",
    "a chain of exceptions": "log.error('chain', exc_info=chained())",
    "a group of exceptions": "log.error('group', exc_info=ExceptionGroup(M, [ValueError(M)]))",
    "a warning": "warnings.warn(M)",
    "a lost task": "asyncio.run(lose_a_task())",
    "an exception in a thread": "in_a_thread()",
    "an exception nobody can catch": "unraisable()",
    "an uncaught exception": "raise ValueError(M)",
}

PRELUDE = """
import asyncio, gc, logging, sys, threading, warnings
import structlog
from bot.logs import set_up_logs
M = sys.argv[1]
set_up_logs('DEBUG', sys.argv[2])
log = structlog.get_logger()

def chained():
    try:
        try:
            raise KeyError(M)
        except KeyError as error:
            raise ValueError(M) from error
    except ValueError as error:
        return error

async def lose_a_task():
    async def fails():
        secret = M
        raise ValueError(secret)
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    del task
    gc.collect()

def in_a_thread():
    def fails():
        raise ValueError(M)
    thread = threading.Thread(target=fails, name='worker')
    thread.start()
    thread.join()

def unraisable():
    class Bad:
        def __del__(self):
            raise ValueError(M)
    bad = Bad()
    del bad

try:
    raise ValueError(M)
except ValueError:
"""


@pytest.mark.parametrize("style", ["console", "json"])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_no_line_holds_what_must_not_come_out(way: str, style: str) -> None:
    script = f"{PRELUDE}    {way}\n"
    done = subprocess.run(  # noqa: S603  # our own script
        [sys.executable, "-c", script, MARKER, style],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert said.strip(), "the line itself comes"
    assert "marqueur" not in said
    assert "AAH" not in said


def test_an_exception_is_told_by_its_kind_and_place() -> None:
    script = f"{PRELUDE}    log.exception('update_failed', reference='abc')\n"
    done = subprocess.run(  # noqa: S603  # our own script
        [sys.executable, "-c", script, MARKER, "json"],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    line = json.loads(done.stderr)
    assert (line["event"], line["error"], line["reference"]) == (
        "update_failed", "ValueError", "abc",
    )  # fmt: skip
    assert "<string>" in line["where"]


ON_A_FULL_DISK = """
import resource, sys
import structlog
from bot.logs import set_up_logs
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
set_up_logs('INFO', sys.argv[1])
structlog.get_logger().info('content_loaded')
sys.exit(7)
"""


@pytest.mark.parametrize("style", ["console", "json"])
def test_a_full_disk_under_the_log_ends_nothing(style: str, tmp_path: Path) -> None:
    with (tmp_path / "bot.log").open("wb") as log:
        command = [sys.executable, "-c", ON_A_FULL_DISK, style]
        ended = subprocess.run(command, stderr=log, check=False)  # noqa: S603  # our own
    assert ended.returncode == 7
