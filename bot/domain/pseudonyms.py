"""Random names that agree in gender, such as *Loutre bleue*: all that the team sees."""

import random
from dataclasses import dataclass
from typing import Literal

#: After so many draws the names are nearly used up: a number makes the next one unique.
DRAWS = 50


@dataclass(frozen=True, slots=True)
class Animal:
    """A noun and its grammatical gender."""

    name: str
    gender: Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class Quality:
    """An adjective in its two singular forms."""

    m: str
    f: str


@dataclass(frozen=True, slots=True)
class Names:
    """The words that pseudonyms are made of."""

    animals: tuple[Animal, ...]
    qualities: tuple[Quality, ...]

    def draw(self, chance: random.Random) -> str:
        """One name, with the adjective in the gender of the noun."""
        animal = chance.choice(self.animals)
        quality = chance.choice(self.qualities)
        return f"{animal.name} {quality.f if animal.gender == 'f' else quality.m}"


def candidates(names: Names, chance: random.Random) -> list[str]:
    """Names to try in order; the last ones bear a number, so that one is always free."""
    plain = [names.draw(chance) for _ in range(DRAWS)]
    return plain + [f"{name} {chance.randint(2, 99_999)}" for name in plain]
