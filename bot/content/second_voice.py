"""The second voice of triage: a small head on what a sentence encoder finds.

Optional: without the package that holds the encoder's weights there is none, and the rules
and the linear model decide.
"""

import math
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.danger import Danger
from bot.domain.triage.opinions import Asked, Opinion, SecondVoice

if TYPE_CHECKING:
    from bot.content.encoder import Encoder
    from bot.content.head import Head

#: Letters of one stretch: a long story is weighed stretch by stretch, each with some of the next.
_STEP = 290
_OVERLAP = 30


def load_second_voice(file: Path) -> SecondVoice | None:
    """The second voice whose weights are in ``file``; none when it or the package is missing."""
    # One message is too little work to share out: more threads only wait for one another.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from bot.content.encoder import Encoder, resources  # noqa: PLC0415  # an optional package
        from bot.content.head import read_head  # noqa: PLC0415
    except ImportError:
        return None
    folder = resources()
    if folder is None or not file.exists():
        return None
    return _Voice(Encoder(folder), read_head(file))


class _Voice:
    """Encoder and head; built once, then only read."""

    def __init__(self, encoder: "Encoder", head: "Head") -> None:
        self._encoder, self._head = encoder, head

    def weigh(self, asked: Sequence[Asked]) -> list[Opinion]:
        """How likely each level and each subject is; of a long text, its gravest stretch.

        The weights are read from memory once for all texts, which is what takes the time.
        """
        parts = [_parts(one) for one in asked]
        counts = [len(some) for some in parts]
        written = [text for some in parts for text, _ in some]
        plain = [text for some in parts for _, text in some]
        told = [one.told for one, count in zip(asked, counts, strict=True) for _ in range(count)]
        levels, topics = self._head.weigh(self._encoder.encode([*written, *plain]), told)
        grave, place, found = levels[:, Danger.HIGH :].sum(axis=1), 0, []
        for count in counts:
            worst = place + int(grave[place : place + count].argmax())
            found.append(Opinion(*(tuple(map(float, rows[worst])) for rows in (levels, topics))))
            place += count
        return found


def _parts(asked: Asked) -> list[tuple[str, str]]:
    """The stretches of a text as written and in plain spelling; what is only repeated, once."""
    count = max(1, math.ceil((len(asked.text) - _OVERLAP) / _STEP))
    both = zip(_stretches(asked.text, count), _stretches(asked.plain, count), strict=True)
    # The first and the last word of a stretch are often cut.
    return list({frozenset(part[0].split()[1:-1]) or part: part for part in both}.values())


def _stretches(text: str, count: int) -> list[str]:
    """``text`` in ``count`` stretches that overlap."""
    step = math.ceil(max(1, len(text) - _OVERLAP) / count)
    return [text[place * step : (place + 1) * step + _OVERLAP] for place in range(count)]
