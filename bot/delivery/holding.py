"""The references of updates that were read while the database was down, sealed, in a file.

Telegram hands out a hundred updates and no more before the first of them are acknowledged, so
in a long breakdown one person's hundred messages would hide everybody else's. What does not
fit is held in memory and acknowledged, once its references stand here: what somebody wrote
is never written down, but after a crash they can be told that it must be sent again.
"""

import base64
import json
import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.store.vault import SealBroken, Vault

_PURPOSE = "held"
#: Every line is sealed at the same length: it does not tell what kind of update it was.
_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Held:
    """Whose update it was and where the message is: no word of it."""

    update_id: int
    chat_id: int | None
    message_id: int | None


class HoldingFile:
    """A file of sealed references, on the disk before anything is acknowledged."""

    def __init__(self, folders: Sequence[Path], vault: Vault) -> None:
        """Take where it may be, best place first: the first that can be written to is used."""
        self._files = [folder / f"held-{vault.bot_id}" for folder in folders]
        self._vault = vault

    def write(self, held: Iterable[Held]) -> None:
        """Add references; they are on the disk when this returns. Raises OSError."""
        lines = b"".join(self._sealed(one) + b"\n" for one in held)
        failure: OSError = FileNotFoundError()
        for file in self._files:
            try:
                _append(file, lines)
            except OSError as error:
                failure = error
            else:
                return
        raise failure

    def read(self) -> list[Held]:
        """What a crash left behind, in order. A line cut short was never acknowledged."""
        found = {}
        for file in self._files:
            for line in _lines(file):
                if one := self._opened(line):
                    found[one.update_id] = one
        return [found[update_id] for update_id in sorted(found)]

    def empty(self) -> None:
        """Forget them all: they are in the database now. Raises OSError."""
        for file in self._files:
            if _is_ours(file):
                file.unlink(missing_ok=True)

    def _sealed(self, one: Held) -> bytes:
        text = json.dumps(list(asdict(one).values())).ljust(_LENGTH)
        return base64.b64encode(self._vault.seal(text, _PURPOSE))

    def _opened(self, line: bytes) -> Held | None:
        try:
            return Held(*json.loads(self._vault.open(base64.b64decode(line), _PURPOSE)))
        except (SealBroken, ValueError, TypeError):
            return None


def _append(file: Path, lines: bytes) -> None:
    _make_private(file.parent)
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        os.fchmod(handle, 0o600)
        _write_all(handle, lines)
    finally:
        os.close(handle)
    folder = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _write_all(handle: int, lines: bytes) -> None:
    before = os.fstat(handle).st_size
    try:
        while lines:
            lines = lines[os.write(handle, lines) :]
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, before)  # half a line would spoil the next one
        raise


def _make_private(folder: Path) -> None:
    """Make the folder if need be; one that somebody else made is not trusted."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.lstat().st_uid != os.getuid():
        raise PermissionError


def _is_ours(file: Path) -> bool:
    try:
        found = file.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_uid == os.getuid()


def _lines(file: Path) -> list[bytes]:
    try:
        return file.read_bytes().splitlines() if _is_ours(file) else []
    except OSError:
        return []
