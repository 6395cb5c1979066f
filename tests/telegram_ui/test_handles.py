from datetime import date

from bot.content.handles import handle
from bot.telegram_ui.trails import Where
from tests.ours import our_library


def test_no_two_pieces_of_the_shipped_content_share_a_short_name() -> None:
    library = our_library(date(2026, 11, 22))
    names = {
        Where.CARD: library.cards,
        Where.STEP: [f"{p.id}/{step.id}" for p in library.paths.values() for step in p.steps],
        Where.ASSESSMENT: library.assessments,
        Where.QUIZ: library.quizzes,
        Where.CHALLENGE: library.challenges,
        Where.PLATFORM: library.platforms,
        Where.SERVICE: library.contacts,
    }
    for where, ids in names.items():
        assert len({handle(where, name) for name in ids}) == len(list(ids)) > 0
