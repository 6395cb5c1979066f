"""Every seal and hash is brought under a new key, beside a bot that runs and through kills."""

import itertools
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import LargeBinary, insert, select, update

from bot.domain.audit import Act
from bot.domain.broadcasts import Theme
from bot.domain.enquiries import Wording
from bot.domain.people import Role, Signature
from bot.domain.polls import Asked
from bot.store import (
    audit,
    broadcasts,
    discretion,
    invitations,
    memberships,
    people,
    polls,
    rekeying,
    team_answers,
)
from bot.store.database import Store, Transaction
from bot.store.tables import broadcasts as broadcasts_table
from bot.store.tables import members as members_table
from bot.store.tables import messages as messages_table
from bot.store.tables import metadata
from bot.store.tables import people as people_table
from bot.store.tables import polls as polls_table
from bot.store.tables import team_answers as answers_table
from bot.store.vault import SealBroken, Vault
from bot.upkeep import KINDS
from tests.databases import BOT
from tests.store.steps import NOW, a_case, a_message, a_worker, somebody

WORDING = Wording("La piscine fermerait", "Non.")
PURPOSES = ("person", "word", "signature", "file", "answer", "broadcast", "poll")
OLD, NEW = b"o" * 32, b"n" * 32
SEALS = (
    select(people_table.c.sealed_id),
    select(people_table.c.word).where(people_table.c.word.is_not(None)),
    select(members_table.c.sealed_signature),
    select(messages_table.c.sealed_file).where(messages_table.c.sealed_file.is_not(None)),
    select(answers_table.c.sealed_wording),
    select(broadcasts_table.c.sealed_words),
    select(polls_table.c.sealed_words),
)


def under(url: str, *secrets: bytes) -> Store:
    """The database, as a program with these keys opens it."""
    return Store(url, Vault(BOT, secrets))


async def lived_in(store: Store, count: int = 3) -> None:
    """A town with one of everything that is sealed or found by a hash."""
    async with store.writing() as tx:
        sam = await a_worker(tx)
        await memberships.set_signature(tx, sam.id, Signature("Sam", "éducatrice"))
        known = [await somebody(tx, 6001 + number) for number in range(count)]
        await discretion.hide(tx, known[-1].id, "parapluie")
        case = await a_case(tx)
        await a_message(tx, case, file="AgAD-reference")
        until = NOW + timedelta(days=30)
        await team_answers.add(tx, "val-de-lune", WORDING, sam.id, NOW, until)
        await broadcasts.add(tx, Theme.SCAMS, "", "Un faux colis.", sam.id, NOW, until)
        await polls.add(tx, "", Asked("Où ?", ("Ici", "Là")), sam.id, NOW, until)
        await audit.add(tx, NOW, Act.MEMBER_JOINED, sam.id)
        await invitations.add(tx, "a-code", Role.WORKER, sam.id, NOW + timedelta(hours=72))


async def all_is_read(tx: Transaction, count: int = 3) -> None:
    """What was sealed is there, and everybody is found."""
    found = [await people.find(tx, 6001 + number) for number in range(count)]
    known = [person.id for person in found if person is not None]
    assert [await people.telegram_id(tx, one) for one in known] == list(range(6001, 6001 + count))
    assert await discretion.is_word(tx, known[-1], "parapluie")
    assert not await discretion.is_word(tx, known[-1], "parasol")
    sam = await people.find(tx, 7001)
    assert sam is not None
    assert await memberships.signature(tx, sam.id) == Signature("Sam", "éducatrice")
    assert (await audit.verify(tx)).broken is None
    sealed = (await tx.connection.execute(SEALS[3])).scalar_one()
    assert tx.vault.open(sealed, "file") == "AgAD-reference"
    [answer] = await team_answers.offered(tx, "val-de-lune", NOW)
    assert answer.wording == WORDING
    [alert] = await broadcasts.newest(tx, 2)
    assert alert.words == "Un faux colis."
    [poll] = await polls.known(tx, 2)
    assert poll.asked.question == "Où ?"


