"""A letter to go on with in a word processor: headings and paragraphs, as OpenDocument text."""

import io
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """What it says; a paragraph ends at each line break."""

    title: str
    #: Heading and text of each part.
    parts: tuple[tuple[str, str], ...]
    #: What stands at the end, for whoever goes on writing.
    notes: tuple[str, ...] = ()


def as_odt(letter: Letter) -> bytes:
    """For any word processor. Nothing of it is written to a disk here."""
    from odfdo import Document, Element, Header, Paragraph  # noqa: PLC0415  # only where it is written

    document = Document("text")
    document.body.clear()
    written: list[Element] = [Header(1, letter.title)]
    for heading, text in letter.parts:
        written.append(Header(2, heading))
        written += [Paragraph(line) for line in text.splitlines() or [""]]
    written += [Paragraph(note) for note in letter.notes]
    for one in written:
        document.body.append(one)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()
