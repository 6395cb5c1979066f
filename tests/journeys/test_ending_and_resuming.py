"""Endings ask once, and can be taken back for a while."""

from tests.conftest import Town
from tests.conversations import data_of, ends, quiet, talking, talks_with, was_told


async def test_an_old_cancel_button_does_not_end_a_conversation(town: Town) -> None:
    sam, lea = await town.worker("Sam"), await town.asking("Léa")
    old = data_of(lea, "Annuler ma demande")
    await sam.sees_button("Prendre")
    sam.presses("Prendre")
    await lea.sees("Sam est là")
    lea.presses_data(*old)
    asked = await lea.sees("Tu veux vraiment arrêter")
    assert was_told(sam, "a mis fin") == 0
    lea.writes("je reste")
    await sam.sees("je reste")
    lea.presses("Oui, arrêter", in_message=asked.id)
    await sam.sees("a mis fin")


async def test_the_same_worker_goes_on_at_once(town: Town) -> None:
    sam, lea = await talking(town)
    await ends(lea)
    ended = await lea.sees("Tu as mis fin")
    await sam.sees("a mis fin")
    lea.presses("Reprendre", in_message=ended.id)
    await lea.sees("est là", after=ended.id)
    lea.writes("me revoilà")
    await sam.sees("me revoilà")
    sam.writes("je suis là")
    await lea.sees("je suis là")
    assert was_told(town.claire, "Nouvelle demande") <= 1


async def test_a_second_press_makes_no_second_request(town: Town) -> None:
    sam, lea = await talking(town)
    await ends(lea)
    ended = await lea.sees("Tu as mis fin")
    lea.presses("Reprendre", in_message=ended.id)
    lea.presses("Reprendre", in_message=ended.id)
    await lea.sees("est là", after=ended.id)
    lea.writes("une fois")
    await sam.sees("une fois")
    assert was_told(sam, "Vous avez pris") == 2


async def test_a_worker_who_paused_meanwhile_is_not_given_it(town: Town) -> None:
    sam, lea = await talking(town)
    await ends(lea)
    ended = await lea.sees("Tu as mis fin")
    asked = sam.writes("/pause")
    await sam.sees("pause", after=asked)
    tom = await town.worker("Tom")
    lea.presses("Reprendre", in_message=ended.id)
    await lea.sees("C'est noté", after=ended.id - 1)
    await tom.sees_button("Prendre")
    tom.presses("Prendre")
    await lea.sees("Tom", after=ended.id)


async def test_after_a_quarter_of_an_hour_it_is_too_late(town: Town) -> None:
    _, lea = await talking(town)
    await ends(lea)
    ended = await lea.sees("Tu as mis fin")
    town.telegram.world.clock.forward(minutes=16)
    lea.presses("Reprendre", in_message=ended.id)
    await lea.sees("Cette conversation est terminée")


async def test_a_cancelled_request_is_taken_up_again(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    lea.writes("/stop")
    cancelled = await lea.sees("Ta demande est annulée")
    lea.presses("Reprendre", in_message=cancelled.id)
    await lea.sees("C'est noté", after=cancelled.id - 1)
    await sam.sees_button("Prendre")


async def test_a_worker_who_talks_with_somebody_else_is_asked_whom_they_mean(town: Town) -> None:
    sam, lea = await talking(town)
    await ends(lea)
    ended = await lea.sees("Tu as mis fin")
    await talks_with(town, sam, "Tom")
    lea.presses("Reprendre", in_message=ended.id)
    await lea.sees("est là", after=ended.id)
    asked = sam.writes("à qui est-ce que je parle ?")
    await sam.sees("À qui", after=asked)


async def test_what_cancels_a_request_goes_once_somebody_came(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    lea.writes("/parler")
    await lea.sees("Tu es la prochaine personne", after=lea.screen[-1].id)
    await quiet(town)
    assert any("Annuler ma demande" in seen.buttons for seen in lea.screen)
    sam.presses("Prendre")
    await lea.sees("Sam est là")
    await quiet(town)
    assert not any("Annuler ma demande" in seen.buttons for seen in lea.screen)


async def test_what_cancels_a_request_goes_with_it(town: Town) -> None:
    lea = await town.asking("Léa")
    lea.presses("Annuler ma demande")
    await lea.sees_button("Reprendre")
    await quiet(town)
    assert not any("Annuler ma demande" in seen.buttons for seen in lea.screen)
