"""A few small networks, trained for triage, on what the sentence encoder finds.

Each text is read twice, as written and in plain spelling. A network looks at every piece
through ``look`` columns, keeps of each column its mean and its highest value, and weighs them
with the sense of the whole and what the rules found. Their opinions are averaged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.content.encoder import Encoded, Numbers
from bot.domain.danger import Danger

#: What the sense of the whole text counts beside its pieces.
TEXT_WEIGHT = 6.0
_LEAST = 1e-4


@dataclass(frozen=True)
class Network:
    """One network: weights of its three layers."""

    look: Numbers
    look_bias: Numbers
    join: Numbers
    join_bias: Numbers
    say: Numbers
    say_bias: Numbers


@dataclass(frozen=True)
class Head:
    """Some networks, and the names of what the rules can tell them, in order."""

    networks: tuple[Network, ...]
    signals: tuple[str, ...]
    #: The first layers of all networks side by side: one product is quicker than several.
    look: Numbers = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Join the first layers."""
        joined = np.concatenate([net.look for net in self.networks], axis=1)
        object.__setattr__(self, "look", joined)

    def told(self, found: Sequence[Sequence[str]]) -> Numbers:
        """What the rules found in each text, a column per name."""
        places = {name: place for place, name in enumerate(self.signals)}
        rows = np.zeros((len(found), len(places)), dtype=np.float32)
        for row, names in zip(rows, found, strict=True):
            row[[places[name] for name in names if name in places]] = 1
        return rows

    def weigh(self, encoded: Encoded, found: Sequence[Sequence[str]]) -> tuple[Numbers, Numbers]:
        """For each text, how likely each level and each subject is.

        ``encoded`` holds all texts as written, then all of them in plain spelling.
        """
        told, seen = self.told(found), encoded.pieces @ self.look
        parts = np.split(seen, len(self.networks), axis=1)
        said = (
            _say(net, part, encoded, told) for net, part in zip(self.networks, parts, strict=True)
        )
        logs = [np.log(np.maximum(one, _LEAST)) for one in said]
        mean = np.mean(logs, axis=0)
        return _likely(mean[:, : len(Danger)]), _likely(mean[:, len(Danger) :])


def read_head(file: Path) -> Head:
    """The networks of a file that ``tools.train_second_voice`` wrote."""
    with np.load(file, allow_pickle=False) as found:
        arrays: Mapping[str, NDArray[np.float16]] = {name: found[name] for name in found.files}
    count = int(arrays["count"][0])
    names = tuple(bytes(arrays["signals"].tobytes()).decode().split("\n"))
    return Head(tuple(_network(arrays, number) for number in range(count)), names)


def _network(arrays: Mapping[str, NDArray[np.float16]], number: int) -> Network:
    layers = ("look", "look_bias", "join", "join_bias", "say", "say_bias")
    return Network(*(arrays[f"{layer}{number}"].astype(np.float32) for layer in layers))


def _say(net: Network, looked: Numbers, encoded: Encoded, told: Numbers) -> Numbers:
    seen = np.maximum(looked + net.look_bias, 0)
    sizes = np.diff([*encoded.starts.tolist(), len(seen)])[:, None]
    mean = np.add.reduceat(seen, encoded.starts, axis=0) / sizes
    highest = np.maximum.reduceat(seen, encoded.starts, axis=0)
    both = np.concatenate([mean, highest, encoded.texts * TEXT_WEIGHT], axis=1)
    joined = np.concatenate([both[: len(told)], both[len(told) :], told], axis=1)
    said = np.maximum(joined.astype(np.float32) @ net.join + net.join_bias, 0) @ net.say
    said += net.say_bias
    levels, topics = said[:, : len(Danger)], said[:, len(Danger) :]
    return np.concatenate([_likely(levels), _likely(topics)], axis=1)


def _likely(scores: Numbers) -> Numbers:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Numbers = powers / powers.sum(axis=1, keepdims=True)
    return shares
