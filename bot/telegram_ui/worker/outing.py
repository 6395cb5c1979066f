"""/sortie: where the team goes, with whom, when; what is noted meanwhile; its end and its sum."""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import timedelta

from bot.actions.close_outing import close_outing
from bot.actions.plan_outing import (
    NoOuting,
    choose_day,
    choose_topic,
    go_together,
    plan_outing,
)
from bot.actions.screens import OutingJoined, OutingSum
from bot.actions.tally_outing import note_outing, tally_outing
from bot.content.handles import handle, named
from bot.content.rich import Rich
from bot.domain.danger import Topic
from bot.domain.outings import AHEAD, Ground, Outing, Tally
from bot.domain.people import PersonId
from bot.domain.screens import Notice, Screen
from bot.store import memberships, outings, territories
from bot.telegram_ui.features import TEAM, Button, Command, Feature, draws, plain
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.signatures import signed_by
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.outing_link import own

OUTING_NOTED = Notice("outing-noted")
OUTING_NOTE_WHEN = Notice("outing-note-when")
#: Links of earlier outings that are shown, and colleagues: more would not be read.
_LINKED, _COLLEAGUES = 4, 12
#: What a poster can be about.
_ABOUT = tuple(topic for topic in Topic if topic not in {Topic.PARLER, Topic.AUTRE})


@dataclass(frozen=True, slots=True)
class OutingWhere(Screen):
    """Where does it go? ``territory``: whose outing it is; empty: that is asked first."""

    territory: str


@dataclass(frozen=True, slots=True)
class OutingNow(Screen):
    """An outing that is under way or prepared."""

    outing: int


@dataclass(frozen=True, slots=True)
class OutingAbout(Screen):
    """What are its posters about?"""

    outing: int


@dataclass(frozen=True, slots=True)
class OutingWhen(Screen):
    """Which day is it?"""

    outing: int


@dataclass(frozen=True, slots=True)
class OutingWith(Screen):
    """Who of the team goes?"""

    outing: int


async def outing(visit: Visit, rest: str) -> None:
    """Show the outing that is under way, note what follows the command, or begin one."""
    going = await outings.open_of(visit.ctx.tx, visit.person.id)
    if rest.strip():
        kept = visit.message is not None and await note_outing(
            visit.ctx, visit.person.id, visit.message.message_id
        )
        await visit.reply(OUTING_NOTED if kept else OUTING_NOTE_WHEN)
    elif going is not None:
        await visit.show(OutingNow(going.id))
    else:
        await visit.show(OutingWhere(await _territory(visit)))


async def _territory(visit: Visit) -> str:
    """Where they work, if it is one place only."""
    served = visit.ctx.library.served
    mine = await territories.of_member(visit.ctx.tx, visit.person.id) & set(served) or set(served)
    return next(iter(mine)) if len(mine) == 1 else ""


async def territory_pressed(visit: Visit, args: list[str]) -> None:
    """Whose outing it is."""
    slug = named("zone", args[0], visit.ctx.library.served)
    if slug is None:
        visit.say("toast-stale-button")
    else:
        await visit.replace(OutingWhere(slug))


async def begin_pressed(visit: Visit, args: list[str]) -> None:
    """Begin it."""
    slug = named("zone", args[0], visit.ctx.library.served)
    if slug is None:
        visit.say("toast-stale-button")
        return
    begun = await plan_outing(visit.ctx, visit.person.id, slug, Ground(args[1]))
    await visit.replace(OutingNow(begun.id))


async def show_pressed(visit: Visit, args: list[str]) -> None:
    """Back to it, in place."""
    await visit.replace(OutingNow(int(args[0])))


async def tally_pressed(visit: Visit, args: list[str]) -> None:
    """One more, or one less."""
    number, back = int(args[0]), args[2] == "less"
    try:
        await tally_outing(visit.ctx, visit.person.id, number, Tally(args[1]), back=back)
    except NoOuting:
        visit.say("toast-no-outing")
        return
    visit.say("toast-outing-less" if back else "toast-outing-more")
    await visit.replace(OutingNow(number))


