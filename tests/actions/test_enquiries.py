"""Questions to the team: answered once, by one; erased, edited, late, mended, and never kept."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.actions.answer_enquiry import (
    Busy,
    fit,
    give_up,
    kept_answers,
    look_at_enquiry,
    send_answer,
    send_same,
    take_up_enquiry,
)
from bot.actions.change_team import revoke_member
from bot.actions.enquire import Asked, change_enquiry, enquire, withdraw_enquiry
from bot.actions.erase_person import erase_person, finish_erasure
from bot.actions.mend_answer import mend_answer, withdraw_answer
from bot.actions.timers import set_recurring
from bot.domain.blocks import Blocked, Why
from bot.domain.enquiries import (
    ANSWER_LIMIT,
    CLAIM_LIMIT,
    KNOWN_FOR,
    LATE_AFTER,
    MOST_WAITING,
    WAITS_FOR,
    WRITTEN_IN,
    Keep,
    NoEnquiry,
    Unfit,
    UnfitAnswer,
    Wording,
    fitting,
    read_wording,
)
from bot.domain.messages import Kind
from bot.domain.people import NotCoordinator, Person, Role
from bot.store import blocks, enquiries, inbox, schema, tables, team_answers
from bot.store.database import Store
from tests.actions.desk import Desk
from tests.databases import sqlite_file, vault
from tests.store.steps import CALM, somebody

WORDING = Wording(
    "La piscine fermerait en mars", "Non, la mairie le dément : https://ville.example"
)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    opened = Store(sqlite_file(tmp_path), vault())
    await schema.upgrade(opened)
    yield Desk(opened)
    await opened.close()


async def asks(desk: Desk, number: int = 1, source: int = 41) -> tuple[Person, int]:
    """Somebody asks the team what a message of theirs says."""
    async with desk.store.writing() as tx:
        person = await somebody(tx, 5000 + number)
        inbox.note(tx, 10_000 * number + source, person.id, source, desk.now)
    async with desk.store.writing() as tx:
        await inbox.mark_loose(tx, person.id, source, kind=Kind.TEXT, loose=False)
    asked, enquiry = await desk.does(lambda ctx: enquire(ctx, person, source, CALM))
    assert asked is Asked.NOTED
    return person, enquiry


async def test_an_answer_reaches_whoever_asked_and_is_offered_to_the_next(desk: Desk) -> None:
    sam = await desk.member(1)
    lea, enquiry = await asks(desk)
    assert desk.arrived[sam.id] == ["enquiry-waits"]
    await desk.does(lambda ctx: look_at_enquiry(ctx, sam.id, enquiry))
    await desk.does(lambda ctx: send_answer(ctx, sam.id, enquiry, 0, WORDING, Keep.MONTH))
    assert desk.arrived[lea.id] == ["enquiry-answered"]
    kept = await desk.does(lambda ctx: kept_answers(ctx, None))
    assert [one.wording for one in fitting(kept, "la picine va fermé en mars ?? vrai")] == [WORDING]
    desk.now += timedelta(days=31)
    assert await desk.does(lambda ctx: kept_answers(ctx, None)) == []


async def test_no_word_of_anybody_is_on_the_disk(desk: Desk, tmp_path: Path) -> None:
    sam = await desk.member(1)
    _, enquiry = await asks(desk)
    await desk.does(lambda ctx: send_answer(ctx, sam.id, enquiry, 0, WORDING, Keep.MONTH))
    await desk.store.sweep()
    files = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert files
    assert not any(b"piscine" in content for content in files)


async def test_what_is_not_kept_is_offered_to_nobody_and_forgotten(desk: Desk) -> None:
    sam = await desk.member(1)
    _, enquiry = await asks(desk)
    await desk.does(lambda ctx: send_answer(ctx, sam.id, enquiry, 0, WORDING, Keep.NO))
    assert await desk.does(lambda ctx: kept_answers(ctx, None)) == []
    await desk.does(set_recurring)
    # Without a jump that a clock would explain.
    for _ in range(int(KNOWN_FOR / timedelta(days=1)) + 2):
        desk.now += timedelta(days=1)
        await desk.fires()
    async with desk.store.reading() as tx:
        for table in (tables.enquiries, tables.team_answers):
            assert (await tx.connection.execute(select(table))).all() == []


async def test_of_two_who_answer_one_does(desk: Desk) -> None:
    sam, ines = await desk.member(1), await desk.member(2)
    lea, enquiry = await asks(desk)
    await desk.does(lambda ctx: take_up_enquiry(ctx, sam.id, enquiry))
    with pytest.raises(Busy):
        await desk.does(lambda ctx: take_up_enquiry(ctx, ines.id, enquiry))
    with pytest.raises(NoEnquiry):
        await desk.does(lambda ctx: send_answer(ctx, ines.id, enquiry, 0, WORDING, Keep.NO))
    desk.now += WRITTEN_IN
    await desk.does(lambda ctx: send_answer(ctx, ines.id, enquiry, 0, WORDING, Keep.NO))
    for late in (sam.id, ines.id):
        async with desk.store.writing() as tx:
            with pytest.raises(NoEnquiry):
                await send_answer(desk.context(tx), late, enquiry, 0, WORDING, Keep.NO)
    assert desk.arrived[lea.id] == ["enquiry-answered"]


async def test_who_was_taken_out_of_the_team_answers_nothing_any_more(desk: Desk) -> None:
    sam, claire = await desk.member(1), await desk.member(2, Role.COORDINATOR)
    _, enquiry = await asks(desk)
    await desk.does(lambda ctx: take_up_enquiry(ctx, sam.id, enquiry))
    await desk.does(lambda ctx: revoke_member(ctx, sam.id, claire.id))
    with pytest.raises(NoEnquiry):
        await desk.does(lambda ctx: send_answer(ctx, sam.id, enquiry, 0, WORDING, Keep.NO))
    desk.now += WRITTEN_IN
    await desk.does(lambda ctx: take_up_enquiry(ctx, claire.id, enquiry))


async def test_an_answer_to_what_was_edited_since_is_not_sent(desk: Desk) -> None:
    sam = await desk.member(1)
    lea, enquiry = await asks(desk)
    await desk.does(lambda ctx: look_at_enquiry(ctx, sam.id, enquiry))
    before = len(desk.standing[sam.id])
    changed = await desk.does(
        lambda ctx: change_enquiry(ctx, lea.id, 41, may_pass=True, serious=False)
    )
    assert changed
    assert len(desk.standing[sam.id]) <= before, "what it said before is taken back"
    with pytest.raises(NoEnquiry):
        await desk.does(lambda ctx: send_answer(ctx, sam.id, enquiry, 0, WORDING, Keep.NO))
    await desk.does(lambda ctx: send_answer(ctx, sam.id, enquiry, 1, WORDING, Keep.NO))


@pytest.mark.parametrize(("may_pass", "serious"), [(False, False), (True, True)])
async def test_an_edit_that_may_not_pass_or_is_dangerous_ends_the_question(
    desk: Desk, *, may_pass: bool, serious: bool
) -> None:
    sam = await desk.member(1)
    lea, enquiry = await asks(desk)
    await desk.does(lambda ctx: look_at_enquiry(ctx, sam.id, enquiry))
    kept = await desk.does(
        lambda ctx: change_enquiry(ctx, lea.id, 41, may_pass=may_pass, serious=serious)
    )
    assert kept is not serious, "danger goes where danger goes"
    assert "enquiry-dropped" in desk.arrived[lea.id]
    assert "enquiry-card" not in desk.standing[sam.id].values()
    with pytest.raises(NoEnquiry):
        await desk.does(lambda ctx: look_at_enquiry(ctx, sam.id, enquiry))


async def test_an_erasure_takes_the_question_and_its_copies_with_it(desk: Desk) -> None:
    sam = await desk.member(1)
    lea, enquiry = await asks(desk)
    await desk.does(lambda ctx: look_at_enquiry(ctx, sam.id, enquiry))
    await desk.does(lambda ctx: erase_person(ctx, lea.id))
    assert "enquiry-card" not in desk.standing[sam.id].values()
    with pytest.raises(NoEnquiry):
        await desk.does(lambda ctx: send_answer(ctx, sam.id, enquiry, 0, WORDING, Keep.MONTH))
    assert lea.id not in desk.arrived or "erase-receipt" not in desk.arrived[lea.id]
    await desk.does(lambda ctx: finish_erasure(ctx, lea.id, 0, 0))
    assert desk.arrived[lea.id][-1] == "erase-receipt", "once the copies are gone"
    async with desk.store.reading() as tx:
        for table in (tables.enquiries, tables.enquiry_readers, tables.team_answers):
            assert (await tx.connection.execute(select(table))).all() == []


async def test_who_asked_hears_of_an_answer_that_is_mended_or_withdrawn(desk: Desk) -> None:
    sam, claire = await desk.member(1), await desk.member(2, Role.COORDINATOR)
    lea, enquiry = await asks(desk)
    noe, other = await asks(desk, 2)
    await desk.does(lambda ctx: send_answer(ctx, sam.id, enquiry, 0, WORDING, Keep.MONTH))
    [kept] = await desk.does(lambda ctx: kept_answers(ctx, None))
    await desk.does(lambda ctx: send_same(ctx, sam.id, other, 0, kept.id))
    with pytest.raises(NotCoordinator):
        await desk.does(lambda ctx: withdraw_answer(ctx, sam.id, kept.id))
    better = Wording("La piscine fermerait en mars", "Si : la mairie vient de le confirmer.")
    await desk.does(lambda ctx: mend_answer(ctx, claire.id, kept.id, better))
    assert [one.wording for one in await desk.does(lambda ctx: kept_answers(ctx, None))] == [better]
    await desk.does(lambda ctx: withdraw_answer(ctx, claire.id, kept.id))
    assert await desk.does(lambda ctx: kept_answers(ctx, None)) == []
    for asker in (lea, noe):
        told = ["enquiry-answered", "enquiry-answered", "answer-withdrawn"]
        assert desk.arrived[asker.id] == told
    with pytest.raises(NoEnquiry):
        await desk.does(lambda ctx: withdraw_answer(ctx, claire.id, kept.id))


async def test_nobody_waits_for_ever_and_coordinators_hear_of_it_once(desk: Desk) -> None:
    claire = await desk.member(1, Role.COORDINATOR)
    lea, enquiry = await asks(desk)
    await desk.does(set_recurring)
    desk.arrived.clear()
    days = timedelta(0)
    while days <= WAITS_FOR:
        days += timedelta(hours=12)
        desk.now += timedelta(hours=12)
        await desk.fires()
        late = desk.arrived[claire.id].count("enquiries-late")
        assert late == int(days > LATE_AFTER)
    assert desk.arrived[lea.id] == ["enquiry-unanswered"]
    with pytest.raises(NoEnquiry):
        await desk.does(lambda ctx: look_at_enquiry(ctx, claire.id, enquiry))


async def test_a_clock_that_jumps_ahead_gives_up_nothing(desk: Desk) -> None:
    lea, _ = await asks(desk)
    await desk.does(set_recurring)
    await desk.fires()
    desk.now += timedelta(days=3650)
    await desk.fires()
    assert "enquiry-unanswered" not in desk.arrived[lea.id]


async def test_only_who_asked_takes_it_back_and_only_while_it_waits(desk: Desk) -> None:
    sam = await desk.member(1)
    lea, enquiry = await asks(desk)
    noe, answered = await asks(desk, 2)
    assert not await desk.does(lambda ctx: withdraw_enquiry(ctx, noe.id, enquiry))
    await desk.does(lambda ctx: look_at_enquiry(ctx, sam.id, enquiry))
    assert await desk.does(lambda ctx: withdraw_enquiry(ctx, lea.id, enquiry))
    assert "enquiry-card" not in desk.standing[sam.id].values()
    await desk.does(lambda ctx: send_answer(ctx, sam.id, answered, 0, WORDING, Keep.NO))
    assert not await desk.does(lambda ctx: withdraw_enquiry(ctx, noe.id, answered))


async def test_a_question_is_asked_once_and_not_without_end(desk: Desk) -> None:
    await desk.member(1)
    lea, _ = await asks(desk)
    asked, _ = await desk.does(lambda ctx: enquire(ctx, lea, 41, CALM))
    assert asked is Asked.KNOWN
    asked, _ = await desk.does(lambda ctx: enquire(ctx, lea, 999, CALM))
    assert asked is Asked.NO_WORDS, "nothing is known of that message"
    for number in range(1, MOST_WAITING):
        await asks(desk, source=41 + number)
    async with desk.store.writing() as tx:
        inbox.note(tx, 77, lea.id, 70, desk.now)
    async with desk.store.writing() as tx:
        await inbox.mark_loose(tx, lea.id, 70, kind=Kind.TEXT, loose=False)
    asked, _ = await desk.does(lambda ctx: enquire(ctx, lea, 70, CALM))
    assert asked is Asked.FULL


async def test_who_is_blocked_asks_nothing(desk: Desk) -> None:
    sam = await desk.member(1)
    async with desk.store.writing() as tx:
        lea = await somebody(tx, 5001)
        await blocks.put(tx, lea.id, Why.FLOOD, desk.now + timedelta(days=1), sam.id)
    with pytest.raises(Blocked):
        await desk.does(lambda ctx: enquire(ctx, lea, 41, CALM))


async def test_nobody_knows_is_told_too(desk: Desk) -> None:
    sam = await desk.member(1)
    lea, enquiry = await asks(desk)
    await desk.does(lambda ctx: give_up(ctx, sam.id, enquiry, 0))
    assert desk.arrived[lea.id] == ["enquiry-unanswered"]


async def test_what_is_asked_of_a_territory_that_is_gone_is_the_default_teams(desk: Desk) -> None:
    _, enquiry = await asks(desk)
    async with desk.store.writing() as tx:
        await tx.connection.execute(tables.enquiries.update().values(territory="nulle-part"))
        await enquiries.move_home(tx, ["val-de-lune"], "val-de-lune")
        moved = await enquiries.get(tx, enquiry)
    assert moved is not None
    assert moved.territory == "val-de-lune"


async def test_an_answer_is_offered_by_its_own_team_only(desk: Desk) -> None:
    sam = await desk.member(1)
    _, enquiry = await asks(desk)
    await desk.does(lambda ctx: send_answer(ctx, sam.id, enquiry, 0, WORDING, Keep.MONTH))
    assert await desk.does(lambda ctx: kept_answers(ctx, "vallon-clair")) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("La piscine fermerait", Unfit.NO_ANSWER),
        ("\n\n", Unfit.NO_ANSWER),
        ("a" * (CLAIM_LIMIT + 1) + "\nnon", Unfit.LONG_CLAIM),
        ("La piscine\n" + "a" * (ANSWER_LIMIT + 1), Unfit.LONG_ANSWER),
        ("La piscine\nAppelle Paul au 06 39 98 12 34", Unfit.TELLS_WHO),
        ("La piscine, elle ferme en mars ?\nNon.", Unfit.THEIR_WORDS),
    ],
)
async def test_what_cannot_be_an_answer(desk: Desk, text: str, why: Unfit) -> None:
    async with desk.store.reading() as tx:
        with pytest.raises(UnfitAnswer) as unfit:
            fit(desk.context(tx), text, "la piscine elle ferme en mars")
    assert unfit.value.why is why


async def test_the_number_of_a_service_may_be_in_an_answer(desk: Desk) -> None:
    async with desk.store.reading() as tx:
        ctx = desk.context(tx)
        number = next(c.number for c in ctx.library.contacts.values() if c.number)
        assert number in fit(ctx, f"Un faux numéro circule\nLe vrai : {number}", None).answer


def test_the_first_line_is_the_claim() -> None:
    assert read_wording("  La  piscine \n\nNon.\nhttps://x.example ") == Wording(
        "La piscine", "Non.\nhttps://x.example"
    )


async def test_the_page_of_answers_goes_on_where_it_ended(desk: Desk) -> None:
    sam = await desk.member(1)
    async with desk.store.writing() as tx:
        for number in range(5):
            until = desk.now + timedelta(days=1)
            await team_answers.add(
                tx, "val-de-lune", Wording(f"n{number}", "x"), sam.id, desk.now, until
            )
        first = await team_answers.page(tx, desk.now, 0, 3)
        rest = await team_answers.page(tx, desk.now, first[-1].id, 3)
    assert [one.wording.claim for one in (*first, *rest)] == ["n4", "n3", "n2", "n1", "n0"]
