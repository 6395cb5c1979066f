"""A shift, as both sides see it: what rings again, what is minded, what becomes of cases."""

from bot.domain.danger import Danger
from bot.store import waits
from tests.conftest import Town
from tests.conversations import (
    CALM,
    DANGER,
    at_hour,
    pseudonym_of,
    quiet,
    talking,
    talks_with,
    was_told,
)


def _pass(town: Town, minutes: float) -> None:
    """Time passes at once, for the world and for the bot."""
    town.telegram.world.clock.forward(minutes=minutes)
    town.bot.timers.wake()


async def test_a_danger_nobody_takes_rings_again_and_says_so(town: Town) -> None:
    sam, tom = await town.worker("Sam"), await town.worker("Tom")
    tom.writes("/pause")
    await tom.sees("Vous êtes en pause")
    lea = town.somebody("Léa")
    lea.writes(DANGER)
    lea.writes("/parler")
    await sam.sees("DANGER IMMÉDIAT")
    await lea.sees("J'appelle l'équipe maintenant")
    first = await sam.sees_button("Prendre")
    await quiet(town)
    _pass(town, 2.1)
    await sam.sees("DANGER IMMÉDIAT", after=first.id)
    await tom.sees("DANGER IMMÉDIAT")
    await lea.sees("J'appelle maintenant tout le monde, même en pause")
    await quiet(town)
    assert sum("DANGER IMMÉDIAT" in seen.text for seen in sam.screen) == 1, "one alert stands"
    tom.presses("Prendre")
    await lea.sees("Tom, éducateur·rice")
    await sam.sees("demande prise par Tom")
    _pass(town, 5)
    await quiet(town)
    assert sum("DANGER IMMÉDIAT" in seen.text for seen in sam.screen) == 0


async def test_somebody_who_is_not_answered_waits_for_somebody_else(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes("tu es là ?")
    await sam.sees("tu es là ?")
    name = await pseudonym_of(lea)
    await quiet(town)
    _pass(town, 31)
    await sam.sees(f"{name} attend votre réponse")
    await quiet(town)
    _pass(town, 31)
    await lea.sees("Ta demande attend de nouveau")
    await sam.sees(f"{name} : la demande est de nouveau dans la file")
    tom = await town.worker("Tom")
    tom.writes("/prendre")
    await tom.sees("tu es là ?")
    tom.writes("Oui, je suis là")
    await lea.sees("Oui, je suis là")


async def test_a_reminder_is_put_off_by_who_is_at_it(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes("tu es là ?")
    await sam.sees("tu es là ?")
    await quiet(town)
    _pass(town, 31)
    await sam.sees("attend votre réponse")
    sam.presses("Je m'en occupe")
    await quiet(town)
    _pass(town, 29)
    await quiet(town)
    assert not was_told(lea, "attend de nouveau")


async def test_whoever_pauses_says_what_becomes_of_each_case(town: Town) -> None:
    sam, lea = await talking(town)
    noe = await talks_with(town, sam, "Noé")
    first, second = await pseudonym_of(lea), await pseudonym_of(noe)
    sam.writes("/pause")
    await sam.sees("2 conversations sont ouvertes")
    sam.presses(f"Garder {first}")
    sam.presses(f"Rendre {second}")
    await noe.sees("La personne qui te parlait n'est plus disponible")
    await sam.sees("Une conversation est ouverte")
    await quiet(town)
    assert not was_told(lea, "n'est plus disponible")
    sam.writes("Je suis toujours là", reply_to=None)
    await lea.sees("Je suis toujours là")


async def test_how_many_at_once_is_each_one_s_to_say(town: Town) -> None:
    sam = await town.worker("Sam")
    sam.writes("/dispo 1")
    await sam.sees("Une conversation à la fois")
    for unclear in ("/dispo beaucoup", "/dispo 0", "/dispo 99", "/dispo ²", "/dispo " + "9" * 400):
        asked = sam.writes(unclear)
        await sam.sees("Je n'ai pas compris ce nombre", after=asked)
    asked = sam.writes("/dispo")
    await sam.sees("Une conversation à la fois", after=asked)
    lea = await talks_with(town, sam, "Léa")
    tom = await town.worker("Tom")
    noe = town.somebody("Noé")
    noe.writes("/parler")
    await tom.sees("Nouvelle demande")
    await quiet(town)
    assert was_told(sam, "Nouvelle demande") <= 1, "only Léa's"
    lea.writes(CALM)
    await sam.sees(CALM)


async def test_somebody_who_waits_is_told_how_long_it_takes_or_that_nobody_knows(
    town: Town,
) -> None:
    at_hour(town, 16)
    lea = town.somebody("Léa")
    lea.writes("/parler")
    await lea.sees("Je ne sais pas encore")
    now = town.bot.clock().astimezone(town.bot.parts.zone)
    async with town.bot.store.writing() as tx:
        for minutes in [5] * 8 + [20] * 2:
            await waits.note(tx, "val-de-lune", Danger.NONE, now.date(), now.hour, minutes)
    lea.presses("Ma place dans la file")
    await lea.sees("la moitié des personnes ont eu quelqu'un en moins de 5 min")
    await lea.sees("neuf sur dix en moins de 20 min")
    async with town.bot.store.writing() as tx:
        for _ in range(8):
            await waits.note(tx, "val-de-lune", Danger.NONE, now.date(), now.hour, 1440)
    lea.presses("Ma place dans la file")
    await lea.sees("Pour certaines, c'était un autre jour")
    async with town.bot.store.writing() as tx:
        for _ in range(72):
            await waits.note(tx, "val-de-lune", Danger.NONE, now.date(), now.hour, 20)
    _pass(town, 40)
    await quiet(town)
    lea.presses("Ma place dans la file")
    await lea.sees("c'est plus long que d'habitude")


async def test_out_of_hours_a_promise_is_made_and_kept(town: Town) -> None:
    at_hour(town, 23)
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    lea.writes("/parler")
    await lea.sees("Ta demande est gardée jusque-là")
    await lea.sees("3114")
    await sam.sees("On lui a promis une réponse à l'ouverture")
    await quiet(town)
    at_hour(town, 14.1)
    await lea.sees("L'équipe est là, comme promis")
    sam.writes("/file")
    await sam.sees("promis hors des heures")
    await quiet(town)
