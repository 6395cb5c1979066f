"""The public page of a territory, as the files that a town's server gives."""

from datetime import date
from pathlib import Path

from bot.site_files import write_site
from tests.ours import our_library

TODAY = date(2026, 11, 27)


def test_a_folder_of_pages_is_written_and_says_nothing_of_the_hour(tmp_path: Path) -> None:
    library = our_library(TODAY)
    written = write_site(library, tmp_path / "site", "", TODAY)
    assert [str(one.relative_to(tmp_path)) for one in written] == [
        "site/index.html",
        "site/val-de-lune/index.html",
        "site/vallon-clair/index.html",
    ]
    for file in written[1:]:
        page = file.read_text("utf-8")
        assert "ouvert maintenant" not in page
        assert 'href="sms:114"' in page
        assert 'href="tel:114"' not in page
        assert "t.me/" not in page, "no bot was named"
        for card in library.cards.values():
            assert f"-{card.id}" in page
