"""The sentence encoder: the same text twice is read once, and found twice."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.encoder import Encoded, Encoder, resources

FOLDER = resources()
TEXTS = st.sampled_from(["il me frappe", "salut ça va", "🙂", "jveu plu vivr " * 30])


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    assert FOLDER is not None, "the second voice is installed with the rest"
    return Encoder(FOLDER)


def each(encoded: Encoded) -> list[tuple[np.ndarray, np.ndarray]]:
    ends = [*encoded.starts[1:], len(encoded.pieces)]
    spans = zip(encoded.starts, ends, encoded.texts, strict=True)
    return [(encoded.pieces[start:end], text) for start, end, text in spans]


@given(texts=st.lists(TEXTS, min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_whatever_stands_twice_is_found_at_each_of_its_places(
    encoder: Encoder, texts: Sequence[str]
) -> None:
    alone = {text: each(encoder.encode([text]))[0] for text in texts}
    for text, (pieces, whole) in zip(texts, each(encoder.encode(texts)), strict=True):
        np.testing.assert_allclose(pieces, alone[text][0], atol=1e-4)
        np.testing.assert_allclose(whole, alone[text][1], atol=1e-4)
