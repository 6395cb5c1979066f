"""What becomes of an invitation is in sight of whoever made it."""

from tests.conftest import Town
from tests.conversations import quiet


async def test_whoever_invites_is_told_when_somebody_joined(town: Town) -> None:
    await town.worker("Sam")
    await town.claire.sees("Votre invitation a servi")


async def test_a_pending_invitation_can_be_withdrawn(town: Town) -> None:
    town.claire.writes("/equipe")
    await town.claire.sees("L'équipe (")
    town.claire.presses("Inviter pour la maraude")
    shown = await town.claire.sees("https://t.me/")
    code = shown.text.partition("start=")[2].split()[0]
    await quiet(town)
    asked = town.claire.writes("/equipe")
    await town.claire.sees("Une invitation attend", after=asked)
    town.claire.presses("Retirer l'invitation")
    await town.claire.sees_answer("ne vaut plus rien")
    await quiet(town)
    eve = town.somebody("Eve")
    eve.writes(f"/start {code}")
    await eve.sees("Ce lien n'est plus valable")
