"""Interface strings: every short text and button label, in Fluent files (``*.ftl``).

A message has a body, and may have a ``.title`` that is shown in bold above it.
Values are plain text: no markup, so what a person typed can never break a message.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Message, Pattern
from fluent.syntax import ast

from bot.content.rich import Rich, titled
from bot.domain.voices import Address, Voice

Argument: TypeAlias = str | int | float


class MissingString(KeyError):  # noqa: N818  # the name says it
    """A text that the bot asked for is in no ``.ftl`` file."""


class Strings:
    """The interface strings of one language."""

    def __init__(
        self,
        language: str,
        bundle: FluentBundle,
        keys: Sequence[str] = (),
        address: Address = Address.TU,
    ) -> None:
        """Take the language (``fr``), its texts, their names, and which address to read."""
        self.language = language
        self._bundle = bundle
        self._keys = keys
        self._address = address
        #: Labels without arguments, which are most of them: formatted once.
        self._fixed: dict[str, str] = {}

    @classmethod
    def load(cls, folder: Path, language: str = "fr") -> "Strings":
        """Read every ``.ftl`` file of a folder, sub-folders included."""
        files = sorted(folder.rglob("*.ftl"))
        return cls.of(language, (FluentResource(file.read_text("utf-8")) for file in files))

    @classmethod
    def of(cls, language: str, resources: Iterable[ast.Resource]) -> "Strings":
        """Take parsed files of Fluent's."""
        # Isolation marks are for mixed writing directions; Telegram shows them as boxes.
        bundle = FluentBundle([language], use_isolating=False)
        keys: list[str] = []
        for resource in resources:
            bundle.add_resource(resource)
            keys += [entry.id.name for entry in resource.body if isinstance(entry, ast.Message)]
        return cls(language, bundle, keys)

    def in_voice(self, voice: Voice) -> "Strings":
        """The same texts as somebody who is spoken to in that way reads them.

        A message that says *tu* has a ``.vous``, and a title that does a ``.title-vous``.
        """
        return self._formal if voice.address is Address.VOUS else self

    @cached_property
    def _formal(self) -> "Strings":
        return Strings(self.language, self._bundle, self._keys, Address.VOUS)

    def keys_starting(self, prefix: str) -> tuple[str, ...]:
        """The names that begin so, in the order of their files."""
        return tuple(k for k in self._keys if k.startswith(prefix) and k in self)

    def __contains__(self, key: str) -> bool:
        """Whether a string of that name exists."""
        return self._bundle.has_message(key)

    def message(self, key: str, /, **args: Argument) -> Rich:
        """A whole message: its title in bold, if it has one, and its body."""
        message = self._message(key)
        title = self._said(message, "title")
        body = self._said(message)
        return titled(
            self._format(key, title, args) if title is not None else "",
            self._format(key, body, args) if body is not None else "",
        )

    def label(self, key: str, /, **args: Argument) -> str:
        """A one-line text: a button, a list item, the name of a thing."""
        if args:
            return self._format(key, self._said(self._message(key)), args)
        if key not in self._fixed:
            self._fixed[key] = self._format(key, self._said(self._message(key)), args)
        return self._fixed[key]

    def attribute(self, key: str, name: str, /, **args: Argument) -> str:
        """An attribute of a message, such as ``.fix``; empty when it has none of that name."""
        pattern = self._message(key).attributes.get(name)
        return self._format(key, pattern, args) if pattern is not None else ""

    def _said(self, message: Message, name: str = "") -> Pattern | None:
        """A part of a message, in its form for this address if it has one."""
        plain = message.attributes.get(name) if name else message.value
        if self._address is Address.TU:
            return plain
        return message.attributes.get(f"{name}-vous" if name else "vous", plain)

    def _message(self, key: str) -> Message:
        try:
            return self._bundle.get_message(key)
        except LookupError:
            raise MissingString(key) from None

    def _format(self, key: str, pattern: object, args: Mapping[str, Argument]) -> str:
        text, errors = self._bundle.format_pattern(pattern, dict(args))  # type: ignore[arg-type]
        if errors:
            raise MissingString(f"{key}: {errors[0]}")
        return str(text)
