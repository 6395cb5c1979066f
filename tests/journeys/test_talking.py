"""Both sides talk: replies, edits, files, deletions, and everything else that can be sent."""

from collections.abc import Callable

import pytest

from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import CALM, copies, heard, quiet, talking, was_told


async def test_a_reply_quotes_the_right_message_on_the_other_phone(town: Town) -> None:
    sam, lea = await talking(town)
    asked = lea.writes("première question")
    lea.writes("deuxième question")
    copy = await sam.sees("première question")
    await sam.sees("deuxième question")
    sam.writes("réponse à la première", reply_to=copy.id)
    answer = await lea.sees("réponse à la première")
    assert answer.reply_to == asked
    lea.writes("merci pour ça", reply_to=answer.id)
    thanks = await sam.sees("merci pour ça")
    own = next(seen for seen in sam.screen if seen.mine and seen.text == "réponse à la première")
    assert thanks.reply_to == own.id


async def test_somebody_who_answers_themselves_is_quoted_too(town: Town) -> None:
    sam, lea = await talking(town)
    first = lea.writes("c'était hier")
    copy = await sam.sees("c'était hier")
    lea.writes("en fait avant-hier", reply_to=first)
    assert (await sam.sees("en fait avant-hier")).reply_to == copy.id


async def test_edits_reach_the_other_side(town: Town) -> None:
    sam, lea = await talking(town)
    written = lea.writes("je suis au colège")
    copy = await sam.sees("je suis au colège")
    await quiet(town)
    lea.edits(written, "je suis au collège")
    edited = await sam.sees("je suis au collège")
    assert (edited.id, edited.edited) == (copy.id, True)
    answer = sam.writes("d'acord")
    await lea.sees("d'acord")
    await quiet(town)
    sam.edits(answer, "d'accord")
    await lea.sees("d'accord")
    await quiet(town)
    assert was_told(lea, "d'acord") == 0


async def test_what_is_edited_while_waiting_is_read_as_edited(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    written = lea.writes("première version")
    await quiet(town)
    lea.edits(written, "seconde version")
    await quiet(town)
    sam.presses("Prendre")
    await sam.sees("seconde version")
    await quiet(town)
    assert was_told(sam, "première version") == 0


async def test_what_is_deleted_before_it_was_taken_never_arrives(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    lea.writes("je peux le dire")
    secret = lea.writes("je regrette d'avoir écrit ça")
    lea.writes("voilà")
    await quiet(town)
    lea.deletes(secret)
    sam.presses("Prendre")
    await sam.sees("voilà")
    await quiet(town)
    assert [seen.text for seen in copies(sam)] == ["je peux le dire", "voilà"]


@pytest.mark.parametrize(
    ("send", "kind"),
    [
        (Person.sends_voice, "voice"),
        (Person.sends_sticker, "sticker"),
        (Person.sends_document, "document"),
        (Person.sends_audio, "audio"),
        (Person.sends_poll, "poll"),
        (Person.sends_dice, "dice"),
    ],
)
async def test_voices_stickers_documents_polls_and_dice_pass_both_ways(
    town: Town, send: "object", kind: str
) -> None:
    assert callable(send)
    sam, lea = await talking(town)
    send(lea)
    assert (await sam.sees_kind(kind)).protected
    send(sam)
    assert not (await lea.sees_kind(kind)).protected


async def test_a_voice_recorded_while_waiting_is_passed_on(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    lea.sends_voice()
    await quiet(town)
    await lea.sees("Bien reçu")
    await quiet(town)
    sam.presses("Prendre")
    await sam.sees_kind("voice")


async def test_a_worker_may_send_a_photo(town: Town) -> None:
    sam, lea = await talking(town)
    sam.sends_photo("le plan d'accès")
    assert (await lea.sees_kind("photo")).text == "le plan d'accès"


@pytest.mark.parametrize(
    "send",
    [
        Person.sends_story,
        Person.sends_checklist,
        Person.sends_paid_media,
        Person.sends_game,
        lambda person: person.sends_poll("Vrai ?", correct=0),
        lambda person: person.sends_poll("On y va ?", picture=True),
        lambda person: person.sends_raw(rich_message={"blocks": [{"type": "divider"}]}),
    ],
)
async def test_what_cannot_be_passed_on_gets_an_answer(
    town: Town, send: Callable[[Person], object]
) -> None:
    sam, lea = await talking(town)
    tom = town.somebody("Tom")
    send(tom)
    await quiet(town)
    await tom.sees("Je ne sais pas transmettre")
    send(lea)
    await quiet(town)
    await lea.sees("Je ne sais pas transmettre")
    send(sam)
    await quiet(town)
    await sam.sees("ne peut pas être transmis")
    await quiet(town)
    assert copies(sam) == []


async def test_the_longest_text_passes_whole_both_ways(town: Town) -> None:
    sam, lea = await talking(town)
    long = "salut ça va ? " * 292 + "à demain"
    assert len(long) == 4096
    lea.writes(long)
    await sam.sees("à demain")
    assert copies(sam)[-1].text == long
    sam.writes(long.upper())
    await lea.sees(long.upper())


async def test_while_two_people_talk_the_bot_is_silent(town: Town) -> None:
    sam, lea = await talking(town)
    await quiet(town)
    before = len(heard(lea))
    lea.writes(CALM)
    lea.writes("on m'insulte sur snap tous les jours")
    await sam.sees("tous les jours")
    await quiet(town)
    assert len(heard(lea)) == before


async def test_a_line_names_the_speaker_at_each_turn_only(town: Town) -> None:
    sam, lea = await talking(town)
    for words in ("un", "deux"):
        sam.writes(words)
    await lea.sees("deux")
    lea.writes("trois")
    await sam.sees("trois")
    sam.writes("quatre")
    await lea.sees("quatre")
    await quiet(town)
    assert was_told(lea, "💬 Sam") == 2


async def test_a_forwarded_message_is_passed_on_without_its_author(town: Town) -> None:
    sam, lea = await talking(town)
    lea.forwards("regarde ce qu'on m'a écrit", origin_name="Kevinmarqueur")
    await sam.sees("regarde ce qu'on m'a écrit")
    assert "Kevinmarqueur" not in sam.shows(50)


async def test_no_side_ever_sees_who_the_other_is(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes("bonjour")
    await sam.sees("bonjour")
    sam.writes("bonsoir")
    await lea.sees("bonsoir")
    await quiet(town)
    everything = "\n".join(heard(sam) + heard(town.claire))
    assert "Léa" not in everything
    assert str(lea.id) not in everything
    assert str(sam.id) not in "\n".join(heard(lea))
