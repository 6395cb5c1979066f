"""Through every command and every button with every role: who is not allowed changes nothing."""

import itertools
from typing import Any

import pytest
from sqlalchemy import select
from telegram import Update

from bot.domain.people import PersonId, Role
from bot.store import people, tables
from bot.store.database import Transaction
from bot.telegram_ui import callback_data
from bot.telegram_ui.registry import register
from telegram_simulator.people import Person
from telegram_simulator.screen import buttons
from tests.conftest import Town
from tests.conversations import talking

REGISTRY = register()
UNKNOWN = "Je ne connais pas cette commande"
THEIRS = "réservée à la coordination"
STALE = "Ce bouton n'est plus valable"

Rows = dict[str, list[tuple[Any, ...]]]
_numbers = itertools.count(1_000_000_000)

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
async def everyone(town: Town) -> dict[Role, Person]:
    """A person of each role, in the middle of a conversation, so that there is much to lose."""
    sam, lea = await talking(town)
    return {Role.YOUNG_PERSON: lea, Role.WORKER: sam, Role.COORDINATOR: town.claire}


async def known(tx: Transaction, person: Person) -> PersonId:
    found = await people.find(tx, person.id)
    assert found is not None
    return found.id


async def contents(tx: Transaction) -> Rows:
    """Every row of every table but the inbox, which notes that an update was seen."""
    return {
        table.name: [tuple(row) for row in await tx.connection.execute(select(table))]
        for table in tables.metadata.sorted_tables
        if table.name != "inbox"
    }


def user(person: Person) -> dict[str, object]:
    return {"id": person.id, "is_bot": False, "first_name": "X"}


def message(person: Person, text: str) -> dict[str, object]:
    return {
        "update_id": next(_numbers),
        "message": {
            "message_id": next(_numbers),
            "date": 0,
            "chat": {"id": person.id, "type": "private"},
            "from": user(person),
            "text": text,
        },
    }


def press(person: Person, data: str) -> dict[str, object]:
    return {
        "update_id": next(_numbers),
        "callback_query": {
            "id": "1",
            "from": user(person),
            "chat_instance": "1",
            "data": data,
            "message": {
                "message_id": 1,
                "date": 0,
                "chat": {"id": person.id, "type": "private"},
                "text": "…",
            },
        },
    }


class RolledBack(Exception):  # noqa: N818  # ends a trial, nothing failed
    """The trial is over; nothing of it may stay."""


async def trial(town: Town, update: dict[str, object]) -> tuple[Rows, Rows]:
    """What handling an update changes: all rows before and after, then nothing of it is kept."""
    understood = Update.de_json(update, town.bot.bot)
    try:
        async with town.bot.store.writing() as tx:
            before = await contents(tx)
            await town.bot.desk.handle(tx, understood, await town.bot.desk.prepare(understood))
            after = await contents(tx)
            _roll_back()
    except RolledBack:
        pass
    return before, after


def _roll_back() -> None:
    raise RolledBack


def shown(before: Rows, after: Rows) -> list[tuple[Any, ...]]:
    """The outbox rows that an update added."""
    return [row for row in after["outbox"] if row not in before["outbox"]]


async def all_is_answered(person: Person) -> None:
    """Answers to one person come in order: the last command's answer is the last."""
    last = person.writes("/derniere-commande")
    await person._waits(
        lambda: next((seen for seen in person.screen if seen.reply_to == last), None),
        "la réponse à la dernière commande",
        20,
    )


def tried(roles_of: dict[str, frozenset[Role]], *, allowed: bool) -> list[tuple[str, Role]]:
    return [
        (name, role)
        for name, roles in roles_of.items()
        for role in Role
        if (role in roles) is allowed
    ]


COMMANDS = {name: command.roles for name, command in REGISTRY.commands.items()}
BUTTONS = {verb: button.roles for verb, button in REGISTRY.buttons.items()}


async def test_a_command_that_is_not_ones_own_is_unknown_and_changes_nothing(
    town: Town, everyone: dict[Role, Person]
) -> None:
    for name, role in tried(COMMANDS, allowed=False):
        before, after = await trial(town, message(everyone[role], f"/{name} 7j"))
        answers = shown(before, after)
        assert len(answers) == 1, (name, role)
        refusal = "coordinators-only" if role is Role.WORKER else "unknown-command"
        refused = refusal if Role.COORDINATOR in COMMANDS[name] else "unknown-command"
        assert f'"screen":"{refused}"' in str(answers[0]), (name, role)
        assert {**before, "outbox": []} == {**after, "outbox": []}, (name, role)


async def test_every_command_of_ones_own_is_answered(
    town: Town, everyone: dict[Role, Person]
) -> None:
    for name, role in tried(COMMANDS, allowed=True):
        before, after = await trial(town, message(everyone[role], f"/{name}"))
        answers = str(shown(before, after))
        assert '"screen"' in answers, (name, role)
        assert "unknown-command" not in answers, (name, role)


