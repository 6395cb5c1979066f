"""Figures for Prometheus: how the service is doing, never who uses it.

They tell small counts at a moment (two people wait), so they are for whoever runs the bot, on
the same machine or in the same private network, and for nobody else.
"""

import ipaddress
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.domain.vitals import Vitals

METRICS_PATH = "/metrics"


@dataclass(frozen=True, slots=True)
class Measured:
    """What this process knows, and what the database says if it answers."""

    vitals: Vitals | None
    #: How many texts triage heard since the start, by what it made of them.
    heard: Mapping[str, int]
    #: How often each kind of trouble was noted, and each task started again, since the start.
    troubles: Mapping[str, int]
    restarted: Mapping[str, int]
    held: int
    telegram_up: bool
    second_voice: bool
    degraded: bool


def metrics_route(measure: Callable[[], Awaitable[Measured]]) -> Route:
    """The page that Prometheus reads."""

    async def metrics(request: Request) -> Response:
        if not _is_inside(request):
            return PlainTextResponse("not found", 404)
        return Response(_written(await measure()), media_type="text/plain; version=0.0.4")

    return Route(METRICS_PATH, metrics)


def _is_inside(request: Request) -> bool:
    """Whether the request comes from a private network, and not through a proxy."""
    if "x-forwarded-for" in request.headers or "forwarded" in request.headers:
        return False
    try:
        return ipaddress.ip_address(request.client.host if request.client else "").is_private
    except ValueError:
        return False


def _written(measured: Measured) -> bytes:
    # Megabytes that a bot that nobody watches does without.
    from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest  # noqa: PLC0415

    registry = CollectorRegistry()

    def gauge(name: str, what: str, value: float) -> None:
        Gauge(f"maraude_{name}", what, registry=registry).set(value)

    def gauges(name: str, what: str, label: str, values: Mapping[str, float]) -> None:
        family = Gauge(f"maraude_{name}", what, [label], registry=registry)
        for of, value in values.items():
            family.labels(of).set(value)

    def counters(name: str, what: str, label: str, values: Mapping[str, int]) -> None:
        family = Counter(f"maraude_{name}", what, [label], registry=registry)
        for of, value in values.items():
            family.labels(of).inc(value)

    gauge("database_up", "Whether the database answers.", measured.vitals is not None)
    gauge("telegram_up", "Whether Telegram answered within a minute.", measured.telegram_up)
    gauge("second_voice", "Whether triage has its second voice.", measured.second_voice)
    gauge("degraded", "Whether something is not as it should be.", measured.degraded)
    gauge("updates_held", "Updates in memory while the database is down.", measured.held)
    counters("heard", "Texts that triage heard, by danger.", "danger", measured.heard)
    counters("troubles", "Troubles, by kind.", "kind", measured.troubles)
    counters("tasks_restarted", "Tasks that were started again.", "task", measured.restarted)
    if (now := measured.vitals) is not None:
        waiting = {level.word: count for level, count in now.waiting.items()}
        longest = {level.word: wait.total_seconds() for level, wait in now.longest.items()}
        gauges("waiting", "Requests that wait, by danger.", "danger", waiting)
        gauges("waiting_seconds", "How long the longest of them waits.", "danger", longest)
        gauge("on_shift", "Members who take requests.", now.on_shift)
        gauges("outbox_pending", "What is to be sent, by lane.", "lane", now.pending)
        gauge("outbox_lag_seconds", "How long the oldest could have left.", now.lag.total_seconds())
        gauge("outbox_dead", "What was given up within an hour.", now.dead)
    return generate_latest(registry)
