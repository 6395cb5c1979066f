"""From a text to a verdict: the rules tell, the model weighs, the context corrects."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.domain.danger import FOLLOW_UP, Danger, Topic, Verdict
from bot.domain.triage.model import LinearModel
from bot.domain.triage.opinions import Asked, Opinion, SecondVoice, joined
from bot.domain.triage.rules import Reading, Rule, RuleBook
from bot.domain.triage.words import ENDS, Reader

#: Words weighed at once: a long story is weighed window by window, the worst one counts.
_WINDOW = 40
_STEP = 20
_CLOSE = 9
#: So many words hide a few: ordinary messages are shorter, and ring twice as often if looked
#: at as closely.
_VERY_LONG = 150
_SHORTEST_SENTENCE = 3
#: How far back a short follow-up is understood.
_RECENT = 3
_SHORT = 8
_TOPICS_SHOWN = 3
#: The reason noted where somebody says that it was a joke.
_TAKEN_BACK = "taken-back"
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
#: What *something else* counts as the subject of a danger: with a rule's support, and without.
#: Chosen, as is the next, by cross-validation on training messages.
_VAGUE_TOLD, _VAGUE_ALONE = 0.3, 0.5
#: How many of the last texts of a person are read together.
_TOGETHER = 4
#: And how many letters of them at most: danger is told over short lines. Long messages say what
#: they say by themselves; read together, they rang four times as often on ordinary talk.
_LETTERS_TOGETHER = 160
#: How grave they must be together, where none was alone. Both set on training donors, of whose
#: ordinary messages in a row one in six thousand then rings more.
_GRAVE_TOGETHER = 0.75
#: Below both, and when no rule fires, the quick voice is sure: five ordinary messages in six.
#: How likely *high* or above is, and *moderate* or above.
_SURE, _SURE_MODERATE = 0.04, 0.05
#: The same of several texts together, which are looked at after each of them was.
_SURE_TOGETHER = 0.2
#: Below it, and when no rule fires, a text adds nothing to others that say nothing either.
_CALM = 0.06
#: Letters of languages of which the model has read nothing: the rules decide alone.
_OTHER_LETTERS = re.compile("[\u0400-\u06ff]")
_FOREIGN = re.compile("[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How likely a level must be for the verdict to reach it.

    Set on ordinary messages, so that few of them ring (docs/triage.md, "Thresholds").
    """

    #: *Moderate* or above.
    moderate: float = 0.5
    #: *High* or above, when a rule says so too, and when the model alone thinks so.
    high_told: float = 0.3
    #: The same in Arabic or Cyrillic letters, for which no ordinary talk sets a threshold.
    other_letters: float = 0.3
    high_alone: float = 0.5
    #: *Immediate*, in the same two cases, and its least share of *high or above*.
    immediate_told: float = 0.15
    immediate_alone: float = 0.3
    immediate_share: float = 0.3
    #: What the last words must add to those before them, for the whole to be graver.
    gain: float = 0.2
    #: Below it, a subject is not offered as second choice.
    topic: float = 0.15


@dataclass(frozen=True, slots=True)
class _Read:
    """One text, as far as rules and linear model go."""

    reading: Reading | None = None
    #: What the linear model thinks; none where the rules decide alone.
    quick: Opinion | None = None
    #: What the second voice is asked, where the quick one is not sure.
    asked: Asked | None = None

    @property
    def is_calm(self) -> bool:
        """Whether it sounds like nothing, to rules and model."""
        fired = self.reading.fired if self.reading else ()
        grave = self.quick.grave if self.quick else 1.0
        return grave < _CALM and not any(rule.danger for rule in fired)


