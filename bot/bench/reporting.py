"""What was measured, as a table and as numbers for programs."""

from collections.abc import Iterable
from dataclasses import asdict

from bot.bench.comparing import Measure


def report(found: list[Measure], reference: str) -> str:
    """The table; ratios are to the bot of that name in the same scene."""
    head = f"{'':24}{'':16}{'acts/s':>8}{'ratio':>7}{'ms':>8}{'p95':>8}{'ratio':>7}"
    lines = [f"{head}{'cpu ms':>8}{'MB idle':>9}{'MB':>7}{'start s':>9}"]
    for one in found:
        base = _base(found, one.scene, reference)
        speed = f"{one.per_second / base.per_second:7.2f}" if base else f"{'':7}"
        late = f"{one.p95_ms / base.p95_ms:7.2f}" if base else f"{'':7}"
        lines.append(
            f"{one.scene:24}{one.bot:16}{one.per_second:8.0f}{speed}{one.median_ms:8.1f}"
            f"{one.p95_ms:8.1f}{late}{one.busy_ms:8.2f}{one.idle_mb:9.1f}{one.memory_mb:7.1f}"
            f"{one.start_seconds:9.2f}"
        )
    return "\n".join(lines)


def as_data(found: list[Measure], reference: str) -> list[dict[str, object]]:
    """The same, with ratios of speed and of the slowest twentieth."""
    return [asdict(one) | _ratios(one, _base(found, one.scene, reference)) for one in found]


def _ratios(one: Measure, base: Measure | None) -> dict[str, object]:
    if base is None:
        return {}
    return {
        "speed_ratio": round(one.per_second / base.per_second, 2),
        "p95_ratio": round(one.p95_ms / base.p95_ms, 2),
        "memory_ratio": round(one.memory_mb / base.memory_mb, 2),
    }


def _base(found: Iterable[Measure], scene: str, reference: str) -> Measure | None:
    return next((one for one in found if (one.scene, one.bot) == (scene, reference)), None)
