"""What is declared is used, and what is used is declared: features, screens, buttons, words."""

import ast
import importlib
import re
from collections.abc import Iterator

import pytest

from bot.actions.rate_case import SATISFACTIONS
from bot.assembly import content_folder
from bot.content.kinds.canned import CannedGroup
from bot.content.kinds.rumour import Finding
from bot.content.strings import Strings
from bot.domain.breakdowns import BANDS
from bot.domain.cases import WORKER_OUTCOMES, Outcome
from bot.domain.danger import Danger, Topic
from bot.domain.disclosure import Trend
from bot.domain.figures import (
    BUCKETS,
    RIGHT,
    SHARED,
    TOGETHER,
    TOTALS,
    UNKNOWN,
    WEEKDAYS,
    WRONG,
    Measure,
)
from bot.domain.people import Audience, Role
from bot.domain.periods import PERIODS
from bot.domain.reasons import Family
from bot.domain.screens import Screen, kebab
from bot.reports.books import COLUMNS
from bot.reports.tables import key_of
from bot.reports.workshop import REPORTS
from bot.telegram_ui import registry
from bot.telegram_ui.features import Feature
from bot.telegram_ui.trails import Where
from tests.architecture.reading_code import (
    BOT,
    calls,
    chosen,
    families,
    literals,
    template_labels,
    trees,
    without_declarations,
)

KEYS = set(Strings.load(content_folder() / "fr" / "interface").keys_starting(""))
REGISTRY = registry.register()
#: Where the methods that take a screen, a button or a text are called.
INTERFACE = ("telegram_ui", "actions")
SPEAKING = ("words", "label", "press", "say", "message", "attribute")


def feature_files() -> Iterator[str]:
    for audience in ("young_person", "worker", "coordinator"):
        for file, tree in trees(f"telegram_ui/{audience}").items():
            assigned = [node for node in tree.body if isinstance(node, ast.Assign)]
            if any(
                isinstance(t, ast.Name) and t.id == "FEATURE" for a in assigned for t in a.targets
            ):
                yield f"bot.telegram_ui.{audience}.{file.stem}"


@pytest.mark.parametrize("module", sorted(feature_files()))
def test_every_feature_file_is_registered(module: str) -> None:
    feature = importlib.import_module(module).FEATURE
    assert isinstance(feature, Feature)
    assert any(feature is known for known in registry.FEATURES)


def test_every_feature_declares_something() -> None:
    for feature in registry.FEATURES:
        assert feature.commands or feature.buttons or feature.questions or feature.screens


def test_every_command_has_a_line_for_menus_and_help() -> None:
    assert {f"command-{name}" for name in REGISTRY.commands} <= KEYS


def test_every_line_for_menus_has_its_command() -> None:
    lines = {key.removeprefix("command-") for key in KEYS if key.startswith("command-")}
    assert lines == set(REGISTRY.commands)


