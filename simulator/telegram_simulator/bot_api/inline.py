"""answerInlineQuery, for results that are articles with a text; other kinds are refused."""

from telegram_simulator.bot_api.call import Call
from telegram_simulator.bot_api.callbacks import TOO_OLD
from telegram_simulator.state import State
from telegram_simulator.texts.formatted import message_text
from telegram_simulator.wire import Json, bad_request

PATIENCE = 15.0  # whoever types has gone on by then
MOST_RESULTS, LONGEST_ID, LONGEST_OFFSET = 50, 64, 64


def answer_inline_query(state: State, call: Call) -> bool:
    """Show somebody who types after the bot's name what they could send; once, and soon.

    Raises:
        ApiError: the query is unknown, answered or too old, or the results are not as they must be.
    """
    results = call.json("results", "inline query results")
    if not isinstance(results, list):
        raise bad_request("can't parse inline query results")
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    shown = [_article(one) for one in results]
    if len({one["id"] for one in shown}) < len(shown):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(call.text("next_offset").encode()) > LONGEST_OFFSET:
        raise bad_request("NEXT_OFFSET_INVALID")
    query = state.inline_queries.get(call.text("inline_query_id"))
    if query is None or query.results is not None or state.clock.now() - query.at > PATIENCE:
        raise bad_request(TOO_OLD)
    query.results = shown
    query.personal = call.boolean("is_personal")
    state.signal.fire()
    return True


def _article(result: object) -> Json:
    if not isinstance(result, dict):
        raise bad_request("can't parse inline query result: expected an Object")
    if result.get("type") != "article":
        raise bad_request("unallowed inline query result type")
    name, title = result.get("id"), result.get("title")
    if not isinstance(name, str) or not 0 < len(name.encode()) <= LONGEST_ID:
        raise bad_request("RESULT_ID_INVALID")
    if not isinstance(title, str) or not title.strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = result.get("input_message_content")
    if not isinstance(content, dict) or "message_text" not in content:
        raise bad_request("can't parse inline query result: input_message_content must be given")
    said = message_text(
        str(content["message_text"]), str(content.get("parse_mode", "")), content.get("entities")
    )
    return {**result, "text": said.text, "entities": said.entities}
