"""Which numbers fit a level of danger and a subject."""

from collections.abc import Iterable
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
    #: Instead of ``first`` for a subject: an overdose calls for doctors before the police.
    first_of_topic: dict[Topic, ByDanger] = Field(default_factory=dict)
    #: Before everything else, whatever the subject, by the reason that triage gives.
    first_of_reason: dict[str, tuple[Id, ...]] = Field(default_factory=dict)
    topics: Annotated[dict[Topic, ByDanger], BeforeValidator(lambda d: d or {})]
    otherwise: ByDanger

    def first_for(
        self, danger: Danger, topic: Topic | None = None, reasons: Iterable[str] = ()
    ) -> tuple[str, ...]:
        """What comes before everything else."""
        known = (self.first_of_reason[r] for r in reasons if r in self.first_of_reason)
        by_reason = next(known, None)
        if by_reason is not None:
            return by_reason
        of_topic = self.first_of_topic.get(topic, {}) if topic else {}
        return of_topic.get(danger, self.first.get(danger, ()))

    def then_for(self, danger: Danger, topic: Topic) -> tuple[str, ...]:
        """What comes next: the line of that danger, else the nearest weaker, else stronger."""
        lines = self.topics.get(topic) or self.otherwise
        weaker = (level for level in sorted(lines, reverse=True) if level <= danger)
        stronger = (level for level in sorted(lines) if level > danger)
        level = next(weaker, None)
        if level is None:
            level = next(stronger, None)
        return lines[level] if level is not None else ()
