"""No task ends the others: one that fails is started again, and counted."""

import asyncio

import pytest

from bot.delivery.supervision import Supervisor
from bot.delivery.troubles import Troubles


class Fatal(Exception):  # noqa: N818
    """What no new start can mend."""


async def test_a_task_that_fails_is_started_again_and_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    troubles = Troubles()
    supervisor = Supervisor(troubles, first_pause=0)
    starts = []

    async def work() -> None:
        starts.append(1)
        if len(starts) < 4:
            raise ValueError("MARQUEUR")

    await supervisor.keep("example", work)
    assert len(starts) == 4
    assert supervisor.restarted() == {"example": 3}
    assert supervisor.failing()
    assert troubles.seen() == {"task_failed": 3}
    said = "".join(capsys.readouterr())
    assert "task_failed" in said
    assert "example" in said


async def test_the_failure_of_one_leaves_the_others_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    supervisor = Supervisor(Troubles(), first_pause=0)
    never, twice = asyncio.Event(), asyncio.Event()
    failures = []

    async def fails() -> None:
        failures.append(1)
        if len(failures) > 1:
            twice.set()
        raise ValueError

    async with asyncio.TaskGroup() as tasks:
        other = tasks.create_task(supervisor.keep("other", never.wait))  # type: ignore[arg-type]
        failing = tasks.create_task(supervisor.keep("failing", fails))
        await twice.wait()
        failing.cancel()
        assert not other.done()
        never.set()
    capsys.readouterr()


@pytest.mark.parametrize(
    "error", [Fatal(), ExceptionGroup("", [ValueError(), ExceptionGroup("", [Fatal()])])]
)
async def test_what_no_new_start_can_mend_ends_everything(error: Exception) -> None:
    async def work() -> None:
        raise error

    with pytest.raises(type(error)):
        await Supervisor(Troubles(), (Fatal,)).keep("example", work)


async def test_a_task_that_is_cancelled_stays_so() -> None:
    task = asyncio.create_task(
        Supervisor(Troubles()).keep("example", asyncio.Event().wait)  # type: ignore[arg-type]
    )
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
