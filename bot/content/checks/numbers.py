"""Phone numbers belong in the contacts file, so that a change is made once."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.content.checks.audited import Audited, texts_of
from bot.content.findings import ENCODING, Finding, Loc
from bot.content.kinds.contact import Contact
from bot.content.kinds.territory import FICTION, Territory
from bot.content.rendering import CONTACT

#: French numbers of ten digits, 08 numbers, +33, and the short ones that services have.
NUMBER = re.compile(
    r"""(?<![\w{:-])(?:
        (?:\+33|0)\ ?[1-9](?:[ .-]?\d{2}){4}
      | 0\ ?8\d\d(?:[ .]?\d{3}){2}
      | 116\ ?\d{3}
      | 3[01789]\d\d | 31[1-9]\d
      | 11[24569] | 33700
      | (?:(?<=\ble\ )|(?<=\bau\ )|(?<=\bdu\ ))1[578]
        (?!\ ?(?:[a-zà-ü]*v|mar|mai|jui|ao|sep|oct|d|h\b))
    )(?![\w}/-]|\ (?:ans|jours|personnes|élèves|jeunes|cas|euros|€|%))""",
    re.VERBOSE,
)


def loose_numbers(audited: Audited) -> Iterator[Finding]:
    """Numbers written in a text instead of ``{contact:ID}``."""
    for item in audited.written:
        if isinstance(item, Contact | Territory):
            continue
        file = str(getattr(item, "file", ""))
        for at, text in texts_of(item):
            for line, number in _numbers(text):
                where: Loc = (*at, line) if at == ("body",) else at
                yield Finding("loose-number", file, where, args={"number": number})
    for file_path in sorted(audited.folder.glob("*/interface/**/*.ftl")):
        yield from _in_strings(audited.folder, file_path)


def _numbers(text: str) -> Iterator[tuple[int, str]]:
    """Line (from 0) and number; references to contacts are blanked first."""
    plain = CONTACT.sub(lambda match: "_" * len(match[0]), text)
    for match in NUMBER.finditer(plain):
        yield plain.count("\n", 0, match.start()), match[0].strip()


def _in_strings(folder: Path, file: Path) -> Iterator[Finding]:
    lines = file.read_text(ENCODING, errors="replace").split("\n") if file.is_file() else []
    text = "\n".join("" if line.startswith("#") else line for line in lines)
    for line, number in _numbers(text):
        name = file.relative_to(folder).as_posix()
        yield Finding("loose-number", name, args={"number": number}, line=line + 1)


def territory_numbers(audited: Audited) -> Iterator[Finding]:
    """The example territory uses only numbers kept for fiction."""
    for territory in audited.library.territories.values():
        if not territory.example:
            continue
        for at, phone in _phones(territory):
            if not FICTION.match(phone):
                yield Finding("real-number-in-example", territory.file, at)


def _phones(territory: Territory) -> Iterator[tuple[Loc, str]]:
    phones: dict[Loc, str | None] = {
        ("structure", "phone"): territory.structure.phone,
        **{("places", n, "phone"): place.phone for n, place in enumerate(territory.places)},
        **{("partners", n, "phone"): p.phone for n, p in enumerate(territory.partners)},
    }
    yield from ((at, phone) for at, phone in phones.items() if phone)