async def about_pressed(visit: Visit, args: list[str]) -> None:
    """Ask what its posters are about, or note it."""
    if len(args) == 1:
        await visit.replace(OutingAbout(int(args[0])))
        return
    number, topic = int(args[0]), Topic(args[1]) if args[1] else None
    await _changed(visit, number, choose_topic(visit.ctx, visit.person.id, number, topic))


async def when_pressed(visit: Visit, args: list[str]) -> None:
    """Ask which day it is, or note it."""
    if len(args) == 1:
        await visit.replace(OutingWhen(int(args[0])))
        return
    number, ahead = int(args[0]), int(args[1])
    await _changed(visit, number, choose_day(visit.ctx, visit.person.id, number, ahead))


async def with_pressed(visit: Visit, args: list[str]) -> None:
    """Ask who goes, or note it."""
    number = int(args[0])
    if len(args) == 2:  # noqa: PLR2004  # the outing and a colleague
        try:
            await go_together(visit.ctx, visit.person.id, number, PersonId(int(args[1])))
        except NoOuting:
            visit.say("toast-outing-colleague")
            return
    await visit.replace(OutingWith(number))


async def close_pressed(visit: Visit, args: list[str]) -> None:
    """End it; everybody who went reads the sum."""
    try:
        await close_outing(visit.ctx, visit.person.id, int(args[0]))
    except NoOuting:
        visit.say("toast-no-outing")
        return
    await visit.replace(OutingNow(int(args[0])))


async def _changed(visit: Visit, number: int, change: Awaitable[None]) -> None:
    try:
        await change
    except NoOuting:
        visit.say("toast-no-outing")
        return
    await visit.replace(OutingNow(number))


async def _where(view: View, screen: OutingWhere) -> Page:
    served = view.library.served
    if screen.territory not in served and len(served) > 1:
        rows = [
            [Press(one.name, "outing-territory", (handle("zone", slug),))]
            for slug, one in served.items()
        ]
        return Page(view.words("outing-which-territory"), rows)
    short = handle("zone", view.library.territory(screen.territory).slug)
    grounds = [
        Press(view.label(f"ground-{ground}"), "outing-begin", (short, ground.value))
        for ground in Ground
    ]
    async with view.store.reading() as tx:
        linked = await outings.linked(tx, view.reader, view.now, _LINKED)
    links = [
        [Press(view.label("button-outing-linked", **_named(view, one)), "outing-link", (one.id,))]
        for one in linked
    ]
    rows = [grounds[at : at + 2] for at in range(0, len(grounds), 2)]
    return Page(view.words(screen.name), [*rows, *links])


def _named(view: View, outing: Outing) -> dict[str, str]:
    return {"ground": view.label(f"ground-{outing.ground}"), "day": view.day(outing.day)}


async def _now(view: View, screen: OutingNow) -> Page:
    outing = await own(view, screen.outing)
    if outing is None:
        return Page(view.words("toast-no-outing"))
    if outing.closed:
        return await _sum(view, OutingSum(outing.id))
    number = outing.id
    rows = [
        [view.press(f"button-outing-more-{what}", "outing-tally", number, what.value, "more")]
        for what in Tally
    ]
    noted = {Tally.TALKED: outing.talked, Tally.REFERRED: outing.referred}
    rows.append(
        [
            view.press(f"button-outing-less-{what}", "outing-tally", number, what.value, "less")
            for what in Tally
            if noted[what]
        ]
    )
    rows += [
        [view.press("button-outing-link", "outing-link", number)],
        [
            view.press("button-outing-about", "outing-about", number),
            view.press("button-outing-with", "outing-with", number),
            view.press("button-outing-when", "outing-when", number),
        ],
        [view.press("button-outing-close", "outing-close", number)],
    ]
    return Page(await _told(view, screen.name, outing), rows)


