"""Written scenes: who writes, presses and sees what, in order.

A scene is read here and played by ``stage.py``. It looks like this::

    title: Premier contact
    about: Léa écrit pour la première fois, Sam lui répond.   # optional
    patience: 10                # seconds that each "sees" waits; 10 unless said otherwise
    cast:
      lea: {first_name: Léa}
      sam: {first_name: Sam, kind: worker}                    # kind: the part they play
      camille: {first_name: Camille, kind: coordinator}
    steps:
      - note: Léa découvre le bot.                            # only shown to the reader
      - lea: {starts: ""}                                     # or a code: {starts: CODE}
      - lea: {sees: "Bonjour"}
      - lea: {presses: "Parler"}
      - sam: {opens_link_from: camille}
      - lea: {writes: "Il y a quelqu'un ?", to: "Bonjour"}
      - lea: {sends: photo, caption: "Regarde"}
      - failures: {down: true}                                # Telegram fails; {} mends it
      - time_passes: {hours: 49}
      - time_passes: {until: "fri 23:50"}                     # or 23:50; zone: Europe/Paris

A step has one key: ``note``, ``failures``, ``time_passes``, or somebody of the cast, with one
verb and its details. What they do:

- ``writes``: a text (``to``: words of the message answered); ``starts``: /start with a code
- ``presses``: words of a button's label (waits for the button)
- ``opens_link_from``: somebody on whose screen the bot showed https://t.me/<bot>?start=CODE
- ``sends``: photo, video, voice, audio, document, sticker, animation, video_note, contact,
  location, live_location, venue, poll, dice, checklist or story (``caption``)
- ``forwards``: a text from elsewhere (``origin``: its author's name)
- ``edits``: the new text of one's message (``of``: words of the old one; else the last)
- ``deletes``: words of one's message; ``reacts``: an emoji (``to``: words; else the last)
- ``blocks``: true or false

What they must see, in words that the bot wrote (case and spaces do not matter):

- ``sees``: somewhere on the screen; ``sees_new``: below what they saw last
- ``sees_button``, ``sees_kind`` (photo, voice...), ``sees_answer`` (to a button pressed),
  ``sees_reaction`` (an emoji on their last message, or ``on``: words of it)
- ``sees_gone``: no message with these words is left; ``does_not_see``: nor is one now

``within`` gives a verb that waits its own number of seconds.
"""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal, Self, TypeAlias
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

VERBS: dict[str, tuple[str, ...]] = {
    "writes": ("to",), "starts": (), "presses": ("within",), "opens_link_from": ("within",),
    "sends": ("caption",), "forwards": ("origin",), "edits": ("of",), "deletes": (),
    "reacts": ("to",), "blocks": (), "sees": ("within",), "sees_new": ("within",),
    "sees_button": ("within",), "sees_kind": ("within",), "sees_answer": ("within",),
    "sees_reaction": ("on", "within"), "sees_gone": ("within",), "does_not_see": (),
}  # fmt: skip
Sendable: TypeAlias = Literal[
    "photo", "video", "voice", "audio", "document", "sticker", "animation", "video_note",
    "contact", "location", "live_location", "venue", "poll", "dice", "checklist", "story",
]  # fmt: skip


class SceneError(Exception):
    """A scene that cannot be read; the message says where and why, in French."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Role(_Strict):
    """Somebody of the cast."""

    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str = "fr"
    kind: str = ""


class Action(_Strict):
    """One verb, and its details."""

    writes: str | None = None
    starts: str | None = None
    presses: str | None = None
    opens_link_from: str | None = None
    sends: Sendable | None = None
    forwards: str | None = None
    edits: str | None = None
    deletes: str | None = None
    reacts: str | None = None
    blocks: bool | None = None
    sees: str | None = None
    sees_new: str | None = None
    sees_button: str | None = None
    sees_kind: str | None = None
    sees_answer: str | None = None
    sees_reaction: str | None = None
    sees_gone: str | None = None
    does_not_see: str | None = None
    to: str | None = None
    of: str | None = None
    on: str | None = None
    caption: str = ""
    origin: str = "Quelqu'un"
    within: float | None = Field(None, gt=0)

    @property
    def verb(self) -> str:
        """What is done or seen."""
        return next(verb for verb in VERBS if getattr(self, verb) is not None)

    @model_validator(mode="after")
    def _one_verb(self) -> Self:
        given = [verb for verb in VERBS if getattr(self, verb) is not None]
        if len(given) != 1:
            raise ValueError(f"il faut un verbe et un seul parmi : {', '.join(VERBS)}")
        extra = self.model_fields_set - {given[0], *VERBS[given[0]]}
        if extra:
            raise ValueError(f"« {given[0]} » ne va pas avec : {', '.join(sorted(extra))}")
        return self


class FailuresStep(_Strict):
    """What fails from now on; nothing given: nothing."""

    down: bool = False
    slow_ms: int = Field(0, ge=0)
    too_many_requests_every: int = Field(0, ge=0)
    retry_after: int = Field(1, ge=1)
    lose_answers_every: int = Field(0, ge=0)
    half_answers_every: int = Field(0, ge=0)
    error_500_every: int = Field(0, ge=0)


class TimePasses(_Strict):
    """How far the world's clock moves; the bot's own clock does not know."""

    hours: float = Field(0, ge=0)
    minutes: float = Field(0, ge=0)
    seconds: float = Field(0, ge=0)
    #: The next time at which clocks of that place show it: ``23:50``, or ``fri 17:30``.
    until: str | None = Field(None, pattern=r"^((mon|tue|wed|thu|fri|sat|sun) )?\d\d:\d\d$")
    zone: str = "Europe/Paris"

    def seconds_from(self, now: datetime) -> float:
        """How many seconds that is from a moment."""
        return self.hours * 3600 + self.minutes * 60 + self.seconds + self._wait(now)

    def _wait(self, now: datetime) -> float:
        if self.until is None:
            return 0
        *day, clock = self.until.split()
        local = now.astimezone(ZoneInfo(self.zone))
        wanted = datetime.combine(local.date(), time.fromisoformat(clock), local.tzinfo)
        while wanted <= local or (day and f"{wanted:%a}".lower() != day[0]):
            wanted += timedelta(days=1)
        return (wanted.astimezone(UTC) - now).total_seconds()


class Step(_Strict):
    """One step: a note, a failure, time, or somebody's action."""

    note: str | None = None
    failures: FailuresStep | None = None
    time_passes: TimePasses | None = None
    who: str = ""
    action: Action | None = None


