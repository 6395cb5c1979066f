"""What one lock file holds that another does not: ``python -m tools.lock_extra BASE WHOLE``."""

import re
import sys
from pathlib import Path

_NAME = re.compile(r"[A-Za-z0-9._-]+(?===)")


def entries(file: Path) -> list[str]:
    """The packages of a lock file, each with its hashes."""
    found = re.split(r"(?m)^(?=[A-Za-z0-9._-]+==)", file.read_text("utf-8"))
    return [entry for entry in found if _NAME.match(entry)]


def name(entry: str) -> str:
    """The package of an entry."""
    found = _NAME.match(entry)
    return found[0] if found else ""


if __name__ == "__main__":
    base, whole = map(Path, sys.argv[1:3])
    known = {name(entry) for entry in entries(base)}
    sys.stdout.write("".join(one for one in entries(whole) if name(one) not in known))
