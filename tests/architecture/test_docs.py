"""What the pages say is what the program does: commands, settings, verbs, links."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from typer import Typer

from bot.assembly import content_folder
from bot.cli import app
from bot.content.strings import Strings
from bot.domain.figures import SHARED, TOTALS
from bot.domain.people import Role
from bot.settings import HOW, PREFIX, Settings
from bot.telegram_ui.registry import register
from tests.architecture.reading_code import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(
    [
        *DOCS.rglob("*.md"),
        *(page for folder in (".", "deploy", "simulator") for page in ROOT.glob(f"{folder}/*.md")),
    ]
)
HEADINGS = {
    Role.YOUNG_PERSON: "Jeune personne",
    Role.WORKER: "Maraude",
    Role.COORDINATOR: "Coordination",
}


def read(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text("utf-8")


def table_of_commands(role: Role) -> str:
    """The table as the program would write it."""
    strings = Strings.load(content_folder() / "fr" / "interface")
    lines = [f"| `/{n}` | {strings.label(f'command-{n}')} |" for n in register().menus[role]]
    return "\n".join(["| commande | ce qu'elle fait |", "| --- | --- |", *lines])


@pytest.mark.parametrize("role", Role)
def test_the_page_of_commands_is_the_registry(role: Role) -> None:
    page = read("docs", "commandes.md")
    section = page.partition(f"## {HEADINGS[role]}\n")[2].partition("\n## ")[0].strip()
    expected = table_of_commands(role)
    assert section == expected, f"docs/commandes.md, {HEADINGS[role]}, should be:\n{expected}"


def test_the_page_of_figures_says_what_each_counts() -> None:
    page, strings = read("docs", "chiffres.md"), Strings.load(content_folder() / "fr" / "interface")
    for key in (*TOTALS, *(f"by-{measure}" for measure in SHARED)):
        name = key if key.startswith("by-") else f"measure-{key}"
        assert f"| {strings.label(name)} | {strings.label(f'what-{key}')} |" in page, key


def settings_table() -> dict[str, str]:
    rows = re.findall(
        r"^\| `MARAUDE_(\w+)` \| (.+?) \|", read("docs", "deploiement.md"), re.MULTILINE
    )
    return dict(rows)


def test_every_setting_is_on_the_operators_page_and_no_other() -> None:
    fields = {name.upper() for name in Settings.model_fields}
    assert set(settings_table()) == fields == set(HOW)
    mentioned = set(re.findall(rf"{PREFIX}([A-Z_]+[A-Z])", "".join(map(_text, PAGES))))
    assert mentioned <= fields


def test_every_default_is_the_one_on_the_operators_page() -> None:
    empty = {None: "*vide*", (): "*vide*"}
    for name, shown in settings_table().items():
        field = Settings.model_fields[name.lower()]
        if field.is_required():
            assert shown == "*obligatoire*", name
            continue
        value = field.default
        value = value.get_secret_value() if hasattr(value, "get_secret_value") else value
        assert shown == empty.get(value, f"`{value}`"), name


def _text(page: Path) -> str:
    return page.read_text("utf-8")


def test_every_verb_in_the_pages_is_in_the_makefile() -> None:
    verbs = set(re.findall(r"^([a-z-]+):.*##", read("Makefile"), re.MULTILINE))
    for page in PAGES:
        named = set(re.findall(r"`(?:sudo )?make ([a-z-]+)`", _text(page)))
        named |= set(re.findall(r"^(?:sudo )?make ([a-z-]+)", _text(page), re.MULTILINE))
        assert named <= verbs, page.name
    for readme in ("README.md", "README.fr.md"):
        assert {"demo", "test", "setup", "run"} <= set(re.findall(r"make ([a-z]+)", read(readme)))


def names_of_commands(program: Typer) -> set[str]:
    return {c.name or c.callback.__name__ for c in program.registered_commands if c.callback}


def test_every_command_line_in_the_pages_exists() -> None:
    groups = {
        group.name: names_of_commands(group.typer_instance)
        for group in app.registered_groups
        if group.typer_instance
    }
    for page in PAGES:
        for first, second in re.findall(
            r"\bmaraude ([a-z]+)(?: ([a-z]+))?\b", _lines_of_code(page)
        ):
            assert first in names_of_commands(app) | set(groups), f"{page.name}: maraude {first}"
            if first in groups and second:
                assert second in groups[first], f"{page.name}: maraude {first} {second}"


def _lines_of_code(page: Path) -> str:
    text = _text(page)
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    commands = [line for block in blocks for line in re.findall(r"bin/(maraude .*)", block)]
    return "\n".join([*re.findall(r"`(maraude [^`]+)`", text), *commands])


def test_every_link_between_the_pages_leads_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", _text(page)):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.relative_to(ROOT)}: {target}"


def test_every_decision_is_listed_and_numbered_once() -> None:
    folder = DOCS / "decisions"
    notes = sorted(path.name for path in folder.glob("0*.md"))
    assert re.findall(r"\((0\d{3}-[\w-]+\.md)\)", _text(folder / "README.md")) == notes
    assert [int(name[:4]) for name in notes] == list(range(1, len(notes) + 1))


def test_every_room_is_on_the_map() -> None:
    page = read("docs", "architecture.md")
    for room in sorted((ROOT / "bot").iterdir()):
        is_room = room.suffix == ".py" or (room / "__init__.py").exists()
        if is_room and room.name != "__init__.py":
            assert room.name in page, room.name
    assert "simulator/" in page


@pytest.mark.parametrize("package", [".", "simulator"])
def test_every_dependency_has_its_reason(package: str) -> None:
    page = read("docs", "decisions", "0009-parts-chosen.md").lower()
    project = read(package, "pyproject.toml").partition("dependencies = [")[2].partition("\n]")[0]
    names = re.findall(r'^\s*"([\w.-]+)', project, re.MULTILINE)
    assert names
    for name in names:
        assert name.lower() in page, name


def pins(file: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", read(file), re.MULTILINE))


def test_what_runs_is_what_was_tested() -> None:
    run, demo, dev = (pins(f"requirements{part}.lock") for part in ("", "-demo", "-dev"))
    assert run.items() < demo.items() < dev.items()


def test_the_compose_file_gives_the_container_nothing_it_does_not_need() -> None:
    service = yaml.safe_load(read("deploy", "compose.yaml"))["services"]["maraude"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]


def test_the_container_does_not_run_as_root() -> None:
    lines = read("deploy", "Containerfile").splitlines()
    assert "USER maraude" in lines[: lines.index('CMD ["run"]')]
    assert any("--require-hashes" in line for line in lines)


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607  # whichever git there is
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    names = [name for name in listed.stdout.split("\0") if name]
    if not names:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in names]


#: Put together here, so that this file does not hold them.
PRIVATE = [".." + "/shared", "/work" + "/"]


def test_no_file_speaks_of_the_machine_it_was_written_on() -> None:
    for file in tracked_files():
        if file.is_file() and file.suffix not in {".bin", ".png", ".lock"}:
            text = file.read_text("utf-8", errors="ignore")
            for private in PRIVATE:
                assert private not in text, f"{file.relative_to(ROOT)}: {private}"
