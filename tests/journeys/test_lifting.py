"""/levee: nobody alone learns who somebody is; two do, for a while, and it can be read for ever."""

import re

from sqlalchemy import select

from bot.domain.audit import Act
from bot.store import audit
from bot.store.tables import outbox
from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from tests.conftest import Town, joins
from tests.conversations import data_of, heard, pseudonym_of, quiet, talking
from tests.journeys.test_passing_on import revokes

WHY = "Elle a dit qu'elle était sur un pont et ne répond plus depuis dix minutes."


async def grave(town: Town) -> tuple[Person, Person, str]:
    """A worker, and somebody in danger who talks with them."""
    sam, lea = await talking(town)
    lea.writes("je vais me tuer ce soir, j'ai les cachets devant moi")
    await sam.sees("cachets")
    return sam, lea, await pseudonym_of(lea)


async def coordinator(town: Town, first_name: str) -> Person:
    """One more of them."""
    worker = await town.worker(first_name)
    asked = town.claire.writes("/equipe")
    listed = await town.claire.sees("L'équipe (", after=asked)
    town.claire.presses(first_name, in_message=listed.id)
    await town.claire.sees_button("Passer à la coordination")
    town.claire.presses("Passer à la coordination")
    await quiet(town)
    return worker


async def asks(
    town: Town, pseudonym: str = "", *, tells: bool = True, by: Person | None = None
) -> Seen:
    """A coordinator asks who it is, and says why."""
    claire = by or town.claire
    asked = claire.writes(f"/levee {pseudonym}".strip())
    if not pseudonym:
        listed = await claire.sees("Pour qui ?", after=asked)
        claire.presses("voir les motifs", in_message=listed.id)
    why = await claire.sees("Sur quel motif", after=asked)
    claire.presses("Une vie est en danger maintenant", in_message=why.id)
    telling = await claire.sees("Prévenir", after=asked)
    claire.presses("Oui, la prévenir" if tells else "Non, cela", in_message=telling.id)
    question = await claire.sees("deux ou trois phrases", after=asked)
    claire.writes(WHY, reply_to=question.id)
    return await claire.sees("Demande notée", after=question.id)


def shown(person: Person, lea: Person) -> list[Seen]:
    return [seen for seen in person.screen if str(lea.id) in seen.text]


async def test_two_people_see_the_account_for_a_quarter_of_an_hour(town: Town) -> None:
    sam, lea, pseudonym = await grave(town)
    await asks(town, pseudonym)
    card = await sam.sees("demande à savoir qui est")
    assert not shown(sam, lea)
    why = await sam.sees(WHY)
    assert why.protected
    sam.presses("Je suis d'accord", in_message=card.id)
    stands = {one: await one.sees("identifiant Telegram de") for one in (sam, town.claire)}
    for identity in stands.values():
        assert str(lea.id) in identity.text
        assert identity.protected
    await lea.sees("regardé de quel compte Telegram")
    town.telegram.world.clock.forward(minutes=16)
    town.bot.timers.wake()
    for one, identity in stands.items():
        await one.sees_gone(identity.id)
        assert not shown(one, lea)


async def test_the_account_is_written_nowhere_and_the_reason_neither(town: Town) -> None:
    sam, lea, _ = await grave(town)
    await asks(town)
    card = await sam.sees("demande à savoir qui est")
    sam.presses("Je suis d'accord", in_message=card.id)
    await sam.sees("identifiant Telegram de")
    await quiet(town)
    async with town.bot.store.reading() as tx:
        rows = (await tx.connection.execute(select(outbox.c.payload))).scalars()
        told = "".join(rows)
    assert str(lea.id) not in told
    assert "pont" not in told


async def test_who_would_be_endangered_is_not_told(town: Town) -> None:
    sam, lea, pseudonym = await grave(town)
    await asks(town, pseudonym, tells=False)
    card = await sam.sees("demande à savoir qui est")
    assert "ne serait pas prévenue" in card.text
    sam.presses("Je suis d'accord", in_message=card.id)
    await sam.sees("identifiant Telegram de")
    await quiet(town)
    assert "regardé de quel compte" not in "".join(heard(lea))


