"""A missing or wrong setting stops the start with one line that names it, never its value."""

import base64
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.settings import HOW, BadSettings, read_settings
from telegram_simulator.server import SimulatorServer
from tests.running import environment_for, run_maraude

KEY = base64.b64encode(b"k" * 32).decode()
GOOD = {
    "MARAUDE_TELEGRAM_TOKEN": "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
    "MARAUDE_SECRET_KEYS": KEY,
    "MARAUDE_DATABASE_URL": "sqlite+aiosqlite:///maraude.db",
}
HOOKED = {
    **GOOD,
    "MARAUDE_MODE": "webhook",
    "MARAUDE_WEBHOOK_URL": "https://bot.example.org",
    "MARAUDE_WEBHOOK_SECRET": "un-secret",
}
WRONG = [
    ("TELEGRAM_TOKEN", "pasunjeton"),
    ("TELEGRAM_TOKEN", "abc:defmarqueur"),
    ("TELEGRAM_TOKEN", "654321:"),
    ("TELEGRAM_API_URL", "ftp://marqueur.example.org"),
    ("DATABASE_URL", "mysql://marqueur@localhost/base"),
    ("DATABASE_URL", "postgresql+asyncpg://moi:marqueur@localhost:pasunport/base"),
    ("SECRET_KEYS", "tropcourtmarqueur"),
    ("SECRET_KEYS", f"{KEY},pas*du*base64*marqueur"),
    ("COORDINATORS", "claire,marqueur"),
    ("MODE", "marqueur"),
    ("WEBHOOK_URL", "marqueur.example.org"),
    ("WEBHOOK_SECRET", "deux mots marqueur"),
    ("WEBHOOK_SECRET", "m" * 257),
    ("LISTEN", "marqueur"),
    ("LISTEN", "127.0.0.1:99999"),
    ("LISTEN", "::1:8080"),
    ("LISTEN", "[marqueur::1]:8080"),
    ("PROXY", "socks5://moi:marqueur@localhost:1080"),
    ("PROXY", "localhost:3128"),
    ("PROXY", "http://:marqueur"),
    ("CONTENT_DIR", "/nulle/part/marqueur"),
    ("LOG_LEVEL", "marqueur"),
    ("TRIAGE_VOICES", "3"),
    ("LOG_FORMAT", "marqueur"),
]


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No .env file and no setting of the machine."""
    monkeypatch.chdir(tmp_path)
    for name in HOW:
        monkeypatch.delenv(f"MARAUDE_{name}", raising=False)


def _run(environment: dict[str, str]) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["run"], env=environment)
    return result.exit_code, result.output


def _is_one_line_about(name: str, output: str) -> bool:
    return output.startswith(f"MARAUDE_{name} ") and output.count("\n") == 1


@pytest.mark.parametrize("name", ["TELEGRAM_TOKEN", "SECRET_KEYS"])
@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_setting_is_named_in_one_line(name: str, value: str | None) -> None:
    given: dict[str, str] = {key: text for key, text in GOOD.items() if not key.endswith(name)}
    code, output = _run(given if value is None else {**given, f"MARAUDE_{name}": value})
    assert (code, _is_one_line_about(name, output)) == (2, True), output
    assert HOW[name] in output


@pytest.mark.parametrize("name", ["WEBHOOK_URL", "WEBHOOK_SECRET"])
def test_a_webhook_needs_its_address_and_its_secret(name: str) -> None:
    code, output = _run({k: v for k, v in HOOKED.items() if not k.endswith(name)})
    assert (code, _is_one_line_about(name, output)) == (2, True), output


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_setting_is_named_in_one_line_without_its_value(name: str, value: str) -> None:
    code, output = _run({**HOOKED, f"MARAUDE_{name}": value})
    assert (code, _is_one_line_about(name, output)) == (2, True), output
    assert value not in output
    assert "marqueur" not in output


def test_good_settings_are_read_and_show_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**HOOKED, "MARAUDE_COORDINATORS": "12, 34"}.items():
        monkeypatch.setenv(name, value)
    settings = read_settings()
    assert (settings.bot_id, settings.coordinators, settings.keys) == (
        110201543, (12, 34), (b"k" * 32,),
    )  # fmt: skip
    assert settings.listen_on == ("127.0.0.1", 8080)
    shown = repr(settings)
    assert not any(secret in shown for secret in (KEY, "AAHdqTcv", "un-secret", "maraude.db"))


@pytest.mark.parametrize(
    ("listen", "expected"),
    [
        ("[::1]:8080", ("::1", 8080)),
        ("[::]:0", ("::", 0)),
        ("localhost:80", ("localhost", 80)),
        (":8080", ("127.0.0.1", 8080)),
    ],
)
def test_where_to_listen_may_be_ipv6(
    monkeypatch: pytest.MonkeyPatch, listen: str, expected: tuple[str, int]
) -> None:
    for name, value in {**GOOD, "MARAUDE_LISTEN": listen}.items():
        monkeypatch.setenv(name, value)
    assert read_settings().listen_on == expected


@pytest.mark.parametrize("proxy", ["", "http://moi:secret@proxy.example.org:3128"])
def test_a_proxy_may_be_set_and_shows_no_password(
    monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    for name, value in {**GOOD, "MARAUDE_PROXY": proxy}.items():
        monkeypatch.setenv(name, value)
    settings = read_settings()
    assert (settings.proxy.get_secret_value() if settings.proxy else "") == proxy
    assert "secret@" not in repr(settings)


def test_several_keys_are_read_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    other = base64.urlsafe_b64encode(b"\xff" * 32).decode().rstrip("=")
    for name, value in {**GOOD, "MARAUDE_SECRET_KEYS": f"{other}, {KEY}"}.items():
        monkeypatch.setenv(name, value)
    assert read_settings().keys == (b"\xff" * 32, b"k" * 32)


def test_settings_come_from_a_file_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("\n".join(f"{name}={value}" for name, value in GOOD.items()))
    assert read_settings().bot_id == 110201543
    (tmp_path / ".env").write_text("MARAUDE_TELEGRAM_TOKEN=1:marqueur")
    with pytest.raises(BadSettings, match="MARAUDE_SECRET_KEYS manque"):
        read_settings()


async def test_a_token_that_telegram_refuses_ends_the_start(
    telegram: SimulatorServer, tmp_path: Path
) -> None:
    given = environment_for(telegram, "sqlite+aiosqlite:///maraude.db", [])
    given["MARAUDE_TELEGRAM_TOKEN"] = "110201543:refusemarqueur"
    code, said = await run_maraude(given, tmp_path, "run")
    assert code == 2
    assert "Telegram n'accepte pas MARAUDE_TELEGRAM_TOKEN" in said
    assert "marqueur" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("address", "telegram", "opens"),
    [
        ("https://bot.example.org", "https://api.telegram.org", True),
        ("https://bot.example.org", "http://127.0.0.1:8081", True),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8000", True),
        # Telegram takes no such button, and the whole message would be refused.
        ("http://bot.example.org", "https://api.telegram.org", False),
        ("http://127.0.0.1:8080", "https://api.telegram.org", False),
        ("http://bot.example.org", "http://127.0.0.1:8081", False),
        ("", "https://api.telegram.org", False),
        ("", "http://127.0.0.1:8081", False),
    ],
)
def test_pages_open_inside_telegram_by_https_or_where_all_is_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, address: str, telegram: str, *, opens: bool
) -> None:
    given = {**GOOD, "MARAUDE_WEBHOOK_URL": address, "MARAUDE_TELEGRAM_API_URL": telegram}
    for name, value in given.items():
        if value:
            monkeypatch.setenv(name, value)
    assert read_settings(_env_file=None).opens_inside is opens
