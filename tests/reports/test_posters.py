"""Posters as they are printed: turned into pictures, and their codes scanned."""

import pypdfium2
import pytest
import zxingcpp

from bot.reports.drawing import draw
from bot.reports.poster import FORMS, STICKERS, Number, Poster, as_html
from tests.reports.examples import library

LINK = "https://t.me/maraude_val_de_lune_bot?start=t_val-de-lune_o_k2m4x7qp3b"
POSTER = Poster(
    title="Quelqu'un demande des photos, ou plus ?",
    sentence="Écris à des éducateurs. C'est gratuit, et tu n'as pas à dire ton nom.",
    structure="Communauté de communes du Val-de-Lune",
    hours="L'équipe répond du lundi au vendredi de 14 h à 20 h, et le samedi de 14 h à 18 h.",
    link=LINK,
    colour="#5b2a86",
    numbers=(
        Number("119", "Allô enfance en danger"),
        Number("3018", "Violences numériques"),
        Number("112", "Urgences"),
    ),
)
#: Millimetres.
SIZES = {"a6": (105, 148), "a4": (210, 297), "stickers": (210, 297)}


@pytest.mark.parametrize("form", FORMS)
def test_a_poster_is_one_page_of_its_size_whose_code_is_scanned(form: str) -> None:
    made = draw("pdf", {"html": as_html(POSTER, form, library().strings)})
    pdf = pypdfium2.PdfDocument(made)
    assert len(pdf) == 1
    size = tuple(round(points / 72 * 25.4) for points in pdf[0].get_size())
    assert size == SIZES[form]
    picture = pdf[0].render(scale=200 / 72).to_pil()
    found = [one.text for one in zxingcpp.read_barcodes(picture)]
    assert found == [LINK] * (STICKERS if form == "stickers" else 1)
