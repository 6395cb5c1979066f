"""A worker, two young people, all writing at the same moment: nobody reads what is not theirs."""

from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import heard, pseudonym_of, quiet, talks_with, was_told

SENTENCE = "ton beau-frère fait ça depuis quand ?"


async def _both(town: Town) -> tuple[Person, Person, Person]:
    """Sam talks with Tom and with Léa, and answered Tom last."""
    sam = await town.worker("Sam")
    lea = await talks_with(town, sam, "Léa")
    tom = await talks_with(town, sam, "Tom")
    sam.writes("je t'écoute Tom")
    await tom.sees("je t'écoute Tom")
    await quiet(town)
    return sam, tom, lea


async def test_what_is_typed_to_somebody_who_spoke_in_between_is_asked_about(town: Town) -> None:
    sam, tom, lea = await _both(town)
    lea.writes("c'est mon beau-frère qui m'embête")
    await sam.sees("beau-frère")
    # Sam answers Léa, and Tom is faster than Sam's thumb.
    tom.writes("t'es là ?")
    await sam.sees("t'es là ?")
    await quiet(town)
    sam.writes(SENTENCE)
    await quiet(town)
    assert was_told(tom, SENTENCE) == 0
    assert "À qui" in heard(sam)[-1]


async def test_once_chosen_the_answers_go_there_until_somebody_else_speaks(town: Town) -> None:
    sam, tom, lea = await _both(town)
    lea.writes("coucou")
    await sam.sees("coucou")
    tom.writes("t'es là ?")
    await sam.sees("t'es là ?")
    sam.writes("oui Tom")
    asked = await sam.sees("À qui")
    sam.presses(await pseudonym_of(tom), in_message=asked.id)
    await tom.sees("oui Tom")
    tom.writes("ok")
    await sam.sees("ok")
    await quiet(town)
    sam.writes("raconte-moi Tom")
    await tom.sees("raconte-moi Tom")
    await quiet(town)
    assert was_told(lea, "Tom") == 0


async def test_a_reply_whose_message_was_just_erased_reaches_nobody_else(town: Town) -> None:
    sam, tom, lea = await _both(town)
    lea.writes("/effacer")
    await lea.sees("Tout effacer ?")
    lea.presses("Confirmer : tout effacer")
    await lea.sees("C'est effacé")
    await quiet(town)
    # Telegram drops the quote of a message that is gone: what arrives answers nothing.
    sam.writes(SENTENCE)
    await quiet(town)
    assert was_told(tom, SENTENCE) == 0
    assert "À qui" in heard(sam)[-1]


async def test_two_choices_for_one_message_send_it_once_and_say_so_truly(town: Town) -> None:
    sam, tom, lea = await _both(town)
    lea.writes("coucou")
    await sam.sees("coucou")
    sam.writes("je pense à vous")
    asked = await sam.sees("À qui")
    toms, leas = await pseudonym_of(tom), await pseudonym_of(lea)
    await quiet(town)
    sam.presses(leas, in_message=asked.id)
    sam.presses(toms, in_message=asked.id)
    await lea.sees("je pense à vous")
    await quiet(town)
    assert was_told(tom, "je pense à vous") == 0
    said = next(seen.text for seen in sam.screen if seen.id == asked.id)
    assert leas.casefold() in said.casefold()
