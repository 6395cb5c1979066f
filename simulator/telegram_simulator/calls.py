"""The Bot API calls that were made, for the pages' panel and for tests."""

from typing import NamedTuple

from telegram_simulator.wire import Json

MOST = 50_000  # older ones are forgotten: a benchmark makes very many


class CallMade(NamedTuple):
    """One call; ``params`` is what was sent, without the files' bytes. 0: no answer was given."""

    method: str
    params: Json
    status: int
    ms: float
    n: int


class CallLog(list[CallMade]):
    """The last calls, oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self.next = 1

    def record(self, method: str, params: Json, status: int, ms: float) -> CallMade:
        """Note a call."""
        call = CallMade(method, params, status, ms, self.next)
        self.next += 1
        self.append(call)
        if len(self) > MOST:
            del self[: MOST // 2]
        return call

    def since(self, n: int) -> list[CallMade]:
        """Those after number ``n``, 500 at most."""
        return [call for call in self[-500:] if call.n > n]


def shown(call: CallMade) -> Json:
    """A call as the pages show it: no words, only what was called and how it went."""
    line: Json = {
        "n": call.n,
        "method": call.method,
        "status": call.status,
        "ms": round(call.ms, 1),
    }
    if "chat_id" in call.params:
        line["chat_id"] = call.params["chat_id"]
    return line
