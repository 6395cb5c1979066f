"""Self-assessments: one grave answer is enough, and the grave result says whom to call."""

from collections.abc import Iterator

from bot.content.checks.audited import Audited
from bot.content.findings import Finding, Severity
from bot.content.rendering import CONTACT


def grave_answers(audited: Audited) -> Iterator[Finding]:
    """Grave answers that alone give a mild result, and grave results without a contact."""
    for test in audited.library.assessments.values():
        for number, question in enumerate(test.questions):
            for position, answer in enumerate(question.answers):
                if answer.grave and not test.result(answer.points).grave:
                    at = ("questions", number, "answers", position)
                    yield Finding("grave-answer-not-enough", test.file, at)
        for position, result in enumerate(test.results):
            if result.grave and not CONTACT.search(result.text):
                where = ("results", position, "text")
                yield Finding("grave-result-without-contact", test.file, where, Severity.ERROR)
