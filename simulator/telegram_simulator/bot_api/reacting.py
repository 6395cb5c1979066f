"""setMessageReaction: one free emoji, or none."""

from telegram_simulator import messages
from telegram_simulator.bot_api.call import Call
from telegram_simulator.bot_api.chats import find_chat, find_message
from telegram_simulator.messages import kind_of
from telegram_simulator.reactions import FREE_EMOJI, bare
from telegram_simulator.state import State
from telegram_simulator.wire import bad_request


def set_message_reaction(state: State, call: Call) -> bool:
    """Set the bot's reaction on a message, or take it away.

    Raises:
        ApiError: the message is not there, or the reaction is not a free one.
    """
    emoji = _asked(call)
    account = find_chat(state, call)
    stored = find_message(account, call, "message to react")
    if kind_of(stored.data) == "service":
        raise bad_request("REACTION_INVALID")
    if len(emoji) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(one not in FREE_EMOJI for one in emoji):
        raise bad_request("REACTION_INVALID")
    messages.react(state, account, stored, emoji, from_bot=True)
    return True


def _asked(call: Call) -> tuple[str, ...]:
    given = call.json("reaction", "reaction types")
    if given is None:
        return ()
    if not isinstance(given, list):
        raise bad_request("expected an Array of ReactionType")
    return tuple(_emoji(one) for one in given)


def _emoji(reaction: object) -> str:
    if not isinstance(reaction, dict):
        raise bad_request("can't parse ReactionType: expected an Object")
    kind = reaction.get("type")
    if kind == "emoji":
        return bare(str(reaction.get("emoji", "")))
    if kind in {"custom_emoji", "paid"}:
        raise bad_request("REACTION_INVALID")
    raise bad_request("can't parse ReactionType: invalid reaction type specified")