def arguments(verb: str, case: int, member: int) -> tuple[str | int, ...]:
    """What would do most harm if the button worked."""
    about_members: dict[str, tuple[str | int, ...]] = {
        "invite": ("coordinator",),
        "role": (member, "coordinator"),
        "member": (member,),
        "revoke": (member,),
        "revoke-confirmed": (member,),
    }
    about_cases: dict[str, tuple[str | int, ...]] = {
        "outcome": (case, "informed"),
        "triage": (case, 1),
        "rate": (case, "good"),
        "to": (case, 1, 0),
    }
    return {**about_members, **about_cases}.get(verb, (case,))


async def test_a_button_that_is_not_ones_own_does_nothing_even_well_signed(
    town: Town, everyone: dict[Role, Person]
) -> None:
    async with town.bot.store.reading() as tx:
        ids = {role: await known(tx, person) for role, person in everyone.items()}
        case = (await tx.connection.execute(select(tables.cases.c.id))).scalar_one()
    for verb, role in tried(BUTTONS, allowed=False):
        given = arguments(verb, case, ids[Role.WORKER])
        data = callback_data.pack(town.bot.store.vault, ids[role], verb, given)
        before, after = await trial(town, press(everyone[role], data))
        assert before == after, (verb, role)


async def test_a_button_made_for_somebody_else_does_nothing(
    town: Town, everyone: dict[Role, Person]
) -> None:
    async with town.bot.store.reading() as tx:
        claire = await known(tx, town.claire)
        sam = await known(tx, everyone[Role.WORKER])
    data = callback_data.pack(town.bot.store.vault, claire, "revoke-confirmed", (sam,))
    for person in (everyone[Role.YOUNG_PERSON], everyone[Role.WORKER]):
        before, after = await trial(town, press(person, data))
        assert before == after


async def test_a_question_is_only_for_those_who_may_be_asked(
    town: Town, everyone: dict[Role, Person]
) -> None:
    lea = everyone[Role.YOUNG_PERSON]
    for question in REGISTRY.questions.values():
        if Role.YOUNG_PERSON in question.roles:
            continue
        # Numbers that somebody saw a moment ago are not shown again.
        town.telegram.world.clock.forward(hours=1)
        async with town.bot.store.writing() as tx:
            await people.ask(tx, await known(tx, lea), question.name)
        before, after = await trial(town, message(lea, "j'ai envie de mourir"))
        # Who, which role, under which name; what they heard last may change.
        assert [row[:3] for row in before["members"]] == [row[:3] for row in after["members"]]
        assert "danger-numbers" in str(shown(before, after)), "a question swallowed a cry for help"


async def test_commands_over_the_wire_answer_each_role_as_declared(
    everyone: dict[Role, Person],
) -> None:
    for role, person in everyone.items():
        asked = {person.writes(f"/{name}"): name for name in COMMANDS}
        await all_is_answered(person)
        refused = {
            seen.reply_to
            for seen in person.screen
            if UNKNOWN in seen.text or (THEIRS in seen.text and role is Role.WORKER)
        }
        assert {asked[one] for one in refused if one in asked} == {
            name for name, roles in COMMANDS.items() if role not in roles
        }


async def test_nobody_is_shown_a_button_they_may_not_press(
    everyone: dict[Role, Person],
) -> None:
    for role, person in everyone.items():
        for name in REGISTRY.menus[role]:
            person.writes(f"/{name}")
        await all_is_answered(person)
        offered = [
            one for stored in person.account.messages.values() for one in buttons(stored.data)
        ]
        assert offered, role
        for button in offered:
            verb = str(button.get("callback_data", "")).partition(":")[0]
            assert not verb or role in BUTTONS[verb], (role, verb, button["text"])


async def test_menus_show_each_role_its_own_commands(
    town: Town, everyone: dict[Role, Person]
) -> None:
    for role, person in everyone.items():
        assert [entry["command"] for entry in person.commands] == list(REGISTRY.menus[role])
    assert [entry["command"] for entry in town.somebody("Inès").commands] == list(
        REGISTRY.menus[Role.YOUNG_PERSON]
    )


async def test_a_revoked_worker_loses_everything_at_once(town: Town) -> None:
    sam, lea = await talking(town)
    header = await sam.sees_button("Clore")
    town.claire.writes("/equipe")
    town.claire.presses("Sam", in_message=(await town.claire.sees_button("Sam")).id)
    await town.claire.sees_button("Révoquer")
    town.claire.presses("Révoquer")
    await town.claire.sees_button("Confirmer : révoquer")
    town.claire.presses("Confirmer : révoquer")
    await sam.sees("Vous ne faites plus partie de l'équipe")

    asked = sam.writes("/file")
    await sam.sees(UNKNOWN, after=asked)
    sam.presses("Clore", in_message=header.id)
    await sam.sees_answer(STALE)
    written = sam.writes("je suis encore là ?")
    await sam.sees("programme", after=written)
    assert [entry["command"] for entry in sam.commands] == list(REGISTRY.menus[Role.YOUNG_PERSON])

    await lea.sees("n'est plus disponible")
    assert all("encore là" not in seen.text for seen in lea.screen)
    ines = await town.asking("Inès")
    ines.writes("bonjour")
    await town.claire.sees_button("Prendre")
    assert all("Nouvelle demande" not in seen.text for seen in sam.screen if seen.id > asked)
