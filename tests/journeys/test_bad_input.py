"""Whatever comes in: one clear sentence, nothing changed, nothing lost."""

from tests.conftest import Town
from tests.conversations import CALM, data_of, ends, heard, quiet, talking, was_told

STALE = "n'est plus valable"


async def test_an_unknown_command_says_where_to_look(town: Town) -> None:
    sam, lea = await talking(town)
    for person in (sam, lea, town.claire):
        asked = person.writes("/nimporte quoi")
        answer = await person.sees("Je ne connais pas cette commande")
        assert answer.reply_to == asked
    await quiet(town)
    assert was_told(sam, "nimporte") + was_told(lea, "nimporte") == 0


async def test_words_behind_an_unknown_command_are_passed_on_and_it_says_so(town: Town) -> None:
    sam, lea = await talking(town)
    asked = lea.writes("/parlr je ne sais plus quoi faire")
    answer = await lea.sees("transmis quand même")
    assert answer.reply_to == asked
    await sam.sees("je ne sais plus quoi faire")
    sam.writes("/nimporte quoi encore")
    await sam.sees("Je ne connais pas cette commande")
    await quiet(town)
    assert was_told(lea, "nimporte") == 0


async def test_a_command_of_another_role_does_nothing_and_a_worker_knows_whose_it_is(
    town: Town,
) -> None:
    sam, lea = await town.worker("Sam"), town.somebody("Léa")
    for person, command, answer in (
        (lea, "/file", "Je ne connais pas cette commande"),
        (lea, "/equipe", "Je ne connais pas cette commande"),
        (lea, "/stats", "Je ne connais pas cette commande"),
        (sam, "/equipe", "réservée à la coordination"),
        (sam, "/parler", "Je ne connais pas cette commande"),
    ):
        asked = person.writes(command)
        await person.sees(answer, after=asked)


async def test_a_command_for_another_bot_is_just_text(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes("/start@AutreBot")
    await sam.sees("/start@AutreBot")


async def test_forged_callback_data_is_refused(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/start")
    shown = await lea.sees("Tu n'as pas besoin de donner ton nom")
    for data in ("talk", "talk:AAAAAAAA", "take:1:AAAAAAAA", "", ":", "é" * 30, "x" * 64):
        before = len(lea.answers)
        lea.presses_data(shown.id, data)
        await town.telegram.world.wait_until(lambda n=before: len(lea.answers) > n)  # type: ignore[misc]
        assert STALE in lea.answers[-1].text
    await quiet(town)
    assert len(heard(lea)) == 1


async def test_callback_data_copied_from_somebody_else_is_refused(town: Town) -> None:
    sam, ana = await town.worker("Sam"), await town.worker("Ana")
    lea = await town.asking("Léa")
    await sam.sees_button("Prendre")
    await ana.sees_button("Prendre")
    _, sams = data_of(sam, "Prendre")
    place, _ = data_of(ana, "Prendre")
    ana.presses_data(place, sams)
    await ana.sees_answer(STALE)
    await quiet(town)
    assert was_told(lea, "est là") == 0


async def test_a_young_person_who_presses_a_workers_data_takes_nothing(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    await sam.sees_button("Prendre")
    _, taken = data_of(sam, "Prendre")
    lea.presses_data((await lea.sees("C'est noté")).id, taken)
    await lea.sees_answer(STALE)
    sam.writes("/file")
    await sam.sees("Une personne attend")


async def test_a_button_of_a_case_that_is_gone_says_so(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    await sam.sees_button("Prendre")
    place, data = data_of(sam, "Prendre")
    lea.writes("/stop")
    await sam.sees("demande annulée")
    sam.presses_data(place, data)
    await sam.sees_answer("n'attend plus")


async def test_a_button_of_a_case_that_was_closed_changes_nothing(town: Town) -> None:
    sam, lea = await talking(town)
    place, data = data_of(sam, "Clore")
    await ends(lea)
    await sam.sees("a mis fin")
    sam.presses_data(place, data)
    await sam.sees_answer("close ou n'est pas la vôtre")


async def test_pressing_prendre_twice_takes_once(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    await sam.sees_button("Prendre")
    place, data = data_of(sam, "Prendre")
    sam.presses_data(place, data)
    sam.presses_data(place, data)
    await lea.sees("Sam est là")
    await sam.sees_answer("déjà la vôtre")
    await quiet(town)
    assert was_told(sam, "Vous avez pris") == 1


async def test_a_revoked_workers_buttons_are_dead(town: Town) -> None:
    sam, _ = await talking(town)
    place, data = data_of(sam, "Clore")
    asked = town.claire.writes("/equipe")
    team = await town.claire.sees("L'équipe (2)", after=asked)
    town.claire.presses("Sam", in_message=team.id)
    await town.claire.sees_button("Révoquer")
    town.claire.presses("Révoquer")
    await town.claire.sees_button("Confirmer : révoquer")
    town.claire.presses("Confirmer : révoquer")
    await sam.sees("Vous ne faites plus partie")
    sam.presses_data(place, data)
    await sam.sees_answer(STALE)


async def test_whoever_never_pressed_start_is_answered_all_the_same(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes(CALM)
    await quiet(town)
    await lea.sees_button("Parler")
