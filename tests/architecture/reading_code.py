"""The bot's source as syntax trees: what it names in calls, for tests that nothing is forgotten."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
BOT = ROOT / "bot"
SIMULATOR = ROOT / "simulator" / "telegram_simulator"


@cache
def trees(*rooms: str) -> dict[Path, ast.Module]:
    """Every module of these rooms or files, parsed."""
    places = [BOT / room for room in rooms]
    files = [f for p in places for f in (sorted(p.rglob("*.py")) if p.is_dir() else [p])]
    return {file: ast.parse(file.read_text("utf-8")) for file in files}


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """Every call of a function or method of one of these names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in names:
            yield node


def awaited(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """The same, but only where it is awaited: ``visit.replace`` and not ``str.replace``."""
    waits = [node.value for node in ast.walk(tree) if isinstance(node, ast.Await)]
    for node in waits:
        if isinstance(node, ast.Call) and _name(node.func) in names:
            yield node


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def literals(node: ast.AST) -> Iterator[str]:
    """The strings written in a stretch of code; f-strings are families, not strings."""
    if isinstance(node, ast.JoinedStr):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from literals(child)


def said(tree: ast.Module) -> Iterator[ast.Constant]:
    """The strings of a module, parts of f-strings too, but not what documents it."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node


def template_labels() -> Iterator[tuple[str, bool]]:
    """The texts that HTML templates name, and whether more follows: ``label("x-" ~ name)``."""
    for file in sorted(BOT.glob("*/templates/**/*.html")):
        for key, more in re.findall(r'label\("([^"]+)"( ~)?', file.read_text("utf-8")):
            yield key, bool(more)


def chosen(argument: ast.expr) -> Iterator[str]:
    """The strings that an argument may be: one, or one of several."""
    if isinstance(argument, ast.Constant | ast.IfExp | ast.BoolOp):
        yield from literals(argument)


def families(node: ast.AST) -> Iterator[str]:
    """The f-strings written in a stretch of code, as patterns: ``f"role-{x}"`` is ``role-.+``."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.JoinedStr):
            parts = [
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
                for part in inner.values
            ]
            yield "".join(parts)


def without_declarations(tree: ast.Module) -> ast.Module:
    """The same module with its FEATURE left out: what is used, not what is declared."""
    kept = [
        node
        for node in tree.body
        if not (isinstance(node, ast.Assign) and _targets(node) == ["FEATURE"])
    ]
    return ast.Module(kept, [])


def _targets(node: ast.Assign) -> list[str]:
    return [target.id for target in node.targets if isinstance(target, ast.Name)]
