"""Commands by scope and language, the menu button, names and descriptions."""

import pytest

from telegram_simulator.people import Person
from telegram_simulator.world import World
from tests.simulator.conftest import Client


def command(name: str, description: str = "Ce qu'elle fait") -> dict[str, str]:
    return {"command": name, "description": description}


async def test_the_closest_scope_wins_then_the_language(
    api: Client, world: World, lea: Person
) -> None:
    english = world.person("Sam", language_code="en")
    everybody = [command("aide")]
    await api("setMyCommands", commands=everybody)
    assert lea.commands == everybody
    private = {"type": "all_private_chats"}
    await api("setMyCommands", commands=[command("parler")], scope=private)
    await api("setMyCommands", commands=[command("talk")], scope=private, language_code="en")
    assert (lea.commands, english.commands) == ([command("parler")], [command("talk")])
    own = {"type": "chat", "chat_id": lea.id}
    await api("setMyCommands", commands=[command("file")], scope=own)
    assert lea.commands == [command("file")]
    assert await api("getMyCommands", scope=own) == [command("file")]
    assert await api("getMyCommands", scope=private, language_code="en") == [command("talk")]
    await api("deleteMyCommands", scope=own)
    assert await api("getMyCommands", scope=own) == []
    assert lea.commands == [command("parler")]


@pytest.mark.parametrize(
    ("params", "refusal"),
    [
        ({"commands": "["}, "can't parse commands JSON object"),
        ({"commands": {}}, "expected an Array of BotCommand"),
        ({"commands": ["aide"]}, "can't parse BotCommand: expected an Object"),
        (
            {"commands": [{"command": "a"}]},
            "can't parse BotCommand: Can't find field \"description\"",
        ),
        ({"commands": [command("Aide")]}, "BOT_COMMAND_INVALID"),
        ({"commands": [command("é")]}, "BOT_COMMAND_INVALID"),
        ({"commands": [command("a" * 33)]}, "BOT_COMMAND_INVALID"),
        ({"commands": [command("a", "")]}, "command description must be non-empty"),
        ({"commands": [command("a", "b" * 257)]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [command(f"a{n}") for n in range(101)]}, "BOT_COMMANDS_TOO_MUCH"),
        (
            {"scope": {"type": "planet"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        ({"scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
        ({"scope": "{"}, "can't parse BotCommandScope JSON object"),
    ],
)
async def test_wrong_commands_are_refused(
    api: Client, params: dict[str, object], refusal: str
) -> None:
    assert await api.refused("setMyCommands", **params) == f"400 Bad Request: {refusal}"


async def test_the_bot_says_who_it_is(api: Client, lea: Person) -> None:
    assert await api("getMyName") == {"name": "Bot"}
    await api("setMyName", name="Maraude du Val")
    await api("setMyDescription", description="On t'écoute", language_code="fr")
    await api("setMyShortDescription", short_description="Écoute")
    assert await api("getMyName", language_code="fr") == {"name": "Maraude du Val"}
    assert await api("getMyDescription", language_code="fr") == {"description": "On t'écoute"}
    assert await api("getMyDescription") == {"description": ""}
    assert await api("getMyShortDescription") == {"short_description": "Écoute"}
    assert (await api.refused("setMyName", name="a" * 65)).startswith("400")
    await api("setChatMenuButton", chat_id=lea.id, menu_button={"type": "commands"})
    assert await api("getChatMenuButton", chat_id=lea.id) == {"type": "commands"}
    assert await api("getChatMenuButton") == {"type": "default"}
    assert (await api("getChat", chat_id=lea.id))["first_name"] == "Léa"
    me = await api("getMe")
    assert (me["username"], me["is_bot"]) == ("SimulatedBot", True)
