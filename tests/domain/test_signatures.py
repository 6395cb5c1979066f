import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Signature
from bot.domain.signatures import LONGEST, has_surname, read_signature


@pytest.mark.parametrize(
    ("text", "first_name", "function"),
    [
        ("Sam, éducatrice", "Sam", "éducatrice"),
        ("  Jean-Pierre ,  médiateur / animateur ", "Jean-Pierre", "médiateur / animateur"),
        ("Anne-Laure", "Anne-Laure", ""),
        ("M'Bali, éducateur·rice de prévention", "M'Bali", "éducateur·rice de prévention"),
        ("Sam 2, promeneur du net", "Sam 2", "promeneur du net"),
        ("Zoé, psychologue, CMP", "Zoé", "psychologue, CMP"),
    ],
)
def test_a_first_name_and_a_function_are_read(text: str, first_name: str, function: str) -> None:
    assert read_signature(text) == Signature(first_name, function)


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", ", éducatrice", "Sam\néducatrice", "Sam, éduca\ntrice", "@samira, éducatrice",
        "Sam, sur insta @sam", "1234", "06 12 34 56 78", "Sam 0612345678", "Sam, 06 12 34 56 78",
        "https://t.me/sam, éducatrice", "t.me/sam", "www.sam.fr", "Sam, voir sam.fr", "🙂",
        "S" * 41, "Sam, " + "e" * 41, "Sam\u202eecirtacudé", "Sam\u200b, éducatrice",
    ],
)  # fmt: skip
def test_what_is_no_name_or_leads_elsewhere_is_refused(text: str) -> None:
    assert read_signature(text) is None


@given(st.text(max_size=120))
def test_whatever_is_read_fits_on_one_line_and_names_no_account(text: str) -> None:
    signature = read_signature(text)
    if signature is not None:
        shown = f"{signature.first_name}{signature.function}"
        assert 0 < len(signature.first_name) <= LONGEST >= len(signature.function)
        assert "@" not in shown
        assert "://" not in shown
        assert len(shown.splitlines()) == 1


def test_a_second_word_may_be_a_surname() -> None:
    assert has_surname(Signature("Sam Martin", "éducateur"))
    assert not has_surname(Signature("Marie-Ange", "éducatrice de rue"))
