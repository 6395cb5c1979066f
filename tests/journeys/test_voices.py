"""Parents, professionals and the team are spoken to with *vous*, young people with *tu*."""

import re

import pytest

from bot.content.checks.address import TU
from bot.domain.people import Audience
from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import DANGER, confirms_closing, copies, quiet
from tests.outages import database_down

#: Verbs that say *tu* without saying it.
_IMPERATIVES = re.compile(
    r"\b(?:Choisis|Écris|Envoie|Raconte|Continue|Demande|Touche|Renvoie|Laisse|Garde|Appelle)\b"
)


def says_tu(text: str) -> bool:
    """Whether a text of the bot speaks to its reader with *tu*, quotations apart."""
    said = re.sub(r"«[^»]*»", "", text)
    return bool(TU["fr"].search(said) or _IMPERATIVES.search(said))


async def a_parent(town: Town, first_name: str = "Nadia") -> Person:
    """Somebody who went to the parents' pages."""
    parent = town.somebody(first_name)
    parent.writes("/start")
    await parent.sees_button("Je suis un parent")
    parent.presses("Je suis un parent")
    await parent.sees_button("Échanger avec l'équipe")
    await quiet(town)
    return parent


async def test_a_parent_who_waits_and_talks_is_never_spoken_to_with_tu(town: Town) -> None:
    sam = await town.worker("Sam")
    parent = await a_parent(town)
    asked = parent.writes("/parler")
    await parent.sees("vous répondre", after=asked)
    parent.writes("mon fils ne va plus au collège")
    await quiet(town)
    await parent.sees("Continuez si vous voulez", after=asked)
    parent.presses("Ma place dans la file")
    await parent.sees("Votre demande est bien dans la file", after=asked)
    parent.sends_photo()
    await quiet(town)
    await parent.sees("n'est pas transmise", after=asked)
    parent.writes("mon numéro c'est le 06 39 98 12 34")
    await parent.sees("Voulez-vous l'envoyer quand même", after=asked)
    await quiet(town)
    assert "👪 parent, à vouvoyer" in (await sam.sees("Nouvelle demande")).text
    sam.writes("/file")
    assert "👪" in (await sam.sees("Une personne attend")).text
    sam.presses("Prendre")
    taken = (await sam.sees("Vous avez pris")).text
    assert "👪 parent, à vouvoyer" in taken
    assert "Quel âge a votre enfant" in taken
    await parent.sees("Vous pouvez lui écrire directement", after=asked)
    parent.writes("/aide")
    await parent.sees("Ce que vous pouvez faire", after=asked)
    parent.writes("/infos")
    await parent.sees("Ce qu'on sait de vous", after=asked)
    sam.writes("/clore")
    await sam.sees_button("Information donnée")
    sam.presses("Information donnée")
    await confirms_closing(sam)
    await parent.sees("Est-ce que cet échange vous a aidé", after=asked)
    parent.writes("/effacer")
    await parent.sees_button("Confirmer")
    said = [seen.text for seen in parent.screen if not seen.mine and seen.id > asked]
    parent.presses("Confirmer")
    said.append((await parent.sees("Le bot ne sait plus rien de vous", after=asked)).text)
    assert len(said) > 8
    assert [text for text in said if says_tu(text)] == []


async def test_a_parent_is_offered_what_is_written_for_parents(town: Town) -> None:
    parent = await a_parent(town)
    asked = parent.writes("mon fils reçoit des insultes tous les jours sur snap")
    offered = await parent.sees("« Mon enfant est harcelé en ligne »", after=asked)
    assert any("Mon enfant est harcelé" in button for button in offered.buttons)
    lea = town.somebody("Léa")
    lea.writes("je reçois des insultes tous les jours sur snap")
    await lea.sees("« On me harcèle en ligne »")


async def test_a_parent_is_not_offered_a_young_persons_card_whatever_its_words(town: Town) -> None:
    parent = await a_parent(town)
    asked = parent.writes(
        "mon fils a perdu sa carte d'identité, je ne sais plus quoi faire avec lui"
    )
    offered = await parent.sees("Je suis un programme", after=asked)
    library = town.bot.shelf.current
    cards = {f"{card.emoji} {card.title}" for card in library.of_audience(Audience.YOUNG)}
    assert not cards & set(offered.buttons)


