"""Markdown becomes text and entities, and long texts become pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.rendering import cut_out, pages, render
from bot.content.rich import Entity, Rich, styled, utf16_length

texts = st.text(
    st.sampled_from("ab cé\n.—🛡️👪") | st.characters(exclude_categories=["Cs"]), max_size=400
)


@st.composite
def riches(draw: st.DrawFn) -> Rich:
    """A text with entities anywhere on whole characters."""
    text = draw(texts)
    edges = [utf16_length(text[:i]) for i in range(len(text) + 1)]
    pairs = draw(st.lists(st.tuples(st.sampled_from(edges), st.sampled_from(edges)), max_size=5))
    return Rich(text, tuple(Entity("bold", min(p), max(p) - min(p)) for p in pairs if p[0] != p[1]))


def spans(rich: Rich) -> list[tuple[str, str]]:
    """Each entity's kind and the text under it."""
    units = rich.text.encode("utf-16-le")
    return [
        (e.kind, units[e.offset * 2 : (e.offset + e.length) * 2].decode("utf-16-le"))
        for e in rich.entities
    ]


@pytest.mark.parametrize(
    ("markdown", "text", "formatted"),
    [
        ("simple", "simple", []),
        ("une\nligne", "une ligne", []),
        ("une  \nligne", "une\nligne", []),
        ("a\n\nb", "a\n\nb", []),
        ("**gras** et *penché*", "gras et penché", [("bold", "gras"), ("italic", "penché")]),
        ("🛡️ **gras**", "🛡️ gras", [("bold", "gras")]),
        ("***deux***", "deux", [("italic", "deux"), ("bold", "deux")]),
        ("~~barré~~", "barré", [("strikethrough", "barré")]),
        ("`code`", "code", [("code", "code")]),
        ("```\nx = 1\n```", "x = 1", [("pre", "x = 1")]),
        ("[ici](https://example.org)", "ici", [("text_link", "ici")]),
        ("# Titre", "Titre", [("bold", "Titre")]),
        ("> cité", "cité", [("blockquote", "cité")]),
        ("- a\n- b", "• a\n• b", []),
        ("- a\n  - b\n- c", "• a\n   ◦ b\n• c", []),
        ("3. a\n4. b", "3. a\n4. b", []),
        ("**Titre**\n- a", "Titre\n• a", [("bold", "Titre")]),
        ("- a\n\n**Titre**\n- b", "• a\n\nTitre\n• b", [("bold", "Titre")]),
        ("<b>brut</b> & co", "<b>brut</b> & co", []),
        ("", "", []),
    ],
)
def test_markdown_becomes(markdown: str, text: str, formatted: list[tuple[str, str]]) -> None:
    rich = render(markdown)
    assert rich.text == text
    assert sorted(spans(rich)) == sorted(formatted)


def test_a_link_keeps_its_address() -> None:
    assert render("[ici](https://example.org/a?b=c)").entities[0].url == "https://example.org/a?b=c"


def test_contacts_are_written_out_by_whoever_knows_them() -> None:
    def mention(name: str, alone: bool) -> Rich:
        return styled(f"<{name}{'!' if alone else ''}>", "bold")

    rich = render("Le {contact:3018}, ou **{contact:17}**.\n\n- {contact:119}", mention)
    assert rich.text == "Le <3018>, ou <17>.\n\n• <119!>"
    assert ("bold", "<119!>") in spans(rich)


def test_a_contact_in_code_is_left_alone() -> None:
    assert render("`{contact:3018}`").text == "{contact:3018}"


def test_a_short_text_is_one_page() -> None:
    assert pages(Rich("court")) == (Rich("court"),)
    assert pages(Rich("")) == (Rich(""),)


def test_pages_are_cut_between_paragraphs() -> None:
    text = "\n\n".join(letter * 30 for letter in "abcd")
    assert [page.text for page in pages(Rich(text), 70)] == [
        "a" * 30 + "\n\n" + "b" * 30,
        "c" * 30 + "\n\n" + "d" * 30,
    ]


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    found = pages(Rich("Une phrase. " * 10 + "Fin."), 50)
    assert all(page.text.endswith(".") for page in found)


def test_formatting_that_runs_over_a_cut_goes_on_on_the_next_page() -> None:
    first, second = pages(styled("mot " * 20 + "fin", "bold"), 50)
    assert spans(first) == [("bold", first.text)]
    assert spans(second) == [("bold", second.text)]


@given(riches(), st.integers(8, 200))
def test_pages_fit_and_lose_only_white_space(rich: Rich, limit: int) -> None:
    found = pages(rich, limit)
    assert all(utf16_length(page.text) <= limit for page in found)
    assert "".join("".join(p.text for p in found).split()) == "".join(rich.text.split())


@given(riches(), st.integers(8, 200))
def test_entities_stay_on_the_same_words(rich: Rich, limit: int) -> None:
    for page in pages(rich, limit):
        for entity in page.entities:
            assert 0 <= entity.offset < entity.offset + entity.length <= utf16_length(page.text)
        spans(page)  # raises when an entity begins or ends inside a character


@given(riches(), st.data())
def test_what_is_cut_out_has_the_formatting_it_had(rich: Rich, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(rich.text)))
    end = data.draw(st.integers(start, len(rich.text)))
    before = [text for _, text in spans(rich)]
    assert all(
        any(text in whole for whole in before) for _, text in spans(cut_out(rich, start, end))
    )


@given(texts)
def test_any_markdown_renders_with_entities_inside_the_text(markdown: str) -> None:
    rich = render(markdown)
    for entity in rich.entities:
        assert entity.offset + entity.length <= utf16_length(rich.text)
    spans(rich)
