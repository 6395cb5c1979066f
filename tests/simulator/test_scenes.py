"""Scenes: played as written with a tiny bot, or failing with the step and the reason."""

import io
from pathlib import Path
from textwrap import dedent

import pytest
from rich.console import Console

from telegram_simulator.scenes import VERBS, Action, Scene, SceneError, load_scene
from telegram_simulator.server import SimulatorServer
from telegram_simulator.stage import _DOING, _SEEING, Outcome, Stage
from tests.simulator.echo_bot import echo_bot

HEAD = """
title: Un essai
patience: 3
cast:
  lea: {first_name: Léa}
  camille: {first_name: Camille, kind: coordinator}
steps:
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "essai.yaml"


def scene(path: Path, steps: str) -> Scene:
    path.write_text(HEAD + dedent(steps), encoding="utf-8")
    return load_scene(path)


async def play(server: SimulatorServer, scene: Scene) -> tuple[Outcome, str]:
    page = io.StringIO()
    stage = Stage(scene, server.world, Console(file=page, width=200))
    async with echo_bot(server):
        return await stage.play(), page.getvalue()


async def test_a_scene_plays_as_written(server: SimulatorServer, written: Path) -> None:
    steps = """
    - note: Léa arrive.
    - lea: {starts: CODE}
    - lea: {sees: "Bonjour CODE"}
    - lea: {presses: Parler}
    - lea: {sees_answer: "parti"}
    - lea: {sees: "Quelqu'un arrive"}
    - lea: {sees_gone: "Bonjour"}
    - lea: {writes: "Coucou"}
    - lea: {sees_new: "Coucou"}
    - lea: {edits: "Coucou toi", of: "Coucou"}
    - lea: {sends: photo, caption: "Regarde"}
    - lea: {sees_kind: photo}
    - lea: {sends: sticker}
    - lea: {sees_kind: sticker}
    - lea: {reacts: "👍"}
    - lea: {forwards: "Lu ailleurs", origin: Paul}
    - lea: {sees_new: "Lu ailleurs"}
    - lea: {writes: "https://t.me/SimulatedBot?start=abc_-1"}
    - lea: {sees_new: "t.me"}
    - camille: {opens_link_from: lea}
    - camille: {sees: "Bonjour abc_-1"}
    - camille: {does_not_see: "Coucou"}
    - lea: {deletes: "Regarde"}
    - time_passes: {hours: 1}
    - failures: {slow_ms: 1}
    - failures: {}
    - lea: {writes: "encore", to: "Lu ailleurs"}
    - lea: {sees_new: "encore"}
    - lea: {blocks: true}
    - lea: {blocks: false}
    """
    outcome, page = await play(server, scene(written, steps))
    assert outcome, outcome.reason
    assert "Léa › Coucou" in page
    assert "bot → Léa Bonjour CODE [Parler à quelqu'un]" in page
    assert "comme écrite" in page


async def test_a_scene_that_goes_otherwise_says_where_and_why(
    server: SimulatorServer, written: Path
) -> None:
    steps = """
    - lea: {starts: ""}
    - lea: {sees: "Bonjour"}
    - lea: {sees: "Adieu", within: 0.05}
    """
    outcome, page = await play(server, scene(written, steps))
    assert not outcome
    assert outcome.reason.startswith("Étape 3 sur 3 : Léa n'a pas vu « Adieu » en 0.05 s.")
    assert "bot : Bonjour [Parler à quelqu'un]" in outcome.reason
    assert "✗" in page


@pytest.mark.parametrize(
    ("step", "why"),
    [
        ("lea: {sees: A, within: 0.05}", "n'a pas vu « A »"),
        ("lea: {presses: Parler, within: 0.05}", "un bouton « Parler »"),
        ("lea: {opens_link_from: camille, within: 0.05}", "Pas de lien t.me"),
        ("lea: {deletes: absent}", "Aucun message « absent »"),
        ("lea: {sees_kind: voice, within: 0.05}", "de type voice"),
    ],
)
async def test_each_verb_can_fail(
    server: SimulatorServer, written: Path, step: str, why: str
) -> None:
    stage = Stage(scene(written, f"- {step}"), server.world, Console(file=io.StringIO()))
    outcome = await stage.play()
    assert why in outcome.reason


def test_the_cast_is_known_before_the_play(server: SimulatorServer, written: Path) -> None:
    stage = Stage(scene(written, "- note: rien"), server.world)
    assert stage.ids("coordinator") == [stage.people["camille"].id]


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        ("- tom: {writes: A}", "étape 1 (ligne 8) : « tom » n'est pas dans la distribution."),
        ("- lea: {}", "étape 1 (ligne 8) : il faut un verbe et un seul parmi"),
        ("- lea: {writes: A, sees: B}", "il faut un verbe et un seul"),
        ("- lea: {writes: A, caption: B}", "« writes » ne va pas avec : caption"),
        ("- lea: {chante: A}", "étape 1 (ligne 8), chante : ce mot n'est pas connu ici"),
        ("- lea: {writes: 5}", "writes : il faut un texte"),
        ("- lea: {sends: lettre}", "étape 1 (ligne 8), sends"),
        ("- note: A\n- lea: {opens_link_from: tom}", "étape 2 (ligne 9) : « tom »"),
        ("- lea: {writes: A}\n  camille: {writes: B}", "une seule clé"),
        ("- lea", "une seule clé"),
        ("- failures: {down: 5}", "failures.down : il faut true ou false"),
        ("- lea: {writes: [}", "YAML"),
        ("", "steps"),
    ],
)
def test_a_wrong_scene_is_explained(written: Path, steps: str, why: str) -> None:
    with pytest.raises(SceneError) as wrong:
        scene(written, steps)
    assert why in str(wrong.value)
    assert str(written) in str(wrong.value)


def test_a_missing_or_empty_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(SceneError, match="n'existe pas"):
        load_scene(tmp_path / "absent.yaml")
    (tmp_path / "vide.yaml").touch()
    with pytest.raises(SceneError, match="title"):
        load_scene(tmp_path / "vide.yaml")


def test_every_verb_is_written_and_played() -> None:
    assert set(VERBS) <= set(Action.model_fields)
    assert set(_DOING) | set(_SEEING) == set(VERBS)
