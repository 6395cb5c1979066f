"""From a text to a verdict: rules first, the model for what they miss, then the context."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.triage.model import LinearModel
from bot.domain.triage.rules import Rule, RuleBook
from bot.domain.triage.words import Reader

#: Words read by the model at once: a long story is read window by window.
_WINDOW = 36
_STEP = 24
_LEVELS = tuple(level.word for level in Danger)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure the model must be, alone, to reach a level."""

    moderate: float = 0.5
    high: float = 0.5
    immediate: float = 0.5
    #: Asked for when the text is in a harmless context (a game, homework, a question).
    harmless: float = 0.85


class Triage:
    """Recognises danger and subject; built once, then only read."""

    def __init__(
        self,
        reader: Reader,
        rules: RuleBook,
        model: LinearModel | None = None,
        thresholds: Thresholds | None = None,
    ) -> None:
        """Take what reads words, the rules, and the model with how sure it must be."""
        self.reader, self.rules, self.model = reader, rules, model
        self._thresholds = thresholds or Thresholds()

    def assess(self, text: str, recent: Sequence[Danger] = ()) -> Verdict:
        """The danger and the subject of ``text``.

        ``recent`` are the levels of the person's last messages, the latest last: they give
        its meaning to a short follow-up (*ce soir*) and to a taking back.
        Takes any text, also empty or unreadable, and never raises.
        """
        words = self.reader.read(text)
        if not words:
            return Verdict(max(recent[-1:], default=Danger.NONE) and Danger.NONE)
        reading = self.rules.read(words)
        danger, why = _by_rules(reading.fired)
        return Verdict(danger, _topics(reading.fired), why)


def _by_rules(fired: Sequence[Rule]) -> tuple[Danger, tuple[str, ...]]:
    danger = max((rule.danger for rule in fired), default=Danger.NONE)
    ranked = sorted(fired, key=lambda rule: -rule.danger)
    return danger, tuple(rule.reason for rule in ranked if rule.danger)


def _topics(fired: Sequence[Rule]) -> tuple[Topic, ...]:
    ranked = sorted(fired, key=lambda rule: -rule.danger)
    topics = dict.fromkeys(topic for rule in ranked for topic in rule.topics)
    return tuple(topics)[:3] or (Topic.AUTRE,)
