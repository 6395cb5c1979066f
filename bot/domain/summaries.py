"""What is told of a period: published numbers only, from which all that is shown is made."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.disclosure import Figure
from bot.domain.figures import Measure
from bot.domain.periods import Span

#: Every territory together.
EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a period, of one territory or of all."""

    zone: str
    span: Span
    totals: Mapping[Measure, Figure]
    #: Those of the period before.
    earlier: Mapping[Measure, Figure]
    #: Of closed quarters, label by label.
    parts: Mapping[Measure, Mapping[str, Figure]]
    #: Requests in each month of a longer period.
    months: tuple[tuple[Span, Figure], ...] = ()
    #: Nobody did any of this: it was made up for the demo.
    made_up: bool = False
