"""What grows must not slow an act down: no statement reads a whole table that grows.

A story goes through every action once and the statements it makes are explained by SQLite,
whose plans do not depend on how much is in the tables. A statement that scans fails, unless it
is named here with the reason why that costs nothing.
"""

import re
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from bot.actions.answer_enquiry import (
    kept_answers,
    look_at_enquiry,
    send_answer,
    take_up_enquiry,
)
from bot.actions.broadcast import approve, propose
from bot.actions.change_message import change_by_person, change_by_worker
from bot.actions.change_team import revoke_member
from bot.actions.choose_territory import choose_territory
from bot.actions.close_case import close_case, end_by_person
from bot.actions.close_outing import close_outing
from bot.actions.come_by_outing import come_by_outing
from bot.actions.context import Context
from bot.actions.enquire import change_enquiry, enquire, withdraw_enquiry
from bot.actions.erase_person import erase_person, finish_erasure
from bot.actions.expect_wait import expected
from bot.actions.follow_challenge import begin, stop
from bot.actions.follow_theme import follow
from bot.actions.give_back_cases import give_back_cases
from bot.actions.hear_person import hear_person
from bot.actions.invite_member import invite_member, join_team
from bot.actions.keep_words import keep_for_later, wrote_before
from bot.actions.mend_answer import begin_mending, mend_answer, withdraw_answer
from bot.actions.mind_lease import stay_on
from bot.actions.open_case import open_case
from bot.actions.own_queue import work_in
from bot.actions.pass_message import Written, pass_from_person, pass_from_worker
from bot.actions.pass_reaction import pass_reaction
from bot.actions.plan_outing import (
    choose_day,
    choose_end,
    choose_topic,
    go_together,
    plan_outing,
)
from bot.actions.poll import answer_poll, end_poll, open_poll
from bot.actions.rate_case import judge_triage, rate_case
from bot.actions.refer_person import answer_referral, propose_partner
from bot.actions.release_message import accept_images, release_message
from bot.actions.switch_case import switch_case
from bot.actions.take_case import take_case, take_next
from bot.actions.tally_outing import note_outing, tally_outing
from bot.actions.timers import set_recurring
from bot.actions.what_is_answered import what_is_answered
from bot.domain.broadcasts import Theme, When
from bot.domain.cases import Outcome
from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.enquiries import Keep, Wording
from bot.domain.figures import Measure
from bot.domain.messages import Kind, Passing
from bot.domain.outings import Ground, Tally
from bot.domain.people import CaseId, Person, PersonId, Role
from bot.domain.polls import Asked, Lasts
from bot.domain.pseudonyms import Names
from bot.domain.referrals import Telling
from bot.store import (
    alerts,
    broadcasts,
    cases,
    claims,
    counters,
    enquiries,
    glances,
    inbox,
    messages,
    outbox,
    outings,
    people,
    polls,
    queue,
    referrals,
    schema,
    settling,
    subscriptions,
    takeover,
    team_answers,
    territories,
)
from bot.store.database import Store, Transaction
from bot.store.parcels import Carried, Lane, State
from bot.store.prepared import heard
from tests.databases import sqlite_file, vault
from tests.firing import fire_due
from tests.store.steps import CALM, NOW, a_worker, accepted, again, somebody
from tests.telegram_ui.walking import shipped

#: Tables that stay small, and plans that read one index from end to end for a reason.
HARMLESS = {
    "members": "the team: some dozens",
    "invitations": "the team's: some dozens, and looked up by whom they come from",
    "alembic_version": "one row",
}
LATER = NOW + timedelta(days=3)
SERIOUS = Verdict(Danger.HIGH, (Topic.MAL_ETRE,), ("suicide-ideation",))


def _serious(recent: Sequence[Danger]) -> Verdict:
    del recent
    return SERIOUS


def _ctx(tx: Transaction) -> Context:
    return Context(tx, NOW, Names((), ()), ZoneInfo("Europe/Paris"), shelf=shipped)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(sqlite_file(tmp_path), vault())
    await schema.upgrade(opened)
    yield opened
    await opened.close()


