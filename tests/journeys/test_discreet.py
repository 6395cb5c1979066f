"""Discreet mode: what is here goes, nothing rings until the word, and nothing is lost."""

from pathlib import Path

from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import quiet, talking


def shown_to(person: Person) -> list[str]:
    """What stands in their chat from the bot, oldest first."""
    return [" ".join(seen.text.split()) for seen in person.screen if not seen.mine]


async def hides(town: Town, person: Person, word: str = "pomme") -> None:
    person.writes(f"/discret {word}")
    await person.sees("Rien de nouveau")
    await quiet(town)


async def test_the_chat_is_emptied_and_nothing_arrives_until_the_word(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes("il me frappe")
    await sam.sees("il me frappe")
    await hides(town, lea)
    await sam.sees("mode discret")
    assert shown_to(lea) == ["Rien de nouveau."]
    assert not [seen for seen in lea.screen if "frappe" in seen.text], "nor what she wrote"
    sam.writes("je suis là, à ton rythme")
    await quiet(town)
    assert shown_to(lea) == ["Rien de nouveau."]
    lea.writes("Pomme ")
    await lea.sees("je suis là, à ton rythme")
    await lea.sees("Tout ce qui attendait est arrivé")
    await sam.sees("est de retour")
    sam.writes("encore là")
    await lea.sees("encore là")


async def test_what_is_written_meanwhile_reaches_the_team_and_danger_is_heard(town: Town) -> None:
    sam, lea = await talking(town)
    await hides(town, lea)
    lea.writes("je vais me tuer ce soir")
    await sam.sees("me tuer ce soir")
    await sam.sees("Danger")
    await quiet(town)
    assert shown_to(lea) == ["Rien de nouveau."], "no number rings on a phone that is watched"
    lea.writes("/urgence")
    await lea.sees("112")


async def test_the_button_needs_no_word(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/discret")
    shown = await lea.sees("Quelqu'un regarde ton téléphone")
    lea.presses("Cacher maintenant", in_message=shown.id)
    await lea.sees("Rien de nouveau")
    await quiet(town)
    assert shown_to(lea) == ["Rien de nouveau."]
    lea.writes("coucou !")
    await quiet(town)
    assert shown_to(lea) == ["Rien de nouveau."], "the word and nothing else"
    lea.writes("Coucou")
    await lea.sees("Tout ce qui attendait")


async def test_a_restart_forgets_neither_the_silence_nor_what_waits(town: Town) -> None:
    sam, lea = await talking(town)
    await hides(town, lea)
    sam.writes("en attente")
    await quiet(town)
    town.telegram.world.clock.forward(hours=13)
    town.bot.outbox.wake()
    await quiet(town)
    assert shown_to(lea) == ["Rien de nouveau."]
    lea.writes("pomme")
    await lea.sees("en attente")


async def test_erasing_works_while_hidden(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("bonjour")
    await quiet(town)
    await hides(town, lea)
    lea.writes("/effacer")
    asked = await lea.sees("Tout effacer ?")
    lea.presses("Confirmer", in_message=asked.id)
    await lea.sees("effacé")


async def test_the_word_is_kept_nowhere(town: Town) -> None:
    lea = town.somebody("Léa")
    await hides(town, lea, "MARQUEPOMME")
    lea.writes("rien")
    await quiet(town)
    file = Path(town.bot.settings.database_url.get_secret_value().partition(":///")[2])
    written = [one.read_bytes() for one in file.parent.glob(f"{file.name}*")]
    assert written
    assert not any(b"marquepomme" in one.lower() for one in written)


async def test_a_strange_word_is_refused_kindly(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes(f"/discret {'a' * 60}")
    await lea.sees("Choisis un mot plus court")
