"""The link of an outing: as a text, as a picture, on paper; how long it counts, and its end."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.actions.plan_outing import NoOuting, choose_end
from bot.content.collection import Library
from bot.content.strings import Strings
from bot.domain.danger import Danger, Topic
from bot.domain.outings import LASTING, Outing
from bot.domain.screens import Screen
from bot.domain.voices import Address
from bot.reports.poster import FORMS, Number, Poster
from bot.reports.workshop import NotDrawn
from bot.store import outings
from bot.telegram_ui.coordinator.squares import square
from bot.telegram_ui.features import TEAM, Button, Feature, draws
from bot.telegram_ui.pages import CopyText, Document, Page, Press, View
from bot.telegram_ui.visits import Visit

#: Numbers of a poster: more are not read in passing.
_SERVICES = 2
#: The number that always stands there.
_ALWAYS = "urgence-europe"


@dataclass(frozen=True, slots=True)
class OutingLink(Screen):
    """The link, and what can be done with it."""

    outing: int


@dataclass(frozen=True, slots=True)
class OutingCode(Screen):
    """The link as a picture to scan."""

    outing: int


@dataclass(frozen=True, slots=True)
class OutingPoster(Screen):
    """The link on paper."""

    outing: int
    form: str


async def link_pressed(visit: Visit, args: list[str]) -> None:
    """Show the link, in a message of its own that can be passed on."""
    await visit.show(OutingLink(int(args[0])))


async def code_pressed(visit: Visit, args: list[str]) -> None:
    """Show it as a picture."""
    await visit.show(OutingCode(int(args[0])))


async def poster_pressed(visit: Visit, args: list[str]) -> None:
    """Send a sheet to be printed."""
    if args[1] in FORMS:
        await visit.show(OutingPoster(int(args[0]), args[1]))


async def end_pressed(visit: Visit, args: list[str]) -> None:
    """Change until when the link counts, or let it count no more."""
    try:
        await choose_end(visit.ctx, visit.person.id, int(args[0]), int(args[1]))
    except NoOuting:
        visit.say("toast-no-outing")
        return
    await visit.replace(OutingLink(int(args[0])))


async def own(view: View, outing: int) -> Outing | None:
    """An outing, if its reader goes."""
    async with view.store.reading() as tx:
        goes = view.reader in await outings.who_goes(tx, outing)
        return await outings.get(tx, outing) if goes else None


def link_of(view: View, outing: Outing) -> str:
    """What opens the bot and says where somebody comes from."""
    return f"https://t.me/{view.bot_username}?start={outing.start_code}"


async def _link(view: View, screen: OutingLink) -> Page:
    outing = await own(view, screen.outing)
    if outing is None:
        return Page(view.words("toast-no-outing"))
    link, counts = link_of(view, outing), outing.counts(view.now)
    # It ends at midnight: the day that is over then is the last one.
    last = outing.valid_until - timedelta(seconds=1)
    until = view.day(last.astimezone(view.voice.zone).date())
    text = view.words(screen.name, link=link, counts=int(counts), until=until)
    rows: list[list[Press | CopyText]] = [
        [CopyText(view.label("button-outing-copy"), link)],
        [view.press("button-outing-code", "outing-code", outing.id)],
        [view.press(f"button-outing-{form}", "outing-poster", outing.id, form) for form in FORMS],
        [
            Press(view.label("button-outing-days", days=days), "outing-end", (outing.id, days))
            for days in LASTING
        ],
    ]
    if counts:
        rows.append([view.press("button-outing-withdraw", "outing-end", outing.id, 0)])
    return Page(text, rows)


async def _code(view: View, screen: OutingCode) -> Page:
    outing = await own(view, screen.outing)
    if outing is None:
        return Page(view.words("toast-no-outing"))
    link = link_of(view, outing)
    return Page(view.words(screen.name, link=link), photo=square(link), silent=True)


async def _poster(view: View, screen: OutingPoster) -> Page:
    outing = await own(view, screen.outing)
    if outing is None:
        return Page(view.words("toast-no-outing"))
    try:
        strings = _spoken_to(view, outing.topic)
        made = await view.workshop.poster(screen.form, poster_of(view, outing), strings)
    except NotDrawn:
        return Page(view.words("poster-not-drawn"))
    name = view.label("poster-file-name", form=view.label(f"poster-{screen.form}"))
    return Page(view.words(screen.name), document=Document(f"{name}.pdf", made))


def poster_of(view: View, outing: Outing) -> Poster:
    """What stands on the posters of an outing: as anybody reads it who passes."""
    territory = view.library.territory(outing.territory)
    topic = outing.topic or Topic.AUTRE
    return Poster(
        title=view.label(f"poster-title-{topic}"),
        sentence=_spoken_to(view, outing.topic).label("poster-sentence"),
        structure=territory.structure.name,
        hours=view.hours_of(territory),
        link=link_of(view, outing),
        colour=territory.structure.colour,
        numbers=_numbers(view.library, topic),
    )


def _spoken_to(view: View, topic: Topic | None) -> Strings:
    """Whoever reads the poster is young, unless it is about parents' questions."""
    address = Address.VOUS if topic is Topic.PARENTS else Address.TU
    return view.library.strings_for(replace(view.voice, address=address))


def _numbers(library: Library, topic: Topic) -> tuple[Number, ...]:
    then = library.emergency_lines.then_for(Danger.HIGH, topic)
    found = [library.contacts[one] for one in then if one in library.contacts]
    services = [one for one in found if one.number][:_SERVICES]
    always = [library.contacts[_ALWAYS]] if _ALWAYS in library.contacts else []
    return tuple(Number(one.number or "", one.name) for one in (*services, *always))


FEATURE = Feature(
    buttons=(
        Button("outing-link", TEAM, link_pressed),
        Button("outing-code", TEAM, code_pressed),
        Button("outing-poster", TEAM, poster_pressed),
        Button("outing-end", TEAM, end_pressed),
    ),
    screens=(
        draws(OutingLink, _link),
        draws(OutingCode, _code),
        draws(OutingPoster, _poster),
    ),
)
