"""People stop, block, come back, and erase everything."""

from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.conftest import Town, joins
from tests.conversations import (
    copies,
    data_of,
    ends,
    heard,
    pseudonym_of,
    quiet,
    talking,
    was_told,
)
from tests.running import SharedClock, running, settings_for


async def test_stopping_while_waiting_cancels_the_request(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    await sam.sees_button("Prendre")
    lea.writes("/stop")
    await lea.sees("Ta demande est annulée")
    alert = await sam.sees("demande annulée par la personne")
    assert not alert.buttons
    sam.writes("/file")
    await sam.sees("La file est vide")


async def test_stopping_while_talking_ends_the_conversation_for_both(town: Town) -> None:
    sam, lea = await talking(town)
    await ends(lea)
    await lea.sees("Tu as mis fin à la conversation")
    await sam.sees("a mis fin à la conversation")
    sam.writes("attends !")
    await sam.sees("Personne ne lira ce message")
    await quiet(town)
    assert was_told(lea, "attends") == 0


async def test_stopping_when_nothing_is_open_says_so(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/stop")
    await lea.sees("Il n'y a pas de conversation ouverte")


async def test_the_cancel_button_of_an_old_request_does_not_cancel_the_new_one(
    town: Town,
) -> None:
    lea = await town.asking("Léa")
    old = data_of(lea, "Annuler ma demande")
    lea.writes("/stop")
    await lea.sees("Ta demande est annulée")
    asked = lea.writes("/parler")
    await lea.sees("C'est noté", after=asked)
    lea.presses_data(*old)
    await lea.sees_answer("déjà terminée")
    await quiet(town)
    sam = await town.worker("Sam")
    sam.writes("/file")
    await sam.sees("Une personne attend")


async def test_when_the_person_blocked_the_bot_the_worker_is_told_and_they_may_come_back(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    lea.blocks()
    await quiet(town)
    sent = sam.writes("tu es là ?")
    told = await sam.sees("La personne a bloqué le bot")
    assert told.reply_to == sent
    lea.unblocks()
    lea.writes("me revoilà")
    await sam.sees("me revoilà")
    sam.writes("contente de te lire")
    await lea.sees("contente de te lire")


async def test_when_the_worker_blocked_the_bot_the_case_goes_back_with_what_was_written(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    ana = await town.worker("Ana")
    sam.blocks()
    await quiet(town)
    lea.writes("première chose")
    lea.writes("seconde chose")
    await lea.sees("n'est plus disponible")
    await ana.sees("Nouvelle demande")
    await quiet(town)
    ana.presses("Prendre")
    await lea.sees("Ana est là")
    await quiet(town)
    assert [seen.text for seen in copies(ana)] == ["première chose", "seconde chose"]
    assert was_told(lea, "n'est plus disponible") == 1


async def test_asking_again_after_the_end_opens_a_new_case(town: Town) -> None:
    sam, lea = await talking(town)
    await ends(lea)
    await sam.sees("a mis fin")
    asked = lea.writes("/parler")
    await lea.sees("C'est noté", after=asked)
    await quiet(town)
    sam.presses("Prendre")
    await lea.sees("Sam est là", after=asked)


async def _erases(person: Person) -> None:
    asked = person.writes("/effacer")
    await person.sees("Tout effacer ?", after=asked)
    person.presses("Confirmer : tout effacer")


async def test_erasing_deletes_the_conversation_on_both_phones(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes("un secret")
    await sam.sees("un secret")
    sam.writes("une réponse")
    await lea.sees("une réponse")
    await quiet(town)
    await _erases(lea)
    receipt = await lea.sees("C'est effacé")
    assert "supprimés des deux côtés" in receipt.text
    await sam.sees("Une personne a tout effacé")
    await quiet(town)
    assert [seen.text for seen in lea.screen] == [receipt.text]
    assert copies(sam) == []
    left = "\n".join(seen.text for seen in sam.screen)
    assert "une réponse" not in left
    assert "Vous avez pris" not in left
    assert "Nouvelle demande" not in left


async def test_erasing_while_waiting_leaves_nothing_to_take(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    lea.writes("un secret")
    await sam.sees_button("Prendre")
    await quiet(town)
    await _erases(lea)
    await lea.sees("C'est effacé")
    await quiet(town)
    assert was_told(sam, "Nouvelle demande") == 0
    sam.writes("/file")
    await sam.sees("La file est vide")


async def test_cancelling_an_erasure_changes_nothing(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes("/effacer")
    await lea.sees("Tout effacer ?")
    lea.presses("Annuler")
    await lea.sees("Rien n'est effacé")
    lea.writes("je continue")
    await sam.sees("je continue")


async def test_whoever_writes_again_after_erasing_is_somebody_new(town: Town) -> None:
    lea = town.somebody("Léa")
    before = await pseudonym_of(lea)
    await _erases(lea)
    await lea.sees("C'est effacé")
    await quiet(town)
    assert await pseudonym_of(lea) != before


async def test_the_receipt_counts_what_telegram_no_longer_lets_a_bot_delete(
    telegram: SimulatorServer, database_url: str
) -> None:
    world = telegram.world
    claire, sam, lea = (world.person(name) for name in ("Claire", "Sam", "Léa"))
    settings = settings_for(telegram, database_url, coordinators=str(claire.id))
    async with running(settings, SharedClock(world)) as bot:
        town = Town(telegram, claire, bot)
        claire.writes("/start")
        await claire.sees_button("L'équipe")
        await joins(claire, sam)
        name = await pseudonym_of(lea)
        lea.writes("/parler")
        await lea.sees("C'est noté")
        lea.writes("bonjour")
        await quiet(town)
        old = {seen.id for seen in lea.screen}
        world.clock.forward(hours=48, minutes=30)
        lea.writes("coucou")
        await quiet(town)
        alerts = was_told(sam, name) + was_told(claire, name)
        await _erases(lea)
        receipt = await lea.sees("C'est effacé")
        await quiet(town)
        assert f"{len(old) + alerts} messages n'ont pas pu être supprimés" in receipt.text
        assert {seen.id for seen in lea.screen} == old | {receipt.id}


async def test_messages_older_than_what_the_bot_remembers_are_not_said_to_be_deleted(
    telegram: SimulatorServer, database_url: str
) -> None:
    world = telegram.world
    lea = world.person("Léa")
    settings = settings_for(telegram, database_url)
    async with running(settings, SharedClock(world)) as bot:
        lea.writes("/start")
        await lea.sees("Salut")
        await quiet(Town(telegram, lea, bot))
    world.clock.forward(hours=24 * 7)
    async with running(settings, SharedClock(world)) as bot:
        await quiet(Town(telegram, lea, bot))
        await _erases(lea)
        receipt = await lea.sees("C'est effacé")
        assert "supprimés des deux côtés" not in receipt.text
        assert was_told(lea, "Tu n'as pas besoin de donner ton nom") == 1
        assert heard(lea)
