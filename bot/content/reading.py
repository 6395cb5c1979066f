"""Reads one file into models; whatever is wrong becomes findings, never an exception."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import yaml
from fluent.syntax import FluentParser
from fluent.syntax.ast import Resource
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.content.findings import ENCODING, Finding, Loc, split_front_matter

M = TypeVar("M", bound=BaseModel)

#: What pydantic finds, by the code of our own wording; anything else is "invalid".
CODES = {
    "missing": "missing-field",
    "extra_forbidden": "unknown-field",
    "string_too_long": "too-long",
    "string_too_short": "empty",
    "too_short": "too-few",
    "string_pattern_mismatch": "bad-form",
    "enum": "not-a-choice",
    "literal_error": "not-a-choice",
    "date_from_datetime_parsing": "bad-date",
    "date_type": "bad-date",
    "time_parsing": "bad-time",
    "time_type": "bad-time",
    "string_type": "not-a-text",
    "bool_parsing": "not-yes-or-no",
    "bool_type": "not-yes-or-no",
    "int_parsing": "not-a-number",
    "int_type": "not-a-number",
}


class Reader:
    """Reads files of one content folder and keeps what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        """Take the content folder, to which file names are relative."""
        self.folder = folder
        self.findings: list[Finding] = []
        #: Ids of items that exist but could not be read: links to them are not reported again.
        self.broken: set[str] = set()
        #: The files of texts that were read, as they were parsed.
        self.parsed: dict[Path, Resource] = {}

    def name(self, file: Path) -> str:
        """How a file is called in reports."""
        return file.relative_to(self.folder).as_posix()

    def found(self, code: str, file: Path, loc: Loc = (), **args: str | int) -> None:
        """Keep a finding."""
        line = args.pop("line", None)
        known = int(line) if line is not None else None
        self.findings.append(Finding(code, self.name(file), loc, args=args, line=known))

    def fluent(self, file: Path) -> Resource | None:
        """The entries of an ``.ftl`` file, ``None`` when it is no text."""
        text = self.text(file)
        if text is None:
            return None
        return self.parsed.setdefault(file, FluentParser().parse(text))

    def yaml(self, file: Path) -> object:
        """The data of a YAML file, ``None`` when it is missing or cannot be read."""
        text = self.text(file)
        return None if text is None else self._parse(file, text)

    def mapping(self, file: Path) -> dict[str, dict[str, object]]:
        """A YAML file of things by id."""
        data = self.yaml(file)
        if data is None:
            return {}
        if not isinstance(data, dict) or not all(isinstance(v, dict) for v in data.values()):
            self.found("not-a-mapping", file)
            return {}
        return {str(key): value for key, value in data.items()}

    def document(self, file: Path) -> dict[str, object] | None:
        """A YAML file that holds one thing."""
        data = self.yaml(file)
        if isinstance(data, dict):
            return data
        if data is not None:
            self.found("not-a-mapping", file)
        return None

    def front_matter(self, file: Path) -> dict[str, object] | None:
        """A Markdown file: its front matter, and its text under ``body``."""
        text = self.text(file)
        if text is None:
            return None
        try:
            front, body_line = split_front_matter(text)
        except ValueError:
            self.found("no-front-matter", file)
            return None
        data = self._parse(file, front, first_line=2)
        if not isinstance(data, dict):
            return None
        return {**data, "body": "\n".join(text.split("\n")[body_line - 1 :])}

    def build(
        self, model: type[M], file: Path, data: Mapping[str, object], at: Loc = ()
    ) -> M | None:
        """The model made from the data; ``at`` is where in the file the data stands."""
        try:
            return model.model_validate(dict(data))
        except ValidationError as error:
            self.broken.update(str(step) for step in at[:1])
            for detail in _told_once(error.errors(include_url=False)):
                self._explain(file, at, detail)
            return None

    def text(self, file: Path) -> str | None:
        """The text of a file, ``None`` when it is missing or is no text."""
        try:
            return file.read_text(ENCODING)
        except FileNotFoundError:
            self.found("missing-file", file, line=1)
        except (OSError, UnicodeDecodeError):
            self.found("unreadable", file, line=1)
        return None

    def _parse(self, file: Path, text: str, first_line: int = 1) -> object:
        loader = yaml.CSafeLoader(text)
        try:
            node = loader.get_single_node()
            for key in _repeated_keys(node):
                line = key.start_mark.line + first_line
                self.found("repeated-key", file, line=line, value=str(key.value))
            return loader.construct_document(node) if node else None
        except (yaml.YAMLError, ValueError) as error:
            mark = getattr(error, "problem_mark", None)
            line = (mark.line if mark else 0) + first_line
            self.found("bad-yaml", file, line=line, reason=getattr(error, "problem", "") or "")
            return None
        finally:
            loader.dispose()

    def _explain(self, file: Path, at: Loc, detail: ErrorDetails) -> None:
        loc = (*at, *_written(detail["loc"]))
        if detail["type"] == "value_error":
            code = str(detail["ctx"]["error"])
            known = code.replace("-", "").isalpha() and code.islower()
            self.found(code if known else "invalid", file, loc, field=_last(loc), reason=code)
            return
        code = CODES.get(detail["type"], "invalid")
        context = detail.get("ctx", {})
        limit = context.get("max_length", context.get("min_length", 0))
        self.found(
            code,
            file,
            loc,
            field=_last(loc),
            value=str(detail["input"])[:60],
            limit=limit,
            expected=str(context.get("expected", "")).replace(" or ", " ou "),
            reason=detail["msg"],
        )


def _repeated_keys(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """Keys written twice in one mapping, of which YAML would silently keep the last."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key
            seen.add(key.value)
            yield from _repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _repeated_keys(value)


def _told_once(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without "too short" lists that are short only because an entry of theirs is wrong."""
    places = [detail["loc"] for detail in details]

    def follows(detail: ErrorDetails) -> bool:
        at = detail["loc"]
        return any(len(place) > len(at) and place[: len(at)] == at for place in places)

    return [d for d in details if d["type"] != "too_short" or not follows(d)]


def _written(loc: Loc) -> Loc:
    """Without the steps that pydantic adds for unions and models."""
    return tuple(
        s for s in loc if isinstance(s, int) or not ("[" in s or s in {"literal", "tuple"})
    )


def _last(loc: Loc) -> str:
    return next((step for step in reversed(loc) if isinstance(step, str)), "")
