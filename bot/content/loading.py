"""Reads the whole content folder into a library, or says everything that is wrong with it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias, TypeVar

from bot.content.checks import check_library
from bot.content.collection import Library
from bot.content.findings import ContentErrors, Problem, Severity, worded
from bot.content.kinds.base import Item, Model, Reviewed
from bot.content.kinds.canned import CannedReply
from bot.content.kinds.contact import Contact
from bot.content.kinds.drill import Drill
from bot.content.kinds.emergency import Emergency
from bot.content.kinds.first_steps import FirstSteps
from bot.content.kinds.law import LegalNote
from bot.content.kinds.platform import Platform
from bot.content.kinds.rumour import Rumour
from bot.content.kinds.shelf import Shelf, Shown
from bot.content.kinds.territory import Territory
from bot.content.kinds.topic import TopicEntry
from bot.content.kinds.verify import Verify
from bot.content.reading import Reader
from bot.content.shelves import SHELVES
from bot.content.strings import Strings
from bot.domain.danger import Topic

ItemT = TypeVar("ItemT", bound=Item)
ModelT = TypeVar("ModelT", bound=Model)
ReviewedT = TypeVar("ReviewedT", bound=Reviewed)

Shelves: TypeAlias = tuple[Shelf[Shown], ...]

#: The language that always exists, and in which the library is written.
LANGUAGE = "fr"


def load(folder: Path, today: date, shelves: Shelves = SHELVES) -> Library:
    """The library of a content folder (the one that holds ``fr`` and ``territories``).

    Raises:
        ContentErrors: with every problem for which the content cannot be used.
    """
    library, problems = inspect(folder, today, shelves)
    blocking = [p for p in problems if p.severity is Severity.BLOCKING]
    if blocking or library is None:
        raise ContentErrors(blocking)
    return library


def inspect(
    folder: Path, today: date, shelves: Shelves = SHELVES
) -> tuple[Library | None, tuple[Problem, ...]]:
    """The library, if enough of it could be read, and all its problems, worst first."""
    reader = Reader(folder)
    strings = read_strings(reader)
    library = _read(reader, strings, shelves)
    findings = list(reader.findings)
    if library:
        broken = frozenset(reader.broken)
        findings += check_library(library, folder, today, broken, reader.parsed)
    return library, worded(findings, folder, strings)


def read_strings(reader: Reader) -> Strings:
    """The interface strings, files that are no text left out."""
    files = sorted((reader.folder / LANGUAGE / "interface").rglob("*.ftl"))
    return Strings.of(LANGUAGE, filter(None, map(reader.fluent, files)))


def _read(reader: Reader, strings: Strings, shelves: Shelves) -> Library | None:
    fr = reader.folder / LANGUAGE
    contacts = _entries(reader, Contact, fr / "contacts.yaml")
    found = {
        shelf.kind: _files(reader, shelf.model, fr / shelf.folder, shelf.pattern)
        for shelf in shelves
    }
    topics = _topics(reader, fr / "topics.yaml")
    platforms = _entries(reader, Platform, fr / "platforms.yaml")
    emergency = _document(reader, Emergency, fr / "emergency.yaml")
    first_steps = _optional(reader, FirstSteps, fr / "first_steps.yaml")
    rumours = _optional(reader, Rumour, fr / "rumours.yaml")
    drills = _optional(reader, Drill, fr / "drills.yaml")
    law = _optional(reader, LegalNote, fr / "law.yaml")
    verify = _document(reader, Verify, fr / "verify.yaml", id="verify")
    canned = _canned(reader, fr / "canned.yaml")
    territories = _territories(reader)
    if emergency is None or verify is None or not contacts or not topics:
        return None
    reviewed: tuple[Mapping[str, Reviewed], ...] = (
        contacts,
        first_steps,
        rumours,
        law,
        *found.values(),
    )
    return Library(
        strings=strings,
        contacts=_verified(contacts),
        topics=topics,
        emergency_lines=emergency,
        first_steps=_verified(first_steps),
        rumours=_verified(rumours),
        law=_verified(law),
        verify=verify,
        shown={kind: _verified(items) for kind, items in found.items()},
        shelves=shelves,
        platforms=platforms,
        canned=canned,
        drills=drills,
        territories=territories,
        pictures=_pictures(fr / "pictures"),
        hidden=tuple(i for items in reviewed for i in items.values() if not i.verified),
    )


def _pictures(folder: Path) -> dict[str, bytes]:
    """The pictures of a folder; what a question names and is not there is a check's to say."""
    return {file.stem: file.read_bytes() for file in sorted(folder.glob("*.png"))}


