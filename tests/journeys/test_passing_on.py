"""A worker passes a conversation on: nobody is left without somebody, and nobody reads too much."""

from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from tests.conftest import Town
from tests.conversations import ends, quiet, talking, talks_with


async def offered(town: Town) -> tuple[Person, Person, Person, Seen]:
    """Sam talks with Léa, and offers her conversation to Inès: gives the offer, too."""
    sam, lea = await talking(town)
    ines = await town.worker("Inès")
    lea.writes("mot un")
    await sam.sees("mot un")
    await offers(town, sam, "Inès")
    return sam, lea, ines, await ines.sees("vous propose de reprendre")


async def offers(town: Town, worker: Person, colleague: str) -> None:
    worker.writes("/passer")
    asked = await worker.sees("À qui passer")
    worker.presses(colleague, in_message=asked.id)
    await worker.sees("Proposée à")
    await quiet(town)


def callback_data(person: Person, message: int, label: str) -> str:
    """What a button carries, for whoever still has it on an old screen."""
    rows = person.account.messages[message].data["reply_markup"]["inline_keyboard"]
    return next(str(b["callback_data"]) for row in rows for b in row if label in b["text"])


async def revokes(town: Town, name: str) -> None:
    town.claire.writes("/equipe")
    await town.claire.sees_button(name)
    town.claire.presses(name)
    await town.claire.sees_button("Révoquer")
    town.claire.presses("Révoquer")
    await town.claire.sees_button("Confirmer")
    town.claire.presses("Confirmer")
    await quiet(town)


async def test_who_accepts_reads_all_and_the_person_knows_who_answers(town: Town) -> None:
    sam, lea, ines, offer = await offered(town)
    assert "mot un" not in "".join(seen.text for seen in ines.screen)
    ines.presses("Reprendre", in_message=offer.id)
    await lea.sees("Inès prend le relais")
    await ines.sees("mot un")
    await sam.sees("répond maintenant à")
    lea.writes("mot deux")
    await ines.sees("mot deux")
    ines.writes("bonjour de Inès")
    await lea.sees("bonjour de Inès")
    sam.writes("de trop")
    await sam.sees("pas de conversation", after=offer.id)
    await quiet(town)
    assert not [seen for seen in lea.screen if "de trop" in seen.text]
    assert not [seen for seen in sam.screen if "mot deux" in seen.text]


async def test_until_somebody_accepts_it_stays_with_whoever_has_it(town: Town) -> None:
    sam, lea, ines, _ = await offered(town)
    lea.writes("encore là ?")
    await sam.sees("encore là")
    sam.writes("oui, toujours")
    await lea.sees("oui, toujours")
    assert not [seen for seen in ines.screen if "encore là" in seen.text]


async def test_who_refuses_leaves_it_where_it_is(town: Town) -> None:
    sam, lea, ines, offer = await offered(town)
    ines.presses("Pas maintenant", in_message=offer.id)
    await sam.sees("ne peut pas reprendre")
    sam.writes("je reste")
    await lea.sees("je reste")
    await quiet(town)
    assert not [seen for seen in lea.screen if "prend le relais" in seen.text]


async def test_a_withdrawn_offer_cannot_be_accepted(town: Town) -> None:
    sam, lea, ines, offer = await offered(town)
    data = callback_data(ines, offer.id, "Reprendre")
    made = await sam.sees("Proposée à")
    sam.presses("Garder finalement", in_message=made.id)
    await ines.sees("garde finalement")
    ines.presses_data(offer.id, data)
    await ines.sees_answer("n'est plus valable")
    sam.writes("c'est moi")
    await lea.sees("c'est moi")


async def test_an_offer_that_nobody_answers_runs_out_and_both_know(town: Town) -> None:
    sam, _, ines, _ = await offered(town)
    town.telegram.world.clock.forward(minutes=6)
    town.bot.timers.wake()
    await sam.sees("n'a pas répondu")
    await ines.sees("sans réponse de votre part")


async def test_what_was_offered_and_ended_meanwhile_is_nobodys(town: Town) -> None:
    sam, lea, ines, offer = await offered(town)
    await ends(lea)
    await sam.sees("a mis fin")
    ines.presses("Reprendre", in_message=offer.id)
    await ines.sees_answer("n'est plus valable")
    assert not [seen for seen in lea.screen if "prend le relais" in seen.text]


async def test_two_presses_take_it_once(town: Town) -> None:
    _, lea, ines, offer = await offered(town)
    ines.presses("Reprendre", in_message=offer.id)
    ines.presses("Reprendre", in_message=offer.id)
    await lea.sees("prend le relais")
    await quiet(town)
    assert len([seen for seen in lea.screen if "prend le relais" in seen.text]) == 1
    assert len([seen for seen in ines.screen if "mot un" in seen.text]) == 1


async def test_a_colleague_who_pauses_is_not_offered_anything(town: Town) -> None:
    sam, _ = await talking(town)
    ines = await town.worker("Inès")
    ines.writes("/pause")
    await ines.sees("Vous êtes en pause")
    sam.writes("/passer")
    asked = await sam.sees("À qui passer")
    assert not [label for label in asked.buttons if "Inès" in label]


async def test_a_conversation_can_go_back_to_the_queue(town: Town) -> None:
    sam, lea = await talking(town)
    ines = await town.worker("Inès")
    lea.writes("mot un")
    await sam.sees("mot un")
    sam.writes("/passer")
    asked = await sam.sees("À qui passer")
    sam.presses("Remettre dans la file", in_message=asked.id)
    await lea.sees("passe le relais à l'équipe")
    await ines.sees_button("Prendre")
    ines.presses("Prendre")
    await ines.sees("mot un")


async def test_with_several_conversations_the_one_to_pass_is_asked(town: Town) -> None:
    sam, _ = await talking(town)
    await talks_with(town, sam, "Tom")
    sam.writes("/passer")
    asked = await sam.sees("Quelle conversation")
    assert len([label for label in asked.buttons if "Passer" in label]) == 2


async def test_a_revoked_colleague_cannot_accept(town: Town) -> None:
    sam, lea, ines, offer = await offered(town)
    await revokes(town, "Inès")
    ines.presses("Reprendre", in_message=offer.id)
    await quiet(town)
    lea.writes("qui est là ?")
    await sam.sees("qui est là")
    assert not [seen for seen in lea.screen if "prend le relais" in seen.text]


async def test_whoever_pauses_can_hand_on_from_there(town: Town) -> None:
    sam, lea = await talking(town)
    await town.worker("Inès")
    sam.writes("/pause")
    paused = await sam.sees("Vous êtes en pause")
    sam.presses("Passer", in_message=paused.id)
    asked = await sam.sees("À qui passer")
    sam.presses("Inès", in_message=asked.id)
    ines = next(one for one in town.telegram.world.people if one.account.first_name == "Inès")
    offer = await ines.sees("vous propose de reprendre")
    ines.presses("Reprendre", in_message=offer.id)
    await lea.sees("Inès prend le relais")


async def test_danger_that_was_offered_is_no_less_danger(town: Town) -> None:
    sam, lea, ines, offer = await offered(town)
    lea.writes("je vais me tuer ce soir, j'ai les cachets devant moi")
    await sam.sees("cachets")
    ines.presses("Reprendre", in_message=offer.id)
    header = await ines.sees("Vous avez pris")
    assert "danger immédiat" in header.text.lower()
    await ines.sees("cachets")
