"""/fiche: find a card, a path or a service, read it, and send it into a conversation."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.actions.pass_message import share_page
from bot.content.collection import Library
from bot.content.kinds.base import Target
from bot.content.rich import Rich
from bot.content.shareable import SERVICE, all_shareable, find_shareable, shareable_on
from bot.domain.cases import VAGUE, Case, NoCase
from bot.domain.danger import Topic
from bot.domain.people import CaseId
from bot.domain.screens import Notice, Screen
from bot.store import cases
from bot.store.messages import Reference
from bot.telegram_ui.features import TEAM, Button, Command, Feature, draws, notice, plain
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.trails import At, Spot, Trail, Where
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.conversation import SentTo
from bot.telegram_ui.young_person.reading import spot_of

SHARE_HOW = Notice("share-how")
SHARE_GONE = Notice("share-gone")
#: What is offered at once.
_MOST = 6
#: Subjects that say little lead to no pages.
_SUBJECTS = tuple(topic for topic in Topic if topic not in VAGUE)


@dataclass(frozen=True, slots=True)
class Found(Screen):
    """What fits the words of a search, as targets."""

    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared(Screen):
    """One of them, as the young person would read it; ``place``: a spot of the library."""

    place: str


@dataclass(frozen=True, slots=True)
class ShareTopic(Screen):
    """A page of what there is on a subject."""

    topic: Topic
    page: int


async def share(visit: Visit, rest: str) -> None:
    """Look for the words behind the command; without any, say how, and offer the subjects."""
    if not rest.strip():
        await visit.show(SHARE_HOW)
        return
    found = find_shareable(visit.ctx.library, rest, _MOST)
    await visit.show(Found(tuple(str(one) for one in found)))


async def topic_pressed(visit: Visit, args: list[str]) -> None:
    """What there is on a subject, in place."""
    await visit.replace(ShareTopic(Topic(args[0]), int(args[1])))


async def subjects_pressed(visit: Visit, args: list[str]) -> None:
    """The subjects again, in place."""
    del args
    await visit.replace(SHARE_HOW)


async def found_pressed(visit: Visit, args: list[str]) -> None:
    """Read one, in a message of its own."""
    await visit.show(Shared(args[0]))


async def send_pressed(visit: Visit, args: list[str]) -> None:
    """Send the page that the button is under; pressed twice, it goes once."""
    assert visit.pressed_in is not None  # noqa: S101  # it is a button
    case_id, epoch, place = args
    case = await cases.get(visit.ctx.tx, CaseId(int(case_id)))
    if _target_at(visit.ctx.library, place) is None:
        visit.say("toast-share-gone")
        return
    if case is None or case.epoch != int(epoch):
        visit.say("toast-not-your-case")
        return
    if visit.is_in_topic_but_of(case):
        visit.say("toast-other-topic")
        return

    async def page(case: Case, message: Reference) -> Screen:
        del case, message
        return At.of(Trail(Spot.read(place)))

    try:
        went_to = await share_page(visit.ctx, visit.person, case.id, visit.pressed_in, page)
    except NoCase:
        visit.say("toast-not-your-case")
        return
    await visit.show(SentTo(went_to.pseudonym), about=went_to)


async def _found(view: View, screen: Found) -> Page:
    targets = [target for one in screen.found if (target := Target.parse(one))]
    rows = _to_read(view, targets)
    if not rows:
        return Page(view.words("share-nothing"), _subjects(view))
    return Page(view.words("share-found"), rows)


async def _how(view: View) -> Page:
    return Page(view.words(SHARE_HOW.name), _subjects(view))


async def _of_topic(view: View, screen: ShareTopic) -> Page:
    about = shareable_on(view.library, screen.topic)
    rows = _to_read(view, about[screen.page * _MOST :][:_MOST])
    turn = []
    if screen.page > 0:
        turn.append(_turned(view, "button-page-before", screen, -1))
    if len(about) > (screen.page + 1) * _MOST:
        turn.append(_turned(view, "button-page-after", screen, 1))
    rows += [turn, [view.press("button-share-subjects", "share-subjects")]]
    subject = view.label(f"topic-{screen.topic}")
    return Page(view.words("share-topic", subject=subject), rows)


def _turned(view: View, key: str, screen: ShareTopic, by: int) -> Press:
    return view.press(key, "share-topic", screen.topic.value, screen.page + by)


def _subjects(view: View) -> list[list[Press]]:
    buttons = [
        Press(view.label(f"topic-{topic}"), "share-topic", (topic.value, 0)) for topic in _SUBJECTS
    ]
    return [buttons[at : at + 2] for at in range(0, len(buttons), 2)]


def _to_read(view: View, targets: Iterable[Target]) -> list[list[Press]]:
    return [
        [Press(_title(view, target), "share", (str(spot),))]
        for target in targets
        if (spot := _spot(view.library, target))
    ]


async def _shared(view: View, screen: Shared) -> Page:
    target = _target_at(view.library, screen.place)
    if target is None:
        return Page(view.words(SHARE_GONE.name))
    async with view.store.reading() as tx:
        mine = await cases.taken_by(tx, view.reader)
    rows = [
        [
            Press(
                view.label("button-send-to", pseudonym=case.pseudonym),
                "share-send",
                (case.id, case.epoch, screen.place),
            )
        ]
        for case in mine
    ]
    return Page(_text(view, target), rows)


def _spot(library: Library, target: Target) -> Spot | None:
    if target.kind == SERVICE:
        return Spot.of(Where.SERVICE, target.id) if target.id in library.contacts else None
    return spot_of(library, target)


def _target_at(library: Library, place: str) -> Target | None:
    """What is shown at a spot; None if it is gone, or cannot be sent."""
    return next((one for one in all_shareable(library) if str(_spot(library, one)) == place), None)


def _title(view: View, target: Target) -> str:
    if target.kind == SERVICE:
        contact = view.library.contacts[target.id]
        return f"{contact.number} · {contact.name}" if contact.number else contact.name
    title = view.presenter.title_of(target)
    sign = f"kind-{target.kind}"
    return f"{view.label(sign)} · {title}" if view.knows(sign) else title


def _text(view: View, target: Target) -> Rich:
    """What the young person reads first; buttons are theirs."""
    library, present = view.library, view.presenter
    if target.kind == SERVICE:
        return present.contact_page(library.contacts[target.id], view.local_now)
    item = library.get(target.kind, target.id)
    assert item is not None  # noqa: S101  # found above
    return present.pages_of(item, view.local_now)[0]


FEATURE = Feature(
    commands=(Command("fiche", TEAM, share),),
    buttons=(
        Button("share", TEAM, found_pressed),
        Button("share-topic", TEAM, topic_pressed),
        Button("share-subjects", TEAM, subjects_pressed),
        Button("share-send", TEAM, send_pressed),
    ),
    screens=(
        notice(SHARE_HOW, _how),
        draws(ShareTopic, _of_topic),
        plain(SHARE_GONE),
        draws(Found, _found),
        draws(Shared, _shared),
    ),
)
