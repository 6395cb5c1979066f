"""Plays a written scene with a running bot, shown in the terminal as a dialogue."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from rich.console import Console
from rich.markup import escape

from telegram_simulator.acting import PersonCannot
from telegram_simulator.failures import Failures
from telegram_simulator.people import Person
from telegram_simulator.scenes import Action, Scene, Step
from telegram_simulator.screen import Seen, plain
from telegram_simulator.world import World

LONGEST_LINE: Final = 300
COLOURS: Final = ("cyan", "green", "magenta", "yellow", "blue")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a scene went; ``reason`` says, in French, what did not go as written, and where."""

    ok: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.ok


class Stage:
    """A scene with its people in a world; enter them before the bot starts, then play."""

    def __init__(self, scene: Scene, world: World, console: Console | None = None) -> None:
        """Let everybody of the cast open an account; ``people`` has them by name."""
        self.scene = scene
        self.people = {name: world.person(**role.model_dump()) for name, role in scene.cast.items()}
        self._world = world
        self._console = console or Console()
        self._last_seen: dict[str, int] = {}

    def ids(self, kind: str) -> list[int]:
        """The Telegram ids of those of the cast who play this part, for the bot's settings."""
        cast = self.scene.cast
        return [person.id for name, person in self.people.items() if cast[name].kind == kind]

    async def play(self) -> Outcome:
        """Play every step; stops at the first that does not go as written."""
        self._console.rule(escape(self.scene.title))
        if self.scene.about:
            self._print(f"[dim]{escape(self.scene.about)}[/dim]")
        for number, step in enumerate(self.scene.steps, 1):
            try:
                await self._step(step)
            except PersonCannot as wrong:
                return self._failed(number, str(wrong))
            finally:
                self._world.signal.fire()
        self._world.failures = Failures()
        self._print("[bold green]✓ La scène s'est jouée comme écrite.[/bold green]")
        return Outcome(ok=True)

    def _print(self, line: str) -> None:
        self._console.print(line, highlight=False)

    def _failed(self, number: int, why: str) -> Outcome:
        self._world.failures = Failures()
        reason = f"Étape {number} sur {len(self.scene.steps)} : {why}"
        self._print(f"[bold red]✗ {escape(reason)}[/bold red]")
        return Outcome(ok=False, reason=reason)

    async def _step(self, step: Step) -> None:
        if step.note:
            self._print(f"\n[italic dim]{escape(step.note)}[/italic dim]")
        elif step.failures is not None:
            self._world.failures = Failures(**step.failures.model_dump())
            wrong = ", ".join(
                f"{k} {v}" for k, v in step.failures.model_dump(exclude_defaults=True).items()
            )
            self._print(f"[yellow]⚡ Telegram : {wrong or 'tout va bien'}[/yellow]")
        elif step.time_passes is not None:
            now = datetime.fromtimestamp(self._world.clock.now(), UTC)
            self._world.clock.forward(seconds=step.time_passes.seconds_from(now))
            until = step.time_passes.until
            self._print(f"[yellow]⏩ {f'Il est {until}' if until else 'Le temps passe'}.[/yellow]")
        elif step.action is not None:
            await self._act(step.who, step.action)

    async def _act(self, name: str, action: Action) -> None:
        person, verb = self.people[name], action.verb
        if seeing := _SEEING.get(verb):
            seen = await seeing(self, name, person, action)
            if seen is not None:
                self._last_seen[name] = seen.id
                self._bot_line(seen, person)
            else:
                what = f"{_SEEN[verb]} « {getattr(action, verb)} »"
                self._print(f"  [dim]✓ {escape(f'{person.account.first_name} {what}')}[/dim]")
            return
        said = await _DOING[verb](self, person, action)
        colour = self._colour(self.scene.cast[name].kind)
        self._print(
            f"[bold {colour}]{escape(person.account.first_name)}[/bold {colour}] {escape(said)}"
        )

    def _colour(self, kind: str) -> str:
        """One for each part of the cast, in the order in which they are written."""
        kinds = list(dict.fromkeys(role.kind for role in self.scene.cast.values()))
        return COLOURS[kinds.index(kind) % len(COLOURS)]

    def _bot_line(self, seen: Seen, person: Person) -> None:
        words = " ".join(seen.text.split())
        words = words if len(words) <= LONGEST_LINE else f"{words[:LONGEST_LINE]}…"
        kind = "" if seen.kind == "text" else f"[{seen.kind}] "
        keys = "".join(f" [{label}]" for label in seen.buttons)
        to = escape(person.account.first_name)
        self._print(f"  [bold]bot → {to}[/bold] {escape(kind + words)}[dim]{escape(keys)}[/dim]")

    def patience(self, action: Action) -> float:
        """How long to wait for what this action expects."""
        return action.within or self.scene.patience

    def last_seen(self, name: str) -> int:
        """The message that somebody saw last."""
        return self._last_seen.get(name, 0)

    async def link_on(self, owner: Person, patience: float) -> str:
        """The code of the latest t.me link that the bot showed somebody.

        Raises:
            PersonCannot: none came in time.
        """
        bot = re.escape(self._world.bot["username"])
        link = re.compile(rf"t\.me/{bot}\?start=([\w-]+)", re.IGNORECASE)

        def look() -> str | None:
            for seen in reversed(owner.screen):
                for text in (*seen.links, seen.text):
                    if not seen.mine and (found := link.search(text)):
                        return found.group(1)
            return None

        code = await self._world.signal.until(look, patience)
        if code is None:
            name = owner.account.first_name
            raise PersonCannot(f"Pas de lien t.me sur l'écran de {name}.\n{owner.shows()}")
        return code