@contextmanager
def _listening(store: Store) -> Iterator[set[str]]:
    """Every statement that is made meanwhile."""
    made: set[str] = set()

    def hear(statement: str) -> None:
        if statement.split(maxsplit=1)[0] in {"SELECT", "UPDATE", "DELETE", "INSERT"}:
            made.add(statement)

    writer, reader = store._writer.sync_engine, store._reader.sync_engine
    with heard(writer, hear), heard(reader, hear):
        yield made


async def _plan(store: Store, statement: str) -> list[str]:
    async with store.reading() as tx:
        raw = tx.connection.sync.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        rows = raw.execute(f"EXPLAIN QUERY PLAN {statement}", [None] * statement.count("?"))
        return [row[3] for row in rows.fetchall()]


def _scans(plan: list[str]) -> list[str]:
    """The tables that are read from end to end, by no index or by all of one."""
    found = [re.match(r"SCAN (?!(?:\d+ )?CONSTANT ROW|anon_)(\w+)", line) for line in plan]
    return [one[1] for one in found if one and one[1] not in HARMLESS]


async def _write(tx: Transaction, lea: Person, number: int, **more: object) -> Written:
    await accepted(tx, number, lea.id, number, NOW)
    return Written(number, Kind.TEXT, **more)  # type: ignore[arg-type]


async def a_team(tx: Transaction) -> tuple[Person, Person]:
    claire, sam = await a_worker(tx, 7001, Role.COORDINATOR), await a_worker(tx, 7002)
    ctx = _ctx(tx)
    code = await invite_member(ctx, claire.id, Role.WORKER)
    await join_team(ctx, await somebody(tx, 7003), code)
    await work_in(ctx, sam, frozenset({"val-de-lune"}))
    return claire, sam


async def _conversation(tx: Transaction, lea: Person, sam: Person) -> CaseId:
    ctx = _ctx(tx)
    await people.find_writer(tx, 5001, 1)
    await keep_for_later(ctx, lea.id, await _write(tx, lea, 1))
    await hear_person(ctx, lea, _serious, 1)
    case, _ = await open_case(ctx, lea, CALM)
    await choose_territory(ctx, lea, "vallon-clair")
    await choose_territory(ctx, lea, "val-de-lune")
    await hear_person(ctx, lea, _serious, 2)
    await pass_from_person(ctx, case, await _write(tx, lea, 2), Passing.PASS)
    await pass_from_person(ctx, case, await _write(tx, lea, 3), Passing.ASK_FIRST)
    await wrote_before(ctx, case)
    await release_message(ctx, lea.id, 3)
    await queue.place(tx, case.id)
    await expected(tx, case, shipped().territory(case.territory), NOW)
    await queue.first(tx, 10)
    await queue.count(tx)
    await cases.hard_count(tx, sam.id, NOW - timedelta(hours=12))
    await queue.count(tx, {"val-de-lune"})
    await territories.open_cases(tx, "val-de-lune", 10)
    await territories.in_use(tx)
    await queue.named(tx, "Loutre")
    await take_next(ctx, sam)
    taken = await cases.get(tx, case.id)
    assert taken is not None
    await stay_on(ctx, sam.id, case.id, taken.epoch)
    for minutes in (15, 30):
        await fire_due(replace(ctx, now=NOW + timedelta(minutes=minutes)))
    await take_next(ctx, sam)
    await alerts.note_sent(tx, case.id, sam.id, taken.epoch, 901)
    await pass_from_worker(ctx, await again(tx, sam.id), case.id, Written(101, Kind.TEXT))
    written = await messages.by_source(tx, lea.id, 2)
    assert written is not None
    messages.add_copy(tx, written.id, sam.id, 900, NOW)
    await switch_case(ctx, sam, case.id)
    await accept_images(ctx, sam.id, case.id)
    await change_by_person(ctx, lea, Written(2, Kind.TEXT), Passing.PASS, CALM)
    await change_by_person(ctx, lea, Written(2, Kind.PHOTO), Passing.HOLD_IMAGE, CALM)
    await change_by_worker(ctx, sam, Written(101, Kind.TEXT))
    await pass_reaction(ctx, sam.id, 900, "👍")
    await what_is_answered(ctx, sam.id, 900)
    await what_is_answered(ctx, sam.id, 901)
    await judge_triage(ctx, case, right=True)
    await _referred(ctx, lea, sam, case.id)
    return case.id


