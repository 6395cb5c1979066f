"""A small content folder that is valid, to break in one place at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from bot.content.collection import Library
from bot.content.loading import load
from tests.content.small_library import FILES, TODAY

# The machine may be busy: a slow example is not a wrong one.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

Write = Callable[[str, str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A valid content folder."""
    for name, text in FILES.items():
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "content"


@pytest.fixture
def write(folder: Path) -> Write:
    """Write or replace one file of the folder."""

    def write(name: str, text: str) -> Path:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    return write


@pytest.fixture
def library(folder: Path) -> Library:
    """The same folder, loaded."""
    return load(folder, TODAY)
