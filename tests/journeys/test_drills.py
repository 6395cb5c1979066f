"""/exercice: a written young person answers; nothing rings, is kept or counted."""

from sqlalchemy import func, select

from bot.store.tables import cases, counters
from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import heard, quiet, talking, was_told


async def rung(worker: Person, title: str = "Un soir, des idées noires") -> None:
    asked = worker.writes("/exercice")
    page = await worker.sees("Personne n'existe ici", after=asked)
    worker.presses(title, in_message=page.id)
    await worker.sees("Personne n'existe derrière")


async def test_a_drill_is_taken_answered_and_looked_back_on(town: Town) -> None:
    sam, noe = await town.worker("Sam"), await town.worker("Noé")
    async with town.bot.store.reading() as tx:
        before = (await tx.connection.execute(select(func.sum(counters.c.count)))).scalar()
    await rung(sam)
    town.telegram.world.clock.forward(seconds=75)
    sam.presses("Prendre (exercice)")
    await sam.sees("j'en peux plus en vrai")
    for number in range(1, 5):
        written = sam.writes(f"réponse {number}")
        await sam.sees("Ce qui pouvait aider", after=written)
    over = await sam.sees("Pour faire le point")
    assert "1 min" in over.text
    await quiet(town)
    assert was_told(noe, "EXERCICE ·") == 0
    assert was_told(town.claire, "EXERCICE ·") == 0
    async with town.bot.store.reading() as tx:
        assert (await tx.connection.execute(select(func.count()).select_from(cases))).scalar() == 0
        counted = (await tx.connection.execute(select(func.sum(counters.c.count)))).scalar()
    assert counted == before


async def test_it_can_be_stopped_and_begun_again(town: Town) -> None:
    sam = await town.worker("Sam")
    await rung(sam, "Un chantage avec des images")
    sam.presses("Prendre (exercice)")
    await sam.sees("svp c'est urgent")
    sam.presses("Arrêter l'exercice")
    over = await sam.sees("Pour faire le point")
    sam.presses("Recommencer", in_message=over.id)
    await sam.sees("Personne n'existe derrière", after=over.id)


async def test_whoever_talks_with_somebody_does_not_practise(town: Town) -> None:
    sam, lea = await talking(town)
    sam.writes("/exercice")
    await sam.sees("L'exercice attendra")
    sam.writes("je suis là")
    await lea.sees("je suis là")


async def test_a_conversation_that_comes_meanwhile_ends_it(town: Town) -> None:
    sam = await town.worker("Sam")
    await rung(sam)
    sam.presses("Prendre (exercice)")
    await sam.sees("j'en peux plus en vrai")
    lea = await town.asking("Léa")
    await sam.sees_button("Prendre")
    sam.writes("/prendre")
    await lea.sees("Sam est là")
    sam.writes("bonjour, je t'écoute")
    await lea.sees("bonjour, je t'écoute")
    assert "Ce qui pouvait aider" not in "".join(heard(sam))
