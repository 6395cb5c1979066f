"""What stands behind ``?start=`` in a link or a QR code: where it leads, and nothing of anybody.

Pairs of a sign and a name: ``t_vallon-clair`` leads to a territory's team, ``s_cyberharcelement``
to a subject, ``p_mission-locale`` comes from a partner, ``v_parents`` opens the parents' space,
``o_k2m4x7qp3b`` is an outing. They can be joined: ``t_vallon-clair_s_cyberharcelement``.
"""

import re
from dataclasses import dataclass
from typing import Self

from bot.domain.danger import Topic
from bot.domain.people import Audience

#: Telegram takes no longer one.
LIMIT = 64
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: Whose door a code can open: young people need none.
DOORS = {"parents": Audience.PARENTS, "pros": Audience.PROFESSIONALS}


class Unreadable(ValueError):  # noqa: N818  # said as what happened
    """That is no start code."""


@dataclass(frozen=True, slots=True)
class StartCode:
    """Where a link leads."""

    #: The name of a territory's file.
    territory: str = ""
    topic: Topic | None = None
    #: The id of a partner of that territory, or of the reader's.
    partner: str = ""
    door: Audience | None = None
    #: What an outing is known by.
    outing: str = ""

    @classmethod
    def read(cls, code: str) -> Self:
        """Understand a code. Raises Unreadable, also for a subject or a door that is none."""
        signs, names = code.split("_")[::2], code.split("_")[1::2]
        given = dict(zip(signs, names, strict=False))
        known = len(given) == len(names) == len(signs) and given.keys() <= set("tspvo")
        if not known or not all(_NAME.fullmatch(name) for name in names):
            raise Unreadable(code)
        topic, door = given.get("s"), given.get("v")
        if (topic and topic not in set(Topic)) or (door and door not in DOORS):
            raise Unreadable(code)
        return cls(
            territory=given.get("t", ""),
            topic=Topic(topic) if topic else None,
            partner=given.get("p", ""),
            door=DOORS[door] if door else None,
            outing=given.get("o", ""),
        )

    def __str__(self) -> str:
        doors = {audience: name for name, audience in DOORS.items()}
        said = {
            "t": self.territory,
            "s": self.topic.value if self.topic else "",
            "p": self.partner,
            "v": doors[self.door] if self.door else "",
            "o": self.outing,
        }
        return "_".join(f"{sign}_{name}" for sign, name in said.items() if name)


def understood(code: str) -> StartCode | None:
    """What a code says; None if it is none."""
    try:
        return StartCode.read(code)
    except Unreadable:
        return None
