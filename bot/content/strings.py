"""Interface strings: every short text and button label, in Fluent files (``*.ftl``).

A message has a body, and may have a ``.title`` that is shown in bold above it.
Values are plain text: no markup, so what a person typed can never break a message.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from fluent.runtime import FluentBundle, FluentResource

from bot.content.rich import Rich, titled

Argument: TypeAlias = str | int | float


class MissingString(KeyError):  # noqa: N818  # the name says it
    """A text that the bot asked for is in no ``.ftl`` file."""


#: The name of a message, at the beginning of its line.
_KEY = re.compile(r"^([a-zA-Z][\w-]*) *=", re.MULTILINE)


class Strings:
    """The interface strings of one language."""

    def __init__(self, language: str, sources: Mapping[str, str]) -> None:
        """Take the language (``fr``) and the Fluent sources by file name."""
        self.language = language
        # Isolation marks are for mixed writing directions; Telegram shows them as boxes.
        self._bundle = FluentBundle([language], use_isolating=False)
        #: Labels without arguments, which are most of them: formatted once.
        self._fixed: dict[str, str] = {}
        self._keys: list[str] = []
        for source in sources.values():
            self._bundle.add_resource(FluentResource(source))
            self._keys += _KEY.findall(source)

    @classmethod
    def load(cls, folder: Path, language: str = "fr") -> "Strings":
        """Read every ``.ftl`` file of a folder, sub-folders included."""
        files = sorted(folder.rglob("*.ftl"))
        return cls(language, {str(f.relative_to(folder)): f.read_text("utf-8") for f in files})

    def keys_starting(self, prefix: str) -> tuple[str, ...]:
        """The names that begin so, in the order of their files."""
        return tuple(k for k in self._keys if k.startswith(prefix) and k in self)

    def __contains__(self, key: str) -> bool:
        """Whether a string of that name exists."""
        return self._bundle.has_message(key)

    def message(self, key: str, /, **args: Argument) -> Rich:
        """A whole message: its title in bold, if it has one, and its body."""
        message = self._message(key)
        title = message.attributes.get("title")
        return titled(
            self._format(key, title, args) if title is not None else "",
            self._format(key, message.value, args) if message.value is not None else "",
        )

    def label(self, key: str, /, **args: Argument) -> str:
        """A one-line text: a button, a list item, the name of a thing."""
        if args:
            return self._format(key, self._message(key).value, args)
        if key not in self._fixed:
            self._fixed[key] = self._format(key, self._message(key).value, args)
        return self._fixed[key]

    def attribute(self, key: str, name: str, /, **args: Argument) -> str:
        """An attribute of a message, such as ``.fix``; empty when it has none of that name."""
        pattern = self._message(key).attributes.get(name)
        return self._format(key, pattern, args) if pattern is not None else ""

    def _message(self, key: str):  # type: ignore[no-untyped-def]  # noqa: ANN202  # untyped library
        try:
            return self._bundle.get_message(key)
        except LookupError:
            raise MissingString(key) from None

    def _format(self, key: str, pattern: object, args: Mapping[str, Argument]) -> str:
        text, errors = self._bundle.format_pattern(pattern, dict(args))  # type: ignore[arg-type]
        if errors:
            raise MissingString(f"{key}: {errors[0]}")
        return str(text)
