"""Links and posters lead to a team, a subject, a partner or a door; any link welcomes."""

import pytest

from tests.conftest import Town
from tests.conversations import quiet, was_told

VALLON = "Les Passeurs du Vallon"
WELCOME = "Communauté de communes du Val-de-Lune"


async def test_a_poster_on_a_subject_opens_it_after_the_welcome(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/start t_vallon-clair_s_cyberharcelement")
    welcome = await lea.sees(VALLON)
    assert "Parler" in " ".join(welcome.buttons)
    await lea.sees("arcèlement", after=welcome.id)


async def test_the_parents_door_says_vous(town: Town) -> None:
    paul = town.somebody("Paul")
    paul.writes("/start v_parents")
    await paul.sees(WELCOME)
    await paul.sees("Parents")
    await quiet(town)
    assert was_told(paul, "vous")
    assert not was_told(paul, " tu ")


async def test_the_professionals_door_leads_to_their_page(town: Town) -> None:
    paul = town.somebody("Paul")
    paul.writes("/start v_pros")
    await paul.sees("Professionnel")


async def test_whoever_comes_from_a_partner_reads_how_to_reach_it(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/start t_val-de-lune_p_mission-locale")
    await lea.sees("Mission locale de la Lune")


@pytest.mark.parametrize(
    "code",
    ["o_abcdefgh23", "s_rien", "v_enfants", "zzz", "t_a_t_b", "p_inconnu", "t_x_p_y", "_" * 64],
)
async def test_a_code_of_nothing_keeps_nobody_out(town: Town, code: str) -> None:
    lea = town.somebody("Léa")
    lea.writes(f"/start {code}")
    await lea.sees(WELCOME)
    await lea.sees_button("Parler")


async def test_danger_behind_a_code_is_heard_first(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/start s_cyberharcelement j'ai pris plein de médicaments, je vais mourir")
    await lea.sees("15")


async def test_one_of_the_team_who_tries_a_code_stays_at_their_desk(town: Town) -> None:
    sam = await town.worker("Sam")
    asked = sam.writes("/start t_vallon-clair_s_cyberharcelement")
    await sam.sees("Val-de-Lune", after=asked)
    await quiet(town)
    assert not was_told(sam, "Ce lien")
