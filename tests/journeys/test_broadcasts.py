"""/diffuser over Telegram: asked for, written, approved by another, read, stopped with one tap."""

from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import at_hour, heard, quiet
from tests.journeys.test_lifting import coordinator
from tests.journeys.test_passing_on import revokes

WORDS = (
    "Un faux message de colis tourne en ce moment : le lien demande ta carte. "
    "Ne clique pas, et si c'est fait, appelle le 3018."
)


async def follows(town: Town, first_name: str, theme: str = "Arnaques") -> Person:
    """Somebody who wants news of a theme."""
    person = town.somebody(first_name)
    person.writes("/lieux")
    await person.sees_button("Rester au courant")
    person.presses("Rester au courant")
    await person.sees_button(f"Recevoir : {theme}")
    person.presses(f"Recevoir : {theme}")
    await person.sees_button(f"Ne plus recevoir : {theme}")
    return person


async def writes(claire: Person, words: str = WORDS, when: str = "Dès qu'elle") -> None:
    """A coordinator writes an alert on scams, to everybody."""
    asked = claire.writes("/diffuser")
    charter = await claire.sees("ni élections", after=asked)
    claire.presses("Écrire une alerte", in_message=charter.id)
    await claire.sees("Votre alerte", after=charter.id)
    claire.writes(words)
    await claire.sees_button("Arnaques")
    claire.presses("Arnaques")
    await claire.sees_button("Tous les territoires")
    claire.presses("Tous les territoires")
    preview = await claire.sees("Voici ce qui sera reçu")
    assert "Tu reçois ce message parce que" in preview.text
    claire.presses(when, in_message=preview.id)


async def goes_on(town: Town) -> None:
    """A second passes, and what is due leaves."""
    town.telegram.world.clock.forward(seconds=1)
    town.bot.timers.wake()


async def test_an_alert_reaches_whoever_asked_and_ends_with_one_tap(town: Town) -> None:
    at_hour(town, 15)
    karim = await coordinator(town, "Karim")
    lea = await follows(town, "Léa")
    tom = await follows(town, "Tom", "Fausses infos")
    tom.writes("/infos")
    await tom.sees("Tu reçois des nouvelles de : Fausses infos")
    await writes(town.claire)
    await town.claire.sees("Alerte à approuver")
    asked = await karim.sees("Alerte à approuver")
    assert WORDS[:40] in asked.text
    assert not any(WORDS[:40] in text for text in heard(lea))
    karim.presses("Approuver", in_message=asked.id)
    await karim.sees("Alerte approuvée")
    await goes_on(town)
    told = await lea.sees(WORDS[:40])
    await town.claire.sees("Alerte envoyée")
    lea.presses("Ne plus recevoir", in_message=told.id)
    await lea.sees("plus de message sur « Arnaques »")
    assert WORDS[:40] in "".join(heard(lea))
    await quiet(town)
    assert not any(WORDS[:40] in text for text in heard(tom))
    town.claire.writes("/journal")
    trail = await town.claire.sees("approuve l'alerte n° 1 (Arnaques)")
    assert "propose l'alerte n° 1 (Arnaques)" in trail.text
    tom.writes("stop")
    await tom.sees("plus aucune alerte")


async def test_pressed_twice_it_is_proposed_once_and_refused_it_goes_nowhere(town: Town) -> None:
    at_hour(town, 15)
    karim = await coordinator(town, "Karim")
    lea = await follows(town, "Léa")
    await writes(town.claire)
    proposed = await town.claire.sees("Alerte à approuver")
    town.claire.presses("Retirer", in_message=proposed.id)
    town.claire.presses("Retirer", in_message=proposed.id)
    await town.claire.sees("Alerte non envoyée")
    asked = await karim.sees("Alerte à approuver")
    karim.presses("Approuver", in_message=asked.id)
    await karim.sees("Alerte non envoyée")
    await goes_on(town)
    await quiet(town)
    assert not any(WORDS[:40] in text for text in heard(lea))


async def test_alone_it_is_said_before_anything_is_written(town: Town) -> None:
    town.claire.writes("/diffuser")
    told = await town.claire.sees("Il faut une deuxième personne")
    assert not told.buttons


async def test_somebodys_number_does_not_leave_and_who_is_alone_by_then_is_told(
    town: Town,
) -> None:
    at_hour(town, 15)
    await coordinator(town, "Karim")
    claire = town.claire
    claire.writes("/diffuser")
    await claire.sees_button("Écrire une alerte")
    claire.presses("Écrire une alerte")
    await claire.sees("Votre alerte")
    claire.writes("Si ça t'arrive, appelle Kevin au 06 12 34 56 78, il t'aidera.")
    await claire.sees("n'est celui d'aucun service")
    claire.writes("Encore une fois, sans numéro : ne clique pas sur le lien.")
    await claire.sees_button("Arnaques")
    claire.presses("Arnaques")
    await claire.sees_button("Tous les territoires")
    claire.presses("Tous les territoires")
    preview = await claire.sees("Voici ce qui sera reçu")
    await revokes(town, "Karim")
    claire.presses("Demain à 10 h", in_message=preview.id)
    await claire.sees("Rien n'est parti. Pour inviter")
