"""What the checks look at: the library with what is hidden in it, and its texts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax.ast import EntryType, Resource
from pydantic import BaseModel

from bot.content.collection import Library
from bot.content.findings import ENCODING, Loc
from bot.content.kinds.base import Item, Model, Reviewed
from bot.content.kinds.contact import Contact
from bot.content.kinds.shelf import Shown
from bot.content.presenting import Presenter
from bot.content.shelves import SHELVES

#: What the bot can do when a button says ``action:...``.
ACTIONS = frozenset({"parler", "urgence", "verifier", "lieux", "sujets", "plateformes"})

#: Fields that nobody reads as a sentence.
NOT_TEXT = frozenset(
    {"id", "file", "slug", "sources", "source", "contacts", "next", "go", "url", "chat_url",
     "keywords", "emoji", "contact", "words", "link_lists", "timezone",
     "number", "sms", "phone", "email", "rule", "stop_word", "link", "reasons", "searches",
     "neighbours"}
    | {shelf.folder for shelf in SHELVES}
)  # fmt: skip


@dataclass(frozen=True)
class Audited:
    """A library under check, on a day."""

    library: Library
    folder: Path
    today: date
    #: Ids that exist but could not be read.
    broken: frozenset[str] = frozenset()
    #: Files of texts that were parsed already.
    parsed: dict[Path, Resource] = field(default_factory=dict, repr=False)
    _rendered: dict[str, str] = field(default_factory=dict, repr=False)
    _entries: dict[Path, list[tuple[int, EntryType]]] = field(default_factory=dict, repr=False)

    @cached_property
    def presenter(self) -> Presenter:
        """Renders as the bot will."""
        return Presenter(self.library)

    def plain(self, markdown: str) -> str:
        """A text as it will be read, without its formatting; rendered once."""
        if markdown not in self._rendered:
            self._rendered[markdown] = self.presenter.text(markdown).text
        return self._rendered[markdown]

    def texts_in(self, folder: Path) -> Iterator[tuple[Path, int, EntryType]]:
        """What stands in the ``.ftl`` files of a folder, with its line."""
        for file in sorted(folder.rglob("*.ftl")):
            if file not in self._entries:
                self._entries[file] = _entries(file, self.parsed.get(file))
            yield from ((file, line, entry) for line, entry in self._entries[file])

    @cached_property
    def pages(self) -> tuple[Shown, ...]:
        """All that buttons lead to."""
        return tuple(self.library.everything.values())

    @property
    def reviewed(self) -> tuple[Reviewed, ...]:
        """Everything with a review date, hidden or not."""
        lib = self.library
        more = (
            *lib.first_steps.values(),
            *lib.rumours.values(),
            *lib.law.values(),
            *lib.platforms.values(),
        )
        return (*lib.contacts.values(), *more, *self.pages, lib.verify, *lib.hidden)

    @property
    def written(self) -> tuple[Model, ...]:
        """Everything with sentences in it."""
        lib = self.library
        more = (*lib.topics.values(), *lib.canned.values(), *lib.drills.values())
        return (*self.reviewed, *more, *lib.territories.values())

    @cached_property
    def hidden_ids(self) -> frozenset[str]:
        """Ids of what exists but is not verified."""
        return frozenset(item.id for item in self.library.hidden)

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """All services, hidden or not."""
        return tuple(item for item in self.reviewed if isinstance(item, Contact))

    @cached_property
    def hidden_contacts(self) -> frozenset[str]:
        """Ids of contacts that are not verified."""
        return frozenset(i.id for i in self.library.hidden if isinstance(i, Contact))

    @cached_property
    def kinds_by_id(self) -> dict[str, set[str]]:
        """Every id that a button may name, with its kinds."""
        found: dict[str, set[str]] = {}
        for target in self.library.everything:
            found.setdefault(target.id, set()).add(target.kind)
        return found


def place_in_file(item: Model) -> Loc:
    """Where an item begins in its file: its key in a file of many."""
    name = item.id if isinstance(item, Item) else ""
    file = Path(getattr(item, "file", ""))
    return () if file.stem in {name, "verify"} or not name else (name,)


def texts_of(item: BaseModel, at: Loc | None = None) -> Iterator[tuple[Loc, str]]:
    """Every sentence of an item, with its place in the file."""
    if at is None:
        at = place_in_file(item) if isinstance(item, Model) else ()
    for name, info in type(item).model_fields.items():
        if name not in NOT_TEXT:
            yield from _texts(getattr(item, name), (*at, info.alias or name))


def _texts(value: object, at: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, BaseModel):
        yield from texts_of(value, at)
    elif isinstance(value, tuple | list):
        for position, part in enumerate(value):
            yield from _texts(part, (*at, position))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, (*at, str(key)))
    elif isinstance(value, str):
        yield at, value


def _entries(file: Path, parsed: Resource | None) -> list[tuple[int, EntryType]]:
    # What cannot be read was reported by the loader.
    text = file.read_text(ENCODING, errors="replace") if file.is_file() else ""
    return [
        (text.count("\n", 0, entry.span.start if entry.span else 0) + 1, entry)
        for entry in (parsed or FluentParser().parse(text)).body
    ]