def _verified(items: Mapping[str, ReviewedT]) -> dict[str, ReviewedT]:
    return {name: item for name, item in items.items() if item.verified}


def _entries(reader: Reader, model: type[ItemT], file: Path) -> dict[str, ItemT]:
    """A file that maps ids to items."""
    items: dict[str, ItemT] = {}
    for name, entry in reader.mapping(file).items():
        item = reader.build(model, file, {**entry, "id": name, "file": reader.name(file)}, (name,))
        if item:
            items[name] = item
    return items


def _optional(reader: Reader, model: type[ItemT], file: Path) -> dict[str, ItemT]:
    """The same, of a file that a content folder may do without."""
    return _entries(reader, model, file) if file.exists() else {}


def _files(reader: Reader, model: type[ItemT], folder: Path, pattern: str) -> dict[str, ItemT]:
    """A folder with an item a file, named after its id; hidden files are an editor's own."""
    items: dict[str, ItemT] = {}
    for file in sorted(f for f in folder.glob(pattern) if not f.name.startswith(".")):
        data = reader.front_matter(file) if file.suffix == ".md" else reader.document(file)
        item = reader.build(model, file, {**data, "file": reader.name(file)}) if data else None
        if item is None:
            reader.broken.add(file.stem)
        elif item.id != file.stem:
            reader.found("id-is-not-file-name", file, ("id",), value=item.id, expected=file.stem)
        elif item.id in items:
            reader.found("duplicate-id", file, ("id",), value=item.id, other=items[item.id].file)
        else:
            items[item.id] = item
    return items


def _document(reader: Reader, model: type[ModelT], file: Path, **more: str) -> ModelT | None:
    """A file that holds one thing."""
    data = reader.document(file)
    return reader.build(model, file, {**data, **more, "file": reader.name(file)}) if data else None


def _topics(reader: Reader, file: Path) -> dict[Topic, TopicEntry]:
    entries = _entries(reader, TopicEntry, file)
    topics: dict[Topic, TopicEntry] = {}
    for name, entry in sorted(entries.items(), key=lambda pair: pair[1].order):
        if name in Topic.__members__.values():
            topics[Topic(name)] = entry
        else:
            reader.found("unknown-topic", file, (name,), value=name)
    return topics


def _canned(reader: Reader, file: Path) -> dict[str, CannedReply]:
    data = reader.yaml(file) if file.exists() else []
    if not isinstance(data, list):
        reader.found("not-a-list", file)
        return {}
    replies: dict[str, CannedReply] = {}
    for position, entry in enumerate(data):
        fields = {**entry, "file": reader.name(file)} if isinstance(entry, dict) else {}
        reply = reader.build(CannedReply, file, fields, (position,))
        if reply and reply.id in replies:
            reader.found("duplicate-id", file, (position, "id"), value=reply.id, other=reply.file)
        elif reply:
            replies[reply.id] = reply
    return replies


def _territories(reader: Reader) -> dict[str, Territory]:
    territories: dict[str, Territory] = {}
    for file in sorted((reader.folder / "territories").glob("*.yaml")):
        item = _document(reader, Territory, file)
        if item and item.slug != file.stem:
            reader.found(
                "id-is-not-file-name", file, ("slug",), value=item.slug, expected=file.stem
            )
        elif item:
            territories[item.slug] = item
    return territories
