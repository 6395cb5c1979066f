"""Texts name only what exists, and keep to the signs of docs/tonalite.md."""

from pathlib import Path

import pytest

from bot.content.checks.wording import SIGNS
from bot.content.collection import Library
from bot.content.loading import inspect, load
from bot.content.naming import write_out
from bot.content.presenting import Presenter
from tests.content.conftest import Write
from tests.content.small_library import REPOSITORY, SHIPPED, SHIPPED_ON, TODAY, card


def told(folder: Path) -> str:
    return "\n".join(problem.what for problem in inspect(folder, TODAY)[1])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Écris /lieux pour la liste.", "/lieux"),
        ("Tu peux écrire /lieux.", "/lieux"),
        ("Touche « Discret » vite.", "Discret"),
        ("Appuie sur « Boussole ».", "Boussole"),
        ("Regarde « Lieux » dans le menu.", "Lieux"),
        ("- « Effacer tout » : supprime.", "Effacer tout"),
        ("Touche {button:nowhere}.", "nowhere"),
        ("Écris {command:lieux}.", "lieux"),
    ],
)
def test_a_promise_of_what_does_not_exist_is_reported(
    folder: Path, write: Write, text: str, named: str
) -> None:
    write("fr/cards/x/carte.md", card("carte", text + "\n"))
    assert f"« {named} »" in told(folder)


@pytest.mark.parametrize(
    "text",
    [
        "Écris /stop pour arrêter.",
        "Touche « Parler ».",
        "Écris « faux » dessus.",
        "Va sur https://a.fr/lieux.",
        "Un fils et/ou une fille.",
        "Choisis « Signaler » dans l'appli.",
    ],
)
def test_what_exists_or_belongs_to_another_app_is_left_alone(
    folder: Path, write: Write, text: str
) -> None:
    write("fr/interface/more.ftl", "command-stop = terminer\nbutton-talk = 💬 Parler\n")
    write("fr/cards/x/carte.md", card("carte", text + "\n"))
    assert "n'est pas une commande" not in told(folder)
    assert "n'est pas un bouton" not in told(folder)


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Tu n'es pas seul.", True),
        ("Si tu te sens très perdu, parle.", True),
        ("Ne restez pas seul avec cela.", True),
        ("Tu n'es pas seul ou seule.", False),
        ("Tu n'es pas sûre.", False),
        ("Tu es en danger.", False),
        ("Être puni n'aide pas.", False),
    ],
)
def test_what_speaks_to_boys_only_is_reported(
    folder: Path, write: Write, text: str, *, reported: bool
) -> None:
    write("fr/cards/x/carte.md", card("carte", text + "\n"))
    assert ("ne parle qu'aux garçons" in told(folder)) is reported
    write("fr/cards/x/carte.md", card("carte"))
    write("fr/interface/more.ftl", f"some-text = {text}\n")
    assert ("ne parle qu'aux garçons" in told(folder)) is reported


def test_names_are_written_out_as_people_see_them() -> None:
    library: Library = load(SHIPPED, SHIPPED_ON)
    text = "Touche {button:talk}, ou écris {command:urgence} ; {button:nowhere}."
    written = write_out(text, library.strings)
    assert written == "Touche « Parler à quelqu'un », ou écris /urgence ; {button:nowhere}."
    assert "/urgence" in Presenter(library).text("{command:urgence}").text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tu es présenté·e.", "point médian"),
        ("Un couteau 🔪 ici.", "🔪"),
        ("Fini ✅", "✅"),
    ],
)
def test_signs_outside_the_list_are_reported(
    folder: Path, write: Write, text: str, found: str
) -> None:
    write("fr/cards/x/carte.md", card("carte", text + "\n"))
    assert found in told(folder)


def test_the_signs_of_the_page_on_tone_are_those_of_the_check() -> None:
    page = (REPOSITORY / "docs" / "tonalite.md").read_text("utf-8")
    assert [sign for sign in SIGNS if f"{sign} " not in page] == []
    assert len(SIGNS) == 10
