"""Settings, from the environment or ``.env``: read once, values passed down."""

import base64
import binascii
import re
from ipaddress import IPv6Address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.store.database import is_address

PREFIX = "MARAUDE_"
KEY_BYTES = 32
_HIGHEST_PORT = 65_535
#: What Telegram takes (https://core.telegram.org/bots/api#setwebhook).
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")

#: One line per setting: what to write there. Shown when it is missing or wrong.
HOW = {
    "TELEGRAM_TOKEN": "le jeton donné par @BotFather, comme 123456:ABC-…",
    "TELEGRAM_API_URL": "une adresse comme https://api.telegram.org",
    "PROXY": "l'adresse http:// ou https:// d'un proxy (ou rien : HTTPS_PROXY compte alors)",
    "DATABASE_URL": "sqlite+aiosqlite:///data/maraude.db ou postgresql+asyncpg://user@host/name",
    "SECRET_KEYS": "une ou plusieurs clés de 32 octets en base64, entre virgules (`maraude init`)",
    "COORDINATORS": "des identifiants Telegram, entre virgules, comme 123456,789012",
    "MODE": "polling ou webhook",
    "WEBHOOK_URL": "l'adresse publique https:// (obligatoire si MODE=webhook ; et pour /tableau)",
    "WEBHOOK_SECRET": "1 à 256 caractères de A-Z a-z 0-9 _ - (obligatoire si MODE=webhook)",
    "LISTEN": "hôte:port, comme 127.0.0.1:8080 ou [::1]:8080 ; le port 0 en prend un libre",
    "REPLICA_URL": "l'adresse http:// et le port où les autres exemplaires joignent celui-ci",
    "CONTENT_DIR": "un dossier rangé comme la bibliothèque (ou rien, pour celle qui est incluse)",
    "LOG_LEVEL": "DEBUG, INFO, WARNING ou ERROR",
    "PACE": "on, off, ou auto : dès le début avec Telegram, ailleurs après le premier 429",
    "TRIAGE_VOICES": "1 ou 2",
    "LOG_FORMAT": "console ou json",
}


class BadSettings(Exception):  # noqa: N818  # said as what it is
    """A setting is missing or wrong; the message is one line, without any value."""