async def test_nobody_agrees_with_themselves(town: Town) -> None:
    _, lea, pseudonym = await grave(town)
    waits = await asks(town, pseudonym)
    await quiet(town)
    assert "Je suis d'accord" not in "".join("".join(seen.buttons) for seen in town.claire.screen)
    town.claire.presses("Retirer la demande", in_message=waits.id)
    await town.claire.sees("retiré la demande")
    assert not shown(town.claire, lea)


async def test_pressed_twice_it_is_agreed_once(town: Town) -> None:
    sam, lea, pseudonym = await grave(town)
    await asks(town, pseudonym)
    await sam.sees("demande à savoir qui est")
    agrees = data_of(sam, "Je suis d'accord")
    sam.presses_data(*agrees)
    sam.presses_data(*agrees)
    await sam.sees("identifiant Telegram de")
    await quiet(town)
    assert len(shown(sam, lea)) == len(shown(town.claire, lea)) == 1
    async with town.bot.store.reading() as tx:
        acts = [one.entry.act for one in await audit.page(tx, None, 10)]
    assert acts.count(Act.LIFT_AGREED) == 1


async def test_a_refusal_ends_it_for_everybody(town: Town) -> None:
    sam, lea, pseudonym = await grave(town)
    await asks(town, pseudonym)
    card = await sam.sees("demande à savoir qui est")
    agrees = data_of(sam, "Je suis d'accord")
    sam.presses("Je refuse", in_message=card.id)
    await town.claire.sees("a refusé")
    await sam.sees("a refusé")
    sam.presses_data(*agrees)
    await sam.sees_answer("n'est plus en cours")
    assert not shown(sam, lea)
    assert not shown(town.claire, lea)


async def test_after_half_an_hour_it_is_too_late(town: Town) -> None:
    sam, lea, pseudonym = await grave(town)
    await asks(town, pseudonym)
    card = await sam.sees("demande à savoir qui est")
    town.telegram.world.clock.forward(minutes=31)
    town.bot.timers.wake()
    await town.claire.sees("personne n'a répondu à temps")
    sam.presses("Je suis d'accord", in_message=card.id)
    await sam.sees_answer("n'est plus en cours")
    assert not shown(sam, lea)


async def test_whoever_has_left_the_team_agrees_to_nothing(town: Town) -> None:
    sam, lea, pseudonym = await grave(town)
    other = await joins(town.claire, town.somebody("Noé"))
    await asks(town, pseudonym)
    await sam.sees("demande à savoir qui est")
    await quiet(town)
    assert "demande à savoir" not in "".join(heard(other)), "only coordination and the worker"
    card = await sam.sees("demande à savoir qui est")
    team = town.claire.writes("/equipe")
    listed = await town.claire.sees("L'équipe (", after=team)
    town.claire.presses("Sam", in_message=listed.id)
    page = await town.claire.sees_button("Révoquer")
    town.claire.presses("Révoquer", in_message=page.id)
    sure = await town.claire.sees_button("Confirmer : révoquer")
    town.claire.presses("Confirmer : révoquer", in_message=sure.id)
    await sam.sees("ne faites plus partie")
    sam.presses("Je suis d'accord", in_message=card.id)
    await quiet(town)
    assert not shown(sam, lea)


async def test_what_happened_must_be_said(town: Town) -> None:
    sam, _, pseudonym = await grave(town)
    claire = town.claire
    asked = claire.writes(f"/levee {pseudonym}")
    why = await claire.sees("Sur quel motif", after=asked)
    claire.presses("Un mineur subit des violences", in_message=why.id)
    telling = await claire.sees("Prévenir", after=asked)
    claire.presses("Oui, la prévenir", in_message=telling.id)
    question = await claire.sees("deux ou trois phrases", after=asked)
    claire.writes("urgent", reply_to=question.id)
    again = await claire.sees("trop court")
    await quiet(town)
    assert "demande à savoir" not in "".join(heard(sam))
    claire.writes(WHY, reply_to=again.id)
    await sam.sees("demande à savoir qui est")


