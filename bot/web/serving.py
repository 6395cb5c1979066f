"""Listening on a port, and answering there."""

import contextlib
import socket

import structlog
from starlette.applications import Starlette

log = structlog.get_logger()


def listen(host: str, port: int, *, needed: bool) -> socket.socket | None:
    """Take a port; gives None if it is taken and not needed. Raises OSError if it is needed."""
    try:
        listening = _bound(host, port)
    except OSError as error:
        if needed:
            raise
        log.error(
            "health_port_unavailable", listen=_named(host, port), error=error.__class__.__name__
        )
        return None
    log.info("listening", listen=_named(*listening.getsockname()[:2]))
    return listening


def _named(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


async def serve(app: Starlette, listening: socket.socket) -> None:
    """Answer until cancelled; the port stays its owner's."""
    import uvicorn  # noqa: PLC0415  # 5 MB that a bot without health port does not need

    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    # Signals are the command line's business.
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign, assignment]
    # A copy, so that the port is still ours if the server must be started again.
    mine = listening.dup()
    try:
        await server.serve(sockets=[mine])
    finally:
        for open_server in server.servers:
            open_server.close()
        mine.close()


def _bound(host: str, port: int) -> socket.socket:
    """A listening socket, on IPv4 or IPv6."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family)
    # asyncio sets it only on sockets that name their protocol; without it each answer
    # waits 40 ms for a delayed acknowledgement.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