async def _told(view: View, key: str, outing: Outing) -> Rich:
    """What is known of an outing; only whoever goes reads it."""
    async with view.store.reading() as tx:
        others = [one for one in await outings.who_goes(tx, outing.id) if one != view.reader]
        notes = len(await outings.notes_of(tx, outing.id))
    names = [(await _name(view, one)) for one in others]
    return view.words(
        key,
        **_named(view, outing),
        territory=view.library.territory(outing.territory).name,
        topic=view.label(f"topic-{outing.topic}" if outing.topic else "outing-any-topic"),
        together=len(names),
        names=", ".join(names),
        came=outing.came,
        talked=outing.talked,
        referred=outing.referred,
        notes=notes,
    )


async def _name(view: View, member: PersonId) -> str:
    return (await signed_by(view, member))[0] or view.label("unnamed-member", number=member)


async def _sum(view: View, screen: OutingSum) -> Page:
    outing = await own(view, screen.outing)
    if outing is None:
        return Page(view.words("toast-no-outing"))
    text = await _told(view, "outing-sum", outing)
    return Page(text, [[view.press("button-outing-link", "outing-link", outing.id)]])


async def _about(view: View, screen: OutingAbout) -> Page:
    presses = [
        Press(view.label(f"topic-{topic}"), "outing-about", (screen.outing, topic.value))
        for topic in _ABOUT
    ]
    rows = [[view.press("outing-any-topic", "outing-about", screen.outing, "")]]
    rows += [presses[at : at + 2] for at in range(0, len(presses), 2)]
    return Page(view.words(screen.name), rows)


async def _when(view: View, screen: OutingWhen) -> Page:
    rows = [
        [Press(view.day(view.today + timedelta(days=ahead)), "outing-when", (screen.outing, ahead))]
        for ahead in range(AHEAD + 1)
    ]
    return Page(view.words(screen.name), rows)


async def _with(view: View, screen: OutingWith) -> Page:
    async with view.store.reading() as tx:
        team = [one.id for one in await memberships.team(tx) if one.id != view.reader]
        going = set(await outings.who_goes(tx, screen.outing))
    rows = []
    for one in team[:_COLLEAGUES]:
        label = view.label(
            "button-outing-colleague", name=await _name(view, one), goes=int(one in going)
        )
        rows.append([Press(label, "outing-with", (screen.outing, one))])
    rows.append([view.press("button-outing-back", "outing", screen.outing)])
    return Page(view.words(screen.name, count=len(team)), rows)


async def _joined(view: View, screen: OutingJoined) -> Page:
    outing = await own(view, screen.outing)
    if outing is None:
        return Page(view.words("toast-no-outing"))
    text = view.words(screen.name, name=await _name(view, screen.worker), **_named(view, outing))
    return Page(text, [[view.press("button-outing-back", "outing", outing.id)]])


FEATURE = Feature(
    commands=(Command("sortie", TEAM, outing, keeps_words=True),),
    buttons=(
        Button("outing", TEAM, show_pressed),
        Button("outing-territory", TEAM, territory_pressed),
        Button("outing-begin", TEAM, begin_pressed),
        Button("outing-tally", TEAM, tally_pressed),
        Button("outing-about", TEAM, about_pressed),
        Button("outing-when", TEAM, when_pressed),
        Button("outing-with", TEAM, with_pressed),
        Button("outing-close", TEAM, close_pressed),
    ),
    screens=(
        draws(OutingWhere, _where),
        draws(OutingNow, _now),
        draws(OutingSum, _sum),
        draws(OutingAbout, _about),
        draws(OutingWhen, _when),
        draws(OutingWith, _with),
        draws(OutingJoined, _joined),
        plain(OUTING_NOTED),
        plain(OUTING_NOTE_WHEN),
    ),
)
