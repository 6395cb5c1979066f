"""The chat windows' API: people act and look through ``/sim/...`` (all JSON)."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import TypeAlias, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from telegram_simulator import people_bodies as bodies
from telegram_simulator.acting import PersonCannot
from telegram_simulator.calls import shown as shown_call
from telegram_simulator.failures import Failures
from telegram_simulator.messages import shown, topics_of
from telegram_simulator.people import Person
from telegram_simulator.sse import stream
from telegram_simulator.wire import Json
from telegram_simulator.world import World

PAGES = Path(__file__).parent / "pages"
ANSWER_PATIENCE = 5.0
# Whatever somebody writes in a chat, the page runs nothing but its own files.
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' data: blob:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
B = TypeVar("B", bound=BaseModel)
Handler: TypeAlias = Callable[[Request], Awaitable[Response]]


class Refused(Exception):  # noqa: N818 - it is an answer
    """A request that cannot be done: the sentence is shown to the person, in French."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


def answered(handler: Handler) -> Handler:
    """The handler, with what is refused said in JSON."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except Refused as refusal:
            return JSONResponse({"error": str(refusal)}, refusal.status)
        except PersonCannot as refusal:
            return JSONResponse({"error": str(refusal).partition("\n")[0]}, 409)

    return answer


async def read(request: Request, kind: type[B]) -> B:
    """The request's body.

    Raises:
        Refused: it is not what is expected.
    """
    raw = await request.body()
    try:
        return kind.model_validate_json(raw or b"{}")
    except ValidationError as wrong:
        fields = ", ".join(".".join(map(str, one["loc"])) or "corps" for one in wrong.errors())
        raise Refused(f"Demande mal formée : {fields}.") from None


class PeopleApi:
    """One handler for each thing that a chat window asks."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._templates = Jinja2Templates(PAGES / "templates")

    async def page(self, request: Request) -> Response:
        """The chat windows."""
        headers = {"content-security-policy": POLICY, "referrer-policy": "no-referrer"}
        context = {"bot_name": self._world.bot["first_name"], "look": self._world.appearance}
        return self._templates.TemplateResponse(request, "chat.html", context, headers=headers)

    async def state(self, _: Request) -> Response:
        """The bot, the people and their parts, what fails."""
        bot = {key: self._world.bot[key] for key in ("id", "username", "first_name")}
        people = [account.described() for account in self._world.accounts.values()]
        failures = asdict(self._world.failures)
        look = self._world.appearance.described()
        return JSONResponse({"bot": bot, "people": people, "failures": failures, **look})

    async def add_person(self, request: Request) -> Response:
        """Add somebody."""
        asked = await read(request, bodies.NewPerson)
        person = self._world.person(**asked.model_dump())
        return JSONResponse(person.account.described())

    async def chat(self, request: Request) -> Response:
        """Somebody's chat, as they see it."""
        person = self._person(request)
        return JSONResponse(
            {
                "messages": [shown(one) for one in person.account.messages.values()],
                "commands": person.commands,
                "topics": topics_of(person.account),
                "typing": person.account.typing_until > self._world.clock.now(),
            }
        )

    async def send(self, request: Request) -> Response:
        """Send a text."""
        person, asked = self._person(request), await read(request, bodies.NewText)
        sent = person.writes(asked.text, asked.reply_to, quote=asked.quote, thread=asked.thread)
        return _message(person, sent)

    async def media(self, request: Request) -> Response:
        """Send a file."""
        person = self._person(request)
        async with request.form(max_part_size=55 * 1024 * 1024) as form:
            kind, file = form.get("kind"), form.get("file")
            if kind not in get_args(bodies.MediaKind) or file is None or isinstance(file, str):
                raise Refused("Il faut un fichier et son genre : photo, vidéo, voix...")
            reply_to = str(form.get("reply_to") or "")
            group = str(form.get("media_group_id") or "")
            sent = person.sends(
                str(kind), await file.read(), file.filename or "", str(form.get("caption") or ""),
                int(reply_to) if reply_to.isdecimal() else None, file.content_type or "",
                media_group_id=group,
            )  # fmt: skip
        return _message(person, sent)

    async def contact(self, request: Request) -> Response:
        """Share a contact."""
        person, asked = self._person(request), await read(request, bodies.NewContact)
        return _message(person, person.shares_contact(asked.phone_number, asked.first_name))

    async def location(self, request: Request) -> Response:
        """Share a place."""
        person, asked = self._person(request), await read(request, bodies.NewLocation)
        return _message(person, person.shares_location(asked.latitude, asked.longitude))

    async def venue(self, request: Request) -> Response:
        """Share a place that has a name."""
        person, asked = self._person(request), await read(request, bodies.NewVenue)
        return _message(person, person.sends_venue(asked.title, asked.address))

    async def live_location(self, request: Request) -> Response:
        """Share where one is and goes."""
        person, asked = self._person(request), await read(request, bodies.NewLiveLocation)
        place = asked.latitude, asked.longitude
        return _message(person, person.shares_live_location(*place, period=asked.period))

    async def move(self, request: Request) -> Response:
        """Move, while that is shared."""
        person, asked = self._person(request), await read(request, bodies.NewPlace)
        person.moves(asked.message_id, asked.latitude, asked.longitude)
        return _message(person, asked.message_id)

    async def stop_live_location(self, request: Request) -> Response:
        """Share it no longer."""
        person, asked = self._person(request), await read(request, bodies.OneMessage)
        person.stops_live_location(asked.message_id)
        return _message(person, asked.message_id)

    async def checklist(self, request: Request) -> Response:
        """Send a list of things to do."""
        person, asked = self._person(request), await read(request, bodies.NewChecklist)
        return _message(person, person.sends_checklist(asked.title, asked.tasks))

    async def story(self, request: Request) -> Response:
        """Send on a story."""
        person, _ = self._person(request), await read(request, bodies.Nothing)
        return _message(person, person.sends_story())

    async def pin(self, request: Request) -> Response:
        """Pin a message."""
        person, asked = self._person(request), await read(request, bodies.OneMessage)
        return _message(person, person.pins(asked.message_id))

    async def poll(self, request: Request) -> Response:
        """Send a poll."""
        person, asked = self._person(request), await read(request, bodies.NewPoll)
        return _message(person, person.sends_poll(asked.question, asked.options))

    async def dice(self, request: Request) -> Response:
        """Throw the dice."""
        person, _ = self._person(request), await read(request, bodies.Nothing)
        return _message(person, person.sends_dice())

    async def forward(self, request: Request) -> Response:
        """Forward something from elsewhere."""
        person, asked = self._person(request), await read(request, bodies.Forwarded)
        return _message(person, person.forwards(asked.text, asked.origin_name, origin=asked.origin))

    async def edit(self, request: Request) -> Response:
        """Change one's message."""
        person, asked = self._person(request), await read(request, bodies.Edited)
        person.edits(asked.message_id, asked.text)
        return _message(person, asked.message_id)

    async def edit_media(self, request: Request) -> Response:
        """Add a picture to one's text, or put it in the place of another file."""
        person = self._person(request)
        async with request.form(max_part_size=55 * 1024 * 1024) as form:
            number, file = str(form.get("message_id") or ""), form.get("file")
            if not number.isdecimal() or file is None or isinstance(file, str):
                raise Refused("Il faut un message et une photo.")
            data, mime = await file.read(), file.content_type or ""
            person.edits_into("photo", int(number), data=data, mime_type=mime)
        return _message(person, int(number))

    async def delete(self, request: Request) -> Response:
        """Delete messages for both sides."""
        person, asked = self._person(request), await read(request, bodies.Deleted)
        person.deletes(*asked.message_ids)
        return JSONResponse({})

    async def press(self, request: Request) -> Response:
        """Press a button, and wait for what the bot answers."""
        person, asked = self._person(request), await read(request, bodies.Pressed)
        query = self._world.callbacks[person.presses_at(asked.message_id, asked.row, asked.column)]
        answer = await self._world.signal.until(lambda: query.answer, ANSWER_PATIENCE)
        told = {"text": answer.text, "show_alert": answer.show_alert} if answer else None
        return JSONResponse({"answer": told})

    async def open(self, request: Request) -> Response:
        """The address of the page that a button opens inside Telegram."""
        person, asked = self._person(request), await read(request, bodies.Pressed)
        opened = person.opens_at(asked.message_id, asked.row, asked.column)
        return JSONResponse({"address": opened})

    async def react(self, request: Request) -> Response:
        """Put or take away a reaction."""
        person, asked = self._person(request), await read(request, bodies.Reaction)
        person.reacts(asked.emoji, asked.message_id)
        return JSONResponse({})

    async def block(self, request: Request) -> Response:
        """Block or unblock the bot."""
        person, asked = self._person(request), await read(request, bodies.Blocked)
        (person.blocks if asked.blocked else person.unblocks)()
        return JSONResponse({})

    async def failures(self, request: Request) -> Response:
        """Read or set what fails."""
        if request.method == "POST":
            asked = await read(request, bodies.FailuresBody)
            self._world.failures = Failures(**asked.model_dump())
        return JSONResponse(asdict(self._world.failures))

    async def clock(self, request: Request) -> Response:
        """Read the world's time, or let some of it pass."""
        if request.method == "POST":
            asked = await read(request, bodies.Passing)
            self._world.clock.forward(minutes=asked.minutes)
        return JSONResponse({"now": self._world.clock.now()})

    async def calls(self, request: Request) -> Response:
        """The bot's last calls."""
        since = request.query_params.get("since", "0")
        calls = self._world.calls.since(int(since) if since.isdecimal() else 0)
        return JSONResponse(
            {"calls": [shown_call(one) for one in calls], "next": self._world.calls.next - 1}
        )

    async def file(self, request: Request) -> Response:
        """The bytes of a file."""
        file = self._world.files.get(request.path_params["file_id"])
        if file is None:
            raise Refused("Ce fichier n'existe pas.", 404)
        return _safe_file(file.data, file.mime_type)

    async def bot_file(self, request: Request) -> Response:
        """A file, as the bot downloads it."""
        right = request.path_params["token"] == self._world.token
        file = self._world.files.at(request.path_params["path"]) if right else None
        if file is None:
            code, text = (404, "Not Found") if right else (401, "Unauthorized")
            body: Json = {"ok": False, "error_code": code, "description": text}
            return JSONResponse(body, code)
        return Response(file.data, media_type="application/octet-stream")

    async def events(self, _: Request) -> Response:
        """What happens, as it happens."""
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(
            stream(self._world.events), media_type="text/event-stream", headers=headers
        )

    def _person(self, request: Request) -> Person:
        person = self._world.somebody(request.path_params["person"])
        if person is None:
            raise Refused("Cette personne n'existe pas.", 404)
        return person


