"""Texts that stop counting stop where the queries do."""

import re

from bot.store import episodes
from bot.store.cases import MANY
from tests.ours import OURS

#: A number that a text has words of its own for.
_OWN = re.compile(r"^\s*\[(\d{2,})\]", re.MULTILINE)


def test_large_numbers_with_words_of_their_own_are_where_counting_ends() -> None:
    texts = "".join(
        (OURS / f"fr/interface/{name}.ftl").read_text("utf-8")
        for name in ("worker", "young_person")
    )
    assert {int(number) for number in _OWN.findall(texts)} == {MANY, MANY + 1, episodes.MOST}
