"""What a message is about and how dangerous it sounds: the words every room shares."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

#: The reason noted where a short message is understood by what was said before it.
FOLLOW_UP = "follow-up"


class Danger(IntEnum):
    """How urgent a message sounds; ordered, so that levels compare."""

    NONE = 0
    #: Ongoing cyberharassment, images out, threats, extortion, hate, deep distress.
    MODERATE = 1
    #: Suicidal thoughts, self-harm, sexual violence, sextortion, exploitation, runaway.
    HIGH = 2
    #: Life or body at risk now.
    IMMEDIATE = 3

    @property
    def word(self) -> str:
        """The level as written in interfaces: ``none``, ``moderate``, ``high``, ``immediate``."""
        return self.name.lower()


class Topic(StrEnum):
    """What a request, a card or a figure is about."""

    CYBERHARCELEMENT = "cyberharcelement"
    IMAGES_INTIMES = "images-intimes"
    MAL_ETRE = "mal-etre"
    VIOLENCES = "violences"
    EXPLOITATION_SEXUELLE = "exploitation-sexuelle"
    ARNAQUES = "arnaques"
    FAKE_NEWS = "fake-news"
    HAINE_RADICALISATION = "haine-radicalisation"
    RIXES = "rixes"
    IDENTITE_NUMERIQUE = "identite-numerique"
    ECRANS = "ecrans"
    DROITS_INSERTION = "droits-insertion"
    PARENTS = "parents"
    PARLER = "parler"
    AUTRE = "autre"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What triage thinks of one message; holds no word of it.

    ``topics`` are ordered, the most useful first, never empty.
    ``why`` are reason ids, worded for workers in ``content/``.
    """

    danger: Danger
    topics: tuple[Topic, ...] = (Topic.AUTRE,)
    why: tuple[str, ...] = ()
    #: Whether a rule says so too, where the numbers are shown: else only the model thinks so.
    supported: bool = True

    @property
    def serious(self) -> bool:
        """Whether the numbers are shown and somebody is alerted."""
        return self.danger >= Danger.HIGH

    @property
    def topic(self) -> Topic:
        """The most useful topic."""
        return self.topics[0]
