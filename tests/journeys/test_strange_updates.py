"""An update that nothing can parse: one person is told, and nobody else notices."""

import aiohttp
import pytest

from bot.store import inbox
from telegram_simulator.server import SimulatorServer
from tests.conftest import Town
from tests.conversations import DANGER, quiet, was_told
from tests.outages import database_down, strange_message, strange_update
from tests.running import running, settings_for

FAILED = "n'a pas pu être traité"


async def test_its_author_is_told_and_the_others_are_answered(town: Town) -> None:
    lea, tom = town.somebody("Léa"), town.somebody("Tom")
    strange_message(lea)
    tom.writes("/urgence")
    await tom.sees("en danger maintenant")
    await lea.sees(FAILED)
    lea.writes("/aide")
    await lea.sees("Tu peux simplement écrire")
    await quiet(town)
    assert was_told(lea, FAILED) == 1


async def test_it_does_not_come_again_at_the_next_start(
    telegram: SimulatorServer, database_url: str
) -> None:
    lea = telegram.world.person("Léa")
    settings = settings_for(telegram, database_url)
    async with running(settings) as bot:
        await telegram.world.wait_until(lambda: telegram.world.polls > 0, 30)
        strange_message(lea)
        await lea.sees(FAILED)
        await quiet(Town(telegram, lea, bot))
    async with running(settings) as bot:
        lea.writes("/aide")
        await lea.sees("Tu peux simplement écrire")
        await quiet(Town(telegram, lea, bot))
    assert was_told(lea, FAILED) == 1


async def test_danger_in_it_gets_the_numbers_all_the_same(town: Town) -> None:
    lea, tom = town.somebody("Léa"), town.somebody("Tom")
    strange_message(lea, caption=DANGER)
    await lea.sees("112")
    strange_message(tom, text="/urgence")
    await tom.sees("en danger maintenant")


async def test_danger_in_it_makes_an_open_case_more_urgent(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    await quiet(town)
    strange_message(lea, text=DANGER)
    await lea.sees("112")
    await sam.sees("danger immédiat")


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("message", {"message_id": 1, "chat": {"id": -100, "type": "group"}, "date": "hier"}),
        ("message", {}),
        ("message", {"message_id": "x", "chat": "y", "from": 3, "date": None}),
        ("callback_query", {"id": "1", "from": {"id": 5}}),
        ("my_chat_member", {"chat": {}, "date": {}}),
    ],
)
async def test_where_nobody_can_be_answered_it_is_let_go(
    town: Town, kind: str, content: dict[str, object]
) -> None:
    lea = town.somebody("Léa")
    strange_update(lea, kind, content)
    lea.writes("/urgence")
    await lea.sees("en danger maintenant")
    await quiet(town)


async def test_it_is_noted_as_handled_and_counted(town: Town) -> None:
    lea = town.somebody("Léa")
    strange_message(lea)
    update_id = lea._state.updates.first(1)[0]["update_id"]
    await lea.sees(FAILED)
    await quiet(town)
    async with town.bot.store.reading() as tx:
        assert await inbox.seen(tx, update_id)
    assert town.bot.troubles.seen()["update_unreadable"] == 1


async def test_without_a_database_it_gets_the_numbers_and_the_apology_later(town: Town) -> None:
    lea = town.somebody("Léa")
    with database_down(town.bot):
        strange_message(lea, text=DANGER)
        await lea.sees("J'ai une panne, et ce message n'est pas perdu")
    await lea.sees(FAILED)
    await quiet(town)
    assert was_told(lea, FAILED) == 1


async def test_nothing_of_it_is_written_down(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    lea = town.somebody("Léa")
    strange_message(lea, text="MARQUEUR-a-retrouver")
    await lea.sees(FAILED)
    await quiet(town)
    said = "".join(capsys.readouterr())
    assert "update_unreadable" in said
    assert "MARQUEUR" not in said
    assert str(lea.id) not in said


async def test_whoever_cannot_be_looked_up_still_gets_the_numbers(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lea, tom = town.somebody("Léa"), town.somebody("Tom")
    lea.writes("/start")
    await lea.sees("Tu n'as pas besoin de donner ton nom")
    await quiet(town)

    def no_bigger(*_: object) -> None:
        raise ValueError("a row that cannot be read")

    monkeypatch.setattr("bot.store.people.person_of", no_bigger)
    lea.writes(DANGER)
    await lea.sees("en danger maintenant")
    await lea.sees(FAILED)
    monkeypatch.undo()
    tom.writes("/aide")
    await tom.sees("Tu peux simplement écrire")


async def test_the_webhook_lets_it_go_too(hooked: tuple[Town, str]) -> None:
    town, url = hooked
    lea = town.somebody("Léa")
    lea.writes("/start")
    await lea.sees("Tu n'as pas besoin de donner ton nom")
    update = {
        "update_id": 5,
        "message": {
            "message_id": 9_000, "from": lea.account.user, "chat": lea.account.chat, "date": 1,
            "dice": {"emoji": "🎲"}, "caption": DANGER,
        },
    }  # fmt: skip
    headers = {"X-Telegram-Bot-Api-Secret-Token": "un-secret"}
    async with aiohttp.ClientSession() as http:
        for _ in range(2):
            async with http.post(url, json=update, headers=headers) as answer:
                assert answer.status == 200
    await lea.sees("112")
    await lea.sees(FAILED)
    await quiet(town)
    assert was_told(lea, FAILED) == 1
