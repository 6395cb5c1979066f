"""/sonder over Telegram: asked, answered once, unseen until its end, given back to everybody."""

from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import heard, quiet

TEXT = "Qu'est-ce qui manque ici le mercredi ?\nUn lieu au chaud\nDu sport\nRien de tout ça"


async def opens(person: Person) -> None:
    """Somebody finds the question that is asked."""
    person.writes("/lieux")
    await person.sees_button("Donner mon avis")
    person.presses("Donner mon avis")
    await person.sees_button("Qu'est-ce qui manque")
    person.presses("Qu'est-ce qui manque")


async def test_a_question_is_answered_once_and_its_results_are_given_back(town: Town) -> None:
    claire = town.claire
    claire.writes("/sonder")
    await claire.sees_button("Poser une question")
    claire.presses("Poser une question")
    await claire.sees("un choix par ligne")
    claire.writes("Une question\navec un seul choix")
    await claire.sees("Un seul choix n'en est pas un")
    claire.writes(TEXT)
    await claire.sees_button("Tous les territoires")
    claire.presses("Tous les territoires")
    await claire.sees("Voici ce qui sera demandé")
    claire.presses("Pendant 7 jours")
    card = await claire.sees("Personne ne voit les réponses avant")

    lea = town.somebody("Léa")
    await opens(lea)
    await lea.sees_button("Du sport")
    lea.presses("Du sport")
    lea.presses("Rien de tout ça")
    await lea.sees("C'est compté")
    await quiet(town)
    assert not any("environ" in text for text in (*heard(claire), *heard(lea)))

    claire.presses("Terminer maintenant", in_message=card.id)
    await claire.sees("La terminer maintenant ?")
    claire.presses("Oui, terminer", in_message=card.id)
    told = await claire.sees("Oubliée un mois après")
    lea.writes("/lieux")
    await lea.sees_button("Donner mon avis")
    lea.presses("Donner mon avis")
    await lea.sees_button("Résultats")
    lea.presses("Résultats")
    given = await lea.sees("personne ne peut y être reconnu")
    for text in (told.text, given.text):
        assert "Un lieu au chaud : de 0 à 4" in text.replace("\u00a0", " ")
