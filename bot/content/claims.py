"""Claims that editors keep with what fact-checkers found; ready searches for the others."""

from collections.abc import Iterable
from urllib.parse import quote_plus

from bot.content.kinds.rumour import Rumour
from bot.content.kinds.verify import Verify
from bot.content.presenting import LinkButton
from bot.domain.claims import known_claims, words_of_claim

#: So many words of a claim are searched: more find nothing.
SEARCHED_WORDS = 8


def checked_rumours(rumours: Iterable[Rumour], text: str, most: int = 2) -> list[Rumour]:
    """The checked rumours that a text repeats, the closest first; each once."""
    wordings = [(rumour, claim) for rumour in rumours for claim in rumour.wordings]
    matches = known_claims(text, [claim for _, claim in wordings])
    found = {wordings[m.position][0].id: wordings[m.position][0] for m in matches}
    return list(found.values())[:most]


def search_buttons(verify: Verify, claim: str) -> tuple[LinkButton, ...]:
    """Searches for the words of a claim, opened by the person's own browser; none without words."""
    words = quote_plus(" ".join(words_of_claim(claim)[:SEARCHED_WORDS]))
    if not words:
        return ()
    return tuple(
        LinkButton(search.label, search.url.replace("{words}", words)) for search in verify.searches
    )
