"""Loads the words that pseudonyms are made of."""

from pathlib import Path

import yaml
from pydantic import BaseModel, Field

from bot.domain.pseudonyms import Animal, Names, Quality


class _Words(BaseModel):
    animals: dict[str, list[str]]
    qualities: list[tuple[str, str]] = Field(min_length=1)


def load_names(content: Path) -> Names:
    """The names of ``fr/pseudonyms.yaml``. Raises pydantic.ValidationError, OSError."""
    file = content / "fr" / "pseudonyms.yaml"
    words = _Words.model_validate(yaml.safe_load(file.read_text("utf-8")))
    return Names(
        animals=tuple(
            Animal(name, "f" if gender == "f" else "m")
            for gender, names in words.animals.items()
            for name in names
        ),
        qualities=tuple(Quality(m, f) for m, f in words.qualities),
    )