def _message(person: Person, number: int) -> Response:
    return JSONResponse(shown(person.account.messages[number]))


def _safe_file(data: bytes, mime_type: str) -> Response:
    """A file that came from anybody: shown as an image or sound, never run as a page."""
    harmless = mime_type.startswith(("image/", "audio/", "video/")) and "svg" not in mime_type
    headers = {"x-content-type-options": "nosniff", "cache-control": "private, max-age=3600"}
    if not harmless:
        headers["content-disposition"] = "attachment"
    return Response(
        data, media_type=mime_type if harmless else "application/octet-stream", headers=headers
    )


def people_routes(world: World) -> list[BaseRoute]:
    """The routes of the pages and of their API."""
    api = PeopleApi(world)
    one = "/sim/people/{person:int}"
    acts = (
        api.send, api.media, api.contact, api.location, api.live_location, api.move,
        api.stop_live_location, api.venue, api.poll, api.dice, api.checklist, api.story,
        api.forward, api.edit, api.edit_media, api.delete, api.pin, api.press, api.open, api.react,
        api.block,
    )  # fmt: skip
    return [
        Route("/", api.page),
        Route("/sim/state", api.state),
        Route("/sim/people", answered(api.add_person), methods=["POST"]),
        Route(f"{one}/chat", answered(api.chat)),
        *(Route(f"{one}/{act.__name__}", answered(act), methods=["POST"]) for act in acts),
        Route("/sim/failures", answered(api.failures), methods=["GET", "POST"]),
        Route("/sim/clock", answered(api.clock), methods=["GET", "POST"]),
        Route("/sim/calls", api.calls),
        Route("/sim/files/{file_id}", answered(api.file)),
        Route("/sim/events", api.events),
        Route("/file/bot{token}/{path:path}", api.bot_file),
        Mount("/static", StaticFiles(directory=PAGES / "static", check_dir=False)),
    ]
