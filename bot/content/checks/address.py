"""How readers are spoken to: *tu* to young people, *vous* to parents, professionals, the team.

A text of the interface that says *tu* has a form with *vous* (``.vous``, ``.title-vous``), and
what only the team reads says *vous* to begin with. Pronouns are looked for, not verbs: an
imperative alone is left to whoever reads it again.
"""

import re
from collections.abc import Iterator, Mapping

from fluent.syntax import ast as fluent

from bot.content.checks.audited import Audited
from bot.content.findings import Finding, Severity

#: Which words say *tu*, by language; a language that is not here makes no difference.
TU: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(r"\b(?:tu|te|toi|ton|ta|tes|tien(?:ne)?s?)\b|\bt['’]", re.IGNORECASE),
}
#: What somebody else is quoted to say is not said to the reader.
_QUOTED = re.compile(r"«[^»]*»")
#: What only members of the team read.
_OF_THE_TEAM = frozenset({"worker.ftl", "coordinator.ftl", "triage.ftl"})


def unfit_address(audited: Audited) -> Iterator[Finding]:
    """Texts that would say *tu* to somebody who is spoken to with *vous*."""
    for language, says_tu in TU.items():
        for file, line, entry in audited.texts_in(audited.folder / language / "interface"):
            if isinstance(entry, fluent.Message) and _says_tu(entry, file.name, says_tu):
                name = file.relative_to(audited.folder).as_posix()
                args = {"key": entry.id.name}
                yield Finding("says-tu", name, (), Severity.ERROR, args, line=line)


def _says_tu(message: fluent.Message, file: str, says_tu: re.Pattern[str]) -> bool:
    parts = {one.id.name: _words(one.value) for one in message.attributes}
    parts[""] = _words(message.value)
    formal = {} if file in _OF_THE_TEAM else _FORMS
    return any(
        says_tu.search(words) and says_tu.search(parts.get(formal.get(part, part), words))
        for part, words in parts.items()
    )


#: Where the form with *vous* of a part is.
_FORMS = {"": "vous", "title": "title-vous"}


def _words(node: fluent.BaseNode | None) -> str:
    """All that a pattern may say to its reader, whatever is chosen in it."""
    return _QUOTED.sub("", _all_words(node))


def _all_words(node: fluent.BaseNode | None) -> str:
    if isinstance(node, fluent.TextElement):
        return node.value
    inner: list[fluent.BaseNode] = []
    match node:
        case fluent.Pattern():
            inner = list(node.elements)
        case fluent.Placeable():
            inner = [node.expression]
        case fluent.SelectExpression():
            inner = [variant.value for variant in node.variants]
    return " ".join(map(_all_words, inner))
