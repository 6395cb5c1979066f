"""The figures inside Telegram: its word for who opens the page, in the place of a link.

Telegram's own script is not loaded: what it says stands behind the # of the address, and a few
lines of ours send it on. Telegram's web version, which frames such pages, is not let: the strict
policy of the other pages holds here too.
"""

from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from bot.domain.mini_app import LONGEST, NotGenuine
from bot.domain.people import NotCoordinator
from bot.web.board import BOARD_PATH, Board
from bot.web.templating import TEMPLATES

#: What a button of the bot opens.
PATH = f"{BOARD_PATH}/telegram"


@dataclass(frozen=True, slots=True)
class Inside:
    """The way in from inside Telegram: its word for who it is, in the place of a link."""

    board: Board

    def routes(self) -> list[Route]:
        """The page that a button of the bot opens, its script, and where that one leads."""
        told = self.board.told
        return [
            Route(PATH, told(self._waits)),
            Route(f"{PATH}.js", told(self._script)),
            Route(PATH, told(self._entered), methods=["POST"]),
        ]

    async def _waits(self, request: Request) -> Response:
        del request
        return self.board.page("board_app.html", scripted=True, script=f"{PATH}.js", path=PATH)

    async def _script(self, request: Request) -> Response:
        del request
        return FileResponse(TEMPLATES / "board_app.js", media_type="text/javascript")

    async def _entered(self, request: Request) -> Response:
        try:
            said = await _said(request)
            session = await self.board.desk.enter_inside(said, self.board.session_of(request))
        except NotGenuine:
            return self.board.message("board-app-over", 403)
        except NotCoordinator:
            return self.board.message("board-not-yours", 403)
        return self.board.opened(session)


async def _said(request: Request) -> str:
    """What Telegram said, from a form's only field. Raises NotGenuine."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        # Everything in it may be written as three signs.
        if len(body) > 3 * LONGEST:
            raise NotGenuine
    try:
        fields = parse_qs(body.decode("ascii"), strict_parsing=True, max_num_fields=2)
    except ValueError:
        raise NotGenuine from None
    return fields.get("said", [""])[0]
