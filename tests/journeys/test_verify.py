"""/verifier: a checklist made for what was sent, and danger first all the same."""

import pytest

from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from telegram_simulator.server import SimulatorServer
from tests.conftest import Town
from tests.conversations import quiet, talking
from tests.running import SharedClock, running, settings_for


async def verifying(town: Town) -> Person:
    """Léa, who was asked to send something."""
    lea = town.somebody("Léa")
    lea.writes("/verifier")
    await lea.sees("Envoie maintenant")
    return lea


async def answers(lea: Person, *answers: str) -> Seen:
    """Each question gets an answer, in place; gives the message they are in."""
    screen = lea.screen[-1]
    for number, answer in enumerate(answers, 1):
        await lea.sees(f"({number}/3)")
        lea.presses(answer, in_message=screen.id)
    return await lea.sees("À recoller dans le groupe")


async def sees_questions(worker: Person, count: int) -> None:
    """The questions that wait, each opened."""
    asked = worker.writes("/questions")
    listed = await worker.sees("Questions à l'équipe", after=asked)
    assert len(listed.buttons) == count
    for label in listed.buttons:
        worker.presses(label, in_message=listed.id)
        await worker.sees_button("Personne ne sait")


async def test_nothing_is_judged_before_three_questions_were_answered(town: Town) -> None:
    lea = await verifying(town)
    lea.writes("URGENT ! Partage vite à tous tes contacts, les médias n'en parlent pas !!!")
    first = await lea.sees("Je n'ai rien vérifié : à toi, trois questions")
    assert "Prudence" not in first.text
    assert "Ce que je remarque" not in first.text
    seen = await answers(lea, "Pas trouvé", "Non", "Oui")
    assert "Grande prudence" in seen.text
    assert len(seen.text) <= 900
    assert "demande de faire tourner" in seen.text
    assert any("Chercher" in label for label in seen.buttons)
    assert any("Demander à quelqu'un" in label for label in seen.buttons)
    assert len([one for one in lea.screen if not one.mine]) == 2, "all in one message"


async def test_who_found_everything_hears_no_alarm_and_no_promise(town: Town) -> None:
    lea = await verifying(town)
    lea.writes("Le 12 mars 2026, la mairie a ouvert un gymnase.")
    await lea.sees("à toi, trois questions")
    seen = await answers(lea, "J'ai trouvé", "Oui", "Non")
    assert "À toi de regarder" in seen.text
    assert "Ce que je remarque" not in seen.text


async def test_a_link_is_read_and_never_opened(town: Town) -> None:
    lea = await verifying(town)
    lea.writes("regarde http://ameli.fr.remboursement-sante.xyz/carte")
    seen = await lea.sees("Le vrai nom du site : remboursement-sante.xyz")
    assert "Je n'ai pas ouvert ce lien" in seen.text
    assert "Un nom connu est au début" in seen.text, "before anybody clicks"


@pytest.mark.parametrize(
    "post",
    ["https://www.tiktok.com/@a/video/1", "https://x.com/a/status/1", "https://youtu.be/abc"],
)
async def test_a_link_to_a_network_is_a_post(town: Town, post: str) -> None:
    lea = await verifying(town)
    lea.writes(f"c'est vrai ça ? {post}")
    seen = await lea.sees("Je n'ai pas ouvert ce post")
    assert "Qui parle, et depuis quand" in seen.text
    assert "vrai nom" not in seen.text


async def test_a_code_that_is_asked_for_is_told_at_once(town: Town) -> None:
    lea = await verifying(town)
    lea.writes("Ici votre banque : envoie le code reçu par sms pour bloquer le paiement")
    seen = await lea.sees("à toi, trois questions")
    assert "Ne les donne jamais par message" in seen.text


async def test_a_forwarded_message_is_looked_at_for_where_it_comes_from(town: Town) -> None:
    lea = await verifying(town)
    lea.forwards("Il paraît que la cantine sera gratuite")
    first = await lea.sees("à toi, trois questions")
    assert "Message d'origine écrit le" in first.text
    seen = await answers(lea, "Pas trouvé", "Je ne sais pas", "Non")
    assert "compte d'origine est caché" in seen.text


async def test_a_picture_gets_its_own_questions_and_is_not_passed_on(town: Town) -> None:
    lea = await verifying(town)
    lea.sends_photo()
    seen = await lea.sees("Je n'ai pas regardé l'image")
    assert "3018" in seen.text
    assert "Quelle est l'affirmation" in seen.text
    lea.presses("C'est une capture", in_message=seen.id)
    await lea.sees("Une capture n'est pas une preuve")
    lea.writes("La mairie ferme tous les stades")
    await lea.sees("Je n'ai rien vérifié", after=seen.id)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [("voice", "Je n'ai pas écouté le son"), ("video", "Je n'ai pas regardé la vidéo")],
)
async def test_a_sound_and_a_video_have_their_questions(town: Town, kind: str, asked: str) -> None:
    lea = await verifying(town)
    {"voice": lea.sends_voice, "video": lea.sends_video}[kind]()
    await lea.sees(asked)


async def test_a_reply_can_be_copied_for_the_group(town: Town) -> None:
    lea = await verifying(town)
    lea.writes("Le prix des bus va doubler")
    await lea.sees("à toi, trois questions")
    seen = await answers(lea, "Pas trouvé", "Non", "Non")
    assert any("Copier cette réponse" in label for label in seen.buttons)


async def test_what_cannot_be_checked_leaves_the_question_open(town: Town) -> None:
    lea = await verifying(town)
    lea.sends_sticker()
    await lea.sees("Je ne sais pas vérifier")
    lea.writes("Une source sûre dit que la cantine est gratuite")
    await lea.sees("à toi, trois questions")


