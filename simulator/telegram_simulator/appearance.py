"""What a project may say in the chat windows: the parts that people play, where to begin."""

from dataclasses import asdict, dataclass

from telegram_simulator.wire import Json


@dataclass(frozen=True, slots=True)
class Part:
    """A part that somebody plays: ``world.person(kind=...)`` names it, windows say its label.

    The bot is told nothing of it. Who has no part, or one of another name, plays the first.
    """

    kind: str
    label: str
    #: What the form that adds somebody says.
    choice: str


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Something for a newcomer to try, ticked once somebody of the part ``who`` has done it.

    It is done by free text (``words``), by one of the ``commands``, or by pressing a button
    whose label has one of ``buttons``; only once the step number ``after`` (from 0) is done.
    With ``shown_to`` it is ticked when what comes of it is there: when the bot shows somebody
    of that part a message with ``shows`` in its text or on its buttons; with nothing in
    ``shows``, any message after it was done.
    ``title`` and ``detail`` may name people by their part: ``"Write as {customer}"``.
    """

    title: str
    detail: str
    who: str
    words: bool = False
    commands: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    after: int | None = None
    shown_to: str = ""
    shows: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the project beside the windows."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """All that the windows say of one project; nothing given: no parts, no first steps."""

    parts: tuple[Part, ...] = ()
    #: Said below the parts in the form that adds somebody.
    hint: str = ""
    first_steps: tuple[FirstStep, ...] = ()
    #: Pages of the project's own that the windows lead to.
    links: tuple[Link, ...] = ()
    #: The bot goes by the world's clock: whoever looks may let time pass.
    clock: bool = False

    def described(self) -> Json:
        """What the pages are told."""
        return {
            "parts": [asdict(part) for part in self.parts],
            "first_steps": [asdict(step) for step in self.first_steps],
            "links": [asdict(link) for link in self.links],
            "clock": self.clock,
        }