async def test_a_parent_in_danger_reads_vous(town: Town) -> None:
    parent = await a_parent(town)
    asked = parent.writes(DANGER)
    shown = await parent.sees("Ce que vous écrivez est important", after=asked)
    assert not says_tu(shown.text)
    assert any("Échanger" in button for button in shown.buttons)


async def test_the_menu_of_commands_says_vous_to_a_parent(town: Town) -> None:
    parent = await a_parent(town)
    told = [command["description"] for command in parent.commands]
    assert "ce qu'on sait de vous, vos droits" in told
    assert not any(map(says_tu, told))


async def test_who_had_everything_erased_leaves_no_menu_that_tells_who_they_were(
    town: Town,
) -> None:
    parent = await a_parent(town)
    parent.writes("/effacer")
    await parent.sees_button("Confirmer")
    parent.presses("Confirmer")
    await parent.sees("Le bot ne sait plus rien de vous")
    await quiet(town)
    assert "ce qu'on sait de toi, tes droits" in [one["description"] for one in parent.commands]


async def test_somebody_young_who_looked_around_is_spoken_to_with_tu_again(town: Town) -> None:
    lea = await a_parent(town, "Léa")
    lea.writes("/start")
    await lea.sees_button("Je suis jeune")
    lea.presses("Je suis jeune")
    await lea.sees("Qu'est-ce qui t'aiderait")
    asked = lea.writes("/parler")
    await lea.sees("quelqu'un va te répondre", after=asked)
    await quiet(town)
    assert "ce qu'on sait de toi, tes droits" in [one["description"] for one in lea.commands]


async def test_a_professional_is_spoken_to_with_vous(town: Town) -> None:
    professional = town.somebody("Karim")
    professional.writes("/start")
    await professional.sees_button("Espace professionnel")
    professional.presses("Espace professionnel")
    await professional.sees("pour votre pratique")
    asked = professional.writes("/parler")
    await professional.sees("quelqu'un va vous répondre", after=asked)


async def test_a_press_that_changes_nothing_is_answered_with_vous(town: Town) -> None:
    parent = await a_parent(town)
    parent.writes("/parler")
    await parent.sees_button("Annuler ma demande")
    parent.presses("Annuler ma demande")
    await parent.sees("Votre demande est annulée")
    await quiet(town)
    assert not any(says_tu(answer.text) for answer in parent.answers)


async def test_a_card_for_young_people_says_so_to_a_parent(town: Town) -> None:
    parent = await a_parent(town)
    asked = parent.writes("/sujets")
    await parent.sees("Choisissez un sujet", after=asked)
    parent.presses("🛡️ Harcèlement")
    await quiet(town)
    # The first button leads to the steps of each application, the next ones to cards.
    parent.presses(parent.screen[-1].buttons[1])
    await parent.sees("Texte écrit pour les jeunes", after=asked)


async def test_the_team_reads_vous_also_where_young_people_read_tu(town: Town) -> None:
    sam = await town.worker("Sam")
    sam.writes("/urgence")
    await sam.sees("urgence")
    sam.writes("/rien")
    await sam.sees("Je ne connais pas cette commande")
    await quiet(town)
    said = [seen.text for seen in sam.screen if not seen.mine]
    assert [text for text in said if says_tu(text)] == []
    assert copies(sam) == []


async def test_nobody_is_called_tu_or_vous_while_nobody_knows_who_they_are(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    parent = await a_parent(town)
    with database_down(town.bot):
        asked = parent.writes("bonjour")
        told = await parent.sees("J'ai une panne", timeout=30, after=asked)
        parent.writes("/urgence")
        numbers = await parent.sees("et ce message n'est pas perdu", timeout=30, after=asked)
    assert not says_tu(told.text)
    assert not says_tu(numbers.text)
    capsys.readouterr()
