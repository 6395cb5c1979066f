"""/verifier: send or forward something, and get a checklist made for it. Nothing is opened."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from telegram import Message, MessageOriginChannel, MessageOriginHiddenUser

from bot.actions.ask_question import ask_question
from bot.actions.keep_words import keep_for_later
from bot.actions.release_message import release_message
from bot.content.kinds.verify import Caution, Checklist, Sign, Verify
from bot.content.presenting import LinkButton
from bot.content.rich import Rich, joined, styled, titled
from bot.content.verifying import caution, signs_in_forward, signs_in_link, signs_in_text
from bot.domain.messages import Kind, Passing
from bot.domain.screens import Notice, Screen
from bot.domain.suspicion import Forward, site_name
from bot.telegram_ui.features import YOUNG, Button, Command, Feature, Question, draws, notice
from bot.telegram_ui.incoming import kind_of, links_of, words_of, written
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.trails import At, Spot, Trail, Where
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.young_person.browse import show_spot
from bot.telegram_ui.young_person.free_text import young_person_writes
from bot.telegram_ui.young_person.reading import Reading, Rows, link_rows
from bot.telegram_ui.young_person.rumours import already_checked, where_to_search
from bot.telegram_ui.young_person.talk import talk

_MEDIA = {
    Kind.TEXT: "text",
    Kind.PHOTO: "picture",
    Kind.VIDEO: "video",
    Kind.ANIMATION: "video",
    Kind.VIDEO_NOTE: "video",
}
VERIFY_UNSUPPORTED = Notice("verify-unsupported")
_SEEN = frozenset({"picture", "video"})


@dataclass(frozen=True, slots=True)
class Verified(Screen):
    """What can be said of what was sent: ids of kinds and of signs, with commas between."""

    kinds: str
    signs: str
    source: int
    #: When a forward was written, in seconds since 1970; 0 if it is none.
    written: int
    from_memory: ClassVar[bool] = True


async def verify(visit: Visit, rest: str) -> None:
    """Explain, and wait for what is to be looked at; or look at what follows the command."""
    if rest:
        await look_at(visit, rest)
    else:
        await show_spot(visit, Trail(Spot(Where.VERIFY)))


async def look_at(visit: Visit, text: str) -> None:
    """Look at what was sent; during a conversation it is passed on as well."""
    del text
    message = visit.message
    assert message is not None  # noqa: S101  # questions are answered by messages
    if visit.hearing is not None and visit.hearing.case is not None:
        await young_person_writes(visit)
    medium = _MEDIA.get(kind_of(message))
    if medium is None:
        await ask_question(visit.ctx, visit.person.id, "verify")
        await visit.reply(VERIFY_UNSUPPORTED)
        return
    spoken = words_of(message)
    visit.parts.words.remember(visit.person.id, message.message_id, spoken)
    if visit.passing(kind_of(message)) is Passing.PASS:
        # Nobody reads it, unless they press *Demander à l'équipe*.
        await keep_for_later(visit.ctx, visit.person.id, written(message), asked_first=True)
    kind = "link" if medium == "text" and links_of(spoken) else medium
    origin = message.forward_origin
    signs = _signs_of(visit, message)
    await visit.reply(
        Verified(
            kinds=f"forward,{kind}" if origin else kind,
            signs=",".join(sign.id for sign in signs),
            source=message.message_id,
            written=int(origin.date.timestamp()) if origin else 0,
        )
    )


async def ask_team(visit: Visit, args: list[str]) -> None:
    """Ask somebody of the team about what was sent: only now does it go with the request."""
    await release_message(visit.ctx, visit.person.id, int(args[0]))
    await talk(visit, "")


def _signs_of(visit: Visit, message: Message) -> tuple[Sign, ...]:
    """What can be seen of a message, each sign once."""
    helper, spoken = visit.parts.library().verify, words_of(message)
    signs: list[Sign] = []
    if origin := message.forward_origin:
        hidden = isinstance(origin, MessageOriginHiddenUser)
        channel = isinstance(origin, MessageOriginChannel)
        signs += signs_in_forward(helper, Forward(hidden, channel, visit.ctx.now - origin.date))
    for link in links_of(spoken):
        signs += signs_in_link(helper, link)
    if spoken.text:
        signs += signs_in_text(helper, spoken.text)
    return tuple({sign.id: sign for sign in signs}.values())


async def _verified(view: View, screen: Verified) -> Page:
    helper = view.library.verify
    kinds = [kind for kind in screen.kinds.split(",") if kind in helper.kinds]
    known = {sign.id: sign for signs in helper.signs.values() for sign in signs}
    signs = tuple(known[name] for name in screen.signs.split(",") if name in known)
    points = max(0, sum(sign.points for sign in signs))
    reading = Reading(view, Trail(Spot(Where.VERIFY)), helper.topic)
    if not kinds:
        return reading.gone()
    present = reading.presenter
    first = helper.kinds[kinds[0]]
    spoken = view.spoken(screen.source)
    said = spoken.text if spoken else ""
    text = joined(
        [
            present.text(helper.intimate) if _SEEN & set(kinds) else Rich(""),
            already_checked(view, said),
            _caution(reading, caution(helper, signs)),
            _facts(view, screen),
            _signs(reading, signs),
            _checklist(first),
            present.text(first.warning or ""),
            present.text(helper.search_hint),
        ]
    )
    questions: Rows = [[_begin(reading, helper, kind, points)] for kind in kinds]
    further: Rows = [*where_to_search(view, said), *_elsewhere(reading, helper)]
    further.append([Press(helper.ask_professional.label, "verify-ask", (screen.source,))])
    return Page(text, reading.footer([*questions, *further]))


def _caution(reading: Reading, level: Caution) -> Rich:
    return titled(f"{level.emoji} {level.title}").then(reading.presenter.text(level.text), "\n")


def _facts(view: View, screen: Verified) -> Rich:
    """What is read off the message itself: the real site, and when a forward was written."""
    lines = []
    if spoken := view.spoken(screen.source):
        sites = dict.fromkeys(map(site_name, links_of(spoken)))
        lines += [view.label("verify-site", site=site) for site in sites if site]
    if screen.written:
        day = datetime.fromtimestamp(screen.written, UTC).astimezone(view.local_now.tzinfo).date()
        lines.append(view.label("verify-written", date=view.day(day)))
    return Rich("\n".join(lines))


def _signs(reading: Reading, signs: tuple[Sign, ...]) -> Rich:
    lines = "\n".join(f"• {sign.text}" for sign in signs)
    title = reading.view.label("verify-signs")
    return titled(title).then(Rich(lines), "\n") if lines else Rich("")


def _checklist(kind: Checklist) -> Rich:
    lines = (
        Rich("•").then(styled(check.label, "bold"), " ").then(Rich(check.why), " ")
        for check in kind.checklist
    )
    heading = titled(f"{kind.emoji} {kind.title}").then(Rich(kind.intro), "\n")
    return heading.then(joined(lines, "\n"), "\n")


def _begin(reading: Reading, helper: Verify, kind: str, points: int) -> Press:
    label = reading.view.label("button-verify-check", kind=helper.kinds[kind].title)
    return _ask(reading, label, _number(helper, kind), 0, points)


def _ask(reading: Reading, label: str, kind: int, at: int, points: int) -> Press:
    spot = Spot(Where.VERIFY, "", (kind, at, points))
    return Press(label, "go", reading.trail.on(spot).parts)


def _number(helper: Verify, kind: str) -> int:
    return list(helper.kinds).index(kind)


def _further(reading: Reading, helper: Verify) -> Rows:
    rows = _elsewhere(reading, helper)
    if ask := reading.towards(helper.ask_professional.go, helper.ask_professional.label):
        rows.append([ask])
    return rows


def _elsewhere(reading: Reading, helper: Verify) -> Rows:
    """Where others check what goes round."""
    contacts = reading.view.library.contacts
    links = [
        LinkButton(check.label, contacts[check.contact].link or "")
        for check in helper.cross_check
        if check.contact in contacts and contacts[check.contact].link
    ]
    return link_rows(links)


async def _verify(view: View, screen: At) -> Page:
    reading = Reading.of(view, screen)
    helper = view.library.verify
    reading = reading.about(helper.topic)
    if not reading.here.numbers:
        title = titled(f"{helper.emoji} {helper.title}")
        text = title.then(reading.presenter.text(helper.intro)).then(view.words("verify-send"))
        return Page(text, reading.footer([]))
    kinds = list(helper.kinds.values())
    if reading.here.number(0) >= len(kinds):
        return reading.gone()
    kind, at = kinds[reading.here.number(0)], reading.here.number(1)
    if at < len(kind.checklist):
        return _question(reading, kind, at)
    return _outcome(reading, helper)


def _question(reading: Reading, kind: Checklist, at: int) -> Page:
    view, check = reading.view, kind.checklist[at]
    number, _, points = reading.here.numbers
    progress = view.label("progress", number=at + 1, count=len(kind.checklist))
    text = joined(
        [styled(f"{kind.title} {progress}", "italic"), titled(check.label), Rich(check.why)]
    )
    more = points + check.points
    answers = (("button-yes", points), ("button-no", more), ("button-not-sure", more))
    yes, no, not_sure = (
        _ask(reading, view.label(key), number, at + 1, total) for key, total in answers
    )
    return Page(text, reading.footer([[yes, no], [not_sure]]))


def _outcome(reading: Reading, helper: Verify) -> Page:
    text = joined(
        [
            _caution(reading, helper.level(reading.here.number(2))),
            reading.presenter.text(helper.search_hint),
            reading.presenter.text(helper.ask_professional.text),
        ]
    )
    library = reading.view.library
    targets = [t for t in library.targets(helper.next) if t != helper.ask_professional.go]
    rows = [*_further(reading, helper), *reading.all_towards(targets)]
    return Page(text, reading.footer(rows))


async def _unsupported(view: View) -> Page:
    text = view.presenter.text(view.library.verify.unsupported)
    return Page(text, [[view.press("button-talk", "talk")], [view.press("button-menu", "menu")]])


FEATURE = Feature(
    commands=(Command("verifier", YOUNG, verify, keeps_words=True),),
    buttons=(Button("verify-ask", YOUNG, ask_team),),
    questions=(Question("verify", YOUNG, look_at, any_kind=True),),
    screens=(
        draws(At, _verify, Where.VERIFY.screen),
        draws(Verified, _verified),
        notice(VERIFY_UNSUPPORTED, _unsupported),
    ),
)
