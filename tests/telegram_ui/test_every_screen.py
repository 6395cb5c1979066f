"""Every screen can be drawn: with what its callers give it, and when that is gone meanwhile."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from bot.actions.open_case import open_case
from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.people import Role
from bot.telegram_ui.features import plain
from bot.telegram_ui.pages import Press
from bot.telegram_ui.registry import register
from bot.telegram_ui.trails import Spot, Where
from tests.architecture.reading_code import awaited, calls, chosen, trees
from tests.telegram_ui.walking import CONTENT, Walker, walking

SCREENS = register().screens
PLACES = {where.screen: where for where in Where}


def arguments(screen: str, walker: Walker, case_id: int, sealed: str) -> dict[str, str | int]:
    """What the callers of screens give, all of it: a screen takes what it knows."""
    library = walker.library
    challenge = next(iter(library.challenges.values()))
    return {
        "case_id": case_id,
        "worker": walker.person.id,
        "member": walker.person.id,
        "me": walker.person.id,
        "erased": walker.person.id,
        "pseudonym": "Loutre bleue",
        "role": Role.WORKER.value,
        "topic": Topic.MAL_ETRE.value,
        "danger": int(Danger.HIGH),
        "card": "sextorsion",
        "challenge": challenge.id,
        "variant": next(iter(challenge.variants)),
        "kinds": next(iter(library.verify.kinds)),
        "outcome": "informed",
        "reason": "undelivered-case-over",
        "reference": "x",
        "sealed": sealed,
        "signs": "",
        "source": 1,
        "way": str(Spot(PLACES[screen])) if screen in PLACES else "",
        **dict.fromkeys(("count", "day", "days", "hour", "kind", "missed"), 1),
        **dict.fromkeys(("older", "passed", "ticked", "waiting", "written"), 1),
    }


@pytest.mark.parametrize("exists", [True, False])
async def test_every_screen_is_drawn(tmp_path: Path, exists: bool) -> None:
    async with walking(tmp_path) as walker:
        async with walker.store.writing() as tx:
            ctx = replace(walker.parts.context(tx), now=walker.now)
            verdict = Verdict(Danger.HIGH, (Topic.MAL_ETRE,))
            case, _ = await open_case(ctx, walker.person, verdict)
        sealed = walker.store.vault.seal("code", "invitation").hex()
        for screen in SCREENS:
            given = arguments(screen, walker, case.id if exists else 999_999, sealed)
            page = await walker.draws(screen, given)
            assert page.text.text.strip(), screen
            assert "{" not in page.text.text, screen


async def test_a_plain_screen_tells_and_carries_what_it_was_shown_with(tmp_path: Path) -> None:
    screen = plain("case-current", (("button-menu", "stop", "case_id"),), silent=True)
    async with walking(tmp_path) as walker:
        walker.registry = replace(walker.registry, screens={"x": screen})
        page = await walker.draws("x", {"pseudonym": "Loutre bleue", "case_id": 7})
        assert "Loutre bleue" in page.text.text
        assert page.silent
        ((button,),) = page.buttons
        assert isinstance(button, Press)
        assert (button.verb, button.args) == ("stop", (7,))


class _Names(Visitor):
    """The variables that a text names."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802
        self.found.add(node.id.name)


def named_in_texts() -> dict[str, set[str]]:
    """The variables of every text of the interface."""
    named = {}
    for file in (CONTENT / "fr" / "interface").glob("*.ftl"):
        for entry in FluentParser().parse(file.read_text("utf-8")).body:
            if isinstance(entry, fluent.Message):
                names = _Names()
                names.visit(entry)
                named[entry.id.name] = names.found
    return named


def plain_screens() -> Iterator[tuple[str, set[str]]]:
    """Every screen made by ``plain``, and what its text and its buttons need."""
    texts = named_in_texts()
    for tree in trees("telegram_ui").values():
        for feature in calls(tree, "Feature"):
            for keyword in feature.keywords:
                if keyword.arg == "screens" and isinstance(keyword.value, ast.Dict):
                    pairs = zip(keyword.value.keys, keyword.value.values, strict=True)
                    for name, made in pairs:
                        if isinstance(made, ast.Call) and ast.unparse(made.func) == "plain":
                            key, *rows = (ast.literal_eval(argument) for argument in made.args)
                            carried = {n for row in rows for _, _, *ns in row for n in ns}
                            assert isinstance(name, ast.Constant)
                            yield str(name.value), (texts[key] | carried) - {"structure"}


def test_whoever_shows_a_plain_screen_gives_what_it_tells() -> None:
    """Otherwise it would only be found out when it is drawn, and told to nobody."""
    needs = dict(plain_screens())
    missing = {}
    for file, tree in trees("telegram_ui", "actions").items():
        for call in awaited(tree, "show", "reply", "replace", "show_now", "answer_once"):
            given = {keyword.arg for keyword in call.keywords}
            for argument in call.args:
                for screen in chosen(argument):
                    short = needs.get(screen, set()) - given
                    if short and None not in given:
                        missing[f"{file.name}:{call.lineno} {screen}"] = short
    assert missing == {}
    assert sum(map(bool, needs.values())) > 5
