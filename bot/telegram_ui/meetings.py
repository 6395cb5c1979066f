"""How a meeting is written, for whoever reads it."""

from bot.content.collection import Library
from bot.content.handles import named
from bot.content.kinds.territory import Place
from bot.domain.cases import Case
from bot.domain.meetings import Meeting
from bot.store import meetings
from bot.telegram_ui.pages import View


def place_of(library: Library, territory: str, short: str) -> Place | None:
    """The place of a short name; None if it or its territory is written down no more."""
    if territory not in library.served:
        return None
    places = library.served[territory].places
    name = named("place", short, (one.name for one in places))
    return next((one for one in places if one.name == name), None)


async def meeting_of(view: View, message_id: int) -> tuple[Meeting, Place] | None:
    """A meeting and where it is; None if either is gone."""
    async with view.store.reading() as tx:
        meeting = await meetings.get(tx, message_id)
    place = place_of(view.library, meeting.territory, meeting.place) if meeting else None
    return None if meeting is None or place is None else (meeting, place)


def told(view: View, meeting: Meeting, place: Place) -> dict[str, str]:
    """Where and when, for a text."""
    zone = view.library.territory(meeting.territory).zone
    local = meeting.at.astimezone(zone)
    moments = view.presenter.moments
    return {
        "place": place.name,
        "address": place.address,
        "day": f"{moments.weekday(local.date())} {moments.day(local.date())}",
        "hour": moments.clock(local),
    }


async def meetings_of(view: View, case: Case) -> list[str]:
    """What was proposed in a case and what became of it: a line each."""
    async with view.store.reading() as tx:
        found = await meetings.of_case(tx, case.id)
    placed = [(one, place_of(view.library, one.territory, one.place)) for one in found]
    return [
        view.label("meeting-line", state=one.state, **told(view, one, place))
        for one, place in placed
        if place is not None
    ]
