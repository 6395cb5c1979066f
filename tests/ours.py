"""Our own library and triage, read once a process: nobody changes them, and it takes seconds."""

import functools
from datetime import date

from bot.assembly import content_folder
from bot.content.collection import Library
from bot.content.loading import load
from bot.content.triage import load_triage
from bot.domain.triage import Triage

OURS = content_folder()


@functools.cache
def our_library(today: date) -> Library:
    """The library as it is on a day."""
    return load(OURS, today)


@functools.cache
def our_triage() -> Triage:
    """The triage that the bot runs with."""
    return load_triage(OURS / "triage")