Doing = Callable[[Stage, Person, Action], Awaitable[str]]
Seeing = Callable[[Stage, str, Person, Action], Awaitable[Seen | None]]


async def _writes(_: Stage, person: Person, action: Action) -> str:
    target = _find(person, action.to).id if action.to else None
    person.writes(action.writes or "", reply_to=target)
    return f"› {action.writes}"


async def _starts(_: Stage, person: Person, action: Action) -> str:
    person.starts(action.starts or "")
    return f"› /start {action.starts}".rstrip()


async def _presses(stage: Stage, person: Person, action: Action) -> str:
    label = action.presses or ""
    await person.sees_button(label, timeout=stage.patience(action))
    person.presses(label)
    return f"appuie sur [{label}]"


async def _opens_link(stage: Stage, person: Person, action: Action) -> str:
    owner = stage.people[action.opens_link_from or ""]
    person.starts(await stage.link_on(owner, stage.patience(action)))
    return f"ouvre le lien de {owner.account.first_name}"


async def _sends(_: Stage, person: Person, action: Action) -> str:
    kind = action.sends or ""
    others: dict[str, Callable[[], int]] = {
        "contact": person.shares_contact, "location": person.shares_location,
        "poll": person.sends_poll, "dice": person.sends_dice, "sticker": person.sends_sticker,
        "live_location": person.shares_live_location, "venue": person.sends_venue,
        "checklist": person.sends_checklist, "story": person.sends_story,
    }  # fmt: skip
    if kind in others:
        others[kind]()
    else:
        person.sends(kind, caption=action.caption)
    return f"envoie [{kind}] {action.caption}".rstrip()


async def _forwards(_: Stage, person: Person, action: Action) -> str:
    person.forwards(action.forwards or "", action.origin)
    return f"transfère (de {action.origin}) › {action.forwards}"


async def _edits(_: Stage, person: Person, action: Action) -> str:
    person.edits(_find(person, action.of or "", mine=True).id, action.edits or "")
    return f"corrige › {action.edits}"


async def _deletes(_: Stage, person: Person, action: Action) -> str:
    person.deletes(_find(person, action.deletes or "", mine=True).id)
    return f"supprime « {action.deletes} »"


async def _reacts(_: Stage, person: Person, action: Action) -> str:
    person.reacts(action.reacts, to=_find(person, action.to or "", mine=False).id)
    return f"réagit {action.reacts}"


async def _blocks(_: Stage, person: Person, action: Action) -> str:
    (person.blocks if action.blocks else person.unblocks)()
    return "bloque le bot" if action.blocks else "débloque le bot"


async def _sees(stage: Stage, _: str, person: Person, action: Action) -> Seen | None:
    return await person.sees(action.sees or "", timeout=stage.patience(action))


async def _sees_new(stage: Stage, name: str, person: Person, action: Action) -> Seen | None:
    words, patience = action.sees_new or "", stage.patience(action)
    return await person.sees(words, timeout=patience, after=stage.last_seen(name))


async def _sees_button(stage: Stage, _: str, person: Person, action: Action) -> Seen | None:
    return await person.sees_button(action.sees_button or "", timeout=stage.patience(action))


async def _sees_kind(stage: Stage, _: str, person: Person, action: Action) -> Seen | None:
    return await person.sees_kind(action.sees_kind or "", timeout=stage.patience(action))


async def _sees_answer(stage: Stage, _: str, person: Person, action: Action) -> Seen | None:
    await person.sees_answer(action.sees_answer or "", timeout=stage.patience(action))
    return None


async def _sees_reaction(stage: Stage, _: str, person: Person, action: Action) -> Seen | None:
    mine = _find(person, action.on or "", mine=True).id
    await person.sees_reaction(action.sees_reaction or "", mine, timeout=stage.patience(action))
    return None


async def _sees_gone(stage: Stage, _: str, person: Person, action: Action) -> Seen | None:
    await person.sees_no_more(action.sees_gone or "", timeout=stage.patience(action))
    return None


async def _does_not_see(_: Stage, __: str, person: Person, action: Action) -> Seen | None:
    words = plain(action.does_not_see or "")
    if any(words in plain(seen.text) for seen in person.screen if not seen.mine):
        who, what = person.account.first_name, action.does_not_see
        raise PersonCannot(f"{who} ne devrait pas voir « {what} ».\n{person.shows()}")
    return None


def _find(person: Person, words: str, *, mine: bool | None = None) -> Seen:
    """The latest message with these words; ``mine``: only theirs, or only the bot's."""
    for seen in reversed(person.screen):
        if mine in {None, seen.mine} and plain(words) in plain(seen.text):
            return seen
    raise PersonCannot(f"Aucun message « {words} ».\n{person.shows()}")


# How the terminal says what somebody checked, where no message is shown.
_SEEN: Final = {
    "sees_answer": "voit la réponse",
    "sees_reaction": "voit la réaction",
    "sees_gone": "ne voit plus",
    "does_not_see": "ne voit pas",
}
_DOING: dict[str, Doing] = {
    "writes": _writes, "starts": _starts, "presses": _presses, "opens_link_from": _opens_link,
    "sends": _sends, "forwards": _forwards, "edits": _edits, "deletes": _deletes,
    "reacts": _reacts, "blocks": _blocks,
}  # fmt: skip
_SEEING: dict[str, Seeing] = {
    "sees": _sees, "sees_new": _sees_new, "sees_button": _sees_button, "sees_kind": _sees_kind,
    "sees_answer": _sees_answer, "sees_reaction": _sees_reaction, "sees_gone": _sees_gone,
    "does_not_see": _does_not_see,
}  # fmt: skip
