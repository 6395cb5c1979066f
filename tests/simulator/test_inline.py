"""Inline mode, as strict as Telegram's: who may ask, what may be answered, how late."""

import pytest

from telegram_simulator.chatting import PersonCannot
from telegram_simulator.people import Person
from telegram_simulator.world import World
from tests.simulator.conftest import Client


def article(name: str = "one", text: str = "3018") -> dict[str, object]:
    content = {"message_text": text}
    return {"type": "article", "id": name, "title": "3018", "input_message_content": content}


async def asked(api: Client, world: World, lea: Person, words: str = "3018") -> str:
    world.inline_enabled = True
    query = lea.asks_inline(words)
    [update] = await api("getUpdates")
    assert update["inline_query"]["query"] == words[:256]
    return query


async def test_what_is_answered_is_offered_once_and_in_time(
    api: Client, world: World, lea: Person
) -> None:
    query = await asked(api, world, lea, "a" * 300)
    assert await api("answerInlineQuery", inline_query_id=query, results=[article()])
    assert world.inline_queries[query].results == [{**article(), "text": "3018", "entities": []}]
    too_old = (
        "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    )
    for late in (query, "1"):
        refused = await api.refused("answerInlineQuery", inline_query_id=late, results=[])
        assert refused == too_old
    query = lea.asks_inline("3018")
    world.clock.forward(seconds=20)
    assert await api.refused("answerInlineQuery", inline_query_id=query, results=[]) == too_old


@pytest.mark.parametrize(
    ("results", "why"),
    [
        ([article(str(number)) for number in range(51)], "RESULTS_TOO_MUCH"),
        ([article(), article()], "RESULT_ID_DUPLICATE"),
        ([article("é" * 33)], "RESULT_ID_INVALID"),
        ([article(text="a" * 4097)], "message is too long"),
        ([article() | {"title": " "}], "ARTICLE_TITLE_EMPTY"),
        ([article() | {"type": "photo"}], "unallowed inline query result type"),
        ("nothing", "can't parse inline query results JSON object"),
    ],
)
async def test_what_is_not_as_it_must_be_is_refused(
    api: Client, world: World, lea: Person, results: object, why: str
) -> None:
    query = await asked(api, world, lea)
    refused = await api.refused("answerInlineQuery", inline_query_id=query, results=results)
    assert refused == f"400 Bad Request: {why}"


async def test_a_bot_without_it_is_asked_nothing(api: Client, lea: Person) -> None:
    assert (await api("getMe"))["supports_inline_queries"] is False
    with pytest.raises(PersonCannot):
        lea.asks_inline("3018")
