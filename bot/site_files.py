"""Writing the public pages of the territories into a folder."""

from datetime import date
from pathlib import Path

from bot.content.collection import Library
from bot.reports.site import index_of, page_of


def write_site(library: Library, out: Path, bot: str, today: date) -> list[Path]:
    """One page if one territory is served, else one each and one that leads to them.

    Gives what was written. Raises OSError.
    """
    served = library.served
    if len(served) == 1:
        return [_write(out / "index.html", page_of(library, library.home, bot, today))]
    pages = [
        _write(out / slug / "index.html", page_of(library, one, bot, today))
        for slug, one in served.items()
    ]
    return [_write(out / "index.html", index_of(library, served.values(), today)), *pages]


def _write(file: Path, page: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page, "utf-8")
    return file