def screens_in(tree: ast.Module) -> Iterator[str]:
    """The screens that a module declares, by their names on the disk: classes and notices."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and "Screen" in map(ast.unparse, node.bases):
            # What stands at a spot has several names, each drawn apart.
            yield from () if node.name == "At" else (kebab(node.name),)
    for call in calls(tree, "Notice"):
        yield from chosen(call.args[0])


def test_every_screen_can_be_drawn() -> None:
    declared = {name for tree in trees(*INTERFACE).values() for name in screens_in(tree)}
    places = {where.screen for where in Where}
    assert declared | places == set(REGISTRY.screens)


def constants_and_classes(tree: ast.Module) -> dict[str, str]:
    """How the code names the screens that a module declares: ``{"MENU": "menu"}``."""
    named = {
        node.targets[0].id: ast.literal_eval(node.value.args[0])
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and isinstance(node.targets[0], ast.Name)
        and ast.unparse(node.value.func) == "Notice"
    }
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef))
    return named | {node.name: kebab(node.name) for node in classes}


def drawn_from_memory() -> Iterator[str]:
    """The kinds of screens whose drawing looks for what somebody wrote."""
    for tree in trees("telegram_ui").values():
        for node in ast.walk(tree):
            if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef) and any(
                isinstance(inner, ast.Attribute) and inner.attr == "spoken"
                for inner in ast.walk(node)
            ):
                for argument in node.args.args:
                    if argument.arg == "screen" and isinstance(argument.annotation, ast.Name):
                        yield argument.annotation.id


def test_a_screen_that_shows_words_in_memory_is_sent_by_the_process_that_has_them() -> None:
    found = set(drawn_from_memory())
    assert found == {one.__name__ for one in Screen.by_name.values() if one.from_memory}
    assert found


def test_every_screen_is_shown_somewhere() -> None:
    modules = trees(*INTERFACE).values()
    declared = {
        known: screen
        for tree in modules
        for known, screen in constants_and_classes(tree).items()
        if screen in set(screens_in(tree))
    }
    used = {
        node.id
        for tree in modules
        for node in ast.walk(without_declarations(tree))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    assert {screen for known, screen in declared.items() if known not in used} == set()


def declared_buttons() -> Iterator[tuple[str, str]]:
    """The label and the verb of every button that is declared with what shows it.

    ``plain("key", (("label", "verb"), ...))``, and ``WhichCase(NOTICE, "label", "verb", ...)``.
    """
    for tree in trees("telegram_ui").values():
        for call in calls(tree, "WhichCase"):
            label, verb = (ast.literal_eval(argument) for argument in call.args[1:3])
            yield label, verb
        for call in calls(tree, "plain"):
            for row in call.args[1:]:
                yield from ((label, verb) for label, verb, *_ in ast.literal_eval(row))


def verbs_on_buttons() -> set[str]:
    pressed = {
        text
        for tree in trees("telegram_ui").values()
        for call in calls(tree, "press", "Press")
        for argument in call.args[1:2]
        for text in chosen(argument)
    }
    return pressed | {verb for _, verb in declared_buttons()}


def test_every_button_that_is_shown_does_something() -> None:
    assert verbs_on_buttons() - set(REGISTRY.buttons) == set()


def test_every_button_is_shown_somewhere() -> None:
    assert set(REGISTRY.buttons) - verbs_on_buttons() == set()


def test_every_question_that_is_asked_is_understood() -> None:
    asked = {
        text
        for tree in trees(*INTERFACE).values()
        for call in calls(tree, "ask_question")
        for argument in call.args[2:]
        for text in chosen(argument)
    }
    assert asked == set(REGISTRY.questions)


def test_every_text_that_the_code_names_is_written() -> None:
    spoken = {
        text
        for tree in trees(
            "telegram_ui", "reports", "running.py", "content/presenting.py", "content/moments.py"
        ).values()
        for call in calls(tree, *SPEAKING)
        for argument in call.args[:1]
        for text in chosen(argument)
    }
    labels = {label for label, _ in declared_buttons()}
    in_templates = {key for key, more in template_labels() if not more}
    assert (spoken | labels | in_templates) - KEYS == set()


FAMILIES: dict[str, set[str]] = {
    "command": set(REGISTRY.commands),
    "help": {role.value for role in Role},
    "role": {role.value for role in Role},
    "danger": {level.word for level in Danger},
    "topic": {topic.value for topic in Topic},
    "outcome": {outcome.value for outcome in Outcome},
    "button-outcome": {outcome.value for outcome in WORKER_OUTCOMES},
    "satisfaction": set(SATISFACTIONS),
    "canned": {group.value for group in CannedGroup},
    "first-questions": {one.value for one in Audience if one is not Audience.YOUNG},
    "finding": {finding.value for finding in Finding},
    "button-rate": set(SATISFACTIONS),
    "button-invite": {role.value for role in Role if role.in_team},
    "button-make": {role.value for role in Role if role.in_team},
    "waiting_time": {key_of(f"<{bound}") for bound in BUCKETS} | {key_of(f"{BUCKETS[-1]}+")},
    "triage_reason": {
        f"{kind}-{said}" for kind in (*Family, TOGETHER, UNKNOWN) for said in (RIGHT, WRONG)
    },
    "triage_verdict": {f"{d.word}-{said}" for d in Danger for said in ("right", "wrong")},
    "measure": {measure.value for measure in TOTALS},
    "by": {measure.value for measure in SHARED},
    "request_day": set(WEEKDAYS),
    "request_hour": {name for _, name in BANDS},
    "figure": {TOGETHER, UNKNOWN},
    "trend": {one.value for one in Trend},
    "button-stats": set(PERIODS),
    "button-figures": set(REPORTS),
    "column": set(COLUMNS),
    "what": {measure.value for measure in TOTALS} | {f"by-{measure}" for measure in SHARED},
}


@pytest.mark.parametrize("family", FAMILIES)
def test_every_member_of_a_family_has_its_words(family: str) -> None:
    assert {f"{family}-{member}" for member in FAMILIES[family]} <= KEYS


def test_every_label_of_a_figure_has_its_words() -> None:
    """A figure shown label by label needs a family above: what its labels may be."""
    told_as = {Measure.HANDLING_TIME: Measure.WAITING_TIME, Measure.REQUEST: "topic"}
    assert {str(told_as.get(measure, measure)) for measure in SHARED} <= FAMILIES.keys()


def test_every_figure_is_counted_somewhere() -> None:
    counted = {
        argument.attr.lower()
        for tree in trees("actions").values()
        for way in ("count", "count_of")
        for call in calls(tree, way)
        for argument in call.args[:2]
        if isinstance(argument, ast.Attribute) and ast.unparse(argument.value) == "Measure"
    }
    # What a demo makes up is counted by no act.
    assert {measure.value for measure in Measure} - {Measure.MADE_UP} == counted


def test_no_text_is_written_for_nobody() -> None:
    rooms = [path.name for path in BOT.iterdir() if path.suffix in {"", ".py"}]
    sources = trees(*(room for room in rooms if room != "__pycache__")).values()
    named = {text for tree in sources for text in literals(tree)}
    named |= {key for key, _ in template_labels()} | set(REGISTRY.screens)
    families_named = {
        pattern
        for tree in sources
        for pattern in families(tree)
        if re.fullmatch(r"[a-z]+(\\-[a-z]+)*\\-\.\+", pattern)
    } | {f"{measure.value}-.+" for measure in SHARED}
    families_named |= {re.escape(key) + ".+" for key, more in template_labels() if more}
    known = re.compile("|".join(families_named))
    assert {key for key in KEYS - named if not known.fullmatch(key)} == set()
