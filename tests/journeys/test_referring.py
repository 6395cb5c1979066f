"""/orienter: a partner is proposed, and told nothing that the young person did not agree to."""

from sqlalchemy import func, select

from bot.domain.figures import Measure
from bot.store.tables import counters, referrals
from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from tests.conftest import Town
from tests.conversations import ends, pseudonym_of, quiet, talking, talks_with
from tests.journeys.test_notes import hands_on
from tests.journeys.test_passing_on import revokes

PARTNER = "Mission locale de la Lune"
PHONE = "01 99 00 12 33"


async def chooses(town: Town, worker: Person, how: str, *, asks: bool = True) -> Seen:
    """The worker reads a partner and says what it may know; the partner's screen is given."""
    if asks:
        worker.writes("/orienter")
    listed = await worker.sees("Choisissez une structure")
    worker.presses(PARTNER, in_message=listed.id)
    shown = await worker.sees("Que peut savoir cette structure", after=listed.id)
    worker.presses(how, in_message=shown.id)
    await quiet(town)
    return shown


async def counted(town: Town) -> int:
    query = select(func.sum(counters.c.count)).where(counters.c.measure == Measure.REFERRAL)
    async with town.bot.store.reading() as tx:
        return (await tx.connection.execute(query)).scalar() or 0


def heard(person: Person) -> str:
    return "\n".join(seen.text for seen in person.screen if not seen.mine)


async def test_reading_partners_tells_nobody_anything(town: Town) -> None:
    sam, lea = await talking(town)
    before = len(lea.screen)
    sam.writes("/orienter")
    listed = await sam.sees("Choisissez une structure")
    sam.presses(PARTNER, in_message=listed.id)
    await sam.sees(PHONE)
    await quiet(town)
    assert len(lea.screen) == before