async def test_erased_meanwhile_there_is_nobody_to_show(town: Town) -> None:
    sam, lea, pseudonym = await grave(town)
    await asks(town, pseudonym)
    card = await sam.sees("demande à savoir qui est")
    lea.writes("/effacer")
    sure = await lea.sees_button("Confirmer")
    lea.presses("Confirmer", in_message=sure.id)
    await sam.sees_gone(card.id)
    await quiet(town)
    assert not shown(sam, lea)
    town.claire.writes("/journal")
    seen = await town.claire.sees("une demande effacée")
    assert pseudonym not in seen.text


async def test_an_unknown_name_is_said_to_be_unknown(town: Town) -> None:
    town.claire.writes("/levee Girafe immobile")
    await town.claire.sees("Personne n'a ce pseudo")
    town.claire.writes("/levee")
    await town.claire.sees("Écrivez le pseudo après la commande")


async def test_every_step_is_in_the_journal_and_it_is_whole(town: Town) -> None:
    sam, _, pseudonym = await grave(town)
    await asks(town, pseudonym)
    card = await sam.sees("demande à savoir qui est")
    sam.presses("Je suis d'accord", in_message=card.id)
    await sam.sees("identifiant Telegram de")
    town.claire.writes("/journal")
    seen = await town.claire.sees("Le journal")
    assert "Claire demande qui est" in seen.text
    assert "Sam est d'accord" in seen.text
    assert "entre dans l'équipe" in seen.text
    mark = re.search(r"Repère\W+([0-9a-f]{4}\W[0-9a-f]{4})", seen.text)
    assert mark, seen.text
    async with town.bot.store.reading() as tx:
        trail = await audit.verify(tx)
    assert trail.broken is None
    assert trail.count == 3


async def test_a_worker_lifts_nothing_and_reads_no_journal(town: Town) -> None:
    sam, _, pseudonym = await grave(town)
    for command in (f"/levee {pseudonym}", "/journal"):
        asked = sam.writes(command)
        await sam.sees("réservée à la coordination", after=asked)


async def test_what_the_second_was_shown_goes_even_if_the_first_is_gone(town: Town) -> None:
    sam, lea, pseudonym = await grave(town)
    emma = await coordinator(town, "Emma")
    await asks(town, pseudonym, by=emma)
    card = await sam.sees("demande à savoir qui est")
    sam.presses("Je suis d'accord", in_message=card.id)
    identity = await sam.sees("identifiant Telegram de")
    await revokes(town, "Emma")
    emma.writes("/effacer")
    await emma.sees_button("Confirmer")
    emma.presses("Confirmer")
    await quiet(town)
    town.telegram.world.clock.forward(minutes=16)
    town.bot.timers.wake()
    await sam.sees_gone(identity.id)
    assert not shown(sam, lea)


async def test_nobody_waits_for_somebody_who_has_left(town: Town) -> None:
    sam, _, pseudonym = await grave(town)
    emma = await coordinator(town, "Emma")
    await asks(town, pseudonym, by=emma)
    card = await sam.sees("demande à savoir qui est")
    await revokes(town, "Emma")
    emma.writes("/effacer")
    await emma.sees_button("Confirmer")
    emma.presses("Confirmer")
    await quiet(town)
    sam.presses("Je suis d'accord", in_message=card.id)
    await sam.sees_answer("n'est plus en cours")
    town.telegram.world.clock.forward(minutes=31)
    town.bot.timers.wake()
    await quiet(town)
    town.claire.writes("/journal")
    await town.claire.sees("sans réponse, la demande")


async def test_cancelled_nothing_was_asked_and_nothing_is_said_of_names(town: Town) -> None:
    sam, _, pseudonym = await grave(town)
    asked = town.claire.writes(f"/levee {pseudonym}")
    why = await town.claire.sees("Sur quel motif", after=asked)
    town.claire.presses("Annuler", in_message=why.id)
    await town.claire.sees("rien n'est envoyé à personne")
    await quiet(town)
    assert "vous voient comme" not in "".join(heard(town.claire))
    assert "demande à savoir" not in "".join(heard(sam))