class Scene(_Strict):
    """A whole scene."""

    title: str
    about: str = ""
    patience: float = Field(10.0, gt=0)
    cast: dict[str, Role] = Field(min_length=1)
    steps: list[Step] = Field(min_length=1)


def load_scene(path: Path) -> Scene:
    """Read a scene.

    Raises:
        SceneError: it is not there, or wrong; the message names the file, the step and why.
    """
    try:
        text = path.read_text(encoding="utf-8")
        raw = yaml.safe_load(text)
        lines = _step_lines(text)
    except OSError:
        raise SceneError(f"{path} : ce fichier n'existe pas ou ne peut pas être lu.") from None
    except yaml.YAMLError as wrong:
        raise SceneError(f"{path} : ce n'est pas du YAML correct. {wrong}") from None
    if not isinstance(raw, dict):
        raise SceneError(f"{path} : il faut « title », « cast » et « steps ».")
    try:
        return Scene.model_validate({**raw, "steps": _steps(raw)})
    except ValidationError as wrong:
        raise SceneError("\n".join(_explained(path, wrong, lines))) from None
    except _WrongStep as wrong:
        place = _place(lines, wrong.number)
        raise SceneError(f"{path}, {place} : {wrong}") from None


class _WrongStep(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, number: int, why: str) -> None:
        super().__init__(why)
        self.number = number


def _steps(raw: dict[str, Any]) -> object:
    steps, cast = raw.get("steps"), raw.get("cast")
    if not isinstance(steps, list):
        return steps
    names = set(cast) if isinstance(cast, dict) else set()
    return [_step(number, step, names) for number, step in enumerate(steps)]


def _step(number: int, step: object, names: set[str]) -> dict[str, Any]:
    """The step's one key told apart: the world's own, or somebody of the cast."""
    if not isinstance(step, dict) or len(step) != 1:
        raise _WrongStep(number, "une étape a une seule clé, par exemple « lea: {writes: ...} »")
    [(key, value)] = step.items()
    if key in {"note", "failures", "time_passes"}:
        return {key: {} if value is None else value}
    if key not in names:
        known = ", ".join([*sorted(names), "note", "failures", "time_passes"])
        raise _WrongStep(number, f"« {key} » n'est pas dans la distribution. Possibles : {known}")
    if isinstance(value, dict) and value.get("opens_link_from", key) not in names:
        raise _WrongStep(number, f"« {value['opens_link_from']} » n'est pas dans la distribution")
    return {"who": key, "action": value}


def _step_lines(text: str) -> list[int]:
    """The line of each step in the file."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return []
    for key, value in root.value:
        if key.value == "steps" and isinstance(value, yaml.SequenceNode):
            return [node.start_mark.line + 1 for node in value.value]
    return []


def _place(lines: list[int], number: int) -> str:
    line = f" (ligne {lines[number]})" if number < len(lines) else ""
    return f"étape {number + 1}{line}"


def _explained(path: Path, wrong: ValidationError, lines: list[int]) -> list[str]:
    return [
        f"{path}, {_where(one['loc'], lines)} : {_why(one['type'], one['msg'])}"
        for one in wrong.errors()
    ]


def _where(loc: tuple[int | str, ...], lines: list[int]) -> str:
    if len(loc) > 1 and loc[0] == "steps" and isinstance(loc[1], int):
        inside = ".".join(str(part) for part in loc[2:] if part != "action")
        return _place(lines, loc[1]) + (f", {inside}" if inside else "")
    return ".".join(map(str, loc))


def _why(kind: str, message: str) -> str:
    words = {
        "missing": "il manque",
        "extra_forbidden": "ce mot n'est pas connu ici",
        "string_type": "il faut un texte (entre guillemets)",
        "bool_type": "il faut true ou false",
        "bool_parsing": "il faut true ou false",
        "model_type": "il faut « {verbe: ...} »",
        "model_attributes_type": "il faut « {verbe: ...} »",
    }
    return words.get(kind, message.removeprefix("Value error, "))
