"""Handlers understand, act and answer: what changes the database is an action."""

import ast
from pathlib import Path

from tests.architecture.reading_code import BOT, calls, trees

#: What a store function does that writes.
_WRITES = frozenset(
    {"insert", "update", "delete", "insert_into", "later", "begin_nested", "enqueue"}
)


def _functions(path: Path) -> dict[str, ast.AsyncFunctionDef | ast.FunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return {
        node.name: node
        for node in tree.body
        if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef)
    }


def _statements_that_write(path: Path) -> set[str]:
    """The names of module-level statements that are built from a write."""
    tree = ast.parse(path.read_text("utf-8"))
    return {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and any(calls(node.value, *_WRITES))
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _writers(path: Path) -> set[str]:
    """The functions of a store module that write, themselves or through another."""
    functions, statements = _functions(path), _statements_that_write(path)

    def writes(node: ast.AST) -> bool:
        names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
        return any(calls(node, *_WRITES)) or bool(names & statements)

    found = {name for name, node in functions.items() if writes(node)}
    while True:
        more = {
            name
            for name, node in functions.items()
            if name not in found and any(calls(node, *found))
        }
        if not more:
            return found
        found |= more


STORE = {path.stem: _writers(path) for path in sorted((BOT / "store").glob("*.py"))}


def test_the_interface_writes_nothing_past_the_actions() -> None:
    written = {
        f"{file.relative_to(BOT)}:{node.lineno} {function.value.id}.{function.attr}"
        for file, tree in trees("telegram_ui", "web").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(function := node.func, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.attr in STORE.get(function.value.id, set())
    }
    assert written == set()


def test_what_writes_is_known_as_such() -> None:
    assert {"take", "close", "set_urgency"} <= STORE["cases"]
    assert {"ask", "note_seen", "turn_to"} <= STORE["people"]
    assert not {"get", "queue", "place", "lock"} & STORE["cases"]
