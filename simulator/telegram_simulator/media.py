"""Files as messages carry them: a photo has sizes, a voice a duration, a sticker an emoji."""

from telegram_simulator.files import StoredFile
from telegram_simulator.wire import Json


def media_content(kind: str, file: StoredFile, details: Json | None = None) -> Json:
    """The field of a message that shows this file as this kind of media.

    ``details`` may hold duration, width, height, title, performer, emoji, length.
    """
    known = {key: value for key, value in (details or {}).items() if value}
    if kind == "photo":
        return {"photo": [_size(file, 90, 68), _size(file, 800, 600)]}
    base = {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": len(file.data)}
    described = {**base, **_MAKERS[kind](file), **known}
    if kind == "animation":  # old clients look for a document
        return {"animation": described, "document": {**base, **_named(file)}}
    return {kind: described}


def _size(file: StoredFile, width: int, height: int) -> Json:
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
        "width": width,
        "height": height,
    }


def _named(file: StoredFile) -> Json:
    return {"file_name": file.name, "mime_type": file.mime_type}


def _sound(file: StoredFile) -> Json:
    return {"duration": 3, "mime_type": file.mime_type}


def _film(file: StoredFile) -> Json:
    return {"duration": 3, "width": 640, "height": 480, **_named(file)}


def _sticker(_: StoredFile) -> Json:
    return {
        "type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False,
        "emoji": "👍",
    }  # fmt: skip


def _round_film(_: StoredFile) -> Json:
    return {"duration": 3, "length": 240}


def _music(file: StoredFile) -> Json:
    return {"duration": 3, **_named(file)}


_MAKERS = {
    "voice": _sound,
    "audio": _music,
    "video": _film,
    "animation": _film,
    "video_note": _round_film,
    "document": _named,
    "sticker": _sticker,
}
