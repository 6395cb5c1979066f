"""The end of a shift: a word for the next one, and cases that go to whoever is there."""

from sqlalchemy import func, select

from bot.store.tables import handovers
from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from tests.conftest import Town
from tests.conversations import heard, quiet, talking, talks_with, was_told

WORD = "Deux appels du collège aujourd'hui, la médiathèque ferme à 17 h cette semaine."


async def leaves_a_word(worker: Person, words: str = WORD) -> None:
    asked = worker.writes("/pause")
    page = await worker.sees_button("Laisser une transmission")
    worker.presses("Laisser une transmission", in_message=page.id)
    question = await worker.sees("Votre transmission", after=asked)
    worker.writes(words, reply_to=question.id)
    await worker.sees("C'est gardé pour la suite")


def copies_of(person: Person, words: str = WORD) -> list[Seen]:
    return [seen for seen in person.screen if seen.text == words and not seen.mine]


async def test_the_next_shift_reads_it_once(town: Town) -> None:
    sam, noe = await town.worker("Sam"), await town.worker("Noé")
    await leaves_a_word(sam)
    noe.writes("/dispo")
    await noe.sees("Transmission de Sam")
    await noe.sees(WORD)
    noe.writes("/dispo")
    sam.writes("/dispo")
    await quiet(town)
    assert len(copies_of(noe)) == 1
    assert copies_of(noe)[0].protected
    assert not copies_of(sam)


async def test_it_goes_from_phones_after_two_days(town: Town) -> None:
    sam, noe = await town.worker("Sam"), await town.worker("Noé")
    await leaves_a_word(sam)
    noe.writes("/dispo")
    await noe.sees(WORD)
    copy = copies_of(noe)[0]
    for _ in range(2):
        town.telegram.world.clock.forward(hours=21)
        town.bot.timers.wake()
        await quiet(town)
    await noe.sees_gone(copy.id)
    async with town.bot.store.reading() as tx:
        left = (await tx.connection.execute(select(func.count()).select_from(handovers))).scalar()
    assert left == 0


async def test_what_is_long_ago_is_no_news(town: Town) -> None:
    sam, noe = await town.worker("Sam"), await town.worker("Noé")
    await leaves_a_word(sam)
    town.telegram.world.clock.forward(hours=21)
    noe.writes("/dispo")
    await noe.sees("Vous recevez")
    await quiet(town)
    assert not copies_of(noe)


async def test_no_young_person_ever_reads_it(town: Town) -> None:
    sam, lea = await talking(town)
    await leaves_a_word(sam)
    sam.writes("je reviens")
    await lea.sees("je reviens")
    await quiet(town)
    assert WORD not in heard(lea)


async def test_all_go_back_to_the_queue_in_one_tap(town: Town) -> None:
    sam, lea = await talking(town)
    ana = await talks_with(town, sam, "Ana")
    sam.writes("/pause")
    page = await sam.sees_button("Tout remettre dans la file")
    sam.presses("Tout remettre dans la file", in_message=page.id)
    sam.presses("Tout remettre dans la file", in_message=page.id)
    for person in (lea, ana):
        await person.sees("n'est plus disponible")
    await quiet(town)
    assert was_told(lea, "n'est plus disponible") == 1
    sam.writes("/cas")
    await sam.sees("pas de conversation")


async def test_all_are_offered_to_a_colleague_and_stay_until_the_answer(town: Town) -> None:
    sam, lea = await talking(town)
    noe = await town.worker("Noé")
    ana = await talks_with(town, sam, "Ana")
    sam.writes("/pause")
    page = await sam.sees_button("Tout proposer à Noé")
    sam.presses("Tout proposer à Noé", in_message=page.id)
    await sam.sees_answer("2 conversations sont proposées")
    await quiet(town)
    assert was_told(noe, "vous propose de reprendre") == 2
    noe.presses("Reprendre")
    await ana.sees("Noé prend le relais")
    await quiet(town)
    assert was_told(lea, "prend le relais") == 0
    lea.writes("toujours là")
    await sam.sees("toujours là")
