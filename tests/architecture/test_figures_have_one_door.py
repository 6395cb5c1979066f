"""Nothing but the packets turns a counter into something shown."""

import ast

from tests.architecture.reading_code import BOT, trees

#: Who may read or write counters, and what was published of them.
COUNTERS = {
    "actions/context.py": "counts what happens",
    "store/published.py": "adds a territory's counters up",
    "telegram_ui/young_person/challenge.py": "what everybody sees of what all do together",
}
PUBLISHED = {"actions/publish_figures.py"}


def _importing(module: str) -> set[str]:
    found = set()
    for room in ("actions", "delivery", "domain", "store", "telegram_ui", "web", "content"):
        for file, tree in trees(room).items():
            for node in ast.walk(tree):
                if isinstance(node, ast.ImportFrom):
                    whole = node.module == f"bot.store.{module}"
                    named = node.module == "bot.store" and module in {n.name for n in node.names}
                    if whole or named:
                        found.add(str(file.relative_to(BOT)))
    return found


def test_counters_are_read_in_few_places() -> None:
    assert _importing("counters") == set(COUNTERS)


def test_what_is_published_is_worked_out_in_one_place() -> None:
    assert _importing("published") == PUBLISHED
