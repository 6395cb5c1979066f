"""Joining the team, and the name young people see: asked, confirmed, never guessed."""

import json

from sqlalchemy import text

from bot.actions.change_team import change_role
from bot.store import people
from telegram_simulator.failures import Failures
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.conftest import Town, invitation, joins, signs
from tests.conversations import ends, heard, quiet, talking, talks_with, was_told
from tests.running import SharedClock, running, settings_for

ASKED = "Comment vous présenter aux jeunes"


async def _kept(town: Town) -> list[dict[str, str]]:
    """Every name that the database holds."""
    async with town.bot.store.reading() as tx:
        rows = await tx.connection.execute(text("SELECT sealed_signature FROM members"))
        return [json.loads(tx.vault.open(row[0], "signature")) for row in rows]


async def _names(town: Town) -> set[str]:
    return {kept["first_name"] for kept in await _kept(town)}


async def _asked_for_a_name(town: Town) -> tuple[Person, Person]:
    """Sam talks with Léa, and was just asked for a new name."""
    sam, lea = await talking(town)
    sam.presses("Changer mon prénom")
    await sam.sees(ASKED, after=sam.screen[-1].id)
    await quiet(town)
    return sam, lea


# Joining


async def test_nothing_of_telegram_is_shown_before_a_name_is_confirmed(town: Town) -> None:
    sam = town.telegram.world.person("Gaspard", last_name="Martin-Duval")
    sam.starts(await invitation(town.claire))
    await sam.sees("Bienvenue dans l'équipe")
    await sam.sees(ASKED)
    await quiet(town)
    assert was_told(sam, "Gaspard") == 0
    lea = await town.asking("Léa")
    await sam.sees_button("Prendre")
    sam.presses("Prendre")
    await lea.sees("Quelqu'un de l'équipe est là")
    await lea.sees("membre de l'équipe")
    sam.writes("bonjour")
    await lea.sees("bonjour")
    await quiet(town)
    assert was_told(lea, "Gaspard") + was_told(lea, "Martin") == 0


async def test_the_desk_reminds_until_a_name_is_confirmed(town: Town) -> None:
    sam = town.somebody("Sam")
    sam.starts(await invitation(town.claire))
    await sam.sees("Bienvenue dans l'équipe")
    asked = sam.writes("/start")
    await sam.sees("d'ici là, les jeunes lisent", after=asked)
    await signs(sam, "Samira, éducatrice")
    asked = sam.writes("/start")
    await sam.sees("Vous recevez les nouvelles demandes", after=asked)
    await quiet(town)
    assert "d'ici là" not in heard(sam)[-1]


async def test_accepting_the_charter_first_does_not_lose_the_question(town: Town) -> None:
    sam = town.somebody("Sam")
    sam.starts(await invitation(town.claire))
    await sam.sees_button("J'accepte la charte")
    await sam.sees(ASKED)
    sam.presses("J'accepte la charte")
    await sam.sees("vous acceptez la charte")
    await quiet(town)
    sam.writes("Sam, éducateur")
    await sam.sees("ainsi : Sam, éducateur")
    sam.presses("Confirmer")
    await sam.sees("C'est confirmé")
    assert "Sam" in await _names(town)


async def test_a_coordinator_of_the_settings_is_asked_too(
    telegram: SimulatorServer, database_url: str
) -> None:
    claire = telegram.world.person("Claire")
    settings = settings_for(telegram, database_url, coordinators=str(claire.id))
    async with running(settings) as bot:
        town = Town(telegram, claire, bot)
        claire.writes("/start")
        await claire.sees("d'ici là, les jeunes lisent")
        await claire.sees(ASKED)
        assert await _names(town) == {""}
        await signs(claire, "Claire, coordinatrice")
        assert await _names(town) == {"Claire"}


