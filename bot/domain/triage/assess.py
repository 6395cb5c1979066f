"""From a text to a verdict: the rules tell, the model weighs, the context corrects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.domain.danger import FOLLOW_UP, Danger, Topic, Verdict
from bot.domain.triage.model import LinearModel
from bot.domain.triage.rules import Reading, Rule, RuleBook
from bot.domain.triage.words import ENDS, Reader

#: Words weighed at once: a long story is weighed window by window, the worst one counts.
_WINDOW = 40
_STEP = 20
_SHORTEST_SENTENCE = 3
#: How far back a short follow-up is understood.
_RECENT = 3
_SHORT = 8
_TOPICS_SHOWN = 3
#: Subjects that a harmless message is seldom about, and what they then count.
_OF_DANGER = frozenset(
    {
        Topic.MAL_ETRE,
        Topic.VIOLENCES,
        Topic.CYBERHARCELEMENT,
        Topic.IMAGES_INTIMES,
        Topic.EXPLOITATION_SEXUELLE,
        Topic.HAINE_RADICALISATION,
        Topic.RIXES,
    }
)
_DOUBT = 0.4


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How likely a level must be for the verdict to reach it."""

    moderate: float = 0.5
    #: *High* or above, when a rule says so too, and when the model alone thinks so.
    high_told: float = 0.3
    high_alone: float = 0.5
    #: Share of *immediate* in *high or above*.
    immediate: float = 0.38
    #: Below it, a subject is not offered as second choice.
    topic: float = 0.15


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely each level and each subject is, in the order of ``Danger`` and ``Topic``."""

    levels: Sequence[float]
    topics: Sequence[float]

    @property
    def grave(self) -> float:
        """How likely *high* or above is."""
        return self.levels[Danger.HIGH] + self.levels[Danger.IMMEDIATE]


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text says by itself, whoever wrote it and whatever came before.

    Finding it out takes time that grows with the text. Like a verdict, it holds no word of it:
    only which of our rules fired, and in which of our contexts.
    """

    verdict: Verdict
    contexts: frozenset[str] = frozenset()
    fired: tuple[Rule, ...] = field(default=(), repr=False)
    #: How many words were read.
    length: int = 0

    @property
    def danger(self) -> Danger:
        """How dangerous it sounds by itself."""
        return self.verdict.danger


#: What nothing says.
NOTHING = Heard(Verdict(Danger.NONE))


class Triage:
    """Recognises danger and subject; built once, then only read."""

    def __init__(
        self,
        reader: Reader,
        rules: RuleBook,
        model: LinearModel | None = None,
        thresholds: Thresholds | None = None,
    ) -> None:
        """Take what reads words, the rules, and the model with its thresholds.

        Without a model, the rules decide alone.
        """
        self.reader, self.rules, self.model = reader, rules, model
        self._thresholds = thresholds or Thresholds()

    def assess(self, text: str, recent: Sequence[Danger] = ()) -> Verdict:
        """The danger and the subject of ``text``.

        ``recent`` are the levels of the person's last messages, the latest last: they give
        its meaning to a short follow-up (*ce soir*) and to a taking back.
        Takes any text, also empty or unreadable, and never raises.
        """
        return self.judge(self.read(text), recent)

    def read(self, text: str) -> Heard:
        """The costly part: what ``text`` says by itself. Safe to call in another thread."""
        words = self.reader.read(text)
        if not words:
            return NOTHING
        reading = self.rules.read(words)
        verdict = self._weigh(reading) if self.model else _told(reading.fired)
        return Heard(verdict, reading.contexts, reading.fired, len(reading.words))

    def judge(self, heard: Heard, recent: Sequence[Danger] = ()) -> Verdict:
        """The quick part: the verdict, corrected by the levels of the last messages."""
        return _in_context(heard, max(recent[-_RECENT:], default=Danger.NONE))

    def _weigh(self, reading: Reading) -> Verdict:
        opinion = max(self._opinions(reading), key=lambda opinion: opinion.grave)
        told = max((rule.danger for rule in reading.fired), default=Danger.NONE)
        danger, why = self._level(opinion, told), _reasons(reading.fired)
        if danger > told:
            why = (f"model-{danger.word}", *why)
        return Verdict(danger, self._topics(opinion, danger), why if danger else ())

    def _opinions(self, reading: Reading) -> Iterator[Opinion]:
        assert self.model is not None  # noqa: S101  # _weigh is for triage with a model
        told = signals(reading)
        for window in _windows(reading.words, self.model.rows(reading.words)):
            yield Opinion(*self.model.probabilities(window, told))

    def _level(self, opinion: Opinion, told: Danger) -> Danger:
        asked = self._thresholds
        if opinion.grave >= (asked.high_told if told >= Danger.HIGH else asked.high_alone):
            immediate = opinion.levels[Danger.IMMEDIATE] / opinion.grave >= asked.immediate
            return Danger.IMMEDIATE if immediate else Danger.HIGH
        if opinion.levels[Danger.NONE] < asked.moderate:
            return Danger.MODERATE
        return Danger.NONE

    def _topics(self, opinion: Opinion, danger: Danger) -> tuple[Topic, ...]:
        """The likeliest subjects; those of danger count less when there is none."""
        chances = {
            topic: chance if danger or topic not in _OF_DANGER else chance * _DOUBT
            for topic, chance in zip(Topic, opinion.topics, strict=True)
        }
        ranked = sorted(chances, key=lambda topic: -chances[topic])
        likely = [topic for topic in ranked if chances[topic] >= self._thresholds.topic]
        return tuple(likely[:_TOPICS_SHOWN]) or (ranked[0],)


