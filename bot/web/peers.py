"""Hands an update to the replica in whose memory its chat is.

Any balancer may stand in front: whoever gets an update finds, as all do, where its chat belongs
(`domain/replicas.home`). If that replica does not answer, it is handled where it arrived: an
update that both handled is noted once.
"""

import aiohttp
import structlog

from bot.domain.replicas import Replica
from bot.web.app import HANDED_ON, SECRET_HEADER, WEBHOOK_PATH

log = structlog.get_logger()

#: Seconds that another replica has to begin with, and to end. Telegram itself waits longer.
_TO_REACH, _TO_ANSWER = 3.0, 20.0
#: What the webhook's answers mean: taken in, or not stored and to come again.
_ANSWERS = {200: True, 503: False}


class Peers:
    """The other replicas, over HTTP."""

    def __init__(self, secret: str) -> None:
        """Take the webhook's secret: it is how replicas know each other, too."""
        self._headers = {SECRET_HEADER: secret, HANDED_ON: "1"}
        self._http: aiohttp.ClientSession | None = None

    async def hand_on(self, to: Replica, update: dict[str, object]) -> bool | None:
        """Have another replica take an update in.

        Returns whether it may be acknowledged; None if that replica did not say.
        """
        try:
            async with self._session().post(to.address + WEBHOOK_PATH, json=update) as answer:
                return _ANSWERS.get(answer.status)
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            log.info("replica_not_reached", error=type(error).__name__)
            return None

    def _session(self) -> aiohttp.ClientSession:
        if self._http is None:
            limits = aiohttp.ClientTimeout(total=_TO_ANSWER, connect=_TO_REACH)
            # What comes from Telegram goes to a neighbour, past any proxy and any redirect.
            self._http = aiohttp.ClientSession(
                timeout=limits, headers=self._headers, trust_env=False
            )
        return self._http

    async def close(self) -> None:
        """Give the connections back."""
        if self._http is not None:
            await self._http.close()
