"""*Demander à l'équipe*, over Telegram: asked, answered when they are gone, offered, withdrawn."""

from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import heard, quiet, talking
from tests.journeys.test_verify import sees_questions, verifying

CLAIM = "La piscine serait fermée tout l'hiver"
ANSWER = "Non : elle rouvre le 4 janvier, la mairie l'a écrit. https://ville.example/piscine"


async def asks_the_team(town: Town, words: str, first_name: str = "Léa") -> Person:
    """Somebody has something checked, and asks the team about it."""
    person = town.somebody(first_name)
    person.writes(f"/verifier {words}")
    await person.sees_button("Demander à quelqu'un")
    person.presses("Demander à quelqu'un")
    await person.sees("Ta question est posée")
    return person


async def answers(worker: Person, text: str) -> None:
    """The one question that waits gets an answer, shown as it will be read."""
    await sees_questions(worker, 1)
    worker.presses("Répondre")
    await worker.sees("Sur la première ligne")
    written = worker.writes(text)
    await worker.sees("À relire", after=written)


async def test_an_answer_comes_later_and_is_there_for_the_next(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await asks_the_team(town, "jé lu que la piscine ferme tou l'hiver MARQUE")
    await answers(sam, f"{CLAIM}\n{ANSWER}")
    assert all("Loutre" not in seen.text for seen in sam.screen)
    sam.presses("garder 6 mois")
    await sam.sees("C'est envoyé")
    told = await lea.sees("L'équipe répond à ta question")
    assert CLAIM in told.text
    assert ANSWER[5:] in told.text
    assert "Sam" in told.text

    noe = await verifying_as(town, "Noé")
    noe.writes("la pissine elle est fermé tout lhiver ??")
    offered = await noe.sees("L'équipe a déjà répondu")
    assert ANSWER[5:] in offered.text
    assert "MARQUE" not in "".join(heard(noe))
    await noe.sees("à toi, trois questions")

    town.claire.writes("/reponses")
    await town.claire.sees("Réponses gardées")
    town.claire.presses(CLAIM[:20])
    await town.claire.sees_button("Retirer")
    town.claire.presses("Retirer")
    town.claire.presses("Oui, la retirer", in_message=(await town.claire.sees("La retirer ?")).id)
    await lea.sees("a retiré la réponse")
    ines = await verifying_as(town, "Inès")
    ines.writes("la piscine est fermée tout l'hiver")
    await ines.sees("à toi, trois questions")
    assert all("déjà répondu" not in text for text in heard(ines))


async def verifying_as(town: Town, first_name: str) -> Person:
    """Somebody who was asked to send something."""
    person = town.somebody(first_name)
    person.writes("/verifier")
    await person.sees("Envoie maintenant")
    return person


async def test_pressed_twice_an_answer_leaves_once(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await asks_the_team(town, "la piscine ferme tout l'hiver")
    await answers(sam, f"{CLAIM}\n{ANSWER}")
    draft = sam.screen[-1].id
    sam.presses("ne pas garder", in_message=draft)
    sam.presses("garder 1 mois", in_message=draft)
    await lea.sees("L'équipe répond")
    await quiet(town)
    assert sum("L'équipe répond" in text for text in heard(lea)) == 1
    assert "C'est envoyé." in sam.screen[-1].text


async def test_a_picture_is_asked_about_in_words_and_a_number_goes_nowhere(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await verifying(town)
    lea.sends_photo()
    await lea.sees_button("Demander à quelqu'un")
    lea.presses("Demander à quelqu'un")
    await lea.sees("Écris en une phrase ce que tu veux savoir")
    lea.writes("c'est vrai que Paul 06 39 98 12 34 donne des places ?")
    await lea.sees("Il y a un numéro")
    lea.writes("c'est vrai qu'il y a des places gratuites au concert ?")
    await lea.sees("Ta question est posée")
    await sees_questions(sam, 1)
    await sam.sees("places gratuites au concert")
    assert all("06 39 98 12 34" not in seen.text for seen in sam.screen)


async def test_who_edits_their_question_has_it_read_as_it_is_now(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await verifying(town)
    asked = lea.writes("la piscine ferme tout l'hiver AVANT")
    await lea.sees_button("Demander à quelqu'un")
    lea.presses("Demander à quelqu'un")
    await lea.sees("Ta question est posée")
    await sees_questions(sam, 1)
    await sam.sees("AVANT")
    lea.edits(asked, "la piscine ferme tout l'été APRES")
    await sam.sees("APRES")
    await quiet(town)
    assert all("AVANT" not in seen.text for seen in sam.screen)


async def test_in_a_conversation_an_answer_is_written_below_the_question_and_goes_nowhere_else(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    await asks_the_team(town, "la piscine ferme tout l'hiver", "Noé")
    await sees_questions(sam, 1)
    sam.presses("Répondre")
    asked = await sam.sees("Écrivez en réponse à ce message")
    sam.writes(f"{CLAIM}\n{ANSWER}", reply_to=asked.id)
    await sam.sees("À relire")
    await quiet(town)
    assert all("rouvre le 4 janvier" not in text for text in heard(lea))


async def test_who_answered_is_told_when_it_does_not_arrive(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await asks_the_team(town, "la piscine ferme tout l'hiver")
    await answers(sam, f"{CLAIM}\n{ANSWER}")
    lea.blocks()
    await quiet(town)
    sam.presses("garder 1 mois")
    told = await sam.sees("Votre réponse n'est pas arrivée")
    assert CLAIM in told.text
