"""The library in use: reloaded when files change, never replaced by a broken one.

A copy of the last content that was valid is kept next to the data. When the content is
broken at start, the bot starts with that copy.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from bot.content.collection import Library
from bot.content.findings import ContentErrors, Problem
from bot.content.loading import load

#: Name, size and time of every file: cheap to take, different after any change.
Signature: TypeAlias = frozenset[tuple[str, int, int]]

SUFFIXES = frozenset({".md", ".yaml", ".ftl"})
#: Folder of the kept copy, inside the data folder.
KEPT_FOLDER = "last-valid-content"


@dataclass(frozen=True, slots=True)
class Reload:
    """What came of a change: the new content, or why the old one stays."""

    problems: tuple[Problem, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether the new content is now in use."""
        return not self.problems


class LibraryHolder:
    """Holds the library in use; ``current`` may be read from any thread."""

    def __init__(
        self, folder: Path, today: Callable[[], date], data_folder: Path | None = None
    ) -> None:
        """Load the content, or else the last valid copy kept in the data folder.

        ``problems`` then says why; it is empty when the content itself is in use.

        Raises:
            ContentErrors: when the content is broken and there is no valid copy.
        """
        self._folder = folder
        self._today = today
        self._kept = data_folder / KEPT_FOLDER if data_folder else None
        self._signature = signature(folder)
        self.problems: tuple[Problem, ...] = ()
        self.current = self._start()

    def reload_if_changed(self) -> Reload | None:
        """Look at the files; ``None`` when none has changed since the last look.

        Takes some milliseconds without a change, and under a second with one: call it in a
        thread. A change that is not valid is reported once and leaves the old content.
        """
        found = signature(self._folder)
        if found == self._signature:
            return None
        self._signature = found
        try:
            self.current = load(self._folder, self._today())
        except ContentErrors as error:
            self.problems = error.problems
        else:
            self.problems = ()
            self._keep()
        return Reload(self.problems)

    def _start(self) -> Library:
        try:
            library = load(self._folder, self._today())
        except ContentErrors as error:
            if self._kept is None or not self._kept.is_dir():
                raise
            self.problems = error.problems
            return self._last_valid(error)
        self._keep()
        return library

    def _last_valid(self, error: ContentErrors) -> Library:
        assert self._kept is not None  # noqa: S101  # told to the type checker
        try:
            return load(self._kept, self._today())
        except ContentErrors:
            raise error from None

    def _keep(self) -> None:
        """Copy the content; a full or read-only disk is no reason to stop helping."""
        if self._kept is None or signature(self._kept) == self._signature:
            return
        fresh = self._kept.with_suffix(".new")
        try:
            shutil.rmtree(fresh, ignore_errors=True)
            shutil.copytree(self._folder, fresh)
            shutil.rmtree(self._kept, ignore_errors=True)
            fresh.rename(self._kept)
        except OSError:
            shutil.rmtree(fresh, ignore_errors=True)


def signature(folder: Path) -> Signature:
    """What tells one state of the content files from another."""
    found = set()
    for file in folder.rglob("*"):
        if file.suffix in SUFFIXES and not file.name.startswith("."):
            try:
                state = file.stat()
            except FileNotFoundError:
                continue
            found.add((file.relative_to(folder).as_posix(), state.st_size, state.st_mtime_ns))
    return frozenset(found)
