"""How good triage is, on messages it was not tuned on: ``python -m tests.triage.report``.

Prints recall per level, false alarms, alarms per 1,000 ordinary messages, conversations,
subject accuracy, a confusion table and the speed. ``--data FILES`` looks at other files,
``--errors`` also lists what went wrong, ``--voices 1`` does without the second voice,
``--ordinary FILE`` adds ordinary messages lent for measuring (tests/triage/alarms.py).
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content.triage import load_triage
from bot.domain.danger import Danger, Verdict
from bot.domain.triage import Triage
from tests.triage.alarms import between, conversations, ordinary, percent, right, talk

DATA = Path(__file__).parent / "data"
CONTENT = Path(__file__).parents[2] / "content" / "triage"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message and what is right about it."""

    text: str
    danger: Danger
    topics: tuple[str, ...]
    lang: str
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A message and what triage says of it."""

    message: Labelled
    verdict: Verdict

    @property
    def topic_right(self) -> bool:
        """Whether the first subject is one of those accepted."""
        return self.verdict.topic.value in self.message.topics


def read(files: Iterable[Path]) -> list[Labelled]:
    """The messages of ``.jsonl`` files."""
    lines = (line for file in files for line in file.read_text("utf-8").splitlines())
    return [_labelled(json.loads(line)) for line in lines if line.strip()]


#: Messages heard together.
_TOGETHER = 16


def _labelled(record: dict[str, object]) -> Labelled:
    topics, tags = record["topics"], record.get("tags", [])
    assert isinstance(topics, list)
    assert isinstance(tags, list)
    return Labelled(
        text=str(record["text"]),
        danger=Danger[str(record["danger"]).upper()],
        topics=tuple(map(str, topics)),
        lang=str(record.get("lang", "fr")),
        tags=frozenset(map(str, tags)),
    )


def judge(triage: Triage, messages: Sequence[Labelled]) -> list[Judged]:
    """Every message with its verdict; heard together, as the bot does, which takes less time."""
    found = []
    for start in range(0, len(messages), _TOGETHER):
        some = messages[start : start + _TOGETHER]
        heard = triage.finish([triage.begin(message.text) for message in some])
        found += [Judged(m, triage.judge(one)) for m, one in zip(some, heard, strict=True)]
    return found


def share(cases: Sequence[Judged], good: Callable[[Judged], bool]) -> float:
    """Which share of ``cases`` is ``good``; 1 when there is none."""
    return sum(map(good, cases)) / len(cases) if cases else 1.0


def of_level(cases: Sequence[Judged], *levels: Danger) -> list[Judged]:
    """The cases whose right level is one of these."""
    return [case for case in cases if case.message.danger in levels]


def tagged(cases: Sequence[Judged], tag: str) -> list[Judged]:
    """The cases with this tag."""
    return [case for case in cases if tag in case.message.tags]


def raised(case: Judged) -> bool:
    """Found at *high* or above."""
    return case.verdict.danger >= Danger.HIGH


def recall_grave(cases: Sequence[Judged]) -> float:
    """Share of *high* and *immediate* found at *high* or above."""
    return share(of_level(cases, Danger.HIGH, Danger.IMMEDIATE), raised)


def recall_immediate(cases: Sequence[Judged]) -> float:
    """Share of *immediate* found at *immediate*."""
    found = of_level(cases, Danger.IMMEDIATE)
    return share(found, lambda case: case.verdict.danger is Danger.IMMEDIATE)


def false_alarms(cases: Sequence[Judged]) -> float:
    """Share of harmless messages raised to *high* or above."""
    return share(of_level(cases, Danger.NONE), raised) if of_level(cases, Danger.NONE) else 0.0


def missed(cases: Sequence[Judged]) -> float:
    """Share of *high* and *immediate* read as *none*."""
    urgent = of_level(cases, Danger.HIGH, Danger.IMMEDIATE)
    return share(urgent, lambda case: case.verdict.danger is Danger.NONE)


def everyday(messages: Iterable[Labelled]) -> list[tuple[str, str]]:
    """The ordinary messages of our own, each as if of another donor."""
    return [(str(i), m.text) for i, m in enumerate(messages) if "ordinary" in m.tags]


def speed(triage: Triage, messages: Sequence[Labelled], seconds: float = 2.0) -> float:
    """Messages a second on one core, processor time."""
    done, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        for message in messages:
            triage.assess(message.text)
        done += len(messages)
    return done / (time.process_time() - start)


def lines(cases: Sequence[Judged]) -> Iterator[str]:
    """The report, line by line."""
    yield f"{len(cases)} messages"
    yield f"high and immediate found at high or above  {recall_grave(cases):7.1%}   (aim: 92 %)"
    yield f"immediate found at immediate               {recall_immediate(cases):7.1%}   (aim: 85 %)"
    yield f"harmless raised to high or above           {false_alarms(cases):7.1%}"
    for tag, aim in (("hard-negative", "8 %"), ("ordinary", "0.5 %")):
        kind = tagged(cases, tag)
        yield f"  of which {tag:<32}{false_alarms(kind):7.1%}   (aim: {aim}; {len(kind)} messages)"
    yield f"urgent read as none                        {missed(cases):7.1%}   (aim: 3 %)"
    yield f"subject right                              {_topics(cases):7.1%}   (aim: 85 %)"
    yield ""
    yield from _how_sure(cases)
    yield ""
    yield from _table(cases)
    yield ""
    yield from _by_language(cases)


def _how_sure(cases: Sequence[Judged]) -> Iterator[str]:
    """The main figures with where they lie nineteen times in twenty."""
    grave = of_level(cases, Danger.HIGH, Danger.IMMEDIATE)
    now = of_level(cases, Danger.IMMEDIATE)
    at_once = [[case.verdict.danger is Danger.IMMEDIATE] for case in now]
    for name, units in (
        ("urgent found", [[raised(case)] for case in grave]),
        ("immediate at immediate", at_once),
        ("hard negatives raised", [[raised(case)] for case in tagged(cases, "hard-negative")]),
        ("subject right", [[case.topic_right] for case in cases]),
    ):
        if units:
            yield f"{name:<43}{between(units, percent)}"


def _topics(cases: Sequence[Judged]) -> float:
    return share(cases, lambda case: case.topic_right)


def _table(cases: Sequence[Judged]) -> Iterator[str]:
    yield "right \\ found " + "".join(f"{level.word:>11}" for level in Danger) + "    subject right"
    for level in Danger:
        row = of_level(cases, level)
        counts = "".join(
            f"{sum(case.verdict.danger is found for case in row):>11}" for found in Danger
        )
        yield f"{level.word:<14}{counts}{_topics(row):17.1%}"


def _by_language(cases: Sequence[Judged]) -> Iterator[str]:
    yield "language   messages   high+ found   false alarms   subject right"
    for lang in sorted({case.message.lang for case in cases}):
        row = [case for case in cases if case.message.lang == lang]
        yield (
            f"{lang:<10}{len(row):>9}{recall_grave(row):>14.1%}"
            f"{false_alarms(row):>15.1%}{_topics(row):>16.1%}"
        )


def _errors(cases: Sequence[Judged]) -> Iterator[str]:
    for case in cases:
        right, found = case.message.danger, case.verdict.danger
        if (right >= Danger.HIGH) != (found >= Danger.HIGH):
            why = ", ".join(case.verdict.why)
            yield f"{right.word} -> {found.word}: {case.message.text}  [{why}]"


def main(arguments: Sequence[str]) -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, default=sorted(DATA.glob("test-*.jsonl")))
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--ordinary", type=Path)
    parser.add_argument("--voices", type=int, default=2)
    options = parser.parse_args(arguments)
    triage, messages = load_triage(CONTENT, voices=options.voices), read(options.data)
    if not messages:
        sys.exit(f"no message to look at: no test-*.jsonl in {DATA}")
    cases = judge(triage, messages)
    told = [f"who decides: {triage.voices}", *lines(cases), ""]
    sources = {"our own, by hand": everyday(messages)}
    if options.ordinary:
        sources[options.ordinary.name] = ordinary(options.ordinary)
    told += [*talk(triage, sources), ""]
    said = conversations(DATA / "conversations-test.jsonl")
    told.append(f"conversations right: {sum(right(triage, one) for one in said)} of {len(said)}")
    told.append(f"speed: {speed(triage, messages):,.0f} messages a second")
    told += _errors(cases) if options.errors else []
    sys.stdout.write("\n".join(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
