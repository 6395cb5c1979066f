"""Danger passes every guard: the numbers come at once, from any state."""

import asyncio
from collections.abc import Callable

import pytest

from bot.store.database import Transaction
from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import CALM, DANGER, confirms_closing, heard, quiet, talking, was_told

NUMBERS = "Ce que tu écris est important"


async def test_the_first_words_of_somebody_in_danger_get_the_numbers(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes(DANGER)
    shown = await lea.sees(NUMBERS)
    assert "15" in shown.text or "112" in shown.text
    assert any("Parler" in label for label in shown.buttons)


async def test_numbers_come_while_waiting_and_the_team_is_alerted(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    await sam.sees("Nouvelle demande")
    lea.writes(DANGER)
    await lea.sees(NUMBERS)
    await sam.sees("DANGER IMMÉDIAT")
    await town.claire.sees("DANGER IMMÉDIAT")


async def test_numbers_come_while_talking_and_the_worker_is_told(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes(DANGER)
    await lea.sees(NUMBERS)
    await sam.sees("danger immédiat")
    await sam.sees(DANGER)


async def test_numbers_come_after_closing(town: Town) -> None:
    sam, lea = await talking(town)
    sam.writes("/clore")
    await sam.sees_button("Information donnée")
    sam.presses("Information donnée")
    await confirms_closing(sam)
    await lea.sees("La conversation est terminée")
    lea.writes(DANGER)
    await lea.sees(NUMBERS)


@pytest.mark.parametrize("command", ["/nimporte", "/stop", "/parler", "/effacer"])
async def test_numbers_come_when_danger_follows_a_command(town: Town, command: str) -> None:
    lea = town.somebody("Léa")
    lea.writes(f"{command} {DANGER}")
    await lea.sees(NUMBERS)


async def test_numbers_come_when_danger_is_edited_in(town: Town) -> None:
    lea = town.somebody("Léa")
    written = lea.writes(CALM)
    await quiet(town)
    lea.edits(written, DANGER)
    await lea.sees(NUMBERS)


async def test_numbers_come_when_danger_is_the_caption_of_a_photo(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.sends_photo(DANGER)
    await lea.sees(NUMBERS)


async def test_numbers_are_not_repeated_within_minutes(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes(DANGER)
    await lea.sees(NUMBERS)
    lea.writes(DANGER)
    await quiet(town)
    assert was_told(lea, NUMBERS) == 1


async def test_numbers_come_although_another_message_breaks_the_shared_commit(
    town: Town,
) -> None:
    """What is undone with somebody else's failure is done again, in memory too."""
    lea = town.somebody("Léa")
    lea.writes(CALM)
    await quiet(town)
    hold, commits = asyncio.Event(), town.bot.commits

    async def waits(tx: Transaction) -> None:
        del tx
        await hold.wait()

    async def breaks(tx: Transaction) -> None:
        del tx
        raise RuntimeError("somebody else's message breaks")

    first = asyncio.create_task(commits.run("first", waits))
    await asyncio.sleep(0)
    lea.writes(DANGER)
    while not commits._waiting[0]:  # noqa: ASYNC110  # nothing tells when it is handed in
        await asyncio.sleep(0.01)
    broken = asyncio.create_task(commits.run("broken", breaks))
    await asyncio.sleep(0)
    hold.set()
    await asyncio.gather(first, broken, return_exceptions=True)
    await lea.sees(NUMBERS)


@pytest.mark.parametrize("who", ["Léa", "Claire"])
async def test_everybody_gets_the_emergency_numbers_in_one_message(town: Town, who: str) -> None:
    person: Person = town.claire if who == "Claire" else town.somebody(who)
    await quiet(town)
    asked = person.writes("/urgence")
    shown = await person.sees("en danger maintenant", after=asked)
    for number in ("112", "114", "15", "17"):
        assert number in shown.text
    await quiet(town)
    assert len([seen for seen in person.screen if seen.id > asked]) == 1
    assert heard(person)


async def test_emergency_numbers_come_while_waiting_and_talking_and_disturb_nothing(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    lea.writes("/urgence")
    await lea.sees("en danger maintenant")
    lea.writes("je suis toujours là")
    await sam.sees("je suis toujours là")


async def test_an_edit_that_sounds_dangerous_raises_the_case(town: Town) -> None:
    sam, lea = await talking(town)
    written = lea.writes("bof aujourd'hui")
    await sam.sees("bof aujourd'hui")
    lea.edits(written, "j'ai pris tous les cachets de ma mère je veux mourir")
    await lea.sees("Ce que tu écris est important")
    await sam.sees("⚠️")


async def test_a_later_alarm_is_not_muted_by_an_earlier_one_about_something_else(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    lea.writes("je veux mourir, j'y pense tous les soirs")
    await lea.sees(NUMBERS)
    await quiet(town)
    alerts = was_told(sam, "⚠️")
    lea.writes("mon beau-père me frappe tous les soirs quand ma mère n'est pas là")
    await quiet(town)
    assert was_told(lea, NUMBERS) == 2
    assert "119" in heard(lea)[-1] or any("119" in text for text in heard(lea))
    assert was_told(sam, "⚠️") > alerts


async def test_each_serious_message_of_a_conversation_alerts_its_worker(town: Town) -> None:
    sam, lea = await talking(town)
    for word in ("un", "deux"):
        before = was_told(sam, "⚠️")
        lea.writes(f"{DANGER} {word}")
        await quiet(town)
        assert was_told(sam, "⚠️") == before + 1
    assert was_told(lea, NUMBERS) == 1


@pytest.mark.parametrize(
    "written",
    [
        f"/parler {DANGER}",
        f"/parler\n{DANGER}",
        f"/stop\n{DANGER}",
        f"/nimporte {DANGER}",
        f"/aide {DANGER}",
        f"/urgence {DANGER}",
        f"/effacer {DANGER}",
        f"/infos@AutreBot {DANGER}",
    ],
)
async def test_danger_behind_any_command_alerts_the_worker_and_reaches_them(
    town: Town, written: str
) -> None:
    sam, lea = await talking(town)
    lea.writes(written)
    await lea.sees(NUMBERS)
    await sam.sees("⚠️")
    await sam.sees("médicaments")


@pytest.mark.parametrize("command", ["/suicide", "/jeveuxmourir"])
async def test_a_word_of_danger_typed_as_a_command_is_heard(town: Town, command: str) -> None:
    sam, lea = await talking(town)
    lea.writes(command + " je veux en finir ce soir")
    await lea.sees(NUMBERS)
    await sam.sees(command)


async def test_words_behind_parler_reach_whoever_takes_the_case(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    lea.writes("/parler on se moque de moi tous les jours")
    await lea.sees("C'est noté")
    await quiet(town)
    sam.presses("Prendre")
    await lea.sees("est là")
    await sam.sees("on se moque de moi")


async def test_stop_with_words_of_danger_stops_nothing(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes("/stop je vais me tuer ce soir")
    await lea.sees("Tu veux vraiment arrêter")
    lea.writes("t'es là ?")
    await sam.sees("t'es là ?")
    lea.presses("Oui, arrêter")
    await sam.sees("a mis fin")


async def test_an_alert_that_nobody_can_get_is_passed_on(town: Town) -> None:
    sam = await town.worker("Sam")
    await quiet(town)
    sam.closes_account()
    lea = town.somebody("Léa")
    lea.writes("je veux mourir, j'y pense tous les soirs")
    await lea.sees(NUMBERS)
    lea.presses("Parler")
    await lea.sees("C'est noté")
    await town.claire.sees("Nouvelle demande")


async def test_when_nobody_can_be_alerted_the_young_person_is_not_left_to_believe_it(
    town: Town,
) -> None:
    sam = await town.worker("Sam")
    await quiet(town)
    sam.closes_account()
    town.claire.closes_account()
    lea = town.somebody("Léa")
    lea.writes("je veux mourir, j'y pense tous les soirs")
    await lea.sees(NUMBERS)
    lea.presses("Parler")
    told = await lea.sees("n'est pas encore prévenue")
    assert "3114" in told.text


async def test_forwarded_words_are_heard_as_words_received(town: Town) -> None:
    sam, lea = await talking(town)
    lea.forwards("je vais te tuer demain à la sortie du collège")
    await lea.sees(NUMBERS)
    alert = await sam.sees("⚠️")
    assert "reçu" in alert.text
    await sam.sees("transfère")
    await sam.sees("je vais te tuer demain")


def _edits_it_in(lea: Person, words: str) -> None:
    lea.edits(lea.writes("bof"), words)


def _answers_with_it(lea: Person, words: str) -> None:
    said = next(seen for seen in lea.screen if not seen.mine)
    lea.writes(words, reply_to=said.id)


def _says_it_to_the_news_helper(lea: Person, words: str) -> None:
    lea.writes("/verifier")
    lea.writes(words)


WAYS: dict[str, Callable[[Person, str], object]] = {
    "plainly": lambda lea, words: lea.writes(words),
    "in capitals and lines": lambda lea, words: lea.writes(words.upper().replace(", ", "\n")),
    "behind a command": lambda lea, words: lea.writes(f"/infos {words}"),
    "behind a link": lambda lea, words: lea.writes(f"/start {words}"),
    "behind a mistyped command": lambda lea, words: lea.writes(f"/parlr {words}"),
    "edited in": _edits_it_in,
    "as an answer": _answers_with_it,
    "under a photo": lambda lea, words: lea.sends_photo(words),
    "under a film": lambda lea, words: lea.sends_video(words),
    "to the news helper": _says_it_to_the_news_helper,
    "behind the news helper's command": lambda lea, words: lea.writes(f"/verifier {words}"),
    "forwarded": lambda lea, words: lea.forwards(words),
    "in a poll": lambda lea, words: lea.sends_poll(words, ["oui", "non"]),
    "in a checklist": lambda lea, words: lea.sends_checklist("liste", [words]),
}


@pytest.mark.parametrize("way", WAYS)
async def test_danger_is_heard_whatever_way_it_comes_in(town: Town, way: str) -> None:
    sam, lea = await talking(town)
    before = was_told(sam, "⚠️")
    WAYS[way](lea, DANGER)
    await lea.sees(NUMBERS)
    await quiet(town)
    assert was_told(sam, "⚠️") > before


async def test_words_of_danger_that_wait_make_the_request_of_a_button_urgent(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    lea.writes(DANGER)
    await lea.sees(NUMBERS)
    lea.presses("Parler")
    await sam.sees("DANGER IMMÉDIAT")
    await town.claire.sees("DANGER IMMÉDIAT")


async def test_in_danger_what_to_do_first_stands_under_the_numbers(town: Town) -> None:
    lea = town.somebody("Léa")
    asked = lea.writes(DANGER)
    shown = await lea.sees(NUMBERS, after=asked)
    assert shown.text.index("15") < shown.text.index("17"), "doctors first"
    assert "Ne te fais pas vomir" in shown.text
    assert shown.text.index("15") < shown.text.index("Ne te fais pas vomir")
    lea.presses("La suite, pas à pas", in_message=shown.id)
    await quiet(town)
    assert lea.screen[-1].id > shown.id, "in a message of its own: the numbers stay"
    assert shown.id in {seen.id for seen in lea.screen}


async def test_who_forwards_somebody_elses_words_is_not_told_what_to_do_as_if_they_were_theirs(
    town: Town,
) -> None:
    lea = town.somebody("Léa")
    asked = lea.forwards(DANGER)
    shown = await lea.sees(NUMBERS, after=asked)
    assert "112" in shown.text
    assert "vomir" not in shown.text
