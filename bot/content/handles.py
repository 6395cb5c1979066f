"""Short names of content, for buttons: five characters that stay the same after any reload.

A button holds 64 bytes in all, and says where the reader came from as well. Positions would be
as short, but would lead elsewhere once a file is added.
"""

import base64
import hashlib
from collections.abc import Iterable
from functools import lru_cache

#: 30 bits: among 200 names, two are the same once in 50 000 libraries; a test looks at ours.
HANDLE_LENGTH = 5


@lru_cache(maxsize=4096)
def handle(kind: str, name: str) -> str:
    """The short name of what has this id among its kind; only letters, digits, ``-``, ``_``."""
    digest = hashlib.blake2s(f"{kind}:{name}".encode(), digest_size=6).digest()
    return base64.urlsafe_b64encode(digest)[:HANDLE_LENGTH].decode()


def named(kind: str, short: str, names: Iterable[str]) -> str | None:
    """The id that has this short name; ``None`` when it is gone."""
    return next((name for name in names if handle(kind, name) == short), None)
