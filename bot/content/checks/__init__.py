"""Checks that look across the whole library, one file per subject.

Each is a function from what is checked to findings; ``ALL`` is their list.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from fluent.syntax.ast import Resource

from bot.content.checks.address import unfit_address
from bot.content.checks.assessments import grave_answers
from bot.content.checks.audited import Audited
from bot.content.checks.dates import overdue_items
from bot.content.checks.help_in_danger import danger_without_help, emergency_gaps, lost_first_steps
from bot.content.checks.inclusive import masculine_only
from bot.content.checks.interface import broken_strings, translation_gaps
from bot.content.checks.lengths import too_long_for_reading, too_long_for_telegram
from bot.content.checks.links import broken_links, contact_mentions, empty_topics
from bot.content.checks.naming import unknown_names
from bot.content.checks.numbers import loose_numbers, territory_numbers
from bot.content.checks.quizzes import quiz_balance, quiz_pictures
from bot.content.checks.readability import hard_to_read
from bot.content.checks.rules import past_closings, unknown_calendars, unknown_rules
from bot.content.checks.rumours import home_pages
from bot.content.checks.sources import missing_sources
from bot.content.checks.steps import path_steps
from bot.content.checks.territories import (
    no_territory,
    pale_colours,
    several_defaults,
    unknown_neighbours,
    years_begun,
)
from bot.content.checks.wording import forbidden_signs
from bot.content.collection import Library
from bot.content.findings import Finding

ALL = (
    broken_links,
    contact_mentions,
    empty_topics,
    path_steps,
    danger_without_help,
    emergency_gaps,
    lost_first_steps,
    unknown_names,
    forbidden_signs,
    masculine_only,
    grave_answers,
    loose_numbers,
    territory_numbers,
    too_long_for_telegram,
    too_long_for_reading,
    hard_to_read,
    overdue_items,
    missing_sources,
    home_pages,
    unknown_rules,
    unknown_calendars,
    past_closings,
    no_territory,
    unknown_neighbours,
    pale_colours,
    several_defaults,
    years_begun,
    quiz_balance,
    quiz_pictures,
    broken_strings,
    unfit_address,
    translation_gaps,
)


def check_library(
    library: Library,
    folder: Path,
    today: date,
    broken: frozenset[str] = frozenset(),
    parsed: Mapping[Path, Resource] | None = None,
) -> list[Finding]:
    """Everything wrong between files.

    ``broken`` are ids already reported, ``parsed`` are files of texts that were read already.
    """
    audited = Audited(library, folder, today, broken, dict(parsed or {}))
    return [finding for check in ALL for finding in check(audited)]
