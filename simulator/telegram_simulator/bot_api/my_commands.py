"""setMyCommands, getMyCommands, deleteMyCommands: by scope and language."""

import re
from functools import partial

from telegram_simulator.bot_api.call import Call
from telegram_simulator.commands import commands_for
from telegram_simulator.state import State
from telegram_simulator.wire import Json, bad_request

MOST = 100
LONGEST_DESCRIPTION = 256
_COMMAND = re.compile(r"^/?[a-z0-9_]{1,32}$")
_WIDE_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")


def set_my_commands(state: State, call: Call) -> bool:
    """Set the menu of a scope and language; an empty list deletes it.

    Raises:
        ApiError: a command, the scope or the language is wrong.
    """
    commands = _commands(call)
    key = (_scope(state, call), language_of(call))
    if commands:
        state.commands[key] = commands
    else:
        state.commands.pop(key, None)
    _tell(state)
    return True


def get_my_commands(state: State, call: Call) -> list[Json]:
    """The menu of exactly this scope and language.

    Raises:
        ApiError: the scope or the language is wrong.
    """
    return state.commands.get((_scope(state, call), language_of(call)), [])


def delete_my_commands(state: State, call: Call) -> bool:
    """Forget the menu of a scope and language.

    Raises:
        ApiError: the scope or the language is wrong.
    """
    state.commands.pop((_scope(state, call), language_of(call)), None)
    _tell(state)
    return True


def _commands(call: Call) -> list[Json]:
    given = call.json("commands", "commands")
    if given is None:
        return []
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > MOST:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(one) for one in given]


def _command(given: object) -> Json:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if name not in given:
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    command, description = str(given["command"]), str(given["description"]).strip()
    if not command:
        raise bad_request("command must be non-empty")
    if not _COMMAND.match(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command.removeprefix("/"), "description": description}


def _scope(state: State, call: Call) -> str:
    given = call.json("scope", "BotCommandScope")
    if given is None:
        return "default"
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = given.get("type")
    if kind in _WIDE_SCOPES:
        return str(kind)
    if kind not in _CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    chat_id = str(given.get("chat_id", ""))
    if not chat_id:
        raise bad_request("can't parse BotCommandScope: Can't find field \"chat_id\"")
    if not chat_id.isdecimal() or int(chat_id) not in state.accounts:
        raise bad_request("chat not found")
    if kind != "chat":
        raise bad_request("chat is a private chat")
    return f"chat:{chat_id}"


def language_of(call: Call) -> str:
    """The call's language, '' for every language.

    Raises:
        ApiError: it is not a code of two letters.
    """
    language = call.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


def _tell(state: State) -> None:
    state.signal.fire()
    if state.events.heard:
        for account in state.accounts.values():
            event = {"type": "commands", "person": account.id}
            told = {**event, "commands": commands_for(state, account)}
            state.events.tell(partial(dict, told))
