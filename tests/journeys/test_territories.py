"""Two territories in one bot: whose team answers, whose name and hours are read."""

from sqlalchemy import select

from bot.store.tables import counters, people
from telegram_simulator.people import Person
from tests.conftest import Town, signs
from tests.conversations import quiet, was_told

VALLON = "Les Passeurs du Vallon"
LUNE = "Communauté de communes du Val-de-Lune"


async def _territories(town: Town) -> set[str | None]:
    async with town.bot.store.reading() as tx:
        return set((await tx.connection.execute(select(people.c.territory))).scalars())


async def _worker_of(town: Town, first_name: str, place: str) -> Person:
    asked = town.claire.writes("/equipe")
    team = await town.claire.sees("L'équipe (", after=asked)
    town.claire.presses(f"Inviter pour {place} seulement", in_message=team.id)
    shown = await town.claire.sees(f"Territoire : {place}", after=team.id)
    member = town.somebody(first_name)
    member.writes(f"/start {shown.text.partition('start=')[2].split()[0]}")
    await member.sees("Bienvenue dans l'équipe")
    return await signs(member, f"{first_name}, éducateur·rice")


async def test_a_link_of_a_territory_leads_to_its_team(town: Town) -> None:
    there = await _worker_of(town, "Nour", "Vallon-Clair")
    here = await _worker_of(town, "Sam", "Val-de-Lune")
    lea = town.somebody("Léa")
    lea.writes("/start t_vallon-clair")
    await lea.sees(VALLON)
    lea.writes("/parler")
    await there.sees("Nouvelle demande")
    await quiet(town)
    assert not was_told(here, "Nouvelle demande")
    there.presses("Prendre")
    await lea.sees(f"{VALLON}")
    async with town.bot.store.reading() as tx:
        counted = select(counters.c.territory).where(counters.c.measure == "first_contact")
        assert "vallon-clair" in set((await tx.connection.execute(counted)).scalars())


async def test_where_somebody_lives_is_asked_after_help_and_can_be_skipped(town: Town) -> None:
    there = await _worker_of(town, "Nour", "Vallon-Clair")
    lea = town.somebody("Léa")
    lea.writes("/start")
    await lea.sees("Tu peux")
    assert not any("habite" in label for seen in lea.screen for label in seen.buttons)
    lea.writes("/parler")
    await lea.sees_button("Dire où j'habite")
    lea.presses("Dire où j'habite")
    await lea.sees("Tu habites où")
    lea.presses("Passer")
    await lea.sees("Ça ne change rien")
    assert await _territories(town) <= {None, "vallon-clair"}
    lea.presses("Dire où j'habite")
    await lea.sees("Tu habites où")
    lea.presses("Les Sources")
    await lea.sees("Territoire : Vallon-Clair")
    await there.sees("Nouvelle demande")
    asked = lea.writes("/infos")
    about = await lea.sees("Vallon-Clair", after=asked)
    assert "Les Sources" not in about.text


async def test_what_somebody_chose_goes_with_their_erasure(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/start t_vallon-clair")
    await lea.sees(VALLON)
    assert "vallon-clair" in await _territories(town)
    lea.writes("/effacer")
    await lea.sees("Tout effacer")
    lea.presses("Confirmer")
    await lea.sees("effac")
    await quiet(town)
    assert "vallon-clair" not in await _territories(town)


async def test_a_link_of_no_territory_keeps_nobody_out(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/start t_nulle-part")
    await lea.sees("Ce lien n'est pas reconnu")
    await lea.sees(LUNE)
    lea.writes("/start t_")
    await quiet(town)
    assert await _territories(town) == {None}


async def test_a_member_chooses_where_they_work_and_a_coordinator_may_too(town: Town) -> None:
    sam = await town.worker("Sam")
    sam.writes("/start")
    await sam.sees_button("Mes territoires")
    sam.presses("Mes territoires")
    await sam.sees("Aucun territoire choisi")
    sam.presses("Vallon-Clair : non")
    await sam.sees_button("Vallon-Clair : oui")
    await town.asking("Léa")
    await quiet(town)
    assert was_told(sam, "Nouvelle demande") == 1, "a neighbour, where nobody else is there"
    team = town.claire.writes("/equipe")
    shown = await town.claire.sees("L'équipe (", after=team)
    town.claire.presses("Sam", in_message=shown.id)
    await town.claire.sees_button("Ses territoires")
    town.claire.presses("Ses territoires")
    await town.claire.sees("Territoires : Sam")
    town.claire.presses("Vallon-Clair : oui")
    await town.claire.sees("Aucun territoire choisi")


async def test_each_team_sees_its_own_queue(town: Town) -> None:
    there = await _worker_of(town, "Nour", "Vallon-Clair")
    here = await _worker_of(town, "Sam", "Val-de-Lune")
    lea, tom = town.somebody("Léa"), town.somebody("Tom")
    lea.writes("/start t_vallon-clair")
    await lea.sees(VALLON)
    for person in (lea, tom):
        person.writes("/parler")
        await person.sees("C'est noté")
        await person.sees("Tu es la prochaine personne")
    there.writes("/file")
    await there.sees("Une personne attend")
    here.writes("/prendre")
    await tom.sees("Sam, éducateur·rice")
    asked = here.writes("/file")
    await here.sees("Ailleurs", after=asked)


async def test_a_coordinator_gets_the_links_to_give_away(town: Town) -> None:
    asked = town.claire.writes("/equipe")
    team = await town.claire.sees("L'équipe (", after=asked)
    town.claire.presses("Liens à donner aux jeunes", in_message=team.id)
    links = await town.claire.sees("start=t_vallon-clair", after=team.id)
    town.claire.presses("À scanner : Vallon-Clair", in_message=links.id)
    await town.claire.sees("Le lien à scanner de Vallon-Clair")
