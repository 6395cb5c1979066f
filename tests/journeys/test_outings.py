"""The team goes out: a traced link, posters, what is noted, the sum; and what may go wrong."""

import re
from datetime import timedelta

from sqlalchemy import select

from bot.store.tables import arrivals, counters, outbox, outing_notes, outings, people
from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import quiet, was_told

WELCOME = "Communauté de communes du Val-de-Lune"


async def goes_out(worker: Person, ground: str = "Discord") -> None:
    """A worker begins an outing of Val-de-Lune."""
    asked = worker.writes("/sortie")
    await worker.sees("Pour quel territoire", after=asked)
    worker.presses("Val-de-Lune")
    await worker.sees("Où allez-vous")
    worker.presses(ground)
    await worker.sees(f"Sortie : {ground}")


async def link_of(worker: Person) -> str:
    worker.presses("Lien et affiches")
    shown = await worker.sees("Le lien de la sortie")
    found = re.search(r"start=(\S+)", shown.text)
    assert found
    return found[1]


async def counted(town: Town) -> dict[str, int]:
    async with town.bot.store.reading() as tx:
        query = select(counters.c.measure, counters.c.count).where(
            counters.c.measure.like("outing%"), counters.c.territory == "val-de-lune"
        )
        rows = (await tx.connection.execute(query)).all()
        return {row.measure: row[1] for row in rows}


async def test_ten_come_by_the_link_of_an_outing_and_it_is_summed_up(town: Town) -> None:
    sam = await town.worker("Sam")
    await goes_out(sam, "TikTok")
    sam.presses("Sujet")
    await sam.sees("De quoi parlent les affiches")
    sam.presses("images intimes")
    await sam.sees("Les affiches parlent de : images intimes")
    code = await link_of(sam)
    young = [town.somebody(f"Jeune {n}") for n in range(10)]
    for person in young:
        person.writes(f"/start {code}")
    for person in young:
        welcome = await person.sees(WELCOME)
        await person.sees("intimes", after=welcome.id)
    young[0].writes(f"/start {code}")
    await quiet(town)
    asked = sam.writes("/sortie")
    await sam.sees("Venues par le lien : 10", after=asked)
    for _ in range(3):
        sam.presses("+1 échange")
    sam.presses("+1 orienté")
    await sam.sees("Orientations notées : 1")
    sam.presses("−1 échange")
    await sam.sees("Échanges notés : 2")
    assert await counted(town) == {"outing_arrival": 10}, "the rest can still be put right"
    sam.presses("Terminer la sortie")
    await sam.sees("Sortie terminée : TikTok")
    await quiet(town)
    assert await counted(town) == {
        "outing": 1,
        "outing_arrival": 10,
        "outing_talk": 2,
        "outing_referral": 1,
    }
    again = sam.writes("/sortie")
    await sam.sees("Pour quel territoire", after=again)


async def test_a_link_that_was_withdrawn_welcomes_and_counts_nobody(town: Town) -> None:
    sam = await town.worker("Sam")
    await goes_out(sam)
    code = await link_of(sam)
    sam.presses("Retirer le lien")
    await sam.sees("ne compte plus personne")
    lea = town.somebody("Léa")
    lea.writes(f"/start {code}")
    await lea.sees(WELCOME)
    assert not was_told(lea, "pas reconnu")
    sam.presses("30 jours")
    await sam.sees("compte chaque personne une fois")
    lea.writes(f"/start {code}")
    await quiet(town)
    assert await counted(town) == {"outing_arrival": 1}


async def test_a_link_ends_by_itself_and_leads_to_its_team_for_ever(town: Town) -> None:
    sam = await town.worker("Sam")
    await goes_out(sam)
    code = await link_of(sam)
    lea = town.somebody("Léa")
    lea.writes(f"/start {code}")
    await lea.sees(WELCOME)
    await quiet(town)
    town.telegram.world.clock.forward(seconds=timedelta(days=32).total_seconds())
    town.bot.timers.wake()
    await sam.sees("Sortie terminée : Discord")
    await quiet(town)
    async with town.bot.store.reading() as tx:
        assert not list(await tx.connection.execute(select(arrivals)))
    tom = town.somebody("Tom")
    tom.writes(f"/start {code}")
    await tom.sees(WELCOME)
    await quiet(town)
    assert (await counted(town))["outing_arrival"] == 1
    async with town.bot.store.reading() as tx:
        where = set((await tx.connection.execute(select(people.c.territory))).scalars())
    assert "val-de-lune" in where


async def test_colleagues_note_together_and_read_what_the_others_noted(town: Town) -> None:
    sam, nour = await town.worker("Sam"), await town.worker("Nour")
    await goes_out(sam, "Rue, quartier")
    sam.presses("Avec qui")
    await sam.sees("Qui vient avec vous")
    sam.presses("Nour : non")
    await nour.sees("vous compte dans une sortie")
    nour.presses("Voir la sortie")
    await nour.sees("Avec Sam")
    nour.presses("+1 échange")
    await nour.sees("Échanges notés : 1")
    noted = sam.writes("/sortie beaucoup de monde près du stade")
    await sam.sees("C'est gardé avec la sortie", after=noted)
    nour.presses("Terminer la sortie")
    await sam.sees("Sortie terminée : Rue")
    await nour.sees("beaucoup de monde près du stade")
    await quiet(town)
    assert await counted(town) == {"outing": 1, "outing_talk": 1}
    async with town.bot.store.reading() as tx:
        dump = [
            str(row)
            for table in (outings, outing_notes, outbox)
            for row in await tx.connection.execute(select(table))
        ]
    assert not any("stade" in row for row in dump)


async def test_an_outing_closed_by_two_at_once_is_counted_once(town: Town) -> None:
    sam = await town.worker("Sam")
    await goes_out(sam)
    sam.presses("Terminer la sortie")
    sam.presses("Terminer la sortie")
    sam.presses("+1 échange")
    await sam.sees("Sortie terminée")
    await quiet(town)
    assert await counted(town) == {"outing": 1}


async def test_begun_twice_it_is_one(town: Town) -> None:
    sam = await town.worker("Sam")
    asked = sam.writes("/sortie")
    await sam.sees("Pour quel territoire", after=asked)
    sam.presses("Val-de-Lune")
    await sam.sees("Où allez-vous")
    sam.presses("Snapchat")
    sam.presses("Forum")
    await sam.sees("Sortie : Snapchat")
    await quiet(town)
    async with town.bot.store.reading() as tx:
        assert len(list(await tx.connection.execute(select(outings)))) == 1


async def test_a_note_without_an_outing_is_kept_nowhere(town: Town) -> None:
    sam = await town.worker("Sam")
    sam.writes("/sortie il y avait du monde")
    await sam.sees("Aucune sortie en cours")


async def test_the_links_of_earlier_outings_are_found_again(town: Town) -> None:
    sam = await town.worker("Sam")
    await goes_out(sam)
    sam.presses("Terminer la sortie")
    await sam.sees("Sortie terminée")
    sam.writes("/sortie")
    await sam.sees("Pour quel territoire")
    sam.presses("Val-de-Lune")
    await sam.sees_button("Lien : Discord")
    sam.presses("Lien : Discord")
    await sam.sees("Le lien de la sortie")
