"""A parent walks through everything: what says *tu* is a text for young people, and says so."""

from pathlib import Path

from bot.domain.people import Audience
from bot.store import people
from bot.telegram_ui.trails import Where
from tests.journeys.test_voices import says_tu
from tests.telegram_ui.test_every_button import Walk
from tests.telegram_ui.walking import walking

SAYS_SO = "Texte écrit pour les jeunes"
#: Their first screen says it for all that follow.
INSIDE = (Where.QUIZ.value, Where.ASSESSMENT.value, "challenge-")


async def test_a_parent_is_spoken_to_with_vous_on_every_screen(tmp_path: Path) -> None:
    async with walking(tmp_path) as walker:
        walker.audience = Audience.PARENTS
        async with walker.store.writing() as tx:
            await people.set_audience(tx, walker.person.id, walker.audience)
        walk = Walk(walker, never=frozenset({"young"}))
        await walk.from_start()
    tutoies = {
        name: page.text.text
        for name, page in walk.seen.items()
        if says_tu(page.text.text) and SAYS_SO not in page.text.text
    }
    assert {name: text for name, text in tutoies.items() if not name.startswith(INSIDE)} == {}
    assert len(walk.seen) > 500
