"""Reads a call from an HTTP request: query, form, several parts, or JSON."""

from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import Receive, Scope

from telegram_simulator.bot_api.call import Call, Upload, decode
from telegram_simulator.wire import Json, bad_request

MOST_BYTES = 55 * 1024 * 1024  # a little over what a bot may send


async def read_call(method: str, scope: Scope, receive: Receive) -> Call:
    """The call that this request makes.

    Raises:
        ApiError: the body is not what it says to be.
    """
    params: Json = dict(parse_qsl(scope["query_string"].decode(), keep_blank_values=True))
    kind = _content_type(scope)
    if kind.startswith("multipart/form-data"):
        return await _parts(method, params, Request(scope, receive))
    body = await _body(receive)
    if kind.startswith("application/json"):
        params.update(_json_object(body))
    elif body:
        try:
            params.update(parse_qsl(body.decode(), keep_blank_values=True))
        except UnicodeDecodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
    return Call(method, params)


def _content_type(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"content-type":
            return str(value.decode("latin-1")).lower()
    return ""


async def _body(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body"):
        return body
    chunks = [body]
    while message.get("more_body"):
        message = await receive()
        chunks.append(message.get("body", b""))
    return b"".join(chunks)


def _json_object(body: bytes) -> dict[str, Any]:
    if not body.strip():
        return {}
    try:
        given = decode(body)
    except ValueError:
        raise bad_request("can't parse request body as JSON object") from None
    if not isinstance(given, dict):
        raise bad_request("can't parse request body as JSON object")
    return given


async def _parts(method: str, params: Json, request: Request) -> Call:
    try:
        return await _read_parts(method, params, request)
    except MultiPartException:
        raise bad_request("can't parse multipart/form-data") from None


async def _read_parts(method: str, params: Json, request: Request) -> Call:
    files: dict[str, Upload] = {}
    async with request.form(max_files=100, max_fields=1000, max_part_size=MOST_BYTES) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                data = await value.read()
                files[name] = Upload(value.filename or "", value.content_type or "", data)
            else:
                params[name] = value
    return Call(method, params, files)
