"""What a command does not know, it says with what it does know; closing asks a last time."""

from tests.conftest import Town
from tests.conversations import pseudonym_of, quiet, talking, was_told


async def test_a_request_asked_for_by_a_name_that_nobody_has_comes_with_those_who_wait(
    town: Town,
) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    sam.writes("/prendre Personne")
    shown = await sam.sees("Personne n'attend sous ce nom")
    (label,) = shown.buttons
    assert await pseudonym_of(lea) in label
    assert "Personne n'attend en ce moment" not in shown.text


async def test_a_conversation_that_one_does_not_have_is_not_closed_nor_another(town: Town) -> None:
    sam, lea = await talking(town)
    sam.writes("/clore Personne")
    shown = await sam.sees("Vous n'avez pas de conversation sous ce nom")
    (label,) = shown.buttons
    assert await pseudonym_of(lea) in label


async def test_an_outcome_ends_nothing_before_it_is_confirmed(town: Town) -> None:
    sam, lea = await talking(town)
    sam.writes("/clore")
    asked = await sam.sees("Quelle issue")
    sam.presses("Mise en protection", in_message=asked.id)
    confirming = await sam.sees("La conversation s'arrête pour vous deux")
    assert "mise en protection" in confirming.text
    await quiet(town)
    assert was_told(lea, "La conversation est terminée") == 0
    sam.presses("Choisir une autre issue", in_message=asked.id)
    await sam.sees("Quelle issue")
    sam.presses("Écoute", in_message=asked.id)
    await sam.sees("Issue : écoute")
    sam.presses("Ne pas clore", in_message=asked.id)
    await sam.sees("reste ouverte")
    lea.writes("tu es là ?")
    await sam.sees("tu es là ?")


async def test_a_command_with_a_typing_error_gets_the_list_of_commands(town: Town) -> None:
    sam, lea = await talking(town)
    sam.writes("/fiel")
    assert "/file" in (await sam.sees("Je ne connais pas cette commande")).text
    lea.writes("/urgense")
    said = await lea.sees("Je ne connais pas cette commande")
    assert "/urgence" in said.text
    assert "/file" not in said.text
