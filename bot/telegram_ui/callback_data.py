"""What buttons carry: a verb, arguments and a signature bound to one person.

Telegram allows 64 bytes. Nobody is named, and data copied to another chat is refused:
the signature covers whose chat it was made for, and an erased person's id is never used again.
"""

import base64

from bot.domain.people import PersonId
from bot.store.vault import Vault

_LIMIT = 64
#: Eight characters of signature: one forged try in 2^48 would pass.
_SIGNATURE_BYTES = 6
_SEPARATOR = ":"
#: What is left for a verb and its arguments beside the signature.
ROOM = _LIMIT - len(_SEPARATOR) - 8


class ForgedData(Exception):  # noqa: N818  # said as what happened
    """Data that this bot did not write for this person."""


def pack(vault: Vault, reader: PersonId, verb: str, args: tuple[str | int, ...] = ()) -> str:
    """Callback data for one person. Raises ValueError if it is too long for Telegram."""
    content = _SEPARATOR.join((verb, *(str(arg) for arg in args)))
    data = content + _SEPARATOR + _sign(vault, reader, content)
    if len(data.encode()) > _LIMIT:
        raise ValueError(f"callback data too long: {data}")
    return data


def unpack(vault: Vault, reader: PersonId, data: str) -> tuple[str, list[str]]:
    """The verb and its arguments. Raises ForgedData."""
    content, _, signature = data.rpartition(_SEPARATOR)
    try:
        given = base64.urlsafe_b64decode(signature)
    except ValueError:
        raise ForgedData from None
    if len(given) != _SIGNATURE_BYTES or not vault.signed(f"{reader}|{content}", given):
        raise ForgedData
    verb, *args = content.split(_SEPARATOR)
    return verb, args


def _sign(vault: Vault, reader: PersonId, content: str) -> str:
    signature = vault.sign(f"{reader}|{content}")[:_SIGNATURE_BYTES]
    return base64.urlsafe_b64encode(signature).decode()
