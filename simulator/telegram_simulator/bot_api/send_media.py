"""sendPhoto, sendDocument, sendVoice... and sendMediaGroup, editMessageMedia."""

import secrets
from collections.abc import Callable

from telegram_simulator.bot_api.call import Call
from telegram_simulator.bot_api.chats import writable_chat
from telegram_simulator.bot_api.editing import change, own_message
from telegram_simulator.bot_api.keyboards import inline_keyboard
from telegram_simulator.bot_api.replies import reply_target
from telegram_simulator.bot_api.sending import caption_fields, deliver, send
from telegram_simulator.files import StoredFile
from telegram_simulator.media import media_content
from telegram_simulator.messages import CONTENT, MEDIA
from telegram_simulator.state import State
from telegram_simulator.wire import Json, bad_request

MOST_BYTES = 50 * 1024 * 1024
MOST_PHOTO_BYTES = 10 * 1024 * 1024
ALBUM = (2, 10)
_DETAILS = ("duration", "width", "height", "length")
_WORDS = ("title", "performer", "emoji")
_WITHOUT_CAPTION = frozenset({"sticker", "video_note"})
_WITH_SPOILER = frozenset({"photo", "video", "animation"})
_NAMES = {"video_note": "video note"}
_IN_ALBUMS = ("photo", "video", "audio", "document")


def sender(kind: str) -> Callable[[State, Call], Json]:
    """The method that sends this kind of file; gives the message."""

    def send_this(state: State, call: Call) -> Json:
        name = _NAMES.get(kind, kind)
        if not call.has(kind) and kind not in call.files:
            raise bad_request(f"there is no {name} in the request")
        file = find_file(state, call, kind, call.text(kind), kind)
        return send(state, call, _content(kind, file, call)).data

    return send_this


def _content(kind: str, file: StoredFile, call: Call) -> Json:
    details: Json = {name: call.integer(name) for name in _DETAILS}
    details |= {name: call.text(name) for name in _WORDS}
    content = media_content(kind, file, details)
    if kind not in _WITHOUT_CAPTION:
        content |= caption_fields(call)
    if kind in _WITH_SPOILER and call.boolean("has_spoiler"):
        content["has_media_spoiler"] = True
    return content


def find_file(state: State, call: Call, kind: str, given: str, field: str) -> StoredFile:
    """The file that a call sends: uploaded with it, or known by its id.

    Raises:
        ApiError: it is unknown, of another kind, empty or too big; or on the web, which the
            simulator does not reach.
    """
    if given.startswith("attach://"):
        field, given = given.removeprefix("attach://"), ""
    if not given:
        return _uploaded(state, call, kind, field)
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = state.files.get(given)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file


def _uploaded(state: State, call: Call, kind: str, field: str) -> StoredFile:
    upload = call.files.get(field)
    if upload is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > (MOST_PHOTO_BYTES if kind == "photo" else MOST_BYTES):
        raise bad_request(f"file of size {len(upload.data)} bytes is too big for a {kind}")
    return state.files.add(kind, upload.data, upload.name, upload.mime_type)


def send_media_group(state: State, call: Call) -> list[Json]:
    """Send an album; gives its messages.

    Raises:
        ApiError: as the real server.
    """
    given = call.json("media", "media")
    if given is None:
        raise bad_request('parameter "media" is required')
    if not isinstance(given, list):
        raise bad_request("expected an Array of InputMedia")
    contents = [_input_media(state, call, one, _IN_ALBUMS) for one in given]
    if len(contents) < ALBUM[0]:
        raise bad_request("there are not enough messages to send as an album")
    if len(contents) > ALBUM[1]:
        raise bad_request("too many messages to send as an album")
    _check_album(contents)
    account = writable_chat(state, call)
    target = reply_target(account, call)
    group = str(10**16 + secrets.randbelow(10**16))
    return [
        deliver(state, account, call, {**one, "media_group_id": group}, target).data
        for one in contents
    ]


def _check_album(contents: list[Json]) -> None:
    """Documents go with documents, music with music; photos and films mix."""
    kinds = {next(kind for kind in _IN_ALBUMS if kind in one) for one in contents}
    for alone in ("audio", "document"):
        if alone in kinds and len(kinds) > 1:
            raise bad_request(f"{alone} can't be mixed with other media types")


def edit_message_media(state: State, call: Call) -> Json:
    """Replace a message's file, caption and buttons; gives the message.

    Raises:
        ApiError: as the real server.
    """
    given = call.json("media", "input media")
    if given is None:
        raise bad_request('parameter "media" is required')
    content = _input_media(state, call, given, MEDIA)
    markup = inline_keyboard(call)
    account, stored = own_message(state, call)
    return change(state, account, stored, {**dict.fromkeys(CONTENT), **content}, markup)


def _input_media(state: State, call: Call, given: object, kinds: tuple[str, ...]) -> Json:
    if not isinstance(given, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = given.get("type")
    if not isinstance(kind, str):
        raise bad_request("can't parse InputMedia: Can't find field \"type\"")
    if kind not in kinds:
        why = "can't be used in sendMediaGroup" if kind in MEDIA else "is unsupported"
        raise bad_request(f'can\'t parse InputMedia: type "{kind}" {why}')
    media = given.get("media")
    if not isinstance(media, str) or not media:
        raise bad_request("can't parse InputMedia: media not found")
    inner = Call(call.method, given, call.files)
    return _content(kind, find_file(state, call, kind, media, kind), inner)
