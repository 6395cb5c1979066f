"""What people do besides writing: one answer to a gesture, and nothing said for nothing."""

import pytest

from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import copies, ends, heard, quiet, talking, was_told

CARD = "Merci de l'écrire"
NOT_UNDERSTOOD = "Je ne suis pas sûr de comprendre"


def _answers(person: Person) -> int:
    return was_told(person, CARD) + was_told(person, NOT_UNDERSTOOD)


async def test_short_lines_in_a_row_get_one_answer_to_what_they_say_together(town: Town) -> None:
    lea = town.somebody("Léa")
    for line in (
        "slt",
        "jai un pb",
        "on a mis une photo de moi sur insta sans mon accord",
        "c la honte",
        "voila",
    ):
        lea.writes(line)
    await quiet(town)
    assert _answers(lea) == 1
    assert "photo" in heard(lea)[-1]


async def test_forwards_in_a_row_get_one_answer(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.forwards_several(*(f"regarde ça {number}" for number in range(8)))
    await quiet(town)
    assert len(heard(lea)) == 1


@pytest.mark.parametrize("asked", [False, True])
async def test_an_album_gets_one_answer(town: Town, asked: bool) -> None:
    lea = await town.asking("Léa") if asked else town.somebody("Léa")
    before = len(heard(lea))
    lea.sends_album(5)
    await quiet(town)
    assert len(heard(lea)) == before + 1


async def test_danger_does_not_wait_for_the_end_of_a_gesture(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("slt")
    lea.writes("je veux mourir, j'y pense tous les soirs")
    lea.writes("dsl")
    await lea.sees("Ce que tu écris est important")
    await quiet(town)
    assert _answers(lea) <= 1


async def test_a_reaction_passes_both_ways_and_is_taken_away_again(town: Town) -> None:
    sam, lea = await talking(town)
    hers = lea.writes("merci beaucoup")
    arrived = await sam.sees("merci beaucoup")
    await quiet(town)
    sam.reacts("❤", to=arrived.id)
    await lea.sees_reaction("❤", on=hers)
    mine = sam.writes("de rien")
    answer = await lea.sees("de rien")
    await sam.sees_reaction("👌", on=mine)
    lea.reacts("👍", to=answer.id)
    await sam.sees_reaction("👍", on=mine)
    sam.reacts(None, to=arrived.id)
    await quiet(town)
    assert next(seen for seen in lea.screen if seen.id == hers).reactions == ()


async def test_a_reaction_after_the_end_reaches_nobody(town: Town) -> None:
    sam, lea = await talking(town)
    hers = lea.writes("merci beaucoup")
    arrived = await sam.sees("merci beaucoup")
    await ends(lea)
    await sam.sees("a mis fin")
    sam.reacts("❤", to=arrived.id)
    await quiet(town)
    assert next(seen for seen in lea.screen if seen.id == hers).reactions == ()


async def test_a_part_that_is_quoted_is_quoted_at_the_other_end(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes("il me suit le matin et il m'écrit le soir")
    arrived = await sam.sees("il me suit")
    sam.writes("depuis quand ?", reply_to=arrived.id, quote="il m'écrit le soir")
    answer = await lea.sees("depuis quand ?")
    assert answer.quote == "il m'écrit le soir"


async def test_a_quote_of_words_that_were_changed_since_still_answers_the_message(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    hers = lea.writes("il me suit le matin")
    arrived = await sam.sees("il me suit")
    await quiet(town)
    world = town.telegram.world
    sam.writes("tous les jours ?", reply_to=arrived.id, quote="le matin")
    lea.edits(hers, "il me suit tout le temps")
    await lea.sees("tous les jours ?")
    await quiet(town)
    assert not world.pending_updates()


async def test_telegrams_own_notices_are_never_answered(town: Town) -> None:
    sam, lea = await talking(town)
    hers = lea.writes("coucou")
    await sam.sees("coucou")
    await quiet(town)
    before = len(heard(lea)), len(heard(sam))
    lea.pins(hers)
    lea.sets_timer()
    lea.sets_background()
    await quiet(town)
    assert (len(heard(lea)), len(heard(sam))) == before


async def test_what_cannot_be_passed_gets_one_sentence(town: Town) -> None:
    sam, lea = await talking(town)
    before = len(copies(sam))
    lea.sends_story()
    lea.sends_game()
    lea.sends_paid_media()
    await quiet(town)
    await lea.sees("Je ne sais pas transmettre")
    await quiet(town)
    assert was_told(lea, "Je ne sais pas transmettre") == 1
    assert len(copies(sam)) == before


async def test_a_live_location_is_asked_about_once_followed_in_silence_and_its_end_told(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    shared = lea.shares_live_location()
    await lea.sees("On dirait que tu donnes")
    lea.presses("Envoyer quand même")
    await sam.sees("Position partagée en direct")
    await sam.sees_kind("location")
    await quiet(town)
    before = len(heard(lea)), len(heard(sam))
    for step in range(10):
        lea.moves(shared, 45.9 + step / 1000, 6.1)
    await quiet(town)
    assert (len(heard(lea)), len(heard(sam))) == before
    lea.stops_live_location(shared)
    await sam.sees("a arrêté de partager")


async def test_a_message_written_in_a_topic_is_answered_there(town: Town) -> None:
    town.telegram.world.topics_enabled = True
    lea = town.somebody("Léa")
    thread = lea.opens_topic("Mes affaires")
    lea.writes("/aide", thread=thread)
    shown = await lea.sees("Tu peux simplement écrire")
    assert shown.thread == thread
