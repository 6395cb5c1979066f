"""/sujets: topics and what each holds; the spaces of parents and professionals; games."""

from bot.content.kinds.base import Kind, Target
from bot.content.rich import titled
from bot.domain.danger import Topic
from bot.domain.people import Audience
from bot.telegram_ui.features import YOUNG, Button, Command, Feature, draws
from bot.telegram_ui.pages import Button as PageButton
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.trails import At, Spot, Trail, Where
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.young_person.browse import show_spot
from bot.telegram_ui.young_person.reading import Reading, Rows, page_of

#: Topics on one page, two a row.
_ROWS = 3
#: What a topic offers besides its content.
_TOOLS = {
    Topic.FAKE_NEWS: Target(Kind.ACTION, "verifier"),
    Topic.CYBERHARCELEMENT: Target(Kind.ACTION, "plateformes"),
    Topic.IMAGES_INTIMES: Target(Kind.ACTION, "plateformes"),
}


async def topics(visit: Visit, rest: str) -> None:
    """The list of topics."""
    del rest
    await show_spot(visit, Trail(Spot(Where.TOPICS)))


async def topics_pressed(visit: Visit, args: list[str]) -> None:
    """The same in place."""
    del args
    await visit.replace(At.of(Trail(Spot(Where.TOPICS))))


async def _topics(view: View, screen: At) -> Page:
    reading = Reading.of(view, screen)
    buttons: list[PageButton] = [
        reading.to(f"{topic.emoji} {topic.title}", Spot.of(Where.TOPIC, topic.id))
        for topic in view.library.topics.values()
        if view.library.of_topic(Topic(topic.id))
    ]
    buttons.append(_to(reading, "button-games", Where.GAMES))
    rows: Rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    return Page(view.words("topics"), reading.footer(page_of(reading, rows, _ROWS)))


async def _topic(view: View, screen: At) -> Page:
    reading = Reading.of(view, screen)
    name = reading.find(view.library.topics)
    if name is None:
        return reading.gone()
    topic = Topic(name)
    reading = reading.about(topic)
    entry = view.library.topics[topic]
    shown = page_of(reading, reading.all_towards(_held_by(view, topic)))
    heading = titled(f"{entry.emoji} {entry.title}", entry.summary)
    return Page(heading, reading.footer(shown, Spot(Where.TOPICS)))


def _held_by(view: View, topic: Topic) -> list[Target]:
    tool = [_TOOLS[topic]] if topic in _TOOLS else []
    return [*tool, *view.library.of_topic(topic)]


async def _professionals(view: View, screen: At) -> Page:
    reading = Reading.of(view, screen).about(Topic.AUTRE, Audience.PROFESSIONALS)
    cards = view.library.of_audience(Audience.PROFESSIONALS)
    shown = page_of(reading, reading.all_towards(Target(Kind.CARD, card.id) for card in cards))
    return Page(view.words("professionals"), reading.footer(shown))


async def _games(view: View, screen: At) -> Page:
    reading = Reading.of(view, screen)
    shown = page_of(reading, reading.all_towards(view.library.games))
    return Page(view.words("games"), reading.footer(shown))


async def _finished(view: View, screen: At) -> Page:
    return Page(view.words("finished"), Reading.of(view, screen).footer([]))


def _to(reading: Reading, key: str, where: Where) -> Press:
    return reading.to(reading.label(key), Spot(where))


FEATURE = Feature(
    commands=(Command("sujets", YOUNG, topics),),
    buttons=(Button("topics", YOUNG, topics_pressed),),
    screens=(
        draws(At, _topics, Where.TOPICS.screen),
        draws(At, _topic, Where.TOPIC.screen),
        draws(At, _professionals, Where.PROFESSIONALS.screen),
        draws(At, _games, Where.GAMES.screen),
        draws(At, _finished, Where.FINISHED.screen),
    ),
)
