"""Several processes of one bot: who they are, and which of them a chat belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

#: Bits of a replica's number; those of a claim or a lease behind it.
NUMBER_BITS, CLAIM_BITS = 31, 31


@dataclass(frozen=True, slots=True)
class Replica:
    """One process that shares the database."""

    #: Drawn at its start, from 1 to 2³¹ - 1.
    number: int
    #: Where the others reach its port, such as ``http://10.0.0.5:8080``; empty: they cannot.
    address: str = ""


def home(chat: int, replicas: Iterable[Replica]) -> Replica | None:
    """The replica whose memory knows a chat: the same for all who see the same replicas.

    One that comes or goes moves only the chats that it gets or had (rendezvous hashing, Thaler
    and Ravishankar 1998). Replicas without an address have no chats; None if nobody has one.
    """
    reachable = [one for one in replicas if one.address]
    return max(reachable, key=lambda one: (_weight(one, chat), one.number), default=None)


def _weight(replica: Replica, chat: int) -> int:
    drawn = blake2b(f"{replica.number}:{chat}".encode(), digest_size=8).digest()
    return int.from_bytes(drawn, "big")


def claim_number(replica: int, drawn: int) -> int:
    """A number for a claim or lease that tells whose it is. ``drawn``: ``CLAIM_BITS`` of chance."""
    return replica << CLAIM_BITS | drawn


def claimer(number: int) -> int:
    """The replica that made a claim or lease; 0 for a process that shares with nobody."""
    return number >> CLAIM_BITS
