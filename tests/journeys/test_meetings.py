"""/rdv: proposed, answered, recalled on its day, held or not, and gone with the person."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.domain.figures import Measure
from bot.store.tables import counters, meetings, timers
from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from tests.conftest import Town
from tests.conversations import confirms_closing, heard, quiet, talking, was_told
from tests.journeys.test_passing_on import revokes

#: Open from Monday to Thursday, 9 to 17, and on Friday morning.
PLACE = "Mission locale de la Lune"


async def proposed(town: Town, day: int = 1, hour: str = "15 h") -> tuple[Person, Person, Seen]:
    """So many days from now: 0 is today, a Monday at three in the afternoon."""
    sam, lea = await on_a_monday(town)
    await proposes(sam, day, hour)
    return sam, lea, await lea.sees("On se voit")


async def on_a_monday(town: Town) -> tuple[Person, Person]:
    """A worker and a young person in conversation, in a week of three open days at least."""
    library, zone = town.bot.parts.library(), town.bot.parts.zone
    place = next(one for one in library.home.places if one.name == PLACE)
    now = datetime.fromtimestamp(town.telegram.world.clock.now(), zone)
    day = (now + timedelta(days=-now.weekday())).replace(hour=15, minute=0, second=0)
    while day <= now or any(library.is_closed(place, day + timedelta(days=n)) for n in range(3)):
        day += timedelta(days=7)
    town.telegram.world.clock.forward(seconds=day.timestamp() - now.timestamp())
    return await talking(town)


async def proposes(worker: Person, day: int = 1, hour: str = "15 h") -> None:
    asked = worker.writes("/rdv")
    listed = await worker.sees("Un rendez-vous avec", after=asked)
    worker.presses(PLACE, in_message=listed.id)
    days = await worker.sees("Quel jour", after=asked)
    worker.presses_at(days.id, day, 0)
    await worker.sees("À quelle heure", after=listed.id)
    worker.presses(hour, in_message=days.id)


def later(town: Town, hours: float) -> None:
    town.telegram.world.clock.forward(hours=hours)
    town.bot.timers.wake()


async def count(town: Town, measure: Measure) -> int:
    query = select(func.sum(counters.c.count)).where(counters.c.measure == measure)
    async with town.bot.store.reading() as tx:
        return (await tx.connection.execute(query)).scalar() or 0


async def test_somebody_says_yes_and_both_are_reminded_on_the_day(town: Town) -> None:
    sam, lea, asked = await proposed(town)
    assert "3 avenue de l'Éclipse" in asked.text
    lea.presses("D'accord, je viens", in_message=asked.id)
    await sam.sees("viendra")
    later(town, 17)
    await quiet(town)
    assert was_told(lea, "Pour rappel") == 0
    later(town, 1.2)
    reminder = await lea.sees("Pour rappel")
    assert PLACE in reminder.text
    assert "Sam" not in reminder.text
    await sam.sees("Rendez-vous aujourd'hui avec")
    later(town, 7)
    over = await sam.sees("vous êtes-vous vus")
    sam.presses("Oui, on s'est vus", in_message=over.id)
    sam.presses("Oui, on s'est vus", in_message=over.id)
    await sam.sees("Rendez-vous tenu")
    await quiet(town)
    assert await count(town, Measure.MEETING) == 1
    assert await count(town, Measure.MEETING_HELD) == 1


async def test_a_meeting_outlives_the_conversation(town: Town) -> None:
    sam, lea, asked = await proposed(town)
    lea.presses("D'accord, je viens", in_message=asked.id)
    await sam.sees("viendra")
    sam.writes("/clore")
    await sam.sees_button("Écoute")
    sam.presses("Écoute")
    await confirms_closing(sam)
    await lea.sees("Merci d'avoir parlé")
    later(town, 18.2)
    await lea.sees("Pour rappel")
    lea.presses("Je ne peux pas venir")
    await sam.sees("ne viendra pas")
    later(town, 8)
    await quiet(town)
    assert was_told(sam, "vous êtes-vous vus") == 0


async def test_another_time_is_another_proposal(town: Town) -> None:
    sam, lea, asked = await proposed(town)
    lea.presses("Un autre moment", in_message=asked.id)
    await sam.sees("préfère un autre moment")
    await proposes(sam, day=2, hour="10 h")
    again = await lea.sees("On se voit", after=asked.id)
    lea.presses("D'accord, je viens", in_message=again.id)
    await sam.sees("viendra")
    later(town, 18.2)
    await quiet(town)
    assert was_told(lea, "Pour rappel") == 0, "of the one that was declined nobody is reminded"
    later(town, 23)
    await lea.sees("Pour rappel")


async def test_pressed_twice_it_is_proposed_once(town: Town) -> None:
    sam, lea = await on_a_monday(town)
    asked = sam.writes("/rdv")
    listed = await sam.sees("Un rendez-vous avec", after=asked)
    sam.presses(PLACE, in_message=listed.id)
    days = await sam.sees("Quel jour", after=asked)
    sam.presses_at(days.id, 1, 0)
    await sam.sees_button("15 h")
    sam.presses("15 h", in_message=days.id)
    sam.presses("15 h", in_message=days.id)
    await lea.sees("On se voit")
    await quiet(town)
    assert was_told(lea, "On se voit") == 1
    assert await count(town, Measure.MEETING) == 1


async def test_what_is_taken_back_can_be_accepted_no_more(town: Town) -> None:
    sam, lea, asked = await proposed(town)
    page = next(seen for seen in reversed(sam.screen) if "À quelle heure" in seen.text)
    sam.writes("/annuler", reply_to=page.id)
    await lea.sees_gone(asked.id)
    async with town.bot.store.reading() as tx:
        left = (
            await tx.connection.execute(
                select(func.count()).select_from(timers).where(timers.c.kind.like("meeting%"))
            )
        ).scalar()
    assert left == 0


async def test_an_erasure_takes_it_along(town: Town) -> None:
    sam, lea, asked = await proposed(town)
    lea.presses("D'accord, je viens", in_message=asked.id)
    await sam.sees("viendra")
    lea.writes("/effacer")
    await lea.sees_button("Confirmer")
    lea.presses("Confirmer")
    await quiet(town)
    async with town.bot.store.reading() as tx:
        left = (await tx.connection.execute(select(func.count()).select_from(meetings))).scalar()
    assert left == 0
    later(town, 19)
    await quiet(town)
    assert "Rendez-vous aujourd'hui" not in "".join(heard(sam))


async def test_no_hour_that_is_past_is_offered(town: Town) -> None:
    sam, _ = await on_a_monday(town)
    asked = sam.writes("/rdv")
    listed = await sam.sees("Un rendez-vous avec", after=asked)
    sam.presses(PLACE, in_message=listed.id)
    days = await sam.sees("Quel jour", after=asked)
    sam.presses_at(days.id, 0, 0)
    shown = await sam.sees_button("16 h")
    assert shown.buttons == ("16 h",)


async def test_nobody_is_sent_before_a_closed_door(town: Town) -> None:
    sam, _ = await on_a_monday(town)
    asked = sam.writes("/rdv")
    listed = await sam.sees("Un rendez-vous avec", after=asked)
    sam.presses(PLACE, in_message=listed.id)
    days = await sam.sees("Quel jour", after=asked)
    assert not [day for day in days.buttons if day.startswith(("samedi", "dimanche"))]
    friday = next(n for n, day in enumerate(days.buttons) if day.startswith("vendredi"))
    sam.presses_at(days.id, friday, 0)
    shown = await sam.sees_button("11 h")
    assert "12 h" not in shown.buttons


async def test_once_the_worker_has_left_coordination_knows_what_is_answered(town: Town) -> None:
    sam, lea, asked = await proposed(town)
    await revokes(town, "Sam")
    lea.presses("D'accord, je viens", in_message=asked.id)
    await town.claire.sees("viendra")
    assert was_told(sam, "viendra") == 0
    later(town, 18.2)
    await lea.sees("Pour rappel")
    await town.claire.sees("Rendez-vous aujourd'hui avec")
    later(town, 8)
    await quiet(town)
    assert was_told(sam, "vous êtes-vous vus") == 0


async def test_two_meetings_of_a_day_are_each_recalled_once(town: Town) -> None:
    sam, lea, asked = await proposed(town, hour="10 h")
    lea.presses("D'accord, je viens", in_message=asked.id)
    await sam.sees("viendra")
    await proposes(sam, hour="16 h")
    again = await lea.sees("On se voit", after=asked.id)
    lea.presses("D'accord, je viens", in_message=again.id)
    await quiet(town)
    later(town, 17.1)
    first = await lea.sees("Pour rappel")
    later(town, 1)
    await lea.sees("Pour rappel", after=first.id)
    later(town, 3)
    await sam.sees("vous êtes-vous vus à 10 h")
    later(town, 6)
    await sam.sees("vous êtes-vous vus à 16 h")
    await quiet(town)
    assert was_told(lea, "Pour rappel") == 2
