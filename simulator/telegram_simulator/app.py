"""The simulator's web application: the Bot API for the bot, the pages and their API for people."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from telegram_simulator.bot_api.dispatch import BotApi, cut
from telegram_simulator.people_api import people_routes
from telegram_simulator.world import World

Handler = Callable[[Scope, Receive, Send], Awaitable[None]]


def build_app(world: World) -> ASGIApp:
    """An ASGI application for this world.

    The Bot API does not go through a router: it is called thousands of times a second.
    """
    bot_api: Handler = BotApi(world)
    people: Handler = Starlette(routes=people_routes(world))

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"] if scope["type"] == "http" else ""
        if path.startswith("/bot"):
            await bot_api(scope, receive, send)
        elif path.startswith("/file/bot") and world.failures.down:
            await cut(scope, receive)
        else:
            await people(scope, receive, send)

    return app
