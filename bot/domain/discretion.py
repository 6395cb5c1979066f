"""Discreet mode: for somebody whose phone is watched.

What the bot wrote is deleted, and nothing more arrives until the person writes the word that they
chose. What they write meanwhile is heard as always; answers wait.
"""

import unicodedata

from bot.domain.triage.letters import decomposed

#: Whoever presses the button without choosing: a word that nobody wonders about.
USUAL_WORD = "coucou"
LONGEST_WORD = 40
#: What is shown all the same: it was asked for, or says nothing.
SHOWN = frozenset({"nothing-new", "emergency", "erase-confirm", "erase-cancelled", "erase-receipt"})


def plain_word(text: str) -> str:
    """A word as it is compared: no capitals, no accents, no spaces around."""
    letters = decomposed(text.strip().lower())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())