async def _referred(ctx: Context, lea: Person, sam: Person, case_id: CaseId) -> None:
    await propose_partner(ctx, sam, case_id, 102, "mission-locale", Telling.SUBJECT)
    [proposed] = await referrals.of_case(ctx.tx, case_id)
    await answer_referral(ctx, lea.id, proposed.message_id, agrees=True)


class Writes(Protocol):
    """A database that is written to: a store, or one that is being watched."""

    def writing(self) -> AbstractAsyncContextManager[Transaction]:
        """One transaction."""


async def _deliveries(store: Writes, lea: PersonId) -> None:
    for lane in Lane:
        async with store.writing() as tx:
            await takeover.release_all(tx, NOW)
            await takeover.bury_all(tx, NOW, NOW)
            parcels = await claims.claim(tx, lane, 1, LATER, 100)
        for parcel in parcels:
            async with store.writing() as tx:
                await glances.look_again(tx, [parcel])
                await claims.hold(tx, [(parcel.id, 1)], NOW)
                await claims.postpone(tx, parcel, NOW, NOW)
                await claims.release(tx, parcel)
                await settling.settle(tx, parcel, State.SENT, NOW, 1)
                await settling.bury(tx, parcel, NOW)
    async with store.writing() as tx:
        await finish_erasure(_ctx(tx), lea, Carried().deleted, 0)


async def _goes_out(ctx: Context, lea: Person, sam: Person) -> None:
    tx = ctx.tx
    colleague = await a_worker(tx, 7009)
    out = await plan_outing(ctx, sam.id, "val-de-lune", Ground.STREET)
    await choose_topic(ctx, sam.id, out.id, Topic.ARNAQUES)
    await choose_day(ctx, sam.id, out.id, 1)
    await choose_end(ctx, sam.id, out.id, 1)
    for _ in range(3):
        await go_together(ctx, sam.id, out.id, colleague.id)
    await come_by_outing(ctx, lea, out.code)
    await tally_outing(ctx, sam.id, out.id, Tally.TALKED)
    await note_outing(ctx, sam.id, 103)
    await close_outing(ctx, sam.id, out.id)
    await outings.linked(tx, sam.id, ctx.now, 4)
    await outings.get(tx, out.id)
    await plan_outing(ctx, sam.id, "val-de-lune", Ground.GAME)


async def _hears_of_things(ctx: Context, lea: Person) -> None:
    tx = ctx.tx
    nora, karim = [await a_worker(tx, number, Role.COORDINATOR) for number in (7011, 7012)]
    await follow(ctx, lea, Theme.SCAMS)
    await subscriptions.followed(tx, lea.id)
    alert = await propose(ctx, nora.id, Theme.SCAMS, "", "Un faux colis tourne.", When.NOW)
    await broadcasts.newest(tx, 5)
    await approve(ctx, karim.id, alert)
    asked = Asked("Où ?", ("Ici", "Là-bas"))
    for lasts in (Lasts.DAYS, Lasts.WEEK):
        poll = await open_poll(ctx, nora.id, "val-de-lune", asked, lasts)
    await polls.shown_in(tx, "val-de-lune", 5)
    await polls.known(tx, 5)
    await answer_poll(ctx, lea, poll, 1)
    await polls.has_answered(tx, poll, await people.account(tx, lea.id))
    await end_poll(ctx, nora.id, poll)