class Settings(BaseSettings):
    """What an operator sets. Secrets never show in ``repr``."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", hide_input_in_errors=True
    )

    telegram_token: SecretStr = Field(min_length=1)
    telegram_api_url: str = Field("https://api.telegram.org", pattern=r"^https?://")
    #: May hold a password.
    proxy: SecretStr | None = None
    database_url: SecretStr = SecretStr("sqlite+aiosqlite:///data/maraude.db")
    secret_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(min_length=1)
    coordinators: Annotated[tuple[int, ...], NoDecode] = ()
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str | None = Field(None, pattern=r"^https?://")
    webhook_secret: Annotated[SecretStr, Field(min_length=1)] | None = None
    listen: str = Field("127.0.0.1:8080", pattern=r"^.*:\d{1,5}$")
    #: Where the other replicas on the same database reach this one's port.
    replica_url: str | None = Field(None, pattern=r"^https?://[^/]+/?$", max_length=200)
    content_dir: Path | None = None
    #: Whether sending keeps under Telegram's limits by itself.
    pace: Literal["auto", "on", "off"] = "auto"
    #: With 1, triage does without its second voice, and the bot with 100 MB less.
    triage_voices: Literal["1", "2"] = "2"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"

    @field_validator("secret_keys", "coordinators", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("telegram_token")
    @classmethod
    def _has_a_bot_id(cls, token: SecretStr) -> SecretStr:
        head, _, tail = token.get_secret_value().partition(":")
        if not head.isdigit() or not tail:
            raise ValueError("not a token")
        return token

    @field_validator("database_url")
    @classmethod
    def _is_supported(cls, url: SecretStr) -> SecretStr:
        if not is_address(url.get_secret_value()):
            raise ValueError("not an address")
        return url

    @field_validator("proxy")
    @classmethod
    def _is_a_proxy(cls, proxy: SecretStr | None) -> SecretStr | None:
        if proxy is None or not proxy.get_secret_value():
            return None
        address = urlsplit(proxy.get_secret_value())
        if address.scheme not in {"http", "https"} or not address.hostname:
            raise ValueError("not a proxy")
        return proxy

    @field_validator("webhook_secret")
    @classmethod
    def _is_a_header(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not _WEBHOOK_SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("not a webhook secret")
        return secret

    @field_validator("listen")
    @classmethod
    def _has_a_port(cls, listen: str) -> str:
        host, _, port = listen.rpartition(":")
        if int(port) > _HIGHEST_PORT:
            raise ValueError("no such port")
        bare = host.removeprefix("[").removesuffix("]")
        if ":" in bare and (bare == host or not _is_ipv6(bare)):
            raise ValueError("not an address")
        return listen

    @field_validator("content_dir")
    @classmethod
    def _is_a_folder(cls, folder: Path | None) -> Path | None:
        if folder is not None and not folder.is_dir():
            raise ValueError("not a folder")
        return folder

    @field_validator("secret_keys")
    @classmethod
    def _are_keys(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for key in keys:
            decode_key(key.get_secret_value())
        return keys

    @model_validator(mode="after")
    def _webhook_is_complete(self) -> "Settings":
        if self.mode == "webhook" and not self.webhook_url:
            raise ValueError("WEBHOOK_URL")
        if self.mode == "webhook" and not self.webhook_secret:
            raise ValueError("WEBHOOK_SECRET")
        return self

    @property
    def bot_id(self) -> int:
        """The bot's own id: the first part of its token."""
        return int(self.telegram_token.get_secret_value().partition(":")[0])

    @property
    def keys(self) -> tuple[bytes, ...]:
        """The secret keys, 32 bytes each; the first encrypts."""
        return tuple(decode_key(key.get_secret_value()) for key in self.secret_keys)

    @property
    def paced(self) -> bool:
        """Whether Telegram's limits are kept from the first message on."""
        telegram = urlsplit(self.telegram_api_url).hostname == "api.telegram.org"
        return self.pace == "on" or (self.pace == "auto" and telegram)

    @property
    def address(self) -> str:
        """Where browsers reach this bot's pages; empty if it was not said."""
        return (self.webhook_url or "").rstrip("/")

    @property
    def opens_inside(self) -> bool:
        """Whether Telegram opens this bot's pages inside itself: by https only.

        Also where both are on this machine, which is a demo or a test: nobody else gets there.
        """
        if self.address.startswith("https://"):
            return True
        here = {"127.0.0.1", "localhost"}
        both = {urlsplit(url).hostname for url in (self.address, self.telegram_api_url)}
        return both <= here

    @property
    def listen_on(self) -> tuple[str, int]:
        """Host and port."""
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]") or "127.0.0.1", int(port)


def _is_ipv6(host: str) -> bool:
    try:
        IPv6Address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def decode_key(text: str) -> bytes:
    """A key from base64, plain or URL-safe. Raises ValueError unless it is 32 bytes."""
    padded = text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4)
    try:
        key = base64.b64decode(padded, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if len(key) != KEY_BYTES:
        raise ValueError("not 32 bytes")
    return key


def read_settings(**given: object) -> Settings:
    """Read the settings. Raises BadSettings with one line that names the first bad one."""
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        raise BadSettings(_one_line(error)) from None


def _one_line(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_context=False, include_url=False)[0]
    name = str(first["loc"][0]).upper() if first["loc"] else first["msg"].rpartition(" ")[2]
    missing = first["type"] == "missing" or not first["loc"]
    state = "manque" if missing else "n'est pas bon"
    how = HOW.get(name, "?")
    return f"{PREFIX}{name} {state}. À mettre dans l'environnement ou dans .env : {how}"
