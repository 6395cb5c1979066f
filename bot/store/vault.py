"""Sealing: AES-256-GCM for what must be read again, keyed hashes for what must be found.

Every key is derived per bot (HKDF-SHA256), so that two bots with the same secret cannot
be matched with each other. The first secret encrypts, all of them decrypt and find.
"""

import hashlib
import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12


class SealBroken(Exception):  # noqa: N818  # said as what happened
    """No key in MARAUDE_SECRET_KEYS opens this seal."""


@dataclass(frozen=True)
class Vault:
    """The keys of one bot. ``secrets`` are 32 bytes each, never empty."""

    bot_id: int
    secrets: Sequence[bytes] = field(repr=False)

    def __post_init__(self) -> None:
        """Derive the keys once."""
        keys = {
            purpose: tuple(self._derive(secret, purpose) for secret in self.secrets)
            for purpose in ("seal", "find", "sign")
        }
        object.__setattr__(self, "_keys", keys)
        object.__setattr__(self, "_ciphers", tuple(AESGCM(key) for key in keys["seal"]))

    def seal(self, text: str, purpose: str) -> bytes:
        """Encrypt a text; it opens only for the same bot and purpose."""
        nonce = os.urandom(_NONCE)
        ciphers: tuple[AESGCM, ...] = self._ciphers  # type: ignore[attr-defined]
        return nonce + ciphers[0].encrypt(nonce, text.encode(), self._context(purpose))

    def open(self, sealed: bytes, purpose: str) -> str:
        """Decrypt a text. Raises SealBroken if no key fits."""
        ciphers: tuple[AESGCM, ...] = self._ciphers  # type: ignore[attr-defined]
        if len(sealed) <= _NONCE:
            raise SealBroken
        for cipher in ciphers:
            try:
                opened = cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], self._context(purpose))
            except InvalidTag:
                continue
            return opened.decode()
        raise SealBroken

    def hash(self, text: str, purpose: str) -> bytes:
        """A keyed hash under the first key, by which a text is written."""
        return self.hashes(text, purpose)[0]

    def hashes(self, text: str, purpose: str) -> tuple[bytes, ...]:
        """Keyed hashes under every key, by which a text is found while keys are changing."""
        return tuple(_mac(key, f"{purpose}:{text}") for key in self._purpose("find"))

    def sign(self, text: str) -> bytes:
        """A signature under the first key (32 bytes)."""
        return _mac(self._purpose("sign")[0], text)

    def signed(self, text: str, signature: bytes) -> bool:
        """Whether a signature, possibly shortened, was made by any key, in constant time."""
        return any(
            hmac.compare_digest(_mac(key, text)[: len(signature)], signature)
            for key in self._purpose("sign")
        )

    def _purpose(self, purpose: str) -> tuple[bytes, ...]:
        keys: dict[str, tuple[bytes, ...]] = self._keys  # type: ignore[attr-defined]
        return keys[purpose]

    def _derive(self, secret: bytes, purpose: str) -> bytes:
        info = f"maraude:{self.bot_id}:{purpose}".encode()
        return HKDF(SHA256(), length=32, salt=None, info=info).derive(secret)

    def _context(self, purpose: str) -> bytes:
        return f"{self.bot_id}:{purpose}".encode()


def _mac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), hashlib.sha256)
