"""Which page of advice fits a danger: violence at home is not asked about thoughts of suicide."""

from collections.abc import Sequence
from enum import StrEnum

from bot.domain.danger import Topic


class Guide(StrEnum):
    """A page for whoever answers somebody in grave danger."""

    SUICIDE = "suicide"
    BODY = "body"
    VIOLENCE = "violence"
    AWAY = "away"
    SEXUAL = "sexual"
    ATTACK = "attack"
    OTHER = "other"


_BY_REASON = {
    "body-in-danger": Guide.BODY,
    "suicide-act-now": Guide.SUICIDE,
    "suicide-intent": Guide.SUICIDE,
    "suicide-method-search": Guide.SUICIDE,
    "suicide-ideation": Guide.SUICIDE,
    "suicide-taken-back": Guide.SUICIDE,
    "self-harm": Guide.SUICIDE,
    "incited-to-suicide": Guide.SUICIDE,
    "violence-now": Guide.VIOLENCE,
    "violence-home": Guide.VIOLENCE,
    "death-threat": Guide.VIOLENCE,
    "assault": Guide.VIOLENCE,
    "controlling-partner": Guide.VIOLENCE,
    "forced-marriage": Guide.VIOLENCE,
    "runaway": Guide.AWAY,
    "no-shelter": Guide.AWAY,
    "sexual-violence": Guide.SEXUAL,
    "sextortion": Guide.SEXUAL,
    "minor-asked-images": Guide.SEXUAL,
    "images-out": Guide.SEXUAL,
    "exploitation": Guide.SEXUAL,
    "exploitation-now": Guide.SEXUAL,
    "attack-planned": Guide.ATTACK,
    "radicalisation-departure": Guide.ATTACK,
    "brawl-now": Guide.ATTACK,
    "brawl-announced": Guide.ATTACK,
}
_BY_TOPIC = {
    Topic.MAL_ETRE: Guide.SUICIDE,
    Topic.VIOLENCES: Guide.VIOLENCE,
    Topic.IMAGES_INTIMES: Guide.SEXUAL,
    Topic.EXPLOITATION_SEXUELLE: Guide.SEXUAL,
    Topic.RIXES: Guide.ATTACK,
    Topic.HAINE_RADICALISATION: Guide.ATTACK,
}


#: Whatever a case is about, these reasons have their page too: a life may be at risk.
_ALWAYS = frozenset(
    {
        "body-in-danger",
        "suicide-act-now",
        "suicide-intent",
        "suicide-method-search",
        "suicide-ideation",
        "suicide-taken-back",
    }
)
#: Pages that refine a subject, for the reasons that say so.
_WITHIN = {Guide.VIOLENCE: frozenset({Guide.VIOLENCE, Guide.AWAY, Guide.SEXUAL})}


def guides_for(topic: Topic, why: Sequence[str]) -> tuple[Guide, ...]:
    """The pages that fit, the first first: the subject's, and those that a life calls for.

    A vague subject leaves it to the reasons. Reasons come in the order in which they decided.
    """
    known = [(reason, _BY_REASON[reason]) for reason in why if reason in _BY_REASON]
    main = _BY_TOPIC.get(topic)
    fitting = _WITHIN.get(main, frozenset({main})) if main else frozenset(Guide)
    chosen = next((guide for _, guide in known if guide in fitting), main or Guide.OTHER)
    vital = [guide for reason, guide in known if reason in _ALWAYS]
    first = [guide for guide in vital if guide is Guide.BODY]
    return tuple(dict.fromkeys([*first, chosen, *vital]))
