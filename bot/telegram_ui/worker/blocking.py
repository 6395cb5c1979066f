"""/bloquer: end a conversation that hurts whoever answers, for a while; coordinators review it."""

from dataclasses import dataclass

from bot.actions.block_person import block_person, review_block
from bot.actions.screens import BlockToReview
from bot.domain.blocks import DAYS, Block, InDanger, Why
from bot.domain.cases import NoCase
from bot.domain.people import CaseId, NotCoordinator, PersonId, Role
from bot.domain.screens import Notice, Screen
from bot.store import blocks, cases
from bot.telegram_ui.features import (
    COORDINATION,
    TEAM,
    Button,
    Command,
    Feature,
    draws,
    notice,
    plain,
)
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.signatures import signed_by
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.cases import own_case
from bot.telegram_ui.worker.header import ALERT_GONE, case_of
from bot.telegram_ui.worker.which_case import WhichCase

BLOCK_WHICH = Notice("block-which")
BLOCK_CANCELLED = Notice("block-cancelled")
BLOCKS = Notice("blocks")


@dataclass(frozen=True, slots=True)
class BlockWhy(Screen):
    """Why?"""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class BlockFor(Screen):
    """For how long? It is the last question."""

    case_id: CaseId
    because: Why


@dataclass(frozen=True, slots=True)
class NowBlocked(Screen):
    """Somebody is blocked."""

    pseudonym: str
    days: int


async def block(visit: Visit, rest: str) -> None:
    """Ask why, of the case that is meant; coordinators without one see who is blocked."""
    mine = await cases.taken_by(visit.ctx.tx, visit.person.id)
    if not mine and visit.person.role is Role.COORDINATOR:
        await visit.show(BLOCKS, listing=True)
    else:
        await BLOCK.command(visit, rest)


async def why_pressed(visit: Visit, args: list[str]) -> None:
    """For how long?"""
    case = await own_case(visit, args[0])
    if case is not None:
        await visit.replace(BlockFor(case.id, Why(args[1])), about=case)


async def days_pressed(visit: Visit, args: list[str]) -> None:
    """Block them."""
    case_id, epoch, why, days = CaseId(int(args[0])), int(args[1]), Why(args[2]), int(args[3])
    try:
        case = await block_person(visit.ctx, visit.person.id, case_id, epoch, why, days)
    except InDanger:
        visit.say("toast-block-danger")
    except NoCase:
        visit.say("toast-not-your-case")
    else:
        await visit.replace(NowBlocked(case.pseudonym, days), about=case)


async def cancelled(visit: Visit, args: list[str]) -> None:
    """Nothing changes."""
    if await own_case(visit, args[0]) is not None:
        await visit.replace(BLOCK_CANCELLED)


async def blocks_pressed(visit: Visit, args: list[str]) -> None:
    """Who is blocked."""
    del args
    await visit.show(BLOCKS, listing=True)


async def review_pressed(visit: Visit, args: list[str]) -> None:
    """A coordinator lets it stand, or ends it."""
    person, lifts = PersonId(int(args[0])), args[1] == "1"
    try:
        reviewed = await review_block(visit.ctx, visit.person.id, person, lifts=lifts)
    except (NoCase, NotCoordinator):
        visit.say("toast-block-over")
        return
    key = "toast-block-lifted" if lifts else "toast-block-stands"
    visit.say(key, pseudonym=reviewed.pseudonym)
    await visit.replace(BLOCKS, listing=True)


async def _why(view: View, screen: BlockWhy) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None:
        return Page(view.words(ALERT_GONE.name))
    rows = [[view.press(f"block-why-{why}", "block-why", case.id, why.value)] for why in Why]
    rows.append([view.press("button-cancel", "block-cancelled", case.id)])
    return Page(view.words("block-why", pseudonym=case.pseudonym), rows)


async def _for(view: View, screen: BlockFor) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None:
        return Page(view.words(ALERT_GONE.name))
    about = (case.id, case.epoch, screen.because.value)
    rows = [[view.press(f"button-block-{days}", "block-days", *about, days)] for days in DAYS]
    rows.append([view.press("button-cancel", "block-cancelled", case.id)])
    why = view.label(f"block-why-{screen.because}")
    return Page(view.words("block-for", pseudonym=case.pseudonym, why=why), rows)


async def _line(view: View, block: Block) -> str:
    name, _ = await signed_by(view, block.by)
    return view.label(
        "block-line",
        pseudonym=block.pseudonym,
        why=view.label(f"block-why-{block.why}"),
        name=name,
        left=view.duration(block.left(view.now)),
        reviewed=int(block.reviewed),
    )


async def _blocks(view: View) -> Page:
    async with view.store.reading() as tx:
        standing = await blocks.standing(tx, view.now)
    lines = [await _line(view, one) for one in standing]
    text = view.words(BLOCKS.name, count=len(standing), lines="\n".join(lines))
    rows = [
        [
            Press(
                view.label("button-unblock-one", pseudonym=b.pseudonym),
                "block-review",
                (b.person, 1),
            )
        ]
        for b in standing
    ]
    return Page(text, rows)


async def _to_review(view: View, screen: BlockToReview) -> Page:
    async with view.store.reading() as tx:
        block = await blocks.of(tx, screen.blocked, view.now)
    if block is None:
        return Page(view.words("block-over"))
    name, function = await signed_by(view, block.by)
    text = view.words(
        screen.name,
        pseudonym=block.pseudonym,
        name=name,
        function=function,
        why=view.label(f"block-why-{block.why}"),
        left=view.duration(block.left(view.now)),
    )
    rows = [
        [view.press("button-block-stands", "block-review", block.person, 0)],
        [view.press("button-unblock", "block-review", block.person, 1)],
        [view.press("button-blocks", "blocks")],
    ]
    return Page(text, rows)


BLOCK = WhichCase(BLOCK_WHICH, "button-block-one", "block", lambda case: BlockWhy(case.id))

FEATURE = Feature(
    commands=(Command("bloquer", TEAM, block),),
    buttons=(
        BLOCK.button,
        Button("block-why", TEAM, why_pressed),
        Button("block-days", TEAM, days_pressed),
        Button("block-cancelled", TEAM, cancelled),
        Button("blocks", COORDINATION, blocks_pressed),
        Button("block-review", COORDINATION, review_pressed),
    ),
    screens=(
        BLOCK.screen,
        plain(BLOCK_CANCELLED),
        draws(BlockWhy, _why),
        draws(BlockFor, _for),
        plain(NowBlocked),
        notice(BLOCKS, _blocks),
        draws(BlockToReview, _to_review),
    ),
)