async def _asks_the_team(ctx: Context, lea: Person, sam: Person) -> None:
    tx = ctx.tx
    claire = await a_worker(tx, 7010, Role.COORDINATOR)
    wording = Wording("La piscine fermerait", "Non.")
    for source in (110, 111, 112):
        inbox.note(tx, 9_000 + source, lea.id, source, ctx.now)
        await inbox.mark_loose(tx, lea.id, source, kind=Kind.TEXT, loose=False)
        _, asked = await enquire(ctx, lea, source, CALM)
        await look_at_enquiry(ctx, sam.id, asked)
        await change_enquiry(ctx, lea.id, source, may_pass=True, serious=False)
        await take_up_enquiry(ctx, sam.id, asked)
        await enquiries.at_hand(tx, sam.id)
        if source == 110:
            await send_answer(ctx, sam.id, asked, 1, wording, Keep.MONTH)
    [kept] = await kept_answers(ctx, None)
    await begin_mending(ctx, claire.id, kept.id)
    await team_answers.mended_by(tx, claire.id)
    await mend_answer(ctx, claire.id, kept.id, wording)
    await team_answers.page(tx, ctx.now, 0, 8)
    await enquiries.waiting(tx, {"val-de-lune"}, 8)
    await withdraw_answer(ctx, claire.id, kept.id)
    await withdraw_enquiry(ctx, lea.id, asked)


async def _ends(tx: Transaction, lea: Person, sam: Person, case_id: CaseId) -> None:
    ctx = _ctx(tx)
    await close_case(ctx, sam.id, case_id, Outcome.INFORMED)
    await rate_case(ctx, lea.id, case_id, "good")
    case, _ = await open_case(ctx, lea, CALM)
    await take_case(ctx, sam, case.id)
    await give_back_cases(ctx, sam.id)
    await end_by_person(ctx, case.id)
    await open_case(ctx, lea, CALM)
    await begin(ctx, lea.id, "10-jours", "person", 17)
    await _goes_out(ctx, lea, sam)
    await _asks_the_team(ctx, lea, sam)
    await _hears_of_things(ctx, lea)
    await set_recurring(ctx)
    for day in range(1, 13):
        await fire_due(replace(ctx, now=NOW + timedelta(days=day), shelf=shipped))
    await begin(ctx, lea.id, "10-jours", "person", 17)
    await stop(ctx, lea.id)
    await begin(ctx, lea.id, "10-jours", "person", 17)
    await erase_person(ctx, lea.id)
    await revoke_member(ctx, sam.id)
    await people.remove(tx, lea.id)


async def every_act(store: Writes, sam: PersonId) -> None:
    """A story that goes through every action once; ``sam`` is in the team."""
    async with store.writing() as tx:
        lea = await somebody(tx, 5001, "Loutre")
        case_id = await _conversation(tx, lea, await again(tx, sam))
    await _deliveries(store, lea.id)
    async with store.writing() as tx:
        await _ends(tx, lea, await again(tx, sam), case_id)
    await _deliveries(store, lea.id)
    async with store.writing() as tx:
        await outbox.purge(tx, LATER)
        await inbox.purge(tx, LATER)
        await counters.total(tx, Measure.CHALLENGE_MOMENT, "x")
        await counters.totals(tx, NOW.date() - timedelta(days=29), NOW.date())


async def test_no_act_reads_a_whole_table_that_grows(store: Store) -> None:
    with _listening(store) as heard:
        async with store.writing() as tx:
            _, sam = await a_team(tx)
        await every_act(store, sam.id)
    scanning = {
        statement: scans for statement in heard if (scans := _scans(await _plan(store, statement)))
    }
    assert not scanning, "\n\n".join(f"{tables}: {one}" for one, tables in scanning.items())
    assert len(heard) > 60, "the story goes through every action"


async def test_what_goes_with_a_deleted_row_is_found_by_an_index(store: Store) -> None:
    """Cascades are made by the database, which tells nobody when it reads a whole table."""
    async with store.reading() as tx:
        tables = (
            await tx.connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        ).scalars()
        missing = []
        for table in [name for name in tables if name not in HARMLESS]:
            rows = await tx.connection.execute(text(f"PRAGMA foreign_key_list({table})"))
            for key in rows.all():
                column = key[3]
                plan = await _plan(store, f"SELECT 1 FROM {table} WHERE {column} = ?")  # noqa: S608
                if _scans(plan):
                    missing.append(f"{table}.{column}")
    assert missing == []
