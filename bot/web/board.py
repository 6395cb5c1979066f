"""The figures in a browser: /tableau, for whoever came by a coordinator's link.

A link is opened by a press, not by being loaded: what previews or checks links uses none up.
Works without scripts; nothing is loaded from anywhere; nothing stays in a cache.
"""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.content.collection import Library
from bot.content.moments import Moments
from bot.domain.at_desk import AtDesk
from bot.domain.disclosure import Quarter
from bot.domain.periods import (
    PERIODS,
    Backwards,
    NotClosed,
    UnknownPeriod,
    name_of,
    read_period,
)
from bot.domain.summaries import EVERYWHERE
from bot.reports.books import as_csv, book_of
from bot.reports.tables import Tables
from bot.web.templating import page

BOARD_PATH = "/tableau"
_COOKIE = "maraude-tableau"


class Unavailable(Exception):  # noqa: N818  # said as what it is
    """The database does not answer."""


class Desk(Protocol):
    """What the pages ask of the bot; everything awaited raises Unavailable in a breakdown."""

    async def enter(self, code: str) -> str | None:
        """Use a link up; gives a session, or None."""

    async def leave(self, session: str) -> None:
        """A browser reads no more."""

    async def may_read(self, session: str) -> bool:
        """Whether a session shows figures now."""

    async def enter_inside(self, said: str, session: str) -> str:
        """A session for a coordinator inside Telegram; the one they have, if it is theirs.

        Raises NotGenuine, NotCoordinator.
        """

    async def at_desk(self, session: str) -> AtDesk | None:
        """Who waits and who answers now, as whose session it is sees it; None if it is nobody's."""

    async def tables(self, period: str, zone: str) -> Tables:
        """The figures of a period in words. Raises UnknownPeriod, NotClosed."""

    def quarters(self) -> list[Quarter]:
        """The closed quarters that can be chosen."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page is of, as its address says."""

    period: str
    zone: str

    def address(self, path: str = BOARD_PATH, **other: str) -> str:
        """The same page, but for what is named otherwise."""
        period, zone = other.get("period", self.period), other.get("zone", self.zone)
        return f"{path}?periode={period}" + (f"&territoire={zone}" if zone else "")


@dataclass(frozen=True, slots=True)
class Board:
    """What the pages need of the bot."""

    desk: Desk
    library: Callable[[], Library]
    #: How long a session lasts.
    lasting: timedelta
    #: Whether browsers come by https.
    secure: bool

    def routes(self) -> list[Route]:
        """Every page."""
        return [
            Route(BOARD_PATH, self.told(self._figures)),
            Route(f"{BOARD_PATH}/chiffres.csv", self.told(self._csv)),
            Route(f"{BOARD_PATH}/entrer/{{code}}", self.told(self._door)),
            Route(f"{BOARD_PATH}/entrer/{{code}}", self.told(self._entered), methods=["POST"]),
            Route(f"{BOARD_PATH}/sortir", self.told(self._left), methods=["POST"]),
        ]

    def told(
        self, answer: Callable[[Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Answer in words, also in a breakdown; nothing of it is kept or shown elsewhere."""

        async def answered(request: Request) -> Response:
            try:
                response = await answer(request)
            except Unavailable:
                response = self.message("board-down", 503)
            for name, value in _HEADERS.items():
                response.headers.setdefault(name, value)
            return response

        return answered

    async def _door(self, request: Request) -> Response:
        return self.page("board_door.html", code=request.path_params["code"])

    async def _entered(self, request: Request) -> Response:
        code = request.path_params["code"]
        session = await self.desk.enter(code)
        if session is None:
            return self.message("board-link-over", 403)
        return self.opened(session)

    def opened(self, session: str) -> Response:
        """Let a browser read from now on."""
        answer = RedirectResponse(BOARD_PATH, 303)
        answer.set_cookie(
            _COOKIE,
            session,
            max_age=int(self.lasting.total_seconds()),
            path=BOARD_PATH,
            secure=self.secure,
            httponly=True,
            samesite="strict",
        )
        return answer

    async def _left(self, request: Request) -> Response:
        await self.desk.leave(self.session_of(request))
        answer = self.message("board-left", 200)
        answer.delete_cookie(_COOKIE, path=BOARD_PATH)
        return answer

    async def _figures(self, request: Request) -> Response:
        session = self.session_of(request)
        if not await self.desk.may_read(session):
            return self.message("board-closed", 403)
        try:
            asked = self._asked(request.query_params)
            tables = await self.desk.tables(asked.period, asked.zone)
        except Backwards:
            return self.message("stats-backwards", 404)
        except UnknownPeriod:
            return self.message("board-unknown", 404)
        except NotClosed:
            return self.message("stats-not-closed", 404)
        library = self.library()
        at_desk = await self.desk.at_desk(session)
        zones = {EVERYWHERE: library.strings.label("stats-everywhere")}
        zones |= {slug: one.name for slug, one in library.served.items()}
        return self.page(
            "board.html",
            told=tables,
            desk=at_desk,
            duration=Moments(library.strings).duration,
            asked=asked,
            periods=PERIODS,
            quarters=[(name_of(one), one.number, str(one.year)) for one in self.desk.quarters()],
            zones=zones if len(library.served) > 1 else {},
            csv=asked.address(f"{BOARD_PATH}/chiffres.csv"),
        )

    async def _csv(self, request: Request) -> Response:
        if not await self.desk.may_read(self.session_of(request)):
            return self.message("board-closed", 403)
        try:
            asked = self._asked(request.query_params)
            tables = await self.desk.tables(asked.period, asked.zone)
        except (UnknownPeriod, NotClosed):
            return self.message("board-unknown", 404)
        name = f'attachment; filename="chiffres-{asked.period}.csv"'
        return Response(
            as_csv(book_of(tables, self.library().strings)),
            media_type="text/csv",
            headers={"Content-Disposition": name},
        )

    def _asked(self, given: Mapping[str, str]) -> Asked:
        """What an address asks for. Raises UnknownPeriod, for a territory that is none too."""
        period, zone = read_period(given.get("periode", "trimestre")), given.get("territoire", "")
        if zone and zone not in self.library().served:
            raise UnknownPeriod(zone)
        return Asked(period, zone)

    @staticmethod
    def session_of(request: Request) -> str:
        """What a browser shows of having entered; empty if nothing."""
        return request.cookies.get(_COOKIE, "")

    def message(self, key: str, status: int) -> HTMLResponse:
        """A page that says one thing."""
        answer = self.page("board_message.html", key=key)
        answer.status_code = status
        return answer

    def page(self, template: str, *, scripted: bool = False, **values: object) -> HTMLResponse:
        """A page under the strictest policy; ``scripted``: with one script of ours."""
        nonce = secrets.token_urlsafe(16)
        answer = page(template, self.library().strings, nonce=nonce, **values)
        policy = _POLICY_SCRIPTED if scripted else _POLICY
        answer.headers["Content-Security-Policy"] = policy.format(nonce=nonce)
        return answer


#: One stylesheet, ours; forms go nowhere else; nobody puts the page into a frame.
_POLICY = (
    "default-src 'none'; style-src 'nonce-{nonce}'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
_POLICY_SCRIPTED = f"{_POLICY}; script-src 'nonce-{{nonce}}'"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
