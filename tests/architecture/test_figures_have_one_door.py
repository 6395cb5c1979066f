"""Nothing but the packets turns a counter into something shown."""

import ast
from collections.abc import Iterator

from tests.architecture.reading_code import BOT, trees

#: Who may read or write counters, and what was published of them.
COUNTERS = {
    "actions/context.py": "counts what happens",
    "store/published.py": "adds a territory's counters up",
    "telegram_ui/young_person/challenge.py": "what everybody sees of what all do together",
}
PUBLISHED = {
    "actions/publish_figures.py": "what is due, and what is read",
    "actions/close_days.py": "works totals out",
    "actions/close_parts.py": "works breakdowns out",
}
#: Who reads what is published, sums it up, and puts it in words.
TOLD = {"actions/sum_up.py"}
SUMMED_UP = {
    "browsing.py",
    "report_files.py",
    "telegram_ui/coordinator/report.py",
    "telegram_ui/coordinator/stats.py",
}
IN_WORDS = {"reports/tables.py"}


def _imports() -> Iterator[tuple[str, str, str]]:
    """Which file imports from which module which name; a demo makes up what it likes."""
    for file, tree in trees("").items():
        if file.relative_to(BOT).parts[0] not in {"demo", "rows"}:
            for node in ast.walk(tree):
                if isinstance(node, ast.ImportFrom):
                    for one in node.names:
                        yield str(file.relative_to(BOT)), node.module or "", one.name


def _importing(module: str) -> set[str]:
    whole = f"bot.store.{module}"
    return {
        file
        for file, source, name in _imports()
        if source == whole or (source == "bot.store" and name == module)
    }


def _naming(*names: str) -> set[str]:
    return {file for file, _, name in _imports() if name in names}


def test_counters_are_read_in_few_places() -> None:
    assert _importing("counters") == set(COUNTERS)


def test_what_is_published_is_worked_out_in_few_places() -> None:
    assert _importing("published") == set(PUBLISHED)


def test_what_is_published_is_summed_up_in_one_place_and_shown_as_tables() -> None:
    assert _naming("told_of_days", "told_of_quarters") == TOLD
    assert _naming("summarise") == SUMMED_UP
    reading = {
        str(file.relative_to(BOT))
        for file, tree in trees("").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "summary"
        and node.attr in {"totals", "earlier", "parts", "months"}
    }
    assert reading == IN_WORDS
