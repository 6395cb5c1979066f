"""The bot's name and a word, in any chat: what can be shared there, and nothing that is kept."""

from pathlib import Path

from sqlalchemy import func, select

from bot.store.tables import people
from tests.conftest import Town
from tests.conversations import quiet

MARK = "marqueurinline"


async def known(town: Town) -> int:
    async with town.bot.store.reading() as tx:
        count: int = (
            await tx.connection.execute(select(func.count()).select_from(people))
        ).scalar_one()
        return count


async def test_a_stranger_finds_cards_and_numbers_and_leaves_no_trace(
    town: Town, tmp_path: Path
) -> None:
    town.telegram.world.inline_enabled = True
    stranger, before = town.somebody("Passante"), await known(town)
    offered = await stranger.is_offered("3018")
    assert offered[0]["title"].startswith("3018")
    assert "3018" in offered[0]["text"]
    cards = await stranger.is_offered("sextorsion")
    assert any("start=s_images-intimes" in one["text"] for one in cards)
    assert all(one["description"] for one in cards)
    nothing = await stranger.is_offered(f"{MARK} xyzzy")
    assert nothing == []
    await quiet(town)
    assert await known(town) == before
    assert stranger.screen == []
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert MARK.encode() not in file.read_bytes(), file


async def test_no_word_brings_the_numbers_and_danger_brings_those_that_fit(town: Town) -> None:
    town.telegram.world.inline_enabled = True
    lea = town.somebody("Léa")
    usual = await lea.is_offered("")
    assert len(usual) > 2
    grave = await lea.is_offered("je vais me tuer ce soir j'ai les cachets")
    assert any(one["title"].startswith(("15", "112", "3114")) for one in grave[:2])
    town.telegram.world.clock.forward(hours=2)
    lea.blocks()
    assert await lea.is_offered("arnaque")
