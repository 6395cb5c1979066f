"""The library: everything that can be read, checked and frozen, with its look-ups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar, cast

from bot.content.kinds import assessment, card, challenge, path, quiz
from bot.content.kinds.assessment import Assessment
from bot.content.kinds.base import Kind, Reviewed, Target
from bot.content.kinds.canned import CannedReply
from bot.content.kinds.card import Card
from bot.content.kinds.challenge import Challenge
from bot.content.kinds.contact import Contact, Timed
from bot.content.kinds.drill import Drill
from bot.content.kinds.emergency import Emergency
from bot.content.kinds.first_steps import FirstSteps
from bot.content.kinds.law import LegalNote, Use
from bot.content.kinds.path import Path
from bot.content.kinds.platform import GENERIC, Platform
from bot.content.kinds.quiz import Quiz
from bot.content.kinds.rumour import Rumour
from bot.content.kinds.shelf import Shelf, Shown
from bot.content.kinds.territory import Territory
from bot.content.kinds.topic import TopicEntry
from bot.content.kinds.verify import Verify
from bot.content.opening_hours import opening_of
from bot.content.public_holidays import KEEPS_HOURS, NATIONAL
from bot.content.searching import keyword_scores
from bot.content.shelves import SHELVES
from bot.content.strings import Strings
from bot.domain.danger import Danger, Topic
from bot.domain.hours import Opening
from bot.domain.messages import digits_of
from bot.domain.people import Audience
from bot.domain.voices import Voice

ShownT = TypeVar("ShownT", bound=Shown)
#: How much better a card of another topic must fit the words to come first.
OWN_TOPIC = 1.3


@dataclass(frozen=True)
class Library:
    """Everything a person can be shown; what is not verified is only in ``hidden``."""

    strings: Strings
    contacts: Mapping[str, Contact]
    topics: Mapping[Topic, TopicEntry]
    emergency_lines: Emergency
    verify: Verify
    #: What to do first in a danger, by id.
    first_steps: Mapping[str, FirstSteps] = field(default_factory=dict)
    #: Claims that fact-checkers looked at, by id.
    rumours: Mapping[str, Rumour] = field(default_factory=dict)
    #: Reminders of the law for the team, by id.
    law: Mapping[str, LegalNote] = field(default_factory=dict)
    #: What buttons lead to, by kind and id.
    shown: Mapping[str, Mapping[str, Shown]] = field(default_factory=dict)
    shelves: tuple[Shelf[Shown], ...] = SHELVES
    platforms: Mapping[str, Platform] = field(default_factory=dict)
    canned: Mapping[str, CannedReply] = field(default_factory=dict)
    #: Written young people to practise with, by id.
    drills: Mapping[str, Drill] = field(default_factory=dict)
    territories: Mapping[str, Territory] = field(default_factory=dict)
    #: The pictures of questions (PNG), by the name of their file.
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    hidden: tuple[Reviewed, ...] = ()

    def strings_for(self, voice: Voice) -> Strings:
        """The texts of the interface, as whoever has this voice reads them."""
        return self.strings.in_voice(voice)

    def law_for(self, use: Use) -> tuple[LegalNote, ...]:
        """The reminders that stand in one place, in the order of their file."""
        return tuple(one for one in self.law.values() if one.use is use)

    @cached_property
    def service_numbers(self) -> frozenset[str]:
        """The digits of every number that is a service's, and nobody's own."""
        return frozenset(digits_of(one.number) for one in self.contacts.values() if one.number)

    @property
    def home(self) -> Territory:
        """Whose is everybody who never said where they ask from: the default, else the first."""
        return min(self.served.values(), key=lambda territory: not territory.default)

    @property
    def served(self) -> Mapping[str, Territory]:
        """The territories whose teams answer: examples only where there is nothing else."""
        real = {slug: one for slug, one in self.territories.items() if not one.example}
        return real or self.territories

    def territory(self, slug: str | None) -> Territory:
        """The territory of that name; the default one if there is none, or none any more."""
        return self.served.get(slug or "") or self.home

    def on(self, shelf: Shelf[ShownT]) -> Mapping[str, ShownT]:
        """What stands on a shelf, by id."""
        return cast("Mapping[str, ShownT]", self.shown.get(shelf.kind, {}))

    @property
    def cards(self) -> Mapping[str, Card]:
        """The cards, by id."""
        return self.on(card.SHELF)

    @property
    def paths(self) -> Mapping[str, Path]:
        """The guided paths, by id."""
        return self.on(path.SHELF)

    @property
    def assessments(self) -> Mapping[str, Assessment]:
        """The self-assessments, by id."""
        return self.on(assessment.SHELF)

    @property
    def quizzes(self) -> Mapping[str, Quiz]:
        """The quizzes, by id."""
        return self.on(quiz.SHELF)

    @property
    def challenges(self) -> Mapping[str, Challenge]:
        """The challenges, by id."""
        return self.on(challenge.SHELF)

    @cached_property
    def everything(self) -> Mapping[Target, Shown]:
        """All that buttons lead to, in the order of the shelves."""
        return MappingProxyType(
            {
                Target(shelf.kind, name): item
                for shelf in self.shelves
                for name, item in self.on(shelf).items()
            }
        )

    def get(self, kind: str, name: str) -> Shown | None:
        """The card, path, ... of that id; ``None`` when it is gone or not verified."""
        return self.everything.get(Target(kind, name))

    def target(self, text: str) -> Target | None:
        """Where ``card:ID``, ``action:VERB`` or a bare id leads; ``None`` when nowhere."""
        target = Target.parse(text) or self._by_bare_id.get(text)
        if target is None or target in self.everything:
            return target
        on_a_shelf = {shelf.kind for shelf in self.shelves}
        return target if target.kind in set(Kind) - on_a_shelf else None

    def targets(self, texts: Iterable[str]) -> tuple[Target, ...]:
        """Where these lead, those that lead nowhere left out."""
        return tuple(t for t in map(self.target, texts) if t)

    def cards_of(
        self, topic: Topic, audience: Audience | None = Audience.YOUNG
    ) -> tuple[Card, ...]:
        """The cards of a topic for an audience (``None``: all), in the order of the menu."""
        return self._of(topic, audience, card.SHELF)

    def of_topic(self, topic: Topic) -> tuple[Target, ...]:
        """All of a topic for young people (or parents, if it is theirs), as a menu."""
        audience = Audience.PARENTS if topic is Topic.PARENTS else Audience.YOUNG
        return tuple(
            Target(shelf.kind, item.id)
            for shelf in self.shelves
            for item in self._of(topic, audience, shelf)
        )

    @property
    def games(self) -> tuple[Target, ...]:
        """All that is played."""
        shelves = sorted((s for s in self.shelves if s.game), key=lambda shelf: shelf.game)
        return tuple(Target(shelf.kind, name) for shelf in shelves for name in self.on(shelf))

    def of_audience(self, audience: Audience) -> tuple[Card, ...]:
        """All cards for an audience, in the order of the menu."""
        return tuple(card for topic in Topic for card in self.cards_of(topic, audience))

    def best_card(
        self,
        topic: Topic,
        danger: Danger = Danger.NONE,
        text: str = "",
        audience: Audience = Audience.YOUNG,
    ) -> Card | None:
        """The first answer to a message of that topic and danger.

        ``text`` is what the person wrote: among the cards that fit the danger, the one whose
        keywords are in it comes first. ``audience``: whose texts they read.
        """
        cards = _fitting(self._answers(topic, audience), danger)
        # They are written for young people.
        telling = self._found_anywhere if text and audience is not Audience.PARENTS else ()
        scores = keyword_scores({card.id: card for card in (*cards, *telling)}.values(), text)

        def rank(card: Card) -> tuple[float, float]:
            level = card.danger if danger else Danger.NONE
            score = scores[card.id]
            return (level, score) if danger is Danger.IMMEDIATE else (score, level)

        # max keeps the first of equals: the order of the menu.
        own = max(cards, key=rank, default=None)
        other = max(telling, key=lambda card: scores[card.id], default=None)
        if other and (own is None or scores[other.id] > OWN_TOPIC * scores[own.id]):
            return other
        return own

    def _answers(self, topic: Topic, audience: Audience) -> tuple[Card, ...]:
        """The cards on a topic for whoever wrote; a parent reads about their child."""
        if topic is not Topic.PARENTS and audience is not Audience.PARENTS:
            return self.cards_of(topic)
        cards = self.cards_of(Topic.PARENTS, Audience.PARENTS)
        return tuple(card for card in cards if topic in card.about) or cards

    def emergency(
        self, danger: Danger, topic: Topic, now: datetime, reasons: Iterable[str] = ()
    ) -> list[Contact]:
        """The numbers that fit, ordered: emergencies first, then services, open ones before.

        ``reasons`` are those of triage: some call for doctors before anybody else.
        """
        first = self._shown_contacts(self.emergency_lines.first_for(danger, topic, reasons))
        then = self._shown_contacts(self.emergency_lines.then_for(danger, topic))
        open_first = sorted(then, key=lambda contact: self.is_closed(contact, now))
        return list(dict.fromkeys([*first, *open_first]))

    def answering(
        self, contacts: Iterable[Contact], now: datetime
    ) -> tuple[tuple[Contact, ...], tuple[Contact, ...]]:
        """Those known to answer now, and the others (closed, or of unknown hours), in order."""
        found = tuple(contacts)
        now_open = {c.id for c in found if self.opening(c, now).is_open}
        return (
            tuple(c for c in found if c.id in now_open),
            tuple(c for c in found if c.id not in now_open),
        )

    def first_steps_in(
        self, danger: Danger, topic: Topic, reasons: Iterable[str] = ()
    ) -> FirstSteps | None:
        """The lines to show under the numbers: by reason, else by subject and level."""
        told = set(reasons)
        # The order of the file says which danger comes first.
        by_reason = (s for s in self.first_steps.values() if told.intersection(s.reasons))
        fitting = [s for s in self.first_steps.values() if topic in s.topics and s.danger <= danger]
        gravest = max(fitting, key=lambda steps: steps.danger, default=None)
        return next(by_reason, gravest)

    def opening(self, timed: Timed, now: datetime) -> Opening:
        """Whether the team, somebody, a place or a service is open now: the one answer."""
        return opening_of(timed, now, self._holidays_around(timed))

    def is_closed(self, timed: Timed, now: datetime) -> bool:
        """Whether it is known to be closed now."""
        return self.opening(timed, now).is_closed

    def _holidays_around(self, timed: Timed) -> str:
        """The calendar of where it is: a territory says which one, for its places too."""
        for territory in self.territories.values():
            if timed is territory or timed in territory.places:
                told = territory.holidays or NATIONAL
                return NATIONAL if told == KEEPS_HOURS else told
        return NATIONAL

    def platform(self, name: str) -> Platform:
        """How to block and report there; the generic steps when those are not verified."""
        found = self.platforms.get(name)
        generic = self.platforms[GENERIC]
        if found is None or found.verified:
            return found or generic
        return generic.model_copy(update={"id": found.id, "name": found.name})

    def _shown_contacts(self, names: Iterable[str]) -> list[Contact]:
        return [self.contacts[name] for name in names if name in self.contacts]

    def _of(
        self, topic: Topic, audience: Audience | None, shelf: Shelf[ShownT]
    ) -> tuple[ShownT, ...]:
        """What a shelf holds on a topic; first what the topic puts first, then by title."""
        entry = self.topics.get(topic)
        first: tuple[str, ...] = getattr(entry, shelf.folder, ())
        rank = {name: position for position, name in enumerate(first)}
        found = [item for item in self.on(shelf).values() if item.topic is topic]
        fitting = (i for i in found if audience is None or i.audience in {None, audience})
        return tuple(sorted(fitting, key=lambda i: (rank.get(i.id, len(rank)), i.title)))

    @cached_property
    def _found_anywhere(self) -> tuple[Card, ...]:
        """Young people's cards whose words are telling whatever the subject."""
        return tuple(card for card in self.of_audience(Audience.YOUNG) if card.anywhere)

    @cached_property
    def _by_bare_id(self) -> Mapping[str, Target]:
        return {target.id: target for target in reversed(tuple(self.everything))}


def _fitting(cards: tuple[Card, ...], danger: Danger) -> tuple[Card, ...]:
    """The cards for that danger: grave ones for grave danger, never graver than needed."""
    lowest = Danger.HIGH if danger >= Danger.HIGH else Danger.NONE
    highest = max(danger, Danger.MODERATE)
    fitting = tuple(c for c in cards if lowest <= c.danger <= highest)
    return fitting or tuple(c for c in cards if c.danger <= highest) or cards