async def test_after_it_the_old_key_opens_nothing_and_the_new_one_all(url: str) -> None:
    before, changing = under(url, OLD), under(url, NEW, OLD)
    await lived_in(before)
    found = await rekeying.rekey(changing, NOW)
    assert (found.behind, found.broken) == (0, 0)
    kinds = {
        "words": 1,
        "signatures": 1,
        "images": 1,
        "answers": 1,
        "alerts": 1,
        "polls": 1,
        "trail": 1,
    }
    assert dict(found.done) == {"people": 5, **kinds}
    assert found.invited_until == NOW + timedelta(hours=72)
    after = under(url, NEW)
    async with after.reading() as tx:
        await all_is_read(tx)
    async with before.reading() as tx:
        assert await people.find(tx, 6001) is None
        for query in SEALS:
            for sealed in (await tx.connection.execute(query)).scalars():
                for purpose in (
                    "person",
                    "word",
                    "signature",
                    "file",
                    "answer",
                    "broadcast",
                    "poll",
                ):
                    with pytest.raises(SealBroken):
                        tx.vault.open(sealed, purpose)
    for store in (before, changing, after):
        await store.close()


class KilledError(Exception):
    """The process ended here."""


def _killed_after(batches: int) -> Callable[[str, int], None]:
    told = itertools.count(1)

    def tell(kind: str, done: int) -> None:
        if next(told) == batches:
            raise KilledError(kind, done)

    return tell


async def test_killed_between_any_two_batches_it_goes_on_and_nobody_is_lost_meanwhile(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rekeying, "BATCH", 2)
    before, changing = under(url, OLD), under(url, NEW, OLD)
    await lived_in(before, 7)

    kills = 0
    for _ in range(40):
        try:
            await rekeying.rekey(changing, NOW, _killed_after(kills + 1))
        except KilledError:
            kills += 1
            async with changing.reading() as tx:
                await all_is_read(tx, 7)
        else:
            break
    assert kills > 5
    after = under(url, NEW)
    async with after.writing() as tx:
        await all_is_read(tx, 7)
        await audit.opens(tx)
    for store in (before, changing, after):
        await store.close()


