"""Every feature, once. A new one is its file and one line here; a test proves none is forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.people import Role
from bot.telegram_ui import help as help_feature
from bot.telegram_ui.coordinator import (
    absence,
    broadcasting,
    digest,
    journal,
    lifting,
    links,
    pages,
    polling,
    report,
    stats,
    team,
    team_answers,
)
from bot.telegram_ui.features import Button, Command, Draw, Feature, Question
from bot.telegram_ui.worker import (
    blocking,
    calling,
    cancelling,
    canned,
    cases,
    child_reports,
    closing,
    conversation,
    desk,
    drill,
    enquiries,
    guide,
    header,
    images,
    join,
    lease,
    meeting,
    notes,
    outing,
    outing_link,
    passing,
    places,
    queue,
    referring,
    sharing,
    shift,
    signing,
    unsending,
    verdicts,
)
from bot.telegram_ui.young_person import (
    about,
    arriving,
    assessments,
    blocked,
    browse,
    cards,
    challenge,
    discreet,
    emergency,
    enquiring,
    follow_up,
    following,
    free_text,
    items,
    nearby,
    paths,
    personal_details,
    quizzes,
    rating,
    referral,
    sent_by,
    services,
    talk,
    topics,
    verify,
    voting,
    welcome,
    where,
)
from bot.telegram_ui.young_person import meeting as meeting_of_person

#: In the order in which their commands stand in menus and help.
FEATURES: tuple[Feature, ...] = (
    arriving.FEATURE,
    welcome.FEATURE,
    sent_by.FEATURE,
    talk.FEATURE,
    blocked.FEATURE,
    where.FEATURE,
    topics.FEATURE,
    browse.FEATURE,
    cards.FEATURE,
    paths.FEATURE,
    assessments.FEATURE,
    quizzes.FEATURE,
    challenge.FEATURE,
    items.FEATURE,
    verify.FEATURE,
    enquiring.FEATURE,
    nearby.FEATURE,
    services.FEATURE,
    emergency.FEATURE,
    discreet.FEATURE,
    free_text.FEATURE,
    personal_details.FEATURE,
    rating.FEATURE,
    follow_up.FEATURE,
    following.FEATURE,
    voting.FEATURE,
    referral.FEATURE,
    meeting_of_person.FEATURE,
    queue.FEATURE,
    guide.FEATURE,
    header.FEATURE,
    images.FEATURE,
    verdicts.FEATURE,
    cases.FEATURE,
    conversation.FEATURE,
    canned.FEATURE,
    sharing.FEATURE,
    notes.FEATURE,
    referring.FEATURE,
    meeting.FEATURE,
    unsending.FEATURE,
    outing.FEATURE,
    outing_link.FEATURE,
    passing.FEATURE,
    calling.FEATURE,
    child_reports.FEATURE,
    blocking.FEATURE,
    closing.FEATURE,
    lease.FEATURE,
    shift.FEATURE,
    enquiries.FEATURE,
    drill.FEATURE,
    places.FEATURE,
    desk.FEATURE,
    join.FEATURE,
    signing.FEATURE,
    cancelling.FEATURE,
    team.FEATURE,
    links.FEATURE,
    stats.FEATURE,
    report.FEATURE,
    pages.FEATURE,
    absence.FEATURE,
    digest.FEATURE,
    broadcasting.FEATURE,
    polling.FEATURE,
    team_answers.FEATURE,
    lifting.FEATURE,
    journal.FEATURE,
    about.FEATURE,
    help_feature.FEATURE,
)


@dataclass(frozen=True, slots=True)
class Registry:
    """The features, looked up by name."""

    commands: Mapping[str, Command]
    buttons: Mapping[str, Button]
    questions: Mapping[str, Question]
    screens: Mapping[str, Draw]
    #: The commands of each role, in menu order.
    menus: Mapping[Role, tuple[str, ...]]


def register(features: tuple[Feature, ...] = FEATURES) -> Registry:
    """Look everything up by name. Raises ValueError if two things share one."""
    commands = [command for feature in features for command in feature.commands]
    return Registry(
        _by_name({c.name: c for c in commands}, len(commands)),
        _by_name(
            {b.verb: b for f in features for b in f.buttons}, sum(len(f.buttons) for f in features)
        ),
        {q.name: q for f in features for q in f.questions},
        _by_name(
            {drawing.name: drawing.draw for f in features for drawing in f.screens},
            sum(len(f.screens) for f in features),
        ),
        {role: tuple(c.name for c in commands if role in c.roles) for role in Role},
    )


def _by_name(named: dict, count: int) -> dict:  # type: ignore[type-arg]
    if len(named) != count:
        raise ValueError("two features share a name")
    return named
