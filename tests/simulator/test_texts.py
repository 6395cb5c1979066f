"""What Telegram finds in texts, the parse modes and their errors, given entities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telegram_simulator.texts import utf16
from telegram_simulator.texts.detect import find_entities
from telegram_simulator.texts.formatted import format_text
from telegram_simulator.texts.html import parse_html
from telegram_simulator.texts.markdown import parse_markdown
from telegram_simulator.texts.markdown2 import parse_markdown_v2
from telegram_simulator.wire import ApiError, Json


def found(text: str) -> list[tuple[str, str]]:
    return [
        (one["type"], utf16.cut(text, one["offset"], one["length"])) for one in find_entities(text)
    ]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("/start CODE", [("bot_command", "/start")]),
        ("😀 /aide@SimulatedBot", [("bot_command", "/aide@SimulatedBot")]),
        ("et/ou 1/2", []),
        ("vois https://exemple.fr/a?b=c.", [("url", "https://exemple.fr/a?b=c")]),
        ("https://t.me/Bot?start=abc_1", [("url", "https://t.me/Bot?start=abc_1")]),
        ("(t.me/Bot?start=x)", [("url", "t.me/Bot?start=x")]),
        ("fini.Alors quoi", []),
        ("lea.petit@exemple.fr", [("email", "lea.petit@exemple.fr")]),
        ("06 39 98 12 34", [("phone_number", "06 39 98 12 34")]),
        ("+33639981234", [("phone_number", "+33639981234")]),
        ("le 12.05.2024 à 10h", []),
        ("appelle le 3018", []),
        ("@sampetit et #maraude", [("mention", "@sampetit"), ("hashtag", "#maraude")]),
        ("$EUR", [("cashtag", "$EUR")]),
        ("rien du tout", []),
    ],
)
def test_entities_are_found_as_in_the_apps(text: str, entities: list[tuple[str, str]]) -> None:
    assert found(text) == entities


def styled(text: str, mode: str) -> list[tuple[str, str]]:
    formatted = format_text(text, mode, None)
    return [
        (one["type"], utf16.cut(formatted.text, one["offset"], one["length"]))
        for one in formatted.entities
    ]


def test_html_becomes_entities() -> None:
    assert styled("<b>é😀</b> &lt;<i><u>x</u></i> &eacute;", "HTML") == [
        ("bold", "é😀"), ("italic", "x"), ("underline", "x"),
    ]  # fmt: skip
    assert parse_html("&lt;&amp;&#233;&eacute;")[0] == "<&é&eacute;"
    assert styled('<a href="https://a.fr/?b=1&amp;c=2">ici</a>', "html") == [("text_link", "ici")]
    _, [code] = parse_html('<pre><code class="language-python">x</code></pre>')
    assert code == {"type": "pre", "offset": 0, "length": 1, "language": "python"}
    _, [quote] = parse_html("<blockquote expandable>q</blockquote>")
    assert quote["type"] == "expandable_blockquote"


def test_markdown_v2_becomes_entities() -> None:
    text = r"*gras* _it_ __sou__ ~b~ ||s|| `c.d` [l](https://a.fr) 1\.5"
    assert [kind for kind, _ in styled(text, "MarkdownV2")] == [
        "bold", "italic", "underline", "strikethrough", "spoiler", "code", "text_link",
    ]  # fmt: skip
    assert parse_markdown_v2(">un\n>deux\ntrois")[1] == [
        {"type": "blockquote", "offset": 0, "length": 7}
    ]
    assert parse_markdown_v2("_a __b___")[1][0]["type"] == "italic"
    assert parse_markdown_v2("```py\nx```") == (
        "x", [{"type": "pre", "offset": 0, "length": 1, "language": "py"}],
    )  # fmt: skip


def test_old_markdown_becomes_entities() -> None:
    assert [kind for kind, _ in styled("*a* _b_ `c` [l](http://a.fr) x\\_y", "Markdown")] == [
        "bold", "italic", "code", "text_link",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mode", "text", "why"),
    [
        ("HTML", "<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("HTML", "é</b>", "Unexpected end tag at byte offset 2"),
        ("HTML", "<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("HTML", "<div>a</div>", 'Unsupported start tag "div" at byte offset 0'),
        ("HTML", "1 <2", "Unclosed start tag at byte offset 2"),
        ("HTML", "<3 coeur>", 'Unsupported start tag "3" at byte offset 0'),
        ("HTML", "<b>a</b", "Unclosed end tag at byte offset 4"),
        ("HTML", "<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("HTML", "<a =x>a</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("HTML", "<a href='x>a</a>", "Unclosed start tag at byte offset 0"),
        (
            "MarkdownV2", "fin.",
            "Character '.' is reserved and must be escaped with the preceding '\\'",
        ),
        ("MarkdownV2", "é *a", "Can't find end of Bold entity at byte offset 3"),
        ("MarkdownV2", "[l](http://a", "Can't find end of a URL at byte offset 3"),
        ("Markdown", "snake_case", "Can't find end of the entity starting at byte offset 5"),
    ],
)  # fmt: skip
def test_wrong_markup_is_refused_with_its_place(mode: str, text: str, why: str) -> None:
    with pytest.raises(ApiError) as refused:
        format_text(text, mode, None)
    assert refused.value.description == f"Bad Request: can't parse entities: {why}"


@pytest.mark.parametrize(
    ("entity", "why"),
    [
        ("bold", "can't parse MessageEntity: expected an Object"),
        ({"offset": 0, "length": 1}, "can't parse MessageEntity: Can't find field \"type\""),
        ({"type": "bold", "length": 1}, "can't parse MessageEntity: Can't find field \"offset\""),
        (
            {"type": "big", "offset": 0, "length": 1},
            "can't parse MessageEntity: Unsupported type specified",
        ),
        (
            {"type": "text_link", "offset": 0, "length": 1},
            "can't parse MessageEntity: Can't find field \"url\"",
        ),
        (
            {"type": "bold", "offset": 5, "length": 1},
            "entity begins after the end of the text at UTF-16 offset 5",
        ),
        (
            {"type": "bold", "offset": 0, "length": 9},
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9",
        ),
        (
            {"type": "bold", "offset": 2, "length": 1},
            "entity begins in a middle of a UTF-16 symbol at byte offset 1",
        ),
        (
            {"type": [], "offset": 0, "length": 1},
            "can't parse MessageEntity: Unsupported type specified",
        ),
    ],
)
def test_entities_that_do_not_fit_are_refused(entity: object, why: str) -> None:
    with pytest.raises(ApiError) as refused:
        format_text("a😀b", "", [entity])
    assert refused.value.description == f"Bad Request: {why}"


def test_given_entities_are_kept_and_move_with_the_trimmed_text() -> None:
    entities: list[Json] = [
        {"type": "bold", "offset": 2, "length": 4}, {"type": "url", "offset": 0, "length": 1},
    ]  # fmt: skip
    formatted = format_text("  gras t.me/x ", "", entities)
    assert formatted.text == "gras t.me/x"
    assert [(e["type"], e["offset"], e["length"]) for e in formatted.entities] == [
        ("bold", 0, 4), ("url", 5, 6),
    ]  # fmt: skip
    code: list[Json] = [{"type": "code", "offset": 0, "length": 6}]
    assert format_text("t.me/x", "", code).entities == code, "nothing is found inside code"


@given(st.text(alphabet="ab<>/&;*_`[]()!|~\\.\n 😀é=\"'"))
def test_no_markup_makes_a_parser_fail_otherwise(text: str) -> None:
    for parse in (parse_html, parse_markdown, parse_markdown_v2):
        try:
            words, entities = parse(text)
        except ApiError:
            continue
        size = utf16.length(words)
        assert all(0 <= e["offset"] <= e["offset"] + e["length"] <= size for e in entities)


@given(st.text())
def test_what_is_found_lies_inside_the_text(text: str) -> None:
    for entity in find_entities(text):
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= utf16.length(text)
