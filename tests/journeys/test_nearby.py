"""/lieux: by need, open now, near a location that is kept nowhere; what is on."""

from sqlalchemy import select

from bot.store.tables import inbox, messages, outbox
from tests.conftest import Town
from tests.conversations import at_hour, heard, quiet, talking

HERE = (48.0119, -8.0012)


async def test_places_are_found_by_what_somebody_needs(town: Town) -> None:
    lea = town.somebody("Léa")
    asked = lea.writes("/lieux")
    await lea.sees("Des lieux : Val-de-Lune", after=asked)
    lea.presses("Imprimer")
    shown = await lea.sees("Cyberbase du Phare")
    assert "Médiathèque de la Lune" in shown.text
    assert "Maison des ados" not in shown.text
    assert any("openstreetmap.org" in link for link in shown.links)
    lea.presses("Les lieux")
    await lea.sees("Des lieux : Val-de-Lune")


async def test_at_night_nothing_is_said_to_be_open(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/lieux")
    await lea.sees("Des lieux")
    at_hour(town, 3)
    lea.presses("Ouverts maintenant")
    await lea.sees("rien trouvé")


async def test_a_location_gives_the_nearest_and_is_kept_nowhere(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/lieux")
    await lea.sees("Des lieux")
    lea.presses("Près de moi")
    await lea.sees("Envoie ta position")
    where = lea.shares_location(*HERE)
    shown = await lea.sees("à 100 m", after=where)
    assert shown.text.index("Maison des ados") < shown.text.index("Médiathèque")
    await quiet(town)
    async with town.bot.store.reading() as tx:
        rows = [
            str(row)
            for table in (outbox, inbox, messages)
            for row in await tx.connection.execute(select(table))
        ]
    assert not any("48.01" in row or "à 100" in row or 'near"' in row for row in rows)


async def test_in_a_conversation_the_team_does_not_get_that_location(town: Town) -> None:
    sam, lea = await talking(town)
    asked = lea.writes("/lieux")
    await lea.sees("Des lieux", after=asked)
    lea.presses("Près de moi")
    await lea.sees("Envoie ta position")
    before = len(heard(sam))
    where = lea.shares_location(*HERE)
    await lea.sees("Maison des ados", after=where)
    await quiet(town)
    assert len(heard(sam)) == before
    assert not [seen for seen in sam.screen if seen.kind == "location"]


async def test_whoever_writes_something_else_is_heard(town: Town) -> None:
    sam, lea = await talking(town)
    asked = lea.writes("/lieux")
    await lea.sees("Des lieux", after=asked)
    lea.presses("Près de moi")
    await lea.sees("Envoie ta position")
    lea.writes("en fait je préfère te parler")
    await sam.sees("en fait je préfère te parler")


async def test_what_is_on_is_told_until_it_is_over(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/lieux")
    await lea.sees("Des lieux")
    lea.presses("Ce qui se passe bientôt")
    await lea.sees("Atelier Vrai ou faux")


async def test_a_stale_or_odd_page_is_answered(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/start t_vallon-clair")
    await lea.sees("Vallon")
    asked = lea.writes("/lieux")
    await lea.sees("Des lieux : Vallon-Clair", after=asked)
    lea.presses("Tous les lieux")
    await lea.sees("Maison de quartier des Sources")


async def test_what_is_on_goes_into_a_calendar_as_a_file(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/lieux")
    await lea.sees_button("Ce qui se passe")
    lea.presses("Ce qui se passe")
    await lea.sees_button("Dans mon calendrier")
    lea.presses("Dans mon calendrier")
    await lea.sees_button("Atelier Vrai ou faux")
    lea.presses("Atelier Vrai ou faux")
    sent = await lea.sees("Ouvre ce fichier")
    assert "Médiathèque" in sent.text
    [document] = [m.data["document"] for m in lea.account.messages.values() if "document" in m.data]
    assert document["file_name"].endswith(".ics")
