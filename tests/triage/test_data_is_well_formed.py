"""The training messages keep their shape: schema, no doubles, enough of every kind."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from bot.domain.danger import Danger, Topic

DATA = Path(__file__).parent / "data"
FILES = sorted(DATA.glob("train-*.jsonl"))
KEYS = {"text", "danger", "topics", "lang", "tags"}
LEVELS = {level.word for level in Danger}
LANGUAGES = {"fr", "en", "ar", "arabizi", "es", "uk"}
#: The ranges reserved for works of fiction; any other number could be somebody's.
FICTIONAL_NUMBER = re.compile(r"06 ?39 ?98")
PHONE_NUMBER = re.compile(r"(?<!\d)0[1-9](?:[ .-]?\d{2}){4}(?!\d)")
#: Least number of messages of each kind.
LEAST = {"immediate": 400, "high": 400, "moderate": 400, "none": 800}
LEAST_PER_TOPIC = 60
LEAST_HARD_NEGATIVES = 400
LEAST_SHARE_OF_OTHER_LANGUAGES = 0.1
#: Files written to hold French alone, in which other languages have no share to keep.
FRENCH_ONLY = ("train-everyday", "train-chat", "train-danger", "train-harmless")

Row = dict[str, object]


def rows_of(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def words_of(row: Row, key: str) -> list[str]:
    value = row[key]
    assert isinstance(value, list)
    return [str(word) for word in value]


def bare(text: str) -> str:
    """The text without case, accents or punctuation, so that near copies meet."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", plain)) or text.strip()


ROWS = [row for file in FILES for row in rows_of(file)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_line_has_the_agreed_shape(file: Path) -> None:
    for number, row in enumerate(rows_of(file), 1):
        where = f"{file.name}:{number}"
        assert set(row) == KEYS, where
        assert isinstance(row["text"], str), where
        assert 0 < len(row["text"]) <= 4096, where
        assert row["danger"] in LEVELS, where
        assert row["lang"] in LANGUAGES, where
        topics = words_of(row, "topics")
        assert topics, where
        assert len(topics) == len(set(topics)), where
        assert set(topics) <= set(Topic), where
        words_of(row, "tags")


def test_no_message_is_there_twice_after_normalisation() -> None:
    counts = Counter(bare(str(row["text"])) for row in ROWS)
    assert [text for text, count in counts.items() if count > 1] == []


def test_harmless_messages_say_whether_they_are_ordinary_or_hard_negatives() -> None:
    kinds = {"ordinary", "hard-negative"}
    unnamed = [
        row["text"]
        for row in ROWS
        if (row["danger"] == "none") != (len(kinds & set(words_of(row, "tags"))) == 1)
    ]
    assert unnamed == []


def test_no_message_holds_a_real_phone_number() -> None:
    numbers = [match for row in ROWS for match in PHONE_NUMBER.findall(str(row["text"]))]
    assert [number for number in numbers if not FICTIONAL_NUMBER.match(number)] == []


def test_there_are_enough_messages_of_every_level() -> None:
    counts = Counter(str(row["danger"]) for row in ROWS)
    assert {level: counts[level] for level in LEAST if counts[level] < LEAST[level]} == {}


def test_there_are_enough_messages_of_every_topic_at_several_levels() -> None:
    pairs = [(topic, row["danger"]) for row in ROWS for topic in words_of(row, "topics")]
    counts = Counter(topic for topic, _ in pairs)
    assert [topic for topic in Topic if counts[topic] < LEAST_PER_TOPIC] == []
    levels = Counter(topic for topic, _ in set(pairs))
    assert [topic for topic in Topic if levels[topic] < 2 and topic != Topic.AUTRE] == []


def test_hard_negatives_and_other_languages_have_their_share() -> None:
    hard = sum("hard-negative" in words_of(row, "tags") for row in ROWS)
    assert hard >= LEAST_HARD_NEGATIVES
    mixed = [
        row for file in FILES if not file.stem.startswith(FRENCH_ONLY) for row in rows_of(file)
    ]
    foreign = sum(row["lang"] != "fr" for row in mixed)
    assert foreign >= LEAST_SHARE_OF_OTHER_LANGUAGES * len(mixed)


def test_no_held_out_message_is_among_those_learnt_from() -> None:
    learnt = {bare(str(row["text"])) for row in ROWS}
    held_out = [
        json.loads(line)["text"]
        for file in sorted(DATA.glob("test-*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]
    assert len(held_out) > 800
    assert [text for text in held_out if bare(text) in learnt] == []
