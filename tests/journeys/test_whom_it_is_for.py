"""With several conversations, whom a message goes to is always in sight."""

from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import heard, pseudonym_of, quiet, talking, talks_with, was_told


def _pass(town: Town, minutes: float) -> None:
    town.telegram.world.clock.forward(minutes=minutes)
    town.bot.timers.wake()


async def _left_unsent(town: Town) -> tuple[Person, Person, Person, int]:
    """Sam talks with Léa and Noé, wrote after Léa spoke, and has not said to whom."""
    sam, lea = await talking(town)
    noe = await talks_with(town, sam, "Noé")
    lea.writes("coucou")
    await sam.sees("coucou")
    sam.writes("je pense à toi")
    asked = await sam.sees("À qui l'envoyer ?")
    await quiet(town)
    return sam, lea, noe, asked.id


async def test_with_several_conversations_each_message_says_whom_it_goes_to(town: Town) -> None:
    sam, lea = await talking(town)
    sam.writes("bonjour Léa")
    await lea.sees("bonjour Léa")
    await quiet(town)
    assert was_told(sam, "→") == 0, "there is only one"
    noe = await talks_with(town, sam, "Noé")
    name = await pseudonym_of(noe)
    sent = sam.writes("bonjour Noé")
    line = await sam.sees(f"→ {name}")
    assert line.reply_to == sent
    to_lea = next(s for s in sam.screen if "Vous avez pris" in s.text)
    sent = sam.writes("et toi Léa ?", reply_to=to_lea.id)
    line = await sam.sees(f"→ {await pseudonym_of(lea)}")
    assert line.reply_to == sent


async def test_short_lines_in_a_row_get_one_line(town: Town) -> None:
    sam, _ = await talking(town)
    noe = await talks_with(town, sam, "Noé")
    for line in ("un", "deux", "trois"):
        sam.writes(line)
    await noe.sees("trois")
    await quiet(town)
    assert was_told(sam, "→") == 1


async def test_a_message_left_without_a_reader_is_reminded_and_sent(town: Town) -> None:
    sam, lea, noe, asked = await _left_unsent(town)
    _pass(town, 3.1)
    reminder = await sam.sees("Un de vos messages n'est parti à personne")
    assert reminder.reply_to == asked
    sam.presses(f"Envoyer à {await pseudonym_of(lea)}", in_message=asked)
    await lea.sees("je pense à toi")
    await quiet(town)
    assert was_told(noe, "je pense à toi") == 0
    _pass(town, 10)
    await quiet(town)
    assert was_told(sam, "parti à personne") == 1


async def test_a_message_left_without_a_reader_can_be_dropped(town: Town) -> None:
    sam, lea, noe, asked = await _left_unsent(town)
    sam.presses("Ne pas l'envoyer", in_message=asked)
    await sam.sees("Ce message n'est parti à personne")
    _pass(town, 10)
    await quiet(town)
    assert was_told(sam, "Un de vos messages") == 0
    assert not any("je pense à toi" in text for text in heard(lea) + heard(noe))
