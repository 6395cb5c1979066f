"""/annuler: a worker takes back what they sent."""

from tests.conftest import Town
from tests.conversations import heard, quiet, talking, was_told


async def test_a_message_is_taken_back_from_the_other_side(town: Town) -> None:
    sam, lea = await talking(town)
    sent = sam.writes("c'était pour quelqu'un d'autre")
    await lea.sees("pour quelqu'un d'autre")
    await quiet(town)
    sam.writes("/annuler", reply_to=sent)
    await sam.sees("est retiré de la conversation")
    await quiet(town)
    assert was_told(lea, "pour quelqu'un d'autre") == 0
    sam.edits(sent, "c'était vraiment pour quelqu'un d'autre")
    await quiet(town)
    assert was_told(lea, "pour quelqu'un d'autre") == 0


async def test_a_message_of_a_closed_conversation_is_taken_back_too(town: Town) -> None:
    sam, lea = await talking(town)
    sent = sam.writes("je n'aurais pas dû")
    await lea.sees("je n'aurais pas dû")
    lea.writes("/stop")
    await sam.sees("a mis fin")
    await quiet(town)
    sam.writes("/annuler", reply_to=sent)
    await sam.sees("est retiré")
    await quiet(town)
    assert was_told(lea, "je n'aurais pas dû") == 0


async def test_after_two_days_telegram_allows_it_no_more(town: Town) -> None:
    sam, lea = await talking(town)
    sent = sam.writes("bonjour toi")
    await lea.sees("bonjour toi")
    await quiet(town)
    town.telegram.world.clock.forward(hours=48.1)
    sam.writes("/annuler", reply_to=sent)
    await sam.sees("plus de 48 heures")
    await quiet(town)
    assert was_told(lea, "bonjour toi") == 1


async def test_what_is_meant_is_never_guessed(town: Town) -> None:
    sam, lea = await talking(town)
    sam.writes("bonjour toi")
    await lea.sees("bonjour toi")
    theirs = lea.writes("coucou toi")
    copy = await sam.sees("coucou toi")
    sam.writes("/annuler", reply_to=None)
    await sam.sees("Répondez /annuler au message")
    sam.writes("/annuler", reply_to=copy.id)
    await sam.sees("Ce n'est pas un message que vous avez transmis")
    await quiet(town)
    assert was_told(lea, "bonjour toi") == 1
    assert theirs in {seen.id for seen in lea.screen}
    assert not any("/annuler" in text for text in heard(lea))