async def test_an_answer_is_kept_only_once_it_is_confirmed(town: Town) -> None:
    sam = await town.worker("Sam")
    sam.presses("Changer mon prénom")
    await sam.sees(ASKED, after=sam.screen[-1].id)
    sam.writes("Samira Benali, éducatrice")
    proposed = await sam.sees("Votre prénom suffit : les jeunes")
    await quiet(town)
    assert await _names(town) == {"Claire", "Sam"}
    sam.presses("Corriger")
    await sam.sees(ASKED, after=proposed.id - 1)
    sam.writes("Samira, éducatrice")
    await sam.sees("ainsi : Samira, éducatrice")
    sam.presses("Confirmer")
    await sam.sees("vous verront comme « Samira, éducatrice »")
    assert await _names(town) == {"Claire", "Samira"}


async def test_cancelling_changes_nothing_before_or_after_an_answer(town: Town) -> None:
    sam = await town.worker("Sam")
    for answer in ("", "Samira, éducatrice"):
        sam.presses("Changer mon prénom")
        asked = await sam.sees(ASKED, after=sam.screen[-1].id)
        if answer:
            sam.writes(answer)
            asked = await sam.sees("Est-ce juste")
        sam.presses("Annuler", in_message=asked.id)
        await sam.sees("Rien n'a changé. Les jeunes vous voient comme « Sam")
        await quiet(town)
    sam.writes("Eve, éducatrice")
    await sam.sees("Personne ne lira ce message")
    assert await _names(town) == {"Claire", "Sam"}


async def test_an_edit_changes_nothing_of_what_was_shown_for_confirmation(town: Town) -> None:
    sam = await town.worker("Sam")
    sam.presses("Changer mon prénom")
    await sam.sees(ASKED, after=sam.screen[-1].id)
    answer = sam.writes("Samira, éducatrice")
    await sam.sees("ainsi : Samira")
    sam.edits(answer, "Courage Manon, il va partir")
    await quiet(town)
    sam.presses("Confirmer")
    await sam.sees("vous verront comme « Samira, éducatrice »")
    assert await _names(town) == {"Claire", "Samira"}


async def test_after_a_restart_the_name_is_asked_again(town: Town) -> None:
    sam = await town.worker("Sam")
    sam.presses("Changer mon prénom")
    await sam.sees(ASKED, after=sam.screen[-1].id)
    sam.writes("Samira, éducatrice")
    await sam.sees("ainsi : Samira")
    town.bot.parts.words._words.clear()  # what a restart leaves of it
    sam.presses("Confirmer")
    await sam.sees("votre réponse n'était qu'en mémoire")
    asked = await sam.sees("Écrivez encore une fois")
    sam.writes("Samira, éducatrice", reply_to=asked.id)
    await sam.sees("ainsi : Samira", after=asked.id)
    sam.presses("Confirmer")
    await sam.sees("C'est confirmé. Les jeunes vous verront comme « Samira")


async def test_after_a_restart_before_the_answer_was_shown_the_bot_says_so(town: Town) -> None:
    sam = await town.worker("Sam")
    sam.presses("Changer mon prénom")
    await sam.sees(ASKED, after=sam.screen[-1].id)
    world = town.telegram.world
    world.failures = Failures(error_500_every=1)
    sam.writes("Samira, éducatrice")
    await world.wait_until(lambda: any(call.status == 500 for call in world.calls))
    town.bot.parts.words._words.clear()  # what a restart leaves of it
    world.failures = Failures()
    await sam.sees("votre réponse n'était qu'en mémoire", timeout=30)
    await quiet(town)
    assert await _names(town) == {"Claire", "Sam"}


async def test_what_is_no_name_is_asked_again(town: Town) -> None:
    sam = await town.worker("Sam")
    sam.presses("Changer mon prénom")
    await sam.sees(ASKED, after=sam.screen[-1].id)
    for wrong in ("@samira, éducatrice", "06 12 34 56 78", "Sam, sam.fr"):
        asked = sam.writes(wrong)
        await sam.sees("Je n'ai pas compris", after=asked)
    assert await _names(town) == {"Claire", "Sam"}


# A question and a young person at the same time


async def test_words_for_a_young_person_are_never_taken_for_a_name(town: Town) -> None:
    sam, lea = await _asked_for_a_name(town)
    lea.writes("salut ça va")
    await sam.sees("salut ça va")
    sam.writes("Courage Manon, ton beau-père va partir")
    await lea.sees("ton beau-père va partir")
    sam.writes("bonjour")
    await lea.sees("bonjour")
    await quiet(town)
    assert await _names(town) == {"Claire", "Sam"}
    assert was_told(sam, "Est-ce juste") == 0


async def test_in_a_conversation_a_reply_to_the_question_answers_it(town: Town) -> None:
    sam, lea = await _asked_for_a_name(town)
    asked = next(seen for seen in reversed(sam.screen) if ASKED in seen.text)
    sam.writes("Samira, éducatrice", reply_to=asked.id)
    proposed = await sam.sees("ainsi : Samira")
    sam.presses("Confirmer", in_message=proposed.id)
    await sam.sees("« Samira, éducatrice »")
    await quiet(town)
    assert was_told(lea, "Samira") == 0


async def test_a_reply_to_a_conversation_that_is_over_is_no_answer(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes("salut ça va")
    copy = await sam.sees("salut ça va")
    await ends(lea)
    await sam.sees("a mis fin à la conversation")
    sam.presses("Changer mon prénom")
    await sam.sees(ASKED, after=sam.screen[-1].id)
    sam.writes("attends Manon", reply_to=copy.id)
    await quiet(town)
    assert was_told(sam, "ainsi : attends Manon") + was_told(lea, "attends Manon") == 0


async def test_a_reply_to_the_welcome_answers_the_question_below_it(town: Town) -> None:
    sam = town.somebody("Sam")
    sam.starts(await invitation(town.claire))
    welcome = await sam.sees("Bienvenue dans l'équipe")
    sam.writes("Samira, éducatrice", reply_to=welcome.id)
    await sam.sees("ainsi : Samira, éducatrice")


async def test_a_late_reply_to_the_question_reaches_nobody(town: Town) -> None:
    sam, lea = await _asked_for_a_name(town)
    asked = next(seen for seen in reversed(sam.screen) if ASKED in seen.text)
    sam.writes("bonjour Léa")
    await lea.sees("bonjour Léa")
    sam.writes("Samira, éducatrice", reply_to=asked.id)
    await sam.sees("ni gardé, ni envoyé")
    await quiet(town)
    assert was_told(lea, "Samira") == 0
    assert await _names(town) == {"Claire", "Sam"}


async def test_a_question_does_not_wait_for_ever(
    telegram: SimulatorServer, database_url: str
) -> None:
    world = telegram.world
    claire = world.person("Claire")
    settings = settings_for(telegram, database_url, coordinators=str(claire.id))
    async with running(settings, SharedClock(world)) as bot:
        town = Town(telegram, claire, bot)
        claire.writes("/start")
        asked = await claire.sees(ASKED)
        await quiet(town)
        world.clock.forward(minutes=11)
        claire.writes("Claire, coordinatrice")
        await claire.sees("Personne ne lira ce message")
        claire.writes("Claire, coordinatrice", reply_to=asked.id)
        await claire.sees("ni gardé, ni envoyé")
        assert await _names(town) == {""}


async def test_any_command_and_any_button_close_the_question(town: Town) -> None:
    sam = await town.worker("Sam")
    for go_on in (lambda: sam.writes("/file"), lambda: sam.presses("Faire une pause")):
        if not was_told(sam, "La file est vide"):
            sam.writes("/start")
            await sam.sees_button("Faire une pause")
        sam.presses("Changer mon prénom")
        asked = await sam.sees(ASKED, after=sam.screen[-1].id)
        go_on()
        await quiet(town)
        sam.writes("Eve, éducatrice")
        await sam.sees("Personne ne lira ce message", after=asked.id)
        await quiet(town)
    assert await _names(town) == {"Claire", "Sam"}


# Revoked means gone


async def _presses_on(town: Town, name: str, *labels: str) -> None:
    asked = town.claire.writes("/equipe")
    team = await town.claire.sees("L'équipe (", after=asked)
    town.claire.presses(name, in_message=team.id)
    await town.claire.sees("Rôle :", after=asked)
    for label in labels:
        await town.claire.sees_button(label)
        town.claire.presses(label)
    await quiet(town)


async def _revoked(town: Town, name: str) -> None:
    await _presses_on(town, name, "Révoquer", "Confirmer : révoquer")


async def _invites(coordinator: Person) -> str:
    asked = coordinator.writes("/equipe")
    team = await coordinator.sees("L'équipe (", after=asked)
    coordinator.presses("Inviter pour la coordination", in_message=team.id)
    shown = await coordinator.sees("https://t.me/", after=team.id)
    return shown.text.partition("start=")[2].split()[0]


async def _in_the_team(town: Town, person: Person) -> bool:
    async with town.bot.store.reading() as tx:
        found = await people.find(tx, person.id)
        return found is not None and found.role.in_team


async def test_nobody_comes_back_with_an_invitation_of_their_own(town: Town) -> None:
    sam = await town.worker("Sam")
    await _presses_on(town, "Sam", "Passer à la coordination")
    code = await _invites(sam)
    await _revoked(town, "Sam")
    sam.starts(code)
    await sam.sees("Ce lien n'est plus valable")
    assert not await _in_the_team(town, sam)
    eve = town.somebody("Eve")
    eve.starts(code)
    await eve.sees("Ce lien n'est plus valable")
    assert not await _in_the_team(town, eve)


async def test_an_invitation_of_somebody_who_coordinates_no_more_lets_nobody_in(
    town: Town,
) -> None:
    sam = await town.worker("Sam")
    await _presses_on(town, "Sam", "Passer à la coordination")
    code = await _invites(sam)
    await _presses_on(town, "Sam", "Passer à la maraude")
    await _presses_on(town, "Sam", "Passer à la coordination")
    eve = town.somebody("Eve")
    eve.starts(code)
    await eve.sees("Ce lien n'est plus valable")
    assert not await _in_the_team(town, eve)


async def test_whoever_was_revoked_can_be_invited_back_and_is_asked_for_a_name(
    town: Town,
) -> None:
    sam = await town.worker("Sam")
    await _revoked(town, "Sam")
    asked = sam.screen[-1].id
    code = await invitation(town.claire)
    sam.starts(code)
    await sam.sees("Bienvenue dans l'équipe", after=asked)
    await sam.sees(ASKED, after=asked)
    assert await _names(town) == {"Claire", ""}


async def test_a_coordinators_buttons_from_before_do_nothing_for_a_worker(town: Town) -> None:
    sam = await town.worker("Sam")
    await _presses_on(town, "Sam", "Passer à la coordination")
    asked = sam.writes("/equipe")
    team = await sam.sees("L'équipe (2)", after=asked)
    await _presses_on(town, "Sam", "Passer à la maraude")
    before = len(heard(sam))
    sam.presses("Inviter pour la coordination", in_message=team.id)
    await sam.sees_answer("n'est plus valable")
    await quiet(town)
    assert len(heard(sam)) == before


async def test_a_promotion_by_the_settings_keeps_the_name_that_was_confirmed(town: Town) -> None:
    sam = await joins(town.claire, town.somebody("Sam"))
    async with town.bot.store.writing() as tx:
        member = await people.find(tx, sam.id)
        assert member is not None
        await change_role(town.bot.parts.context(tx), member.id, member.role)
    assert await _names(town) == {"Claire", "Sam"}


async def test_a_second_young_person_changes_nothing_of_the_rule(town: Town) -> None:
    sam, lea = await _asked_for_a_name(town)
    tom = await talks_with(town, sam, "Tom")
    sam.presses("Changer mon prénom")
    await quiet(town)
    sam.writes("Manon, courage")
    await tom.sees("Manon, courage")
    await quiet(town)
    assert was_told(lea, "Manon") == 0
    assert await _names(town) == {"Claire", "Sam"}
