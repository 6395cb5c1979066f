"""Somebody joins, leaves, comes back or erases, with conversations of both kinds behind them."""

from sqlalchemy import func, select

from bot.store.tables import cases, people
from telegram_simulator.people import Person
from tests.conftest import Town, joins
from tests.conversations import DANGER, heard, pseudonym_of, quiet, talking, was_told


async def _revokes(town: Town, name: str) -> None:
    asked = town.claire.writes("/equipe")
    team = await town.claire.sees("L'équipe (", after=asked)
    town.claire.presses(name, in_message=team.id)
    await town.claire.sees_button("Révoquer")
    town.claire.presses("Révoquer")
    await town.claire.sees_button("Confirmer : révoquer")
    town.claire.presses("Confirmer : révoquer")


async def _erases(person: Person) -> None:
    asked = person.writes("/effacer")
    shown = await person.sees("Tout effacer ?", after=asked)
    person.presses("Confirmer : tout effacer", in_message=shown.id)


async def _known(town: Town) -> int:
    async with town.bot.store.reading() as tx:
        rows = await tx.connection.execute(select(func.count()).select_from(people))
        return int(rows.scalar_one())


async def test_somebody_who_left_the_team_can_erase_everything(town: Town) -> None:
    sam, lea = await talking(town)
    sam.writes("bonjour Léa")
    await lea.sees("bonjour Léa")
    await _revokes(town, "Sam")
    await sam.sees("ne faites plus partie")
    await quiet(town)
    before = await _known(town)
    await _erases(sam)
    await sam.sees("C'est effacé")
    await quiet(town)
    assert await _known(town) == before - 1
    ana = await town.worker("Ana")
    asked = ana.writes("/file")
    await ana.sees("Une personne attend", after=asked)
    ana.presses("Prendre")
    await lea.sees("Ana est là")
    ana.writes("me voilà")
    await lea.sees("me voilà")


async def test_a_coordinator_who_left_and_had_invited_can_erase_everything(town: Town) -> None:
    asked = town.claire.writes("/equipe")
    team = await town.claire.sees("L'équipe (", after=asked)
    town.claire.presses("Inviter pour la coordination", in_message=team.id)
    shown = await town.claire.sees("https://t.me/", after=team.id)
    code = shown.text.partition("start=")[2].split()[0]
    marc = town.somebody("Marc")
    marc.writes(f"/start {code}")
    await marc.sees("Bienvenue dans l'équipe")
    await joins(marc, town.somebody("Sam"))
    await quiet(town)
    before = await _known(town)
    await _revokes(town, "n°")
    await marc.sees("ne faites plus partie")
    await _erases(marc)
    await marc.sees("C'est effacé")
    await quiet(town)
    assert await _known(town) == before - 1


async def test_whoever_joins_the_team_has_no_request_of_their_own_left(town: Town) -> None:
    """They could neither read it nor end it from there; nobody waits for them."""
    ana = await town.worker("Ana")
    sam = await town.asking("Sam")
    await ana.sees("Nouvelle demande")
    await joins(town.claire, sam)
    await quiet(town)
    asked = ana.writes("/file")
    await ana.sees("La file est vide", after=asked)
    async with town.bot.store.reading() as tx:
        open_ones = select(func.count()).where(cases.c.status != "closed")
        assert (await tx.connection.execute(open_ones)).scalar_one() == 0


async def test_whoever_joins_the_team_while_somebody_answers_them_ends_that(town: Town) -> None:
    ana, sam = await talking(town)
    await joins(town.claire, sam)
    await ana.sees("a mis fin")
    await quiet(town)
    ana.writes("tu es encore là ?")
    await quiet(town)
    assert was_told(sam, "tu es encore là") == 0


async def test_a_revoked_member_in_danger_gets_everything_a_young_person_gets(town: Town) -> None:
    sam = await town.worker("Sam")
    ana = await town.worker("Ana")
    await _revokes(town, "Sam")
    await sam.sees("ne faites plus partie")
    await quiet(town)
    sam.writes(DANGER)
    await sam.sees("Ce que tu écris est important")
    sam.writes("/parler")
    await ana.sees("DANGER IMMÉDIAT")
    await quiet(town)
    ana.presses("Prendre")
    await sam.sees("Ana est là")
    await quiet(town)
    assert any(DANGER in seen.text for seen in ana.screen)
    assert await pseudonym_of(sam)


async def test_the_danger_of_a_stop_is_answered_truly_while_nobody_is_there(town: Town) -> None:
    await town.worker("Sam")
    lea = await town.asking("Léa")
    asked = lea.writes("/stop je vais me tuer ce soir")
    shown = await lea.sees("vraiment", after=asked)
    await quiet(town)
    assert "La personne qui te répond" not in shown.text
    assert "est transmis" not in shown.text
    assert heard(lea)


async def test_a_stop_whose_words_tell_a_number_is_not_said_to_be_passed_on(town: Town) -> None:
    sam, lea = await talking(town)
    asked = lea.writes("/stop je vais me tuer ce soir, appelle moi au 06 39 98 12 34")
    await lea.sees("Tu veux l'envoyer quand même", after=asked)
    shown = await lea.sees("vraiment", after=asked)
    await quiet(town)
    assert "est transmis" not in shown.text
    assert not any("06 39" in seen.text for seen in sam.screen)