async def test_what_a_bot_writes_between_reading_and_writing_stays(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, changing = under(url, OLD), under(url, NEW, OLD)
    await lived_in(before)
    write = rekeying._write

    async def late(store: Store, sealed: rekeying.Sealed, changes: list[dict[str, object]]) -> None:
        if sealed.name == "signatures":
            async with changing.writing() as tx:
                sam = await people.find(tx, 7001)
                assert sam is not None
                await memberships.set_signature(tx, sam.id, Signature("Samuel", "éducateur"))
        await write(store, sealed, changes)

    monkeypatch.setattr(rekeying, "_write", late)
    found = await rekeying.rekey(changing, NOW)
    assert found.behind == 0
    async with changing.reading() as tx:
        sam = await people.find(tx, 7001)
        assert sam is not None
        assert await memberships.signature(tx, sam.id) == Signature("Samuel", "éducateur")
    await before.close()
    await changing.close()


async def test_whoever_erased_everything_is_found_by_no_hash_afterwards(url: str) -> None:
    before, changing = under(url, OLD), under(url, NEW, OLD)
    async with before.writing() as tx:
        gone = await somebody(tx, 6001)
        await tx.connection.execute(
            update(people_table).where(people_table.c.id == gone.id).values(lookup=None)
        )
    await rekeying.rekey(changing, NOW)
    async with changing.reading() as tx:
        assert await people.find(tx, 6001) is None
        assert await people.telegram_id(tx, gone.id) == 6001
    await before.close()
    await changing.close()


async def test_two_rows_of_one_person_are_told_and_the_old_key_stays_needed(url: str) -> None:
    before, changing, after = under(url, OLD), under(url, NEW, OLD), under(url, NEW)
    async with before.writing() as tx:
        await somebody(tx, 6001)
        await audit.opens(tx)
    async with after.writing() as tx:
        await somebody(tx, 6001, "Loutre double")
    found = await rekeying.rekey(changing, NOW)
    assert (found.behind, found.done["trail"]) == (1, 0)
    async with after.writing() as tx:
        with pytest.raises(SealBroken):
            await audit.opens(tx)
    for store in (before, changing, after):
        await store.close()


async def test_a_row_that_no_key_opens_is_counted_and_in_nobodys_way(url: str) -> None:
    before, changing, after = under(url, OLD), under(url, NEW, OLD), under(url, NEW)
    await lived_in(before)
    async with before.writing() as tx:
        damaged = {"bot_id": BOT, "sealed_id": b"?" * 40, "pseudonym": "Loutre abîmée"}
        seen = {"first_seen": NOW, "last_seen": NOW}
        await tx.connection.execute(insert(people_table).values(**damaged, **seen))
    found = await rekeying.rekey(changing, NOW)
    assert (found.behind, found.broken, found.done["people"]) == (0, 1, 5)
    async with after.writing() as tx:
        await audit.opens(tx)
    for store in (before, changing, after):
        await store.close()


async def test_other_keys_are_noticed_in_a_town_that_has_no_trail_yet(url: str) -> None:
    ours, others = under(url, OLD), under(url, NEW)
    async with ours.writing() as tx:
        await somebody(tx, 6001)
    with pytest.raises(SealBroken):
        async with others.writing() as tx:
            await audit.opens(tx)
    async with ours.writing() as tx:
        await audit.opens(tx)
    await ours.close()
    await others.close()


async def test_seals_without_a_key_id_are_read_and_get_one(url: str) -> None:
    """As they were written before there were any."""
    store = under(url, NEW)
    async with store.writing() as tx:
        lea = await somebody(tx, 6001)
        sealed = tx.vault.seal("6001", "person")[4:]
        await tx.connection.execute(
            update(people_table).where(people_table.c.id == lea.id).values(sealed_id=sealed)
        )
        assert await people.telegram_id(tx, lea.id) == 6001
    await rekeying.rekey(store, NOW)
    async with store.reading() as tx:
        [kept] = (await tx.connection.execute(SEALS[0])).scalars()
        assert tx.vault.is_current(kept)
        assert await people.find(tx, 6001) is not None
    await store.close()


async def test_a_word_of_before_words_were_sealed_still_ends_discreet_mode(url: str) -> None:
    store = under(url, OLD)
    async with store.writing() as tx:
        lea = await somebody(tx, 6001)
        kept = tx.vault.sign(f"discreet\0{lea.id}\0parapluie")[:16]
        await tx.connection.execute(
            update(people_table).where(people_table.c.id == lea.id).values(word=kept)
        )
        assert await discretion.is_word(tx, lea.id, "parapluie")
        assert not await discretion.is_word(tx, lea.id, "parasol")
    await store.close()


async def test_nothing_is_changed_while_a_bot_runs_that_does_not_know_the_new_key(
    url: str, kind: str
) -> None:
    if kind == "postgresql":
        pytest.skip("seen with real processes in tests/journeys/test_keys.py")
    before, changing = under(url, OLD), under(url, NEW, OLD)
    await lived_in(before)
    with before.alone(), pytest.raises(rekeying.NotKnown):
        await rekeying.rekey(changing, NOW)
    async with before.reading() as tx:
        await all_is_read(tx)
    with changing.alone():
        await rekeying.rekey(changing, NOW)
    await before.close()
    await changing.close()


#: What is no seal and needs no other key: hashes of what nobody keeps, which run out by
#: themselves (who comes again by the link of an outing is counted once more), a hash that moves
#: with its seal, and the trail's links, under a key of their own.
NO_SEALS = {
    "people.lookup", "invitations.code_hash", "page_keys.key_hash", "arrivals.token",
    "poll_tokens.token", "audit.link", "audit_ends.link",
}  # fmt: skip


def test_no_column_of_bytes_is_forgotten_when_keys_change() -> None:
    """A seal that stayed under the old key would be lost with it."""
    columns = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, LargeBinary)
    }
    sealed = {f"{one.column.table.name}.{one.column.name}" for one in rekeying.SEALED}
    assert columns == sealed | NO_SEALS


def test_every_kind_of_seal_has_its_words() -> None:
    assert set(KINDS) == {one.name for one in rekeying.SEALED}
