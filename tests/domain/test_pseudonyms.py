import random

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pseudonyms import Animal, Names, Quality, candidates

NAMES = Names(
    animals=(Animal("Loutre", "f"), Animal("Renard", "m")),
    qualities=(Quality("bleu", "bleue"), Quality("calme", "calme")),
)


@given(st.integers())
def test_the_adjective_agrees_with_the_animal(seed: int) -> None:
    name = NAMES.draw(random.Random(seed))
    assert name in {"Loutre bleue", "Loutre calme", "Renard bleu", "Renard calme"}


@given(st.integers())
def test_a_name_is_free_even_when_every_plain_one_is_taken(seed: int) -> None:
    plain = {"Loutre bleue", "Loutre calme", "Renard bleu", "Renard calme"}
    name = next(n for n in candidates(NAMES, random.Random(seed)) if n not in plain)
    assert name not in plain
    assert name[-1].isdigit()