@dataclass(frozen=True, slots=True)
class Begun:
    """A text of which the quick part is heard: alone, and with what came before."""

    reads: tuple[_Read, ...] = field(repr=False)
    before: str = field(default="", repr=False)

    @property
    def is_sure(self) -> bool:
        """Whether nothing slow is left to be done."""
        return all(one.asked is None for one in self.reads)


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
    #: How likely *high* or above is.
    grave: float = 0.0

    @property
    def is_calm(self) -> bool:
        """Whether it sounds like nothing."""
        return self.grave < _CALM and not any(rule.danger for rule in self.fired)

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
        second: SecondVoice | None = None,
    ) -> None:
        """Take what reads words, the rules, the model, the second voice and the thresholds.

        Without a model, the rules decide alone; without the second voice, rules and model.
        """
        self.reader, self.rules, self.model = reader, rules, model
        self.second = second
        self._thresholds = thresholds or Thresholds()

    @property
    def voices(self) -> str:
        """Who decides: ``rules``, ``rules+model`` or ``rules+model+second-voice``."""
        names = ("rules", self.model and "model", self.second and "second-voice")
        return "+".join(str(name) for name in names if name)

    def assess(
        self, text: str, recent: Sequence[Danger] = (), earlier: Sequence[str] = ()
    ) -> Verdict:
        """The danger and the subject of ``text``.

        ``recent`` are the levels of the person's last messages, the latest last: they give
        its meaning to a short follow-up (*ce soir*) and to a taking back. ``earlier`` are
        their words, when they are still in memory: see ``read``.
        Takes any text, also empty or unreadable, and never raises.
        """
        return self.judge(self.read(text, earlier), recent)

    def read(self, text: str, earlier: Sequence[str] = ()) -> Heard:
        """The costly part: what ``text`` says by itself. Safe to call in another thread.

        ``earlier`` are the last texts of the same person, the latest last, which the caller
        holds in memory for a while. A danger told over several messages is that of the whole,
        when ``text`` adds to it; nothing of them is kept.
        """
        [heard] = self.finish([self.begin(text, earlier)])
        return heard

    def begin(self, text: str, earlier: Sequence[str] = (), *, calm: bool = False) -> Begun:
        """The quick part of ``read``: rules and linear model.

        ``calm``: each of ``earlier`` sounded like nothing. If ``text`` does too, they are not
        read together.
        """
        alone, before = self._begin(text), _short_lines(earlier)
        if not before or alone.reading is None or (calm and alone.is_calm):
            return Begun((alone,))
        return Begun((alone, self._begin(f"{before}\n{text}", _SURE_TOGETHER)), before)

    def finish(self, begun: Sequence[Begun]) -> list[Heard]:
        """The slow part, for several texts at once: the second voice, where it is asked."""
        reads = [read for one in begun for read in one.reads]
        asked = [read.asked for read in reads if read.asked is not None]
        opinions = iter(self.second.weigh(asked) if self.second and asked else ())
        heard = iter([self._finish(read, opinions) for read in reads])
        return [self._all(one.before, *(next(heard) for _ in one.reads)) for one in begun]

    def _all(self, before: str, alone: Heard, *whole: Heard) -> Heard:
        return self._together(alone, before, whole[0]) if whole else alone

    def thinks(self, text: str) -> tuple[bool, Opinion] | None:
        """Whether a rule of danger fires in a text, and what the voices think: for thresholds."""
        read = self._begin(text)
        if read.reading is None or read.quick is None:
            return None
        told = max((rule.danger for rule in read.reading.fired), default=Danger.NONE)
        opinion = read.quick
        if self.second is not None and read.asked is not None:
            [slow] = self.second.weigh([read.asked])
            opinion = joined(read.quick, slow, drowned=_drowned(read.reading))
        return told >= Danger.HIGH, opinion

    def _begin(self, text: str, sure: float = _SURE) -> _Read:
        words = self.reader.read(text)
        if not words:
            return _Read()
        reading = self.rules.read(words)
        if not self.model or _FOREIGN.search(text):
            return _Read(reading)
        told = signals(reading)
        quick = max(self._opinions(reading, told), key=lambda opinion: opinion.grave)
        told_nothing = not any(rule.danger for rule in reading.fired)
        if self.second is None or (told_nothing and _is_sure(quick, sure)):
            return _Read(reading, quick)
        return _Read(reading, quick, Asked(text, " ".join(words), told))

    def _finish(self, read: _Read, opinions: Iterator[Opinion]) -> Heard:
        reading = read.reading
        if reading is None:
            return NOTHING
        verdict, grave = _told(reading.fired), 0.0
        if read.quick is not None:
            opinion = read.quick
            if read.asked is not None:
                opinion = joined(read.quick, next(opinions), drowned=_drowned(reading))
            verdict, grave = self._weigh(opinion, reading), opinion.grave
        return Heard(verdict, reading.contexts, reading.fired, len(reading.words), grave)

    def _together(self, alone: Heard, before: str, whole: Heard) -> Heard:
        """What somebody says now, graver when it is the end of a graver whole."""
        if whole.danger < Danger.HIGH or whole.danger <= alone.danger:
            return alone
        if whole.grave < _GRAVE_TOGETHER:
            return alone
        if "retractation" in alone.contexts or not self._adds(whole, self.read(before)):
            return alone
        verdict = whole.verdict
        why = (FOLLOW_UP, *verdict.why) if verdict.supported else (*verdict.why, FOLLOW_UP)
        joined = Verdict(verdict.danger, verdict.topics, why, supported=verdict.supported)
        return Heard(joined, alone.contexts, alone.fired, alone.length, whole.grave)

    def _adds(self, whole: Heard, before: Heard) -> bool:
        """Whether the last words made it graver than it was."""
        return whole.danger > before.danger or whole.grave - before.grave >= self._thresholds.gain

    def judge(self, heard: Heard, recent: Sequence[Danger] = ()) -> Verdict:
        """The quick part: the verdict, corrected by the levels of the last messages."""
        verdict = _in_context(heard, max(recent[-_RECENT:], default=Danger.NONE))
        return _goes_on(verdict, heard, recent)

    def _weigh(self, opinion: Opinion, reading: Reading) -> Verdict:
        told = max((rule.danger for rule in reading.fired), default=Danger.NONE)
        other = any(_OTHER_LETTERS.match(word) for word in reading.words)
        danger, why = self._level(opinion, told, other=other), _reasons(reading.fired)
        supported = danger < Danger.HIGH or told >= Danger.HIGH
        if danger > told:
            # The first reason is the one that decided: a rule's, where one says danger too.
            model = (f"model-{danger.word}",)
            why = (*why, *model) if told >= Danger.HIGH else (*model, *why)
        topics = self._topics(opinion, danger, supported=supported)
        return Verdict(danger, topics, why if danger else (), supported=supported)

    def _opinions(self, reading: Reading, told: Sequence[str]) -> Iterator[Opinion]:
        assert self.model is not None  # noqa: S101  # only asked for triage with a model
        rows = self.model.rows(reading.words)
        for window in _windows(reading.words, rows):
            yield Opinion(*self.model.probabilities(window, told))
        if len(rows) > _VERY_LONG and any(rule.danger >= Danger.HIGH for rule in reading.fired):
            # A few words of danger drown in forty others: where a rule heard some, look closer.
            for start in range(0, len(rows) - _CLOSE + 1, _CLOSE // 3):
                window = rows[start : start + _CLOSE]
                yield Opinion(*self.model.probabilities(window, told))
            yield Opinion(*self.model.probabilities(rows[-_CLOSE // 2 :], told))

    def _level(self, opinion: Opinion, told: Danger, *, other: bool) -> Danger:
        asked, supported = self._thresholds, told >= Danger.HIGH
        told_high = min(asked.other_letters, asked.high_told) if other else asked.high_told
        if opinion.grave >= (told_high if supported else asked.high_alone):
            now = opinion.levels[Danger.IMMEDIATE]
            least = min(told_high, asked.immediate_told) if supported else asked.immediate_alone
            immediate = now >= least and now / opinion.grave >= asked.immediate_share
            return Danger.IMMEDIATE if immediate else Danger.HIGH
        return Danger.MODERATE if opinion.troubled >= asked.moderate else Danger.NONE

    def _topics(self, opinion: Opinion, danger: Danger, *, supported: bool) -> tuple[Topic, ...]:
        """The likeliest subjects; those that seldom go with this danger count less."""
        less = _less(danger, supported=supported)
        chances = {
            topic: chance * less.get(topic, 1.0)
            for topic, chance in zip(Topic, opinion.topics, strict=True)
        }
        ranked = sorted(chances, key=lambda topic: -chances[topic])
        likely = [topic for topic in ranked if chances[topic] >= self._thresholds.topic]
        return tuple(likely[:_TOPICS_SHOWN]) or (ranked[0],)


def _is_sure(quick: Opinion, sure: float) -> bool:
    """Whether the quick voice hears too little for the second one to be asked."""
    return quick.grave < sure and quick.troubled < max(sure, _SURE_MODERATE)


def _less(danger: Danger, *, supported: bool) -> Mapping[Topic, float]:
    """What the subjects count that seldom go with a danger of that level."""
    if danger is Danger.NONE:
        return dict.fromkeys(_OF_DANGER, _DOUBT)
    if danger is Danger.MODERATE:
        return {}
    return {Topic.AUTRE: _VAGUE_TOLD if supported else _VAGUE_ALONE}


def _short_lines(earlier: Sequence[str]) -> str:
    """As many of the last texts as are short together."""
    lines: list[str] = []
    for text in reversed(earlier[-_TOGETHER:]):
        if sum(map(len, lines)) + len(text) > _LETTERS_TOGETHER:
            break
        lines.insert(0, text)
    return "\n".join(lines)


def _drowned(reading: Reading) -> bool:
    """Whether the few words that a rule heard are lost among many for the second voice."""
    grave = any(rule.danger >= Danger.HIGH for rule in reading.fired)
    return grave and len(reading.words) > _VERY_LONG


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
            return Verdict(Danger.MODERATE, topics[:_TOPICS_SHOWN], (_TAKEN_BACK,))
    if before >= Danger.HIGH and heard.length <= _SHORT and "suite" in heard.contexts:
        return Verdict(Danger.IMMEDIATE, verdict.topics, (FOLLOW_UP, *verdict.why))
    return verdict


def _goes_on(verdict: Verdict, heard: Heard, recent: Sequence[Danger]) -> Verdict:
    """What sounds troubled after a grave message is grave too, unless something was taken back."""
    last = next((level for level in reversed(recent[-_RECENT:]) if level), Danger.NONE)
    taken_back = _TAKEN_BACK in verdict.why or "retractation" in heard.contexts
    if verdict.danger is not Danger.MODERATE or last < Danger.HIGH or taken_back:
        return verdict
    told = any(rule.danger >= Danger.HIGH for rule in heard.fired)
    return Verdict(Danger.HIGH, verdict.topics, (*verdict.why, FOLLOW_UP), supported=told)


def _suicide(rule: Rule) -> bool:
    return rule.reason.startswith("suicide")
