"""What people's messages hold: texts with what Telegram finds in them, polls, edits."""

import secrets
from collections.abc import Sequence

from telegram_simulator.texts import utf16
from telegram_simulator.texts.detect import find_entities
from telegram_simulator.texts.formatted import LONGEST_TEXT
from telegram_simulator.wire import Json


def text_content(text: str) -> Json:
    """The fields of a text message."""
    content: Json = {"text": text}
    if entities := find_entities(text):
        content["entities"] = entities
    return content


def caption_content(caption: str) -> Json:
    """The fields of a caption; none of an empty one."""
    if not caption:
        return {}
    content: Json = {"caption": caption}
    if entities := find_entities(caption):
        content["caption_entities"] = entities
    return content


def pieces(text: str) -> list[str]:
    """The text in messages of 4096 at most, as the apps cut it."""
    if utf16.length(text) <= LONGEST_TEXT:
        return [text]
    cut = []
    while utf16.length(text) > LONGEST_TEXT:
        head = utf16.cut(text, 0, LONGEST_TEXT).rstrip("\ufffd")
        cut.append(head)
        text = text[len(head) :]
    return [piece.strip() for piece in (*cut, text) if piece.strip()]


def edited(data: Json, text: str) -> Json:
    """What changes in a message whose text, or caption, becomes this one."""
    words = "text" if "text" in data else "caption"
    marks = "entities" if words == "text" else "caption_entities"
    return {words: text or None, marks: find_entities(text) or None}


def anew(given: Json) -> Json:
    """The same poll, asked by somebody else: nobody has answered it."""
    options = [{**option, "voter_count": 0} for option in given["options"]]
    fresh = {"id": str(secrets.randbelow(10**18)), "options": options, "total_voter_count": 0}
    return {**given, **fresh}


def poll(question: str, options: Sequence[str]) -> Json:
    """A poll that nobody has answered yet."""
    return {
        "id": str(secrets.randbelow(10**18)),
        "question": question,
        "options": [
            {"persistent_id": str(place), "text": option, "voter_count": 0}
            for place, option in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }
