"""Invitations, roles, the queue and several cases at once."""

from bot.actions.change_team import revoke_member
from bot.store import people
from telegram_simulator.failures import Failures
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.conftest import Town, invitation, joins
from tests.conversations import (
    at_hour,
    confirms_closing,
    copies,
    ends,
    heard,
    pseudonym_of,
    quiet,
    talking,
    talks_with,
    was_told,
)
from tests.running import SharedClock, running, settings_for

# Joining and leaving


async def test_an_invitation_lets_one_person_in(town: Town) -> None:
    code = await invitation(town.claire)
    sam, eve = town.somebody("Sam"), town.somebody("Eve")
    sam.starts(code)
    await sam.sees("Bienvenue dans l'équipe")
    eve.starts(code)
    await eve.sees("a déjà servi")
    eve.writes("/file")
    await eve.sees("Je ne connais pas cette commande")


async def test_a_forged_invitation_gives_nothing(town: Town) -> None:
    eve = town.somebody("Eve")
    eve.starts("AAAAAAAAAAAAAAAAAAAAAAAA")
    await eve.sees("Tu n'as pas besoin de donner ton nom")
    await quiet(town)
    assert len(heard(eve)) == 2, "one sentence on the link, and the welcome"
    eve.writes("/file")
    await eve.sees("Je ne connais pas cette commande")


async def test_an_invitation_expires(telegram: SimulatorServer, database_url: str) -> None:
    world = telegram.world
    claire, sam = world.person("Claire"), world.person("Sam")
    settings = settings_for(telegram, database_url, coordinators=str(claire.id))
    async with running(settings, SharedClock(world)):
        claire.writes("/start")
        await claire.sees_button("L'équipe")
        code = await invitation(claire)
        world.clock.forward(hours=73)
        sam.starts(code)
        await sam.sees("a expiré")


async def test_a_coordinator_who_opens_a_workers_invitation_stays_coordinator(town: Town) -> None:
    code = await invitation(town.claire)
    town.claire.starts(code)
    await quiet(town)
    asked = town.claire.writes("/equipe")
    await town.claire.sees("L'équipe (1)", after=asked)
    sam = town.somebody("Sam")
    sam.starts(code)
    await sam.sees("Bienvenue dans l'équipe")


async def test_each_role_has_its_own_menu(town: Town) -> None:
    sam, lea = await town.worker("Sam"), town.somebody("Léa")
    await quiet(town)

    def names(person: Person) -> set[str]:
        return {command["command"] for command in person.commands}

    assert {"parler", "urgence", "effacer"} <= names(lea)
    assert not names(lea) & {"file", "equipe"}
    assert {"file", "prendre", "clore"} <= names(sam)
    assert not names(sam) & {"equipe", "parler"}
    assert {"file", "equipe", "stats"} <= names(town.claire)


async def _member(town: Town, first_name: str) -> Person:
    """The coordinator opens somebody's page."""
    asked = town.claire.writes("/equipe")
    team = await town.claire.sees("L'équipe (", after=asked)
    town.claire.presses(first_name, in_message=team.id)
    await town.claire.sees("Rôle :", after=asked)
    return town.claire


async def test_a_revoked_workers_cases_go_back_to_the_queue_and_everybody_is_told(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    ana = await town.worker("Ana")
    lea.writes("tu es là ?")
    await sam.sees("tu es là ?")
    claire = await _member(town, "Sam")
    claire.presses("Révoquer")
    await claire.sees_button("Confirmer : révoquer")
    claire.presses("Confirmer : révoquer")
    await claire.sees("Une conversation est retournée dans la file")
    await sam.sees("Vous ne faites plus partie de l'équipe")
    await lea.sees("n'est plus disponible")
    await ana.sees("Nouvelle demande")
    await quiet(town)
    ana.presses("Prendre")
    await lea.sees("Ana est là")
    sam.writes("je suis encore là")
    await quiet(town)
    assert was_told(lea, "je suis encore là") == 0
    assert "file" not in {command["command"] for command in sam.commands}


async def test_a_promoted_worker_can_manage_the_team(town: Town) -> None:
    sam = await town.worker("Sam")
    claire = await _member(town, "Sam")
    claire.presses("Passer à la coordination")
    await sam.sees("Votre rôle est maintenant")
    await quiet(town)
    sam.writes("/equipe")
    await sam.sees("L'équipe (2)")


async def test_the_last_coordinator_cannot_be_taken_away(town: Town) -> None:
    sam = await town.worker("Sam")
    claire = await _member(town, "Sam")
    claire.presses("Passer à la coordination")
    await sam.sees("Votre rôle est maintenant")
    asked = sam.writes("/equipe")
    await sam.sees("L'équipe (2)", after=asked)
    sam.presses("Claire")
    await sam.sees("Rôle :")
    page = sam.screen[-1].id
    claire = await _member(town, "Sam")
    claire.presses("Passer à la maraude")
    await quiet(town)
    sam.presses("Révoquer", in_message=page)
    await sam.sees_answer("n'est plus valable")
    asked = claire.writes("/equipe")
    await claire.sees("L'équipe (2)", after=asked)


async def test_two_coordinators_cannot_both_step_down(town: Town) -> None:
    sam = await town.worker("Sam")
    claire = await _member(town, "Sam")
    claire.presses("Passer à la coordination")
    await sam.sees("Votre rôle est maintenant")
    await quiet(town)
    for one, other in ((claire, "Sam"), (sam, "Claire")):
        asked = one.writes("/equipe")
        await one.sees("L'équipe (2)", after=asked)
        one.presses(other)
        await one.sees("Rôle :", after=asked)
    claire.presses("Passer à la maraude")
    sam.presses("Passer à la maraude")
    await quiet(town)
    menus = [{command["command"] for command in one.commands} for one in (claire, sam)]
    assert sum("equipe" in menu for menu in menus) == 1


# The queue


async def test_of_two_workers_who_press_at_once_one_wins_and_the_other_is_told_who(
    town: Town,
) -> None:
    sam, ana = await town.worker("Sam"), await town.worker("Ana")
    lea = await town.asking("Léa")
    await sam.sees_button("Prendre")
    await ana.sees_button("Prendre")
    sam.presses("Prendre")
    ana.presses("Prendre")
    arrived = await lea.sees("est là")
    winner, loser = (sam, ana) if "Sam est là" in arrived.text else (ana, sam)
    await winner.sees("Vous avez pris")
    alert = await loser.sees(f"demande prise par {winner.account.first_name}")
    assert not alert.buttons
    await quiet(town)
    assert was_told(loser, "Vous avez pris") == 0
    assert was_told(lea, "est là") == 1


async def test_only_those_who_are_available_are_alerted(town: Town) -> None:
    sam, ana = await town.worker("Sam"), await town.worker("Ana")
    ana.writes("/pause")
    await ana.sees("Vous êtes en pause")
    await town.asking("Léa")
    await sam.sees("Nouvelle demande")
    await quiet(town)
    assert was_told(ana, "Nouvelle demande") + was_told(town.claire, "Nouvelle demande") == 0
    ana.writes("/dispo")
    await ana.sees("Vous êtes disponible")
    await town.asking("Tom")
    await ana.sees("Nouvelle demande")


async def test_when_nobody_is_available_the_coordination_is_alerted(town: Town) -> None:
    at_hour(town, 16)
    sam = await town.worker("Sam")
    sam.writes("/pause")
    await sam.sees("Vous êtes en pause")
    await town.asking("Léa")
    await town.claire.sees("Nouvelle demande")


async def test_a_pseudonym_can_be_taken_by_name(town: Town) -> None:
    sam = await town.worker("Sam")
    await town.asking("Léa")
    tom = await town.asking("Tom")
    name = await pseudonym_of(tom)
    sam.writes(f"/prendre {name.upper()}")
    await tom.sees("Sam est là")
    await sam.sees(f"Vous avez pris : {name}")


async def test_the_queue_shows_who_waits_and_each_can_be_taken(town: Town) -> None:
    sam = await town.worker("Sam")
    lea, tom = await town.asking("Léa"), await town.asking("Tom")
    sam.writes("/file")
    shown = await sam.sees("2 personnes attendent")
    names = [await pseudonym_of(one) for one in (lea, tom)]
    assert [button.partition("Prendre ")[2] for button in shown.buttons] == names
    sam.presses(f"Prendre {names[1]}", in_message=shown.id)
    await tom.sees("Sam est là")


async def test_an_empty_queue_says_so(town: Town) -> None:
    sam = await town.worker("Sam")
    sam.writes("/file")
    await sam.sees("La file est vide")
    sam.writes("/prendre")
    await sam.sees("Personne n'attend")


# Several cases at once


async def test_a_reply_goes_to_the_case_replied_to(town: Town) -> None:
    sam, lea = await talking(town)
    tom = await talks_with(town, sam, "Tom")
    lea.writes("question de la première")
    await sam.sees("question de la première")
    tom.writes("question du second")
    copy = await sam.sees("question du second")
    first = next(seen for seen in copies(sam) if "première" in seen.text)
    sam.writes("réponse à la première", reply_to=first.id)
    await lea.sees("réponse à la première")
    sam.writes("réponse au second", reply_to=copy.id)
    await tom.sees("réponse au second")
    await quiet(town)
    assert was_told(lea, "au second") + was_told(tom, "à la première") == 0


async def test_when_it_is_not_clear_for_whom_the_bot_asks_before_sending(town: Town) -> None:
    sam, lea = await talking(town)
    tom = await talks_with(town, sam, "Tom")
    lea.writes("je suis là")
    await sam.sees("je suis là")
    await quiet(town)
    sam.writes("bonjour, c'est pour qui ?")
    asked = await sam.sees("À qui l'envoyer")
    await quiet(town)
    assert was_told(lea, "c'est pour qui") + was_told(tom, "c'est pour qui") == 0
    name = await pseudonym_of(tom)
    sam.presses(name, in_message=asked.id)
    await tom.sees("bonjour, c'est pour qui ?")
    await sam.sees(f"Envoyé à {name}")
    await quiet(town)
    assert was_told(lea, "c'est pour qui") == 0


async def test_the_worker_switches_with_cas(town: Town) -> None:
    sam, lea = await talking(town)
    tom = await talks_with(town, sam, "Tom")
    sam.writes("pour Tom, le dernier pris")
    await tom.sees("pour Tom")
    sam.writes("/cas")
    shown = await sam.sees("2 conversations ouvertes")
    name = await pseudonym_of(lea)
    sam.presses(name, in_message=shown.id)
    await sam.sees(f"vont maintenant à {name}")
    sam.writes("et maintenant pour Léa")
    await lea.sees("et maintenant pour Léa")
    await quiet(town)
    assert was_told(tom, "pour Léa") == 0


async def test_a_reply_to_a_closed_case_goes_nowhere(town: Town) -> None:
    sam, lea = await talking(town)
    tom = await talks_with(town, sam, "Tom")
    lea.writes("au revoir")
    copy = await sam.sees("au revoir")
    await ends(lea)
    await sam.sees("a mis fin à la conversation")
    sam.writes("attends", reply_to=copy.id)
    await sam.sees("le message n'est pas parti")
    await quiet(town)
    assert was_told(tom, "attends") + was_told(lea, "attends") == 0


async def test_a_worker_with_no_case_is_told_that_nobody_reads(town: Town) -> None:
    sam = await town.worker("Sam")
    sam.writes("il y a quelqu'un ?")
    await sam.sees("Personne ne lira ce message")
    sam.writes("/clore")
    await quiet(town)
    assert was_told(sam, "Vous n'avez pas de conversation ouverte") == 2


async def test_closing_asks_which_case_when_there_are_two(town: Town) -> None:
    sam, lea = await talking(town)
    await talks_with(town, sam, "Tom")
    sam.writes("/clore")
    shown = await sam.sees("Quelle conversation")
    sam.presses(await pseudonym_of(lea), in_message=shown.id)
    await sam.sees("Quelle issue")
    sam.presses("Écoute")
    await confirms_closing(sam)
    await lea.sees("La conversation est terminée")
    lea.presses("Oui")
    await lea.sees_answer("Merci")
    lea.writes("encore moi")
    await lea.sees_button("Parler")


async def test_a_worker_chooses_the_name_that_young_people_see(town: Town) -> None:
    sam = await joins(town.claire, town.somebody("Sam"))
    sam.presses("Changer mon prénom")
    await sam.sees("Écrivez votre prénom")
    sam.writes("Samira, éducatrice")
    await sam.sees("ainsi : Samira, éducatrice")
    sam.presses("Confirmer")
    await sam.sees("« Samira, éducatrice »")
    lea = await town.asking("Léa")
    await quiet(town)
    sam.presses("Prendre")
    await lea.sees("Samira, éducatrice")


async def test_the_next_worker_reads_what_was_written_and_the_revoked_one_nothing_more(
    town: Town,
) -> None:
    """Telegram is down while a message is on its way to somebody who is revoked meanwhile."""
    sam, lea = await talking(town)
    lea.writes("avant")
    await sam.sees("avant")
    ana = await town.worker("Ana")
    town.telegram.world.failures = Failures(error_500_every=1)
    lea.writes("pendant")
    await town.telegram.world.wait_until(
        lambda: any(c.status == 500 for c in town.telegram.world.calls)
    )
    async with town.bot.store.writing() as tx:
        member = await people.find(tx, sam.id)
        assert member is not None
        await revoke_member(town.bot.parts.context(tx), member.id)
    town.telegram.world.failures = Failures()
    await ana.sees_button("Prendre", timeout=30)
    ana.presses("Prendre")
    await ana.sees("pendant", timeout=30)
    await quiet(town)
    assert [seen.text for seen in copies(ana)] == ["avant", "pendant"]
    assert "pendant" not in sam.shows(30)
