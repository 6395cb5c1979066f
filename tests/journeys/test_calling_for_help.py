"""/alerte: a worker says that it is dangerous, and coordination is called at once."""

from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from tests.conftest import Town
from tests.conversations import quiet, talking


async def called(town: Town, level: str = "Danger grave") -> tuple[Person, Person, Seen]:
    sam, lea = await talking(town)
    lea.writes("mot un")
    await sam.sees("mot un")
    sam.writes("/alerte")
    asked = await sam.sees("Un danger pour")
    sam.presses(level, in_message=asked.id)
    await sam.sees("personne de la coordination est prévenue")
    return sam, lea, await town.claire.sees("demande de l'aide")


async def test_coordination_is_called_and_the_level_rises(town: Town) -> None:
    sam, lea, card = await called(town, "Vie en danger")
    assert "danger immédiat" in card.text.lower()
    assert "signalé par l'équipe" in card.text.replace("’", "'")
    await sam.sees("que faire")
    sam.writes("je reste là")
    await lea.sees("je reste là")
    assert "mot un" not in "".join(seen.text for seen in town.claire.screen)


async def test_whoever_takes_over_reads_all_and_the_person_knows(town: Town) -> None:
    sam, lea, card = await called(town)
    town.claire.presses("Prendre la relève", in_message=card.id)
    town.claire.presses("Prendre la relève", in_message=card.id)
    await lea.sees("Claire prend le relais")
    await town.claire.sees("mot un")
    await sam.sees("répond maintenant à")
    await quiet(town)
    assert len([seen for seen in lea.screen if "prend le relais" in seen.text]) == 1


async def test_a_case_that_ended_cannot_be_taken_over(town: Town) -> None:
    sam, _, card = await called(town)
    sam.writes("/passer")
    asked = await sam.sees("À qui passer")
    sam.presses("Remettre dans la file", in_message=asked.id)
    await quiet(town)
    town.claire.presses("Prendre la relève", in_message=card.id)
    await town.claire.sees_answer("n'est plus valable")


async def test_the_level_is_never_lowered(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes("je vais me tuer ce soir, j'ai les cachets devant moi")
    await sam.sees("cachets")
    sam.writes("/alerte")
    asked = await sam.sees("Un danger pour")
    sam.presses("Danger grave", in_message=asked.id)
    card = await town.claire.sees("demande de l'aide")
    assert "danger immédiat" in card.text.lower()


async def test_without_a_conversation_there_is_nothing_to_raise(town: Town) -> None:
    sam = await town.worker("Sam")
    sam.writes("/alerte")
    await sam.sees("pas de conversation")
