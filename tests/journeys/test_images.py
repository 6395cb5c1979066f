"""Images are kept back by default; some never pass."""

import pytest

from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import copies, heard, quiet, talking, talks_with, was_told

HELD = "Ta photo ou ta vidéo n'est pas transmise"
SENDERS = [
    Person.sends_photo,
    Person.sends_video,
    Person.sends_animation,
    Person.sends_video_note,
]


def _sends_picture_as_document(person: Person) -> int:
    return person.sends("document", name="capture.png", mime_type="image/png")


@pytest.mark.parametrize("send", [*SENDERS, _sends_picture_as_document])
async def test_an_image_is_kept_back_and_explained(town: Town, send: "object") -> None:
    assert callable(send)
    sam, lea = await talking(town)
    sent = send(lea)
    await quiet(town)
    explained = await lea.sees(HELD)
    assert explained.reply_to == sent
    assert "3018" in explained.text
    await quiet(town)
    assert copies(sam) == []


async def test_outside_a_conversation_an_image_gets_an_answer_and_goes_nowhere(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.sends_photo()
    await quiet(town)
    await lea.sees("Je ne garde pas les images")
    sam = await town.worker("Sam")
    lea.presses("Parler")
    await lea.sees("C'est noté")
    await quiet(town)
    sam.presses("Prendre")
    await lea.sees("est là")
    await quiet(town)
    assert copies(sam) == []


async def test_once_the_worker_accepts_images_arrive_behind_a_spoiler(town: Town) -> None:
    sam, lea = await talking(town)
    lea.sends_photo("la capture")
    lea.sends_video()
    await quiet(town)
    await lea.sees(HELD)
    await quiet(town)
    sam.presses("Accepter les images")
    await lea.sees("a accepté les images")
    await sam.sees("2 attendaient")
    await quiet(town)
    assert [(seen.kind, seen.spoiler) for seen in copies(sam)] == [
        ("photo", True), ("video", True),
    ]  # fmt: skip
    assert copies(sam)[0].text == "la capture"
    lea.sends_animation()
    await sam.sees_kind("animation")
    assert copies(sam)[-1].spoiler
    assert was_told(lea, HELD) == 1, "sent in one go, explained once"


async def test_images_sent_while_waiting_stay_back_until_accepted(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    lea.sends_photo()
    await quiet(town)
    await lea.sees(HELD)
    await quiet(town)
    sam.presses("Prendre")
    await sam.sees("est retenu")
    await quiet(town)
    assert copies(sam) == []
    sam.presses("Accepter les images")
    assert (await sam.sees_kind("photo")).spoiler


async def test_accepting_twice_changes_nothing(town: Town) -> None:
    sam, lea = await talking(town)
    lea.sends_photo()
    await quiet(town)
    await lea.sees(HELD)
    await quiet(town)
    sam.presses("Accepter les images")
    await sam.sees_kind("photo")
    sam.presses("Accepter les images")
    await sam.sees_answer("Les images passent déjà")
    await quiet(town)
    assert len(copies(sam)) == 1


@pytest.mark.parametrize(
    "words",
    ["il a ma photo nue et menace de la publier", "un adulte me donne de l'argent pour du sexe"],
)
async def test_on_these_subjects_images_never_pass(town: Town, words: str) -> None:
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    lea.writes(words)
    await lea.sees_button("Parler")
    lea.presses("Parler")
    await lea.sees("C'est noté")
    await quiet(town)
    sam.presses("Prendre")
    header = await sam.sees("Vous avez pris")
    assert not any("Accepter les images" in label for label in header.buttons)
    lea.sends_photo()
    await quiet(town)
    await lea.sees(HELD)
    await quiet(town)
    assert [seen.kind for seen in copies(sam)] == ["text"]


async def test_a_subject_that_becomes_clear_takes_the_button_away(town: Town) -> None:
    sam, lea = await talking(town)
    lea.sends_photo()
    await quiet(town)
    await lea.sees(HELD)
    lea.writes("il a ma photo nue et menace de la publier")
    await sam.sees("menace de la publier")
    await quiet(town)
    sam.presses("Accepter les images")
    await sam.sees("Sur ce sujet, les images ne passent jamais")
    await quiet(town)
    assert [seen.kind for seen in copies(sam)] == ["text"]


async def test_images_accepted_in_one_case_are_not_in_another(town: Town) -> None:
    sam, lea = await talking(town)
    sam.presses("Accepter les images")
    await lea.sees("a accepté les images")
    tom = await talks_with(town, sam, "Tom")
    tom.sends_photo()
    await quiet(town)
    await tom.sees(HELD)
    await quiet(town)
    assert copies(sam) == []


async def test_an_album_is_explained_once(town: Town) -> None:
    _, lea = await talking(town)
    for _ in range(3):
        lea.sends("photo", media_group_id="album-1")
    await quiet(town)
    await lea.sees(HELD)
    await quiet(town)
    lea.sends("photo", media_group_id="album-2")
    await quiet(town)
    assert was_told(lea, HELD) == 2
    assert heard(lea)


async def test_an_image_that_is_held_is_told_to_both_sides_and_once(town: Town) -> None:
    sam, lea = await talking(town)
    lea.sends_photo()
    lea.sends_photo()
    told = await sam.sees("a envoyé une image")
    await lea.sees(HELD)
    await quiet(town)
    assert was_told(sam, "a envoyé une image") == 1
    sam.presses("Accepter les images", in_message=told.id)
    await sam.sees_kind("photo")


async def test_images_can_be_refused_again(town: Town) -> None:
    sam, lea = await talking(town)
    sam.presses("Accepter les images")
    said = await sam.sees("passeront")
    sam.presses("Ne plus les accepter", in_message=said.id)
    await sam.sees("ne passent plus")
    await lea.sees("Les images ne passent plus")
    lea.sends_photo()
    await lea.sees(HELD)
    await quiet(town)
    assert copies(sam) == []
