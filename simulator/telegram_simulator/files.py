"""Files kept in memory, with identifiers shaped like Telegram's."""

import mimetypes
import secrets
from dataclasses import dataclass
from pathlib import PurePosixPath

MOST_BYTES_DOWN = 20 * 1024 * 1024  # what a bot may download


@dataclass(frozen=True, slots=True)
class StoredFile:
    """The bytes of a file and what is known of it."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime_type: str
    path: str
    data: bytes


class Files:
    """Every file of the world."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, kind: str, data: bytes, name: str = "", mime_type: str = "") -> StoredFile:
        """Keep a file; what is not said of it is guessed from its name and kind."""
        mime = mime_type or mimetypes.guess_type(name)[0] or USUAL_TYPE.get(kind, OCTETS)
        ending = PurePosixPath(name).suffix or mimetypes.guess_extension(mime) or ".bin"
        path = f"{FOLDERS.get(kind, 'documents')}/file_{len(self._by_id)}{ending}"
        file_id = f"{PREFIXES.get(kind, 'BQAC')}AgQAAxkBAA{secrets.token_urlsafe(36)}"
        stored = StoredFile(
            file_id,
            f"AgAD{secrets.token_urlsafe(8)}",
            kind,
            name or f"file{ending}",
            mime,
            path,
            data,
        )
        self._by_id[file_id] = self._by_path[path] = stored
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """The file of this identifier."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file at this path of the server."""
        return self._by_path.get(path)


OCTETS = "application/octet-stream"
FOLDERS = {
    "photo": "photos", "video": "videos", "voice": "voice", "audio": "music",
    "sticker": "stickers", "animation": "animations", "video_note": "video_notes",
}  # fmt: skip
PREFIXES = {
    "photo": "AgAC", "video": "BAAC", "voice": "AwAC", "audio": "CQAC", "document": "BQAC",
    "sticker": "CAAC", "animation": "CgAC", "video_note": "DQAC",
}  # fmt: skip
USUAL_TYPE = {
    "photo": "image/jpeg", "video": "video/mp4", "voice": "audio/ogg", "audio": "audio/mpeg",
    "sticker": "image/webp", "animation": "video/mp4", "video_note": "video/mp4",
}  # fmt: skip
