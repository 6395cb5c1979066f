"""Guided paths: every step can be reached, and none is a dead end."""

from collections.abc import Iterator

from bot.content.checks.audited import Audited
from bot.content.findings import Finding, Severity
from bot.content.kinds.base import Kind, Target
from bot.content.kinds.path import Path, Step

TALK = Target(Kind.ACTION, "parler")
DONE = Target(Kind.END, "")


def path_steps(audited: Audited) -> Iterator[Finding]:
    """Unknown, repeated and unreachable steps, steps with no way out, leaves with nobody."""
    for path in audited.library.paths.values():
        positions = {step.id: position for position, step in enumerate(path.steps)}
        if len(positions) < len(path.steps):
            yield Finding("repeated-step", path.file, ("steps",))
        yield from _unknown_steps(path, positions)
        reachable = _reachable(path)
        for position, step in enumerate(path.steps):
            at = ("steps", position)
            if step.id not in reachable:
                yield Finding("unreachable-step", path.file, at, Severity.ERROR, {"id": step.id})
            if not _leads_out(path, step):
                yield Finding("no-way-out", path.file, at, Severity.ERROR, {"id": step.id})
            if not _next_steps(step) and not {TALK, DONE} & {c.go for c in step.choices}:
                yield Finding("leaf-without-talk", path.file, at, Severity.ERROR, {"id": step.id})


def _unknown_steps(path: Path, positions: dict[str, int]) -> Iterator[Finding]:
    for position, step in enumerate(path.steps):
        for number, choice in enumerate(step.choices):
            if choice.go.kind is Kind.STEP and choice.go.id not in positions:
                at = ("steps", position, "choices", number, "go")
                yield Finding("unknown-step", path.file, at, args={"id": choice.go.id})


def _next_steps(step: Step) -> set[str]:
    return {c.go.id for c in step.choices if c.go.kind is Kind.STEP}


def _reachable(path: Path, start: Step | None = None) -> set[str]:
    """The steps that can be reached from one (the first, by default), itself included."""
    waiting, seen = [(start or path.start).id], set[str]()
    while waiting:
        name = waiting.pop()
        step = path.step(name)
        if step and name not in seen:
            seen.add(name)
            waiting.extend(_next_steps(step))
    return seen


def _leads_out(path: Path, step: Step) -> bool:
    """Whether some choice after this step leaves the path."""
    steps = (path.step(name) for name in _reachable(path, step))
    return any(c.go.kind is not Kind.STEP for s in steps if s for c in s.choices)
