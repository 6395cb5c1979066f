"""Which numbers fit a level of danger and a subject."""

from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from bot.content.kinds.base import DangerWord, Id, Model
from bot.domain.danger import Danger, Topic

ByDanger: TypeAlias = dict[DangerWord, tuple[Id, ...]]


class Emergency(Model):
    """Contact ids by danger: the first ones for all, then by subject.

    ``body`` replaces ``first`` where something was taken or somebody is wounded.
    """

    file: str = ""
    first: ByDanger
    topics: Annotated[dict[Topic, ByDanger], BeforeValidator(lambda d: d or {})]
    otherwise: ByDanger
    body: ByDanger = Field(default_factory=dict)

    def first_for(self, danger: Danger, *, body: bool = False) -> tuple[str, ...]:
        """What comes before everything else; ``body``: a doctor is needed first."""
        return self.body.get(danger, ()) if body and self.body else self.first.get(danger, ())

    def then_for(self, danger: Danger, topic: Topic) -> tuple[str, ...]:
        """What comes next: the line of that danger, else the nearest weaker, else stronger."""
        lines = self.topics.get(topic) or self.otherwise
        weaker = (level for level in sorted(lines, reverse=True) if level <= danger)
        stronger = (level for level in sorted(lines) if level > danger)
        level = next(weaker, None)
        if level is None:
            level = next(stronger, None)
        return lines[level] if level is not None else ()
