"""Sealing: AES-256-GCM for what must be read again, keyed hashes for what must be found.

Every key is derived per bot (HKDF-SHA256), so that two bots with the same secret cannot
be matched with each other. The first secret encrypts, all of them decrypt and find. A seal begins
with the id of its key, so that one can tell what is still under an old one (decision 0030).
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
#: Bytes by which a key is known; they tell nothing about it.
KEY_ID = 4


class SealBroken(Exception):  # noqa: N818  # said as what happened
    """No key in MARAUDE_SECRET_KEYS opens this seal."""


@dataclass(frozen=True)
class Vault:
    """The keys of one bot. ``secrets`` are 32 bytes each, never empty."""

    bot_id: int
    secrets: Sequence[bytes] = field(repr=False)
    #: How the keys are called, in the order of the secrets.
    key_ids: tuple[bytes, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        """Derive the keys once."""
        keys = {
            purpose: tuple(self._derive(secret, purpose) for secret in self.secrets)
            for purpose in ("seal", "find", "sign", "id")
        }
        object.__setattr__(self, "_keys", keys)
        object.__setattr__(self, "key_ids", tuple(key[:KEY_ID] for key in keys["id"]))
        object.__setattr__(self, "_ciphers", tuple(AESGCM(key) for key in keys["seal"]))

    def seal(self, text: str, purpose: str) -> bytes:
        """Encrypt a text; it opens only for the same bot and purpose."""
        nonce = os.urandom(_NONCE)
        hidden = self._cipher_list[0].encrypt(nonce, text.encode(), self._context(purpose))
        return self.key_ids[0] + nonce + hidden

    def open(self, sealed: bytes, purpose: str) -> str:
        """Decrypt a text. Raises SealBroken if no key fits."""
        context = self._context(purpose)
        for cipher, key_id in zip(self._cipher_list, self.key_ids, strict=True):
            if (
                sealed[:KEY_ID] == key_id
                and (text := _opened(cipher, sealed[KEY_ID:], context)) is not None
            ):
                return text.decode()
        # The seals of before had no key id: a nonce that looks like one is no reason to fail.
        for cipher in self._cipher_list:
            if (text := _opened(cipher, sealed, context)) is not None:
                return text.decode()
        raise SealBroken

    def is_current(self, sealed: bytes) -> bool:
        """Whether a seal says that it was made with the first key."""
        return sealed[:KEY_ID] == self.key_ids[0]

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

    @property
    def _cipher_list(self) -> tuple[AESGCM, ...]:
        ciphers: tuple[AESGCM, ...] = self._ciphers  # type: ignore[attr-defined]
        return ciphers

    def _purpose(self, purpose: str) -> tuple[bytes, ...]:
        keys: dict[str, tuple[bytes, ...]] = self._keys  # type: ignore[attr-defined]
        return keys[purpose]

    def _derive(self, secret: bytes, purpose: str) -> bytes:
        info = f"maraude:{self.bot_id}:{purpose}".encode()
        return HKDF(SHA256(), length=32, salt=None, info=info).derive(secret)

    def _context(self, purpose: str) -> bytes:
        return f"{self.bot_id}:{purpose}".encode()


def _opened(cipher: AESGCM, sealed: bytes, context: bytes) -> bytes | None:
    if len(sealed) <= _NONCE:
        return None
    try:
        return cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], context)
    except InvalidTag:
        return None


def _mac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), hashlib.sha256)
