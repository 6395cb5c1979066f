"""The signs that the bot sees by itself in a piece of news, as the content words them."""

from bot.content.kinds.verify import Sign, Verify
from bot.domain.suspicion import (
    FORWARD_RULES,
    LINK_RULES,
    TEXT_RULES,
    Forward,
    has_words,
    split,
)

#: The rules that the code knows, by kind of sign in the file.
KNOWN_RULES = {
    "text": frozenset(TEXT_RULES),
    "link": frozenset(LINK_RULES),
    "forward": frozenset(FORWARD_RULES),
}


def signs_in_text(verify: Verify, text: str) -> list[Sign]:
    """What is worth noticing in a text."""
    return [
        sign
        for sign in verify.signs.get("text", ())
        if (has_words(text, verify.words[sign.words]) if sign.words else _rule(sign, text))
    ]


def _rule(sign: Sign, text: str) -> bool:
    rule = TEXT_RULES.get(sign.rule or "")
    return rule is not None and rule(text)


def signs_in_link(verify: Verify, url: str) -> list[Sign]:
    """What is worth noticing in an address, which is never opened."""
    parts = split(url)
    if parts is None:
        return []
    return [
        sign
        for sign in verify.signs.get("link", ())
        if (rule := LINK_RULES.get(sign.rule or "")) and rule(parts, verify.link_lists)
    ]


def signs_in_forward(verify: Verify, forward: Forward) -> list[Sign]:
    """What is worth noticing in where a message comes from."""
    return [
        sign
        for sign in verify.signs.get("forward", ())
        if (rule := FORWARD_RULES.get(sign.rule or "")) and rule(forward)
    ]
