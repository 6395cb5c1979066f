"""The one path the whole project is for: a young person writes, a worker answers."""

from tests.conftest import Town, invitation
from tests.conversations import talking


async def test_everything_written_while_waiting_reaches_the_worker_in_order(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    for text in ("un", "deux", "trois"):
        lea.writes(text)
    await sam.sees_button("Prendre")
    sam.presses("Prendre")
    await sam.sees("trois")
    heard = [seen.text for seen in sam.screen if not seen.mine][-3:]
    assert heard == ["un", "deux", "trois"]
    assert all(seen.protected for seen in sam.screen if seen.text in heard)


async def test_both_sides_talk_and_the_worker_sees_each_delivery(town: Town) -> None:
    sam, lea = await talking(town)
    answer = sam.writes("Bonjour, je t'écoute")
    await lea.sees("Bonjour, je t'écoute")
    await lea.sees("Sam, éducateur·rice")
    await sam.sees_reaction("👌", on=answer)
    lea.writes("merci d'être là")
    await sam.sees("merci d'être là")


async def test_a_coordinator_who_tries_the_link_stays_one_and_leaves_it_good(town: Town) -> None:
    code = await invitation(town.claire)
    asked = town.claire.writes(f"/start {code}")
    await town.claire.sees("ce lien reste valable", after=asked)
    sam = town.somebody("Sam")
    sam.writes(f"/start {code}")
    await sam.sees("Bienvenue dans l'équipe")
    asked = town.claire.writes("/equipe")
    await town.claire.sees("Claire · coordination", after=asked)