async def test_who_agrees_is_counted_once_and_the_worker_knows_what_may_be_told(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    shown = await chooses(town, sam, "dire le sujet")
    asked = await lea.sees("seulement le sujet")
    assert PHONE in asked.text
    assert "Sam, éducateur" in heard(lea)
    assert await counted(town) == 0
    lea.presses("D'accord", in_message=asked.id)
    await lea.sees("nous pouvons dire à Mission locale de la Lune le sujet")
    told = await sam.sees("est d'accord. Vous pouvez dire")
    assert told.reply_to == shown.id
    lea.presses("Changer d'avis", in_message=asked.id)
    await lea.sees_button("Non merci")
    lea.presses("Non merci", in_message=asked.id)
    await sam.sees("n'est pas d'accord")
    lea.presses("Changer d'avis", in_message=asked.id)
    await lea.sees_button("D'accord")
    lea.presses("D'accord", in_message=asked.id)
    await lea.sees("nous pouvons dire à Mission locale de la Lune le sujet")
    await quiet(town)
    assert await counted(town) == 1


async def test_who_says_no_is_not_counted_and_the_next_worker_reads_the_no(town: Town) -> None:
    sam, lea = await talking(town)
    await chooses(town, sam, "dire l'essentiel")
    asked = await lea.sees("nous résumons ta situation")
    lea.presses("Non merci", in_message=asked.id)
    lea.presses("Non merci", in_message=asked.id)
    await sam.sees("n'est pas d'accord")
    await quiet(town)
    assert await counted(town) == 0
    assert heard(sam).count("n'est pas d'accord") == 1
    sam.writes("/passer")
    choice = await sam.sees("À qui passer")
    sam.presses("Remettre dans la file", in_message=choice.id)
    ines = await town.worker("Inès")
    ines.writes("/prendre")
    await ines.sees("pas d'accord : ne dites rien")


async def test_an_address_alone_asks_nothing_and_is_taken_back_like_a_message(town: Town) -> None:
    sam, lea = await talking(town)
    shown = await chooses(town, sam, "Envoyer les coordonnées")
    arrived = await lea.sees("Nous ne leur disons rien de toi")
    assert PHONE in arrived.text
    assert not arrived.buttons
    await sam.sees_reaction("👌", on=shown.id)
    sam.presses("Envoyer les coordonnées", in_message=shown.id)
    await quiet(town)
    assert heard(lea).count("Nous ne leur disons rien de toi") == 1
    assert await counted(town) == 1
    sam.writes("/annuler", reply_to=shown.id)
    await lea.sees_gone(arrived.id)


async def test_with_several_conversations_it_is_asked_for_whom(town: Town) -> None:
    sam, lea = await talking(town)
    tom = await talks_with(town, sam, "Tom")
    sam.writes("/orienter")
    which = await sam.sees("Pour qui")
    sam.presses(f"Pour {await pseudonym_of(tom)}", in_message=which.id)
    before = len(lea.screen)
    await chooses(town, sam, "dire le sujet", asks=False)
    await tom.sees("seulement le sujet")
    assert len(lea.screen) == before


async def test_after_the_end_nobody_is_agreed_with_and_a_no_still_counts(town: Town) -> None:
    sam, lea = await talking(town)
    await chooses(town, sam, "dire le sujet")
    asked = await lea.sees("seulement le sujet")
    lea.presses("D'accord", in_message=asked.id)
    await sam.sees("est d'accord. Vous pouvez dire")
    await ends(lea)
    await sam.sees("a mis fin")
    lea.presses("Changer d'avis", in_message=asked.id)
    await lea.sees_button("Non merci")
    lea.presses("Non merci", in_message=asked.id)
    await sam.sees("n'est pas d'accord")
    lea.presses("Changer d'avis", in_message=asked.id)
    await lea.sees_button("D'accord")
    lea.presses("D'accord", in_message=asked.id)
    await lea.sees("n'est plus valable")
    await quiet(town)
    assert heard(sam).count("est d'accord. Vous pouvez dire") == 1


async def test_whoever_left_the_team_is_told_nothing_more(town: Town) -> None:
    sam, lea = await talking(town)
    await chooses(town, sam, "dire le sujet")
    asked = await lea.sees("seulement le sujet")
    await ends(lea)
    await sam.sees("a mis fin")
    await revokes(town, "Sam")
    await sam.sees("Vous ne faites plus partie")
    lea.presses("Non merci", in_message=asked.id)
    await town.claire.sees("n'est pas d'accord")
    await quiet(town)
    assert "n'est pas d'accord" not in heard(sam)


async def test_whoever_took_over_is_told_what_the_person_says(town: Town) -> None:
    sam, lea = await talking(town)
    await chooses(town, sam, "dire le sujet")
    asked = await lea.sees("seulement le sujet")
    ines = await hands_on(town, sam)
    await ines.sees("accord demandé, pas encore de réponse")
    lea.presses("D'accord", in_message=asked.id)
    await ines.sees("est d'accord. Vous pouvez dire")
    await quiet(town)
    assert "est d'accord. Vous pouvez dire" not in heard(sam)


async def test_an_erased_person_leaves_no_referral(town: Town) -> None:
    sam, lea = await talking(town)
    shown = await chooses(town, sam, "dire le sujet")
    await lea.sees("seulement le sujet")
    lea.writes("/effacer")
    sure = await lea.sees("Tout effacer ?")
    lea.presses("Confirmer", in_message=sure.id)
    await sam.sees_gone(shown.id)
    await quiet(town)
    async with town.bot.store.reading() as tx:
        left = await tx.connection.execute(select(func.count()).select_from(referrals))
        assert left.scalar() == 0


async def test_a_question_on_its_way_when_the_conversation_ends_is_not_asked(town: Town) -> None:
    sam, lea = await talking(town)
    sam.writes("/orienter")
    listed = await sam.sees("Choisissez une structure")
    sam.presses(PARTNER, in_message=listed.id)
    shown = await sam.sees("Que peut savoir cette structure")
    await ends(lea)
    await sam.sees("a mis fin")
    sam.presses("dire le sujet", in_message=shown.id)
    await sam.sees_answer("n'est pas la vôtre")
    await quiet(town)
    assert "seulement le sujet" not in heard(lea)