def signals(reading: Reading) -> list[str]:
    """What the rules found, as features for the model: reasons, the level, the contexts.

    In a long story a context holds for a part only: it is left out.
    """
    found = {f"!{rule.reason}" for rule in reading.fired}
    if len(reading.words) <= _WINDOW:
        found.update(f"?{name}" for name in reading.contexts)
    if reading.fired:
        found.add(f"!!{max(rule.danger for rule in reading.fired).word}")
    return sorted(found)


def _windows(words: Sequence[str], rows: Sequence[int]) -> Iterator[Sequence[int]]:
    """The whole of a short text; of a long one, its stretches and each of its sentences."""
    if len(rows) <= _WINDOW:
        yield rows
        return
    for start in range(0, len(rows) - _WINDOW + _STEP, _STEP):
        yield rows[start : start + _WINDOW]
    ends = [i for i, word in enumerate(words) if word in ENDS]
    for start, stop in pairwise([-1, *ends, len(words)]):
        if _SHORTEST_SENTENCE < stop - start <= _WINDOW:
            yield rows[start + 1 : stop]


def _reasons(fired: Sequence[Rule]) -> tuple[str, ...]:
    """The reasons of danger, the gravest first, each once."""
    ranked = sorted((rule for rule in fired if rule.danger), key=lambda rule: -rule.danger)
    return tuple(dict.fromkeys(rule.reason for rule in ranked))


def _told(fired: Sequence[Rule]) -> Verdict:
    """The verdict of the rules alone."""
    ranked = sorted(fired, key=lambda rule: -rule.danger)
    topics = tuple(dict.fromkeys(topic for rule in ranked for topic in rule.topics))
    danger = max((rule.danger for rule in fired), default=Danger.NONE)
    return Verdict(danger, topics[:_TOPICS_SHOWN] or (Topic.AUTRE,), _reasons(fired))


def _in_context(heard: Heard, before: Danger) -> Verdict:
    """Correct a verdict for a taking back, and for what was said before."""
    verdict = heard.verdict
    if "retractation" in heard.contexts and "serieux" not in heard.contexts:
        others = [r for r in heard.fired if r.danger >= Danger.HIGH and not _suicide(r)]
        said = before >= Danger.HIGH or any(map(_suicide, heard.fired))
        if said and not others:
            topics = tuple(dict.fromkeys((Topic.MAL_ETRE, *verdict.topics)))
            return Verdict(Danger.MODERATE, topics[:_TOPICS_SHOWN], ("taken-back",))
    if before >= Danger.HIGH and heard.length <= _SHORT and "suite" in heard.contexts:
        return Verdict(Danger.IMMEDIATE, verdict.topics, (FOLLOW_UP, *verdict.why))
    return verdict


def _suicide(rule: Rule) -> bool:
    return rule.reason.startswith("suicide")
