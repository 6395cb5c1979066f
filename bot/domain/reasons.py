"""Why triage thought so, in a few kinds that can be counted: never what somebody wrote."""

from collections.abc import Mapping, Sequence
from enum import StrEnum


class Family(StrEnum):
    """A kind of reason: which rules spoke, or which voice."""

    #: Wanting to die, hurting oneself, a body in danger, distress.
    DESPAIR = "despair"
    #: Blows, threats, running away, nowhere to sleep.
    VIOLENCE = "violence"
    #: Sexual violence, blackmail with images, exploitation.
    SEXUAL = "sexual"
    #: Brawls, hate, recruiting.
    GROUPS = "groups"
    HARASSMENT = "harassment"
    #: The model alone: no rule said so.
    MODEL = "model"
    #: What was said just before, or what somebody else wrote and was passed on.
    CONTEXT = "context"
    #: The team.
    TEAM = "team"
    #: Nothing was recognised, or a subject only.
    NOTHING = "nothing"
    #: A rule of this place's own.
    OTHER = "other"


#: Kinds that could tell something about somebody; a rule that nobody here knows may be one.
SENSITIVE_FAMILIES = frozenset(
    {Family.DESPAIR, Family.VIOLENCE, Family.SEXUAL, Family.GROUPS, Family.OTHER}
)

_BEGINNINGS: Mapping[str, Family] = {"model-": Family.MODEL, "topic-": Family.NOTHING}
_REASONS: Mapping[Family, tuple[str, ...]] = {
    Family.DESPAIR: (
        "suicide-act-now", "suicide-intent", "suicide-ideation", "suicide-method-search",
        "suicide-taken-back", "incited-to-suicide", "body-in-danger", "self-harm", "distress",
        "taken-back",
    ),
    Family.VIOLENCE: (
        "violence-now", "violence-home", "death-threat", "runaway", "forced-marriage", "assault",
        "controlling-partner", "no-shelter",
    ),
    Family.SEXUAL: (
        "sexual-violence", "sextortion", "minor-asked-images", "images-out", "images-word",
        "exploitation", "exploitation-now",
    ),
    Family.GROUPS: (
        "attack-planned", "brawl-now", "brawl-announced", "radicalisation",
        "radicalisation-departure", "hate", "street-economy",
    ),
    Family.HARASSMENT: ("harassment",),
    Family.CONTEXT: ("follow-up", "received"),
    Family.TEAM: ("by-worker",),
}  # fmt: skip
_FAMILIES = {reason: family for family, reasons in _REASONS.items() for reason in reasons}


def family_of(why: Sequence[str]) -> Family:
    """The kind of the reason that decided, which is the first one; a subject decides nothing."""
    told = [_one(reason) for reason in why]
    return next((one for one in told if one is not Family.NOTHING), Family.NOTHING)


def _one(reason: str) -> Family:
    begun = next((f for start, f in _BEGINNINGS.items() if reason.startswith(start)), None)
    return begun or _FAMILIES.get(reason, Family.OTHER)
