"""/signalement: a document made in memory; nothing of it is kept but that there was one."""

import io
import zipfile
from pathlib import Path

from sqlalchemy import func, select

from bot.domain.figures import Measure
from bot.store.tables import counters
from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import heard, quiet, talking

FACTS = "zibelinefait : des bleus au bras, deux fois cette semaine."
WORDS = "zibelineparole : « il me frappe quand il boit »."
THOUGHTS = "zibelineavis : elle me semble avoir peur de rentrer."


async def drafted(worker: Person) -> None:
    asked = worker.writes("/signalement")
    await worker.sees("CRIP", after=asked)
    worker.presses("Commencer")
    for title, text in (
        ("Les faits", FACTS),
        ("Les paroles", WORDS),
        ("Vos impressions", THOUGHTS),
    ):
        question = await worker.sees(title, after=asked)
        worker.writes(text, reply_to=question.id)
    await worker.sees("Les trois parties sont écrites")


def text_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as document:
        return document.read("content.xml").decode()


async def received(town: Town, worker: Person) -> bytes:
    worker.presses("Recevoir le document")
    seen = await worker.sees_kind("document", timeout=30)
    document = worker.account.messages[seen.id].data["document"]
    found = town.telegram.world.files.get(document["file_id"])
    assert found is not None
    return found.data


async def test_facts_words_and_impressions_stand_apart_in_a_document(town: Town) -> None:
    sam = await town.worker("Sam")
    await drafted(sam)
    written = text_of(await received(town, sam))
    places = [written.index(part) for part in (FACTS[:12], "Paroles rapportées", "zibelineparole")]
    assert places == sorted(places)
    assert "à compléter" in written
    assert "L226-3" in written


async def test_nothing_of_it_is_kept(town: Town, tmp_path: Path) -> None:
    sam = await town.worker("Sam")
    await drafted(sam)
    await received(town, sam)
    await quiet(town)
    files = [file for file in tmp_path.rglob("*") if file.is_file() and file.name.startswith("mar")]
    assert files
    assert not [file for file in files if b"zibeline" in file.read_bytes()]


async def test_with_an_open_conversation_nothing_of_it_reaches_the_young_person(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    await drafted(sam)
    sam.writes("je suis là")
    await lea.sees("je suis là")
    assert not [text for text in heard(lea) if "zibeline" in text]


async def test_what_was_written_can_be_forgotten(town: Town) -> None:
    sam = await town.worker("Sam")
    await drafted(sam)
    ready = await sam.sees("Les trois parties sont écrites")
    sam.presses("Oublier ce que j'ai écrit", in_message=ready.id)
    await sam.sees("ne se souvient plus de rien")
    asked = sam.writes("/signalement")
    await sam.sees("CRIP", after=asked)
    sam.presses("Commencer")
    question = await sam.sees("Les faits", after=asked)
    sam.writes(FACTS, reply_to=question.id)
    await sam.sees("Les paroles", after=question.id)


async def test_a_part_is_written_again(town: Town) -> None:
    sam = await town.worker("Sam")
    await drafted(sam)
    ready = await sam.sees("Les trois parties sont écrites")
    sam.presses("Réécrire les faits", in_message=ready.id)
    question = await sam.sees("Les faits", after=ready.id)
    sam.writes("zibelineautre : une seule fois.", reply_to=question.id)
    await sam.sees("Les trois parties sont écrites", after=question.id)
    written = text_of(await received(town, sam))
    assert "zibelineautre" in written
    assert "zibelinefait" not in written


async def test_a_draft_is_counted_once_however_often_it_is_received(town: Town) -> None:
    sam = await town.worker("Sam")
    await drafted(sam)
    sam.presses("Recevoir le document")
    sam.presses("Recevoir le document")
    await sam.sees_kind("document", timeout=30)
    await quiet(town)
    counted = select(func.sum(counters.c.count)).where(counters.c.measure == Measure.CHILD_REPORT)
    async with town.bot.store.reading() as tx:
        assert (await tx.connection.execute(counted)).scalar() == 1
