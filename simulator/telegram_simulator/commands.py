"""The bot's menu of commands: by scope and by language."""

from telegram_simulator.accounts import Account
from telegram_simulator.state import State
from telegram_simulator.wire import Json


def commands_for(state: State, account: Account) -> list[Json]:
    """What somebody's menu shows: for this chat, else for private chats, else for all.

    At each step their language first, then the commands for every language.
    """
    language = account.language_code or ""
    for scope in (f"chat:{account.id}", "all_private_chats", "default"):
        for code in (language, ""):
            if commands := state.commands.get((scope, code)):
                return commands
    return []
