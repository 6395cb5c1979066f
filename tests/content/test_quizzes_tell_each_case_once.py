"""No case is told twice, in one quiz or in two."""

from itertools import combinations

from bot.content.loading import load
from bot.domain.claims import known_claims
from tests.content.small_library import SHIPPED, SHIPPED_ON

#: Two statements that share so much of their words tell the same.
SAME = 0.75


def test_no_case_is_told_twice() -> None:
    quizzes = load(SHIPPED, SHIPPED_ON).quizzes.values()
    told = [(quiz.id, q.statement) for quiz in quizzes for q in quiz.asked]
    twice = [
        (one, other)
        for (_, one), (_, other) in combinations(told, 2)
        if any(m.share >= SAME for m in known_claims(one, [other]))
    ]
    assert twice == []
