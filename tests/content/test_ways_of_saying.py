"""Every situation is found by what people write, by a worker's search, and in the menus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.content.collection import Library
from bot.content.loading import load
from bot.content.searching import search
from bot.content.triage import load_triage
from bot.domain.triage import Triage
from tests.content.small_library import SHIPPED, SHIPPED_ON

SAID: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "ways_of_saying.yaml").read_text("utf-8")
)
AT_LEAST = 6
FOUND_AMONG = 5


@pytest.fixture(scope="module")
def library() -> Library:
    return load(SHIPPED, SHIPPED_ON)


@pytest.fixture(scope="module")
def triage() -> Triage:
    return load_triage(SHIPPED / "triage")


def _ways() -> Iterator[tuple[str, str]]:
    for targets, phrases in SAID.items():
        yield from ((targets, phrase) for phrase in phrases)


def leads(library: Library, triage: Triage, phrase: str) -> set[str]:
    """What is offered: the card, and in danger the button under the lines that save."""
    verdict = triage.assess(phrase)
    card = library.best_card(verdict.topic, verdict.danger, phrase)
    steps = library.first_steps_in(verdict.danger, verdict.topic, verdict.why)
    offered = {card.id} if card else set()
    if steps:
        offered |= {str(steps.onward.go), steps.onward.go.id}
    return offered


@pytest.mark.parametrize(("targets", "phrase"), list(_ways()))
def test_it_leads_there(library: Library, triage: Triage, targets: str, phrase: str) -> None:
    offered = leads(library, triage, phrase)
    assert offered & set(targets.split("|")), (phrase, offered, triage.assess(phrase))


@pytest.mark.parametrize("targets", SAID)
def test_each_situation_is_said_in_six_ways_found_by_a_search_and_in_a_menu(
    library: Library, targets: str
) -> None:
    main = targets.split("|", 1)[0]
    card = library.cards[main]
    assert len(SAID[targets]) >= AT_LEAST
    assert card.id in {target.id for target in library.of_topic(card.topic)}
    everything = library.cards.values()
    hits = [p for p in SAID[targets] if card in search(everything, p)[:FOUND_AMONG]]
    assert len(hits) >= AT_LEAST, set(SAID[targets]) - set(hits)
    assert card in search(everything, card.title)[:FOUND_AMONG]
