"""Handlers understand, act and answer: what changes the database is an action."""

import ast

import pytest

from tests.architecture.reading_code import BOT, ROOT, awaited, calls, trees

#: What a store function does that writes.
_WRITES = frozenset(
    {"insert", "update", "delete", "insert_into", "later", "begin_nested", "enqueue"}
)


def _defined(tree: ast.Module) -> dict[str, ast.AST]:
    """The functions and the statements of a module, by name."""
    found: dict[str, ast.AST] = {}
    for node in tree.body:
        if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.Assign):
            found |= {one.id: node.value for one in node.targets if isinstance(one, ast.Name)}
    return found


def _borrowed(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """What a module takes from others of the store: its name here, whose it is, its name there."""
    return {
        name.asname or name.name: (node.module.rpartition(".")[2], name.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bot.store.")
        for name in node.names
        if node.module is not None
    }


def _writers() -> dict[str, set[str]]:
    """Of each store module, what writes: by itself, or through something that does."""
    modules = {file.stem: tree for file, tree in trees("store").items()}
    writers: dict[str, set[str]] = {stem: set() for stem in modules}
    while True:
        grown = False
        for stem, tree in modules.items():
            borrowed = {
                here for here, (whose, there) in _borrowed(tree).items() if there in writers[whose]
            }
            writing = writers[stem] | borrowed
            for name, node in _defined(tree).items():
                used = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
                if name not in writing and (any(calls(node, *_WRITES)) or used & writing):
                    writers[stem].add(name)
                    grown = True
        if not grown:
            return writers


STORE = _writers()


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
    assert {"ask", "note_seen", "set_audience"} <= STORE["people"]
    assert {"turn_to", "revoke"} <= STORE["memberships"]
    assert not {"get", "queue", "place", "lock"} & STORE["cases"]
    assert {"settle", "bury"} <= STORE["settling"]
    assert "bury_all" in STORE["takeover"], "by a statement that another module begins"
    assert "recall" in STORE["listings"], "by a function of another module"
    assert not {"look_again", "case_of", "sent_since"} & (
        STORE["glances"] | STORE["sent"] | STORE["listings"]
    )


@pytest.mark.parametrize("room", ["bot", "tests"])
def test_nobody_outside_the_store_says_when_a_transaction_writes(room: str) -> None:
    """What waits is written before whatever could see it: nobody needs to remember it."""
    by_hand = [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for file in sorted((ROOT / room).rglob("*.py"))
        if file != BOT / "store" / "database.py"
        for call in awaited(ast.parse(file.read_text("utf-8")), "flush")
    ]
    assert by_hand == []
