"""/modele: ready sentences, by the moment at which they are of use; read first, then sent.

What is shown to be read is the very message that is passed on, by the same door as what a worker
types: it is announced, marked, taken back with /annuler and erased like that.
"""

from dataclasses import dataclass

from bot.actions.pass_message import Written, pass_from_worker
from bot.content.kinds.canned import CannedGroup, CannedReply
from bot.content.rich import utf16_length
from bot.domain.cases import Case, NoCase
from bot.domain.messages import Kind
from bot.domain.people import Audience, CaseId
from bot.domain.screens import Notice, Screen
from bot.store import cases, people
from bot.store.database import Transaction
from bot.telegram_ui.features import TEAM, Button, Command, Feature, draws, notice
from bot.telegram_ui.pages import Button as PageButton
from bot.telegram_ui.pages import CopyText, Page, Press, View
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.conversation import SentTo

CANNED_GROUPS = Notice("canned-groups")
#: What a button copies at most (https://core.telegram.org/bots/api#copytextbutton).
_COPIED = 256


@dataclass(frozen=True, slots=True)
class CannedOfGroup(Screen):
    """The replies of one group."""

    group: str


@dataclass(frozen=True, slots=True)
class Canned(Screen):
    """One reply, alone in its message: it may be passed on as it stands."""

    reply: str


async def canned(visit: Visit, rest: str) -> None:
    """The groups; a word behind the command opens its group."""
    wanted = rest.strip().lower()
    group = next((one for one in CannedGroup if wanted and one.startswith(wanted)), None)
    await visit.show(CannedOfGroup(group) if group else CANNED_GROUPS)


async def groups_pressed(visit: Visit, args: list[str]) -> None:
    """The groups again, in place."""
    del args
    await visit.replace(CANNED_GROUPS)


async def group_pressed(visit: Visit, args: list[str]) -> None:
    """The replies of a group, in place."""
    await visit.replace(CannedOfGroup(args[0]))


async def reply_pressed(visit: Visit, args: list[str]) -> None:
    """One reply, in a message of its own."""
    await visit.show(Canned(args[0]))


async def send_pressed(visit: Visit, args: list[str]) -> None:
    """Pass on the message that the button is under; pressed twice, it goes once."""
    assert visit.pressed_in is not None  # noqa: S101  # it is a button
    case_id, epoch = CaseId(int(args[0])), int(args[1])
    case = await cases.get(visit.ctx.tx, case_id)
    if case is None or case.epoch != epoch:
        visit.say("toast-not-your-case")
        return
    if visit.is_in_topic_but_of(case):
        visit.say("toast-other-topic")
        return
    written = Written(visit.pressed_in, Kind.TEXT)
    try:
        went_to = await pass_from_worker(visit.ctx, visit.person, case_id, written)
    except NoCase:
        visit.say("toast-not-your-case")
        return
    visit.say("toast-canned-sent", pseudonym=went_to.pseudonym)
    await visit.show(SentTo(went_to.pseudonym), about=went_to)


async def _groups(view: View) -> Page:
    there = {reply.group for reply in view.library.canned.values()}
    buttons = [
        view.press(f"canned-{group}", "canned-group", group.value)
        for group in CannedGroup
        if group in there
    ]
    return Page(view.words("canned-groups"), [buttons[at : at + 2] for at in range(0, 9, 2)])


async def _of_group(view: View, screen: CannedOfGroup) -> Page:
    async with view.store.reading() as tx:
        mine = await cases.taken_by(tx, view.reader)
        audiences = {await _audience(tx, case) for case in mine}
    replies = [one for one in view.library.canned.values() if one.group == screen.group]
    fitting = [one for one in replies if not mine or _fits_any(one, audiences)]
    rows = [[Press(_title(view, one), "canned", (one.id,))] for one in fitting]
    rows.append([view.press("button-canned-groups", "canned-groups")])
    return Page(view.words("canned-of-group", group=view.label(f"canned-{screen.group}")), rows)


async def _reply(view: View, screen: Canned) -> Page:
    reply = view.library.canned.get(screen.reply)
    if reply is None:
        again = view.press("button-canned-groups", "canned-groups")
        return Page(view.words("canned-gone"), [[again]])
    async with view.store.reading() as tx:
        mine = await cases.taken_by(tx, view.reader)
        fitting = [case for case in mine if _fits_any(reply, {await _audience(tx, case)})]
    text = view.presenter.text(reply.text)
    rows: list[list[PageButton]] = [
        [
            Press(
                view.label("button-send-to", pseudonym=case.pseudonym),
                "canned-send",
                (case.id, case.epoch),
            )
        ]
        for case in fitting
    ]
    # Without a conversation it fits, it can still be read and copied.
    if utf16_length(text.text) <= _COPIED:
        rows.append([CopyText(view.label("button-copy-canned"), text.text)])
    return Page(text, rows)


async def _audience(tx: Transaction, case: Case) -> Audience:
    person = await people.get(tx, case.person_id)
    return person.audience if person else Audience.YOUNG


def _fits_any(reply: CannedReply, audiences: set[Audience]) -> bool:
    """Whether it says *tu* or *vous* to one of these as they are spoken to."""
    return any(reply.vouvoiement == (one is not Audience.YOUNG) for one in audiences)


def _title(view: View, reply: CannedReply) -> str:
    return view.label("canned-formal", title=reply.title) if reply.vouvoiement else reply.title


FEATURE = Feature(
    commands=(Command("modele", TEAM, canned),),
    buttons=(
        Button("canned-groups", TEAM, groups_pressed),
        Button("canned-group", TEAM, group_pressed),
        Button("canned", TEAM, reply_pressed),
        Button("canned-send", TEAM, send_pressed),
    ),
    screens=(
        notice(CANNED_GROUPS, _groups),
        draws(CannedOfGroup, _of_group),
        draws(Canned, _reply),
    ),
)
