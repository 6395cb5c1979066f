"""getUpdates: long polling, one poller at a time."""

import asyncio

from telegram_simulator.bot_api.call import Call
from telegram_simulator.state import State
from telegram_simulator.wire import Json, bad_request, conflict

MOST = 100
LONGEST_WAIT = 50
OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


class ConnectionCut(Exception):  # noqa: N818 - nothing is wrong with the call
    """The connection must be closed with no answer."""


async def get_updates(state: State, call: Call) -> list[Json]:
    """Wait for updates, as long as asked; those before ``offset`` are forgotten.

    Raises:
        ApiError: a webhook is set, or another request takes over.
    """
    if state.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    if call.has("allowed_updates"):
        remember_allowed(state, call)
    limit = min(max(call.integer("limit", MOST), 1), MOST)
    timeout = min(max(call.integer("timeout"), 0), LONGEST_WAIT)
    state.poll, state.poll_ended_by = mine, _ = object(), OTHER_POLLER
    state.polls += 1
    state.signal.fire()
    if offset := call.integer("offset"):
        state.updates.acknowledge(offset)
    return state.updates.first(limit) or await _wait(state, mine, limit, timeout)


async def _wait(state: State, mine: object, limit: int, timeout: float) -> list[Json]:  # noqa: ASYNC109
    deadline = asyncio.get_running_loop().time() + timeout
    while (left := deadline - asyncio.get_running_loop().time()) > 0:
        await asyncio.wait([state.signal.next()], timeout=left)
        if state.closing or state.failures.down:
            raise ConnectionCut
        if state.poll is not mine:
            raise conflict(state.poll_ended_by)
        if updates := state.updates.first(limit):
            return updates
    return []


def remember_allowed(state: State, call: Call) -> None:
    """Keep the kinds of update that the call asks for.

    Raises:
        ApiError: it is not a list.
    """
    given = call.json("allowed_updates", "allowed updates")
    if not isinstance(given, list):
        raise bad_request("expected an Array of allowed updates")
    state.updates.allow(given)
