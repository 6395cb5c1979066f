from datetime import date

from bot.assembly import content_folder
from bot.content.handles import handle
from bot.content.loading import load
from bot.telegram_ui.trails import Where


def test_no_two_pieces_of_the_shipped_content_share_a_short_name() -> None:
    library = load(content_folder(), date(2026, 11, 22))
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