@pytest.mark.parametrize("text", ["je veux mourir ce soir", "il me frappe, j'ai peur"])
async def test_danger_gets_the_numbers_and_no_checklist(town: Town, text: str) -> None:
    lea = await verifying(town)
    lea.writes(text)
    numbers = await lea.sees("Voici qui peut répondre")
    assert any(number in numbers.text for number in ("3114", "119"))
    lea.writes("/aide")
    await lea.sees("Ce que tu peux faire")
    assert not [one for one in lea.screen if "à toi, trois questions" in one.text]


async def test_dangerous_words_of_somebody_else_get_the_numbers_and_the_checklist(
    town: Town,
) -> None:
    lea = await verifying(town)
    lea.forwards("je veux mourir ce soir")
    await lea.sees("Voici qui peut répondre")
    await lea.sees("à toi, trois questions")


async def test_pressing_another_button_closes_the_question(town: Town) -> None:
    lea = await verifying(town)
    lea.presses("Menu")
    await lea.sees("Qu'est-ce qui t'aiderait")
    asked = lea.writes("j'ai reçu un colis bizarre")
    await quiet(town)
    answer = await lea.sees("", after=asked)
    assert "trois questions" not in answer.text


async def test_during_a_conversation_what_is_checked_is_passed_on_as_well(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes("/verifier")
    await lea.sees("Envoie maintenant")
    lea.writes("Le prix des bus va doubler, faites tourner")
    await lea.sees("à toi, trois questions")
    await sam.sees("Le prix des bus va doubler")


async def test_who_then_asks_a_professional_need_not_write_it_again(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await verifying(town)
    lea.writes("Le prix des bus va doubler, faites tourner")
    await lea.sees("à toi, trois questions")
    lea.presses("Demander à quelqu'un")
    await lea.sees("Ta question est posée")
    await sees_questions(sam, 1)
    await sam.sees("Le prix des bus va doubler")


async def test_what_is_written_after_another_command_is_not_looked_at(town: Town) -> None:
    lea = await verifying(town)
    lea.writes("/aide")
    await lea.sees("Ce que tu peux faire")
    asked = lea.writes("URGENT ! Partage vite à tous tes contacts !!!")
    await quiet(town)
    assert not [s for s in lea.screen if s.id > asked and "trois questions" in s.text]


async def test_what_is_written_much_later_is_not_looked_at(
    telegram: SimulatorServer, database_url: str
) -> None:
    world = telegram.world
    claire, lea = world.person("Claire"), world.person("Léa")
    settings = settings_for(telegram, database_url, coordinators=str(claire.id))
    async with running(settings, SharedClock(world)) as bot:
        lea.writes("/verifier")
        await lea.sees("Envoie maintenant")
        await quiet(Town(telegram, claire, bot))
        world.clock.forward(minutes=11)
        asked = lea.writes("URGENT ! Partage vite à tous tes contacts !!!")
        await quiet(Town(telegram, claire, bot))
        assert not [s for s in lea.screen if s.id > asked and "trois questions" in s.text]


async def test_a_claim_that_was_checked_already_is_told_with_who_checked_it(town: Town) -> None:
    lea = await verifying(town)
    asked = lea.writes("la camionette blanche elle enleve des enfants fait tourner")
    seen = await lea.sees("c'est faux", after=asked)
    assert len(seen.text) <= 900
    assert "Selon 20 Minutes Fake Off, CheckNews (26 mars 2019)" in seen.text
    assert any("Lire 20 Minutes" in label for label in seen.buttons)


async def test_what_nobody_checked_can_be_searched_and_is_judged_by_nobody(town: Town) -> None:
    lea = await verifying(town)
    asked = lea.writes("le maire va fermer tous les stades de la ville demain matin")
    first = await lea.sees("à toi, trois questions", after=asked)
    assert "Selon" not in first.text
    seen = await answers(lea, "J'ai trouvé", "Oui", "Non")
    assert any("Déjà vérifié quelque part" in label for label in seen.buttons)


PASTED = "Bonjour, votre colis est bloqué : https://colis-suivi.example/abc MARQUE"


@pytest.mark.parametrize("behind", [True, False])
async def test_what_was_pasted_is_read_by_nobody_at_the_next_request(
    town: Town, *, behind: bool
) -> None:
    sam, lea = await town.worker("Sam"), town.somebody("Léa")
    lea.writes(f"/verifier {PASTED}" if behind else "/verifier")
    if not behind:
        await quiet(town)
        lea.writes(PASTED)
    await lea.sees_button("Demander à quelqu'un de l'équipe")
    lea.writes("/parler")
    await sam.sees_button("Prendre")
    sam.presses("Prendre")
    await lea.sees("est là")
    lea.writes("c'est tout autre chose")
    await sam.sees("tout autre chose")
    assert all("MARQUE" not in seen.text for seen in sam.screen)


async def test_only_asking_the_team_about_it_passes_it_on_and_once(town: Town) -> None:
    sam, lea = await town.worker("Sam"), town.somebody("Léa")
    lea.writes(f"/verifier {PASTED}")
    shown = await lea.sees_button("Demander à quelqu'un de l'équipe")
    lea.presses("Demander à quelqu'un", in_message=shown.id)
    lea.presses("Demander à quelqu'un", in_message=shown.id)
    await lea.sees("Ta question est posée")
    await sees_questions(sam, 1)
    await sam.sees("MARQUE")
    await quiet(town)
    assert sum("MARQUE" in seen.text for seen in sam.screen) == 1
