"""What is said to the reader, said to girls as well: no masculine by default.

Looked for are the words that come after *tu es*, *tu te sens*, *restez*, ... and have a feminine
that is heard or read. It finds the common ones; the rest is for whoever reads it again.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.content.checks.audited import Audited, texts_of
from bot.content.findings import ENCODING, Finding, Loc, Severity
from bot.content.kinds.drill import Drill

_SAID = (
    r"(?:\b(?:tu|vous) (?:n['’])?(?:es|êtes|étais|étiez|seras|serez|as été|avez été)|\bt['’]es"
    r"|\btu te sens|\bvous vous sentez|\bte sentir|\bvous sentir|\bsois|\bsoyez"
    r"|\brestez?|\blaissez?|\bdemandez? à être|\bdécide[zs]? pas)"
)
_BETWEEN = (
    "(?: (?:pas|plus|jamais|trop|très|tout|toujours|encore|vraiment|bien|un peu|parfois|déjà))*"
)
_MASCULINE = (
    "seul|harcelé|menacé|perdu|inquiet|obligé|sûr|prêt|content|fatigué|surpris|choqué|blessé|forcé"
    "|piégé|visé|suivi|filmé|contacté|convoqué|majeur|mineur|insulté|rejeté|exclu|amoureux|isolé"
    "|arrivé|parti|tombé|frappé|jugé|puni|désolé|protégé|écouté|aidé|épuisé|stressé|énervé|gêné"
    "|coincé|bloqué|accompagné|prévenu|informé|attiré|tenté|recruté|reconnu|moqué|endetté"
)
MASCULINE_ONLY = re.compile(rf"{_SAID}{_BETWEEN} (?:{_MASCULINE})\b(?! ou )", re.IGNORECASE)


def masculine_only(audited: Audited) -> Iterator[Finding]:
    """Sentences that speak to boys only, in every text that is shown."""
    for item in audited.written:
        # What a written young person says of themselves is theirs.
        if not isinstance(item, Drill):
            file = str(getattr(item, "file", ""))
            for at, text in texts_of(item):
                yield from _found(text, file, at)
    for path in sorted((audited.folder / "fr" / "interface").rglob("*.ftl")):
        yield from _in_strings(path, path.relative_to(audited.folder).as_posix())


def _found(text: str, file: str, at: Loc) -> Iterator[Finding]:
    for match in MASCULINE_ONLY.finditer(text):
        where: Loc = (*at, text.count("\n", 0, match.start())) if at == ("body",) else at
        args = {"words": " ".join(match[0].split())}
        yield Finding("masculine-only", file, where, Severity.WARNING, args)


def _in_strings(path: Path, name: str) -> Iterator[Finding]:
    for number, line in enumerate(path.read_text(ENCODING, errors="replace").split("\n"), 1):
        if not line.startswith("#") and (match := MASCULINE_ONLY.search(line)):
            args = {"words": match[0]}
            yield Finding("masculine-only", name, (), Severity.WARNING, args, number)
