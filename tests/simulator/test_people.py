"""People write, press and see, with a real bot library at the other end."""

import pytest

from telegram_simulator.server import SimulatorServer
from telegram_simulator.world import World
from tests.simulator.echo_bot import echo_bot


async def test_somebody_writes_and_the_bot_answers(server: SimulatorServer, world: World) -> None:
    lea = world.person(first_name="Léa")
    async with echo_bot(server):
        lea.starts("CODE")
        welcome = await lea.sees("bonjour code")
        assert welcome.buttons == ("Parler à quelqu'un",)
        lea.presses("parler")
        await lea.sees("Quelqu'un arrive")
        assert [answer.text for answer in lea.answers] == ["C'est parti"]
        lea.writes("Salut")
        assert (await lea.sees("Salut")).kind == "text"
        lea.sends_photo("Regarde")
        assert (await lea.sees_kind("photo")).text == "Regarde"


async def test_what_is_not_seen_is_explained_with_the_screen(world: World) -> None:
    lea = world.person(first_name="Léa")
    lea.writes("Il y a quelqu'un ?")
    with pytest.raises(AssertionError, match=r"(?s)Léa n'a pas vu « Bonjour ».*Il y a quelqu'un"):
        await lea.sees("Bonjour", timeout=0.01)
    with pytest.raises(AssertionError, match="Boutons visibles : aucun"):
        lea.presses("Parler")
