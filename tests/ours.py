"""Our own library and triage, read once a process: nobody changes them, and it takes seconds."""

import functools
from datetime import date
from pathlib import Path

import pytest

from bot import assembly
from bot.assembly import content_folder
from bot.content import watching
from bot.content.collection import Library
from bot.content.loading import load
from bot.content.triage import load_triage
from bot.domain.triage import Triage

OURS = content_folder()


@functools.cache
def our_library(today: date) -> Library:
    """The library as it is on a day."""
    return load(OURS, today)


def our_triage(voices: int = 2) -> Triage:
    """The triage that the bot runs with."""
    return _with_voices(voices)


@functools.cache
def _with_voices(voices: int) -> Triage:
    return load_triage(OURS / "triage", voices=voices)


def _library_once(folder: Path, today: date) -> Library:
    """A library as the bot loads it; ours is read once."""
    return our_library(today) if folder == OURS else load(folder, today)


def _triage_once(folder: Path, voices: int) -> Triage:
    """Triage as the bot loads it; ours is read once."""
    return our_triage(voices) if folder == OURS / "triage" else load_triage(folder, voices=voices)


def read_once(patch: pytest.MonkeyPatch) -> None:
    """Have bots that start in this process take ours as it was read."""
    patch.setattr(watching, "load", _library_once)
    patch.setattr(assembly, "load_triage", _triage_once)
