"""What a worker can send into a conversation, found by a word: cards, paths, services."""

from collections.abc import Iterator

from bot.content.collection import Library
from bot.content.kinds.base import Kind, Target
from bot.content.searching import EXACT_BELOW, Words, search, tokens
from bot.domain.danger import Topic

#: The kind of a service in a target: contacts stand on no shelf.
SERVICE = "service"
#: How alike words must be (percent) for what is mistyped.
_ALIKE = 75.0


def find_shareable(library: Library, text: str, most: int) -> list[Target]:
    """What fits these words, the best first: as written, else as it may have been meant."""
    found = [Target(Kind.CARD, card.id) for card in search(library.cards.values(), text)]
    asked = " ".join(tokens(text))
    named = [target for target, name in _names(library) if asked and _is_called(name, asked)]
    # What is called so comes before what only speaks of it.
    exact = list(dict.fromkeys([*named, *found]))
    return (exact or _mistyped(library, asked))[:most]


def all_shareable(library: Library) -> Iterator[Target]:
    """Everything that can be sent."""
    return (target for target, _ in _names(library))


def shareable_on(library: Library, topic: Topic) -> list[Target]:
    """What there is on a subject, guided paths first."""
    paths = [Target(Kind.PATH, one.id) for one in library.paths.values() if one.topic is topic]
    cards = [Target(Kind.CARD, one.id) for one in library.cards.values() if one.topic is topic]
    return [*paths, *cards]


def _is_called(name: str, asked: str) -> bool:
    """Whether a name has these words as they stand, or each long one with another ending."""
    if asked in name:
        return True
    long = [word for word in asked.split() if len(word) >= EXACT_BELOW]
    called = Words(name.split())
    return bool(long) and all(word in called for word in long)


def _names(library: Library) -> Iterator[tuple[Target, str]]:
    """Everything by its name, in plain letters."""
    for path in library.paths.values():
        yield Target(Kind.PATH, path.id), " ".join(tokens(f"{path.title} {path.id}"))
    for contact in library.contacts.values():
        name = f"{contact.number or ''} {contact.name} {contact.id}"
        yield Target(SERVICE, contact.id), " ".join(tokens(name))
    for card in library.cards.values():
        yield Target(Kind.CARD, card.id), " ".join(tokens(f"{card.title} {card.id}"))


def _mistyped(library: Library, asked: str) -> list[Target]:
    from rapidfuzz import fuzz  # noqa: PLC0415  # 2 MB that an idle bot does not need

    scored = [(fuzz.partial_ratio(asked, name), target) for target, name in _names(library)]
    close = sorted((-score, n) for n, (score, _) in enumerate(scored) if score >= _ALIKE)
    return [scored[n][1] for _, n in close] if asked else []
