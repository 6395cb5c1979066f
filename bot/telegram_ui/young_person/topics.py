"""/sujets: topics, and the cards of each."""

from bot.actions.count_reading import count_reading
from bot.content.kinds.card import Card
from bot.content.rich import Rich, joined, titled
from bot.domain.danger import Topic
from bot.telegram_ui.features import YOUNG, Button, Command, Feature
from bot.telegram_ui.pages import Button as PageButton
from bot.telegram_ui.pages import Link, Page, Press, View
from bot.telegram_ui.visits import Visit


async def topics(visit: Visit, rest: str) -> None:
    """The list of topics."""
    del rest
    await visit.show("topics")


async def topics_pressed(visit: Visit, args: list[str]) -> None:
    """The same in place."""
    del args
    await visit.replace("topics")


async def topic_pressed(visit: Visit, args: list[str]) -> None:
    """The cards of one topic."""
    await visit.replace("topic", topic=args[0])


async def card_pressed(visit: Visit, args: list[str]) -> None:
    """One card, in a message of its own, so that it stays when they go on."""
    card = visit.parts.library().cards.get(args[0])
    if card is None:
        await visit.show("content-gone")
        return
    await count_reading(visit.ctx, card.id)
    await visit.show("card", card=card.id)


def card_button(card: Card) -> Press:
    """The button that opens a card."""
    return Press(f"{card.emoji} {card.title}", "card", (card.id,))


async def _topics(view: View) -> Page:
    buttons = [
        Press(f"{topic.emoji} {topic.title}", "topic", (topic.id,))
        for topic in view.library.topics.values()
        if view.library.cards_of(Topic(topic.id), None)
    ]
    rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    return Page(view.words("topics"), [*rows, [view.press("button-menu", "menu")]])


async def _topic(view: View) -> Page:
    topic = Topic(view.text("topic"))
    rows: list[list[PageButton]] = [
        [card_button(card)] for card in view.library.cards_of(topic, None)
    ]
    rows.append([view.press("button-talk", "talk", 0, topic.value)])
    rows.append([view.press("button-topics-back", "topics")])
    entry = view.library.topics.get(topic)
    heading = titled(f"{entry.emoji} {entry.title}", entry.summary) if entry else Rich("")
    return Page(heading, rows)


async def _card(view: View) -> Page:
    card = view.library.cards.get(view.text("card"))
    if card is None:
        return Page(view.words("content-gone"), [[view.press("button-topics", "topics")]])
    rows: list[list[PageButton]] = [[Link(link.label, link.url)] for link in card.links]
    rows.append([view.press("button-talk", "talk", 0, card.topic.value)])
    rows.append([view.press("button-topic-back", "topic", card.topic.value)])
    text = joined(view.presenter.card_pages(card, view.local_now))
    return Page(text, rows)


FEATURE = Feature(
    commands=(Command("sujets", YOUNG, topics),),
    buttons=(
        Button("topics", YOUNG, topics_pressed),
        Button("topic", YOUNG, topic_pressed),
        Button("card", YOUNG, card_pressed),
    ),
    screens={"topics": _topics, "topic": _topic, "card": _card},
)
