"""`maraude demo`: the simulator and the real bot in one process, joined only by HTTP."""

import asyncio
import base64
import contextlib
import secrets
import socket
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import typer

from bot.assembly import Maraude, content_folder
from bot.content.kinds.base import Target
from bot.demo.look import new_world
from bot.demo.year import make_up
from bot.settings import KEY_BYTES, read_settings
from bot.store import people, schema
from bot.store.database import Transaction
from bot.telegram_ui.trails import At, Trail
from bot.telegram_ui.young_person.reading import spot_of
from telegram_simulator.people import Person
from telegram_simulator.scenes import SceneError, load_scene
from telegram_simulator.server import SimulatorServer
from telegram_simulator.stage import Stage

#: How long the parts may take to get ready, in seconds.
_PATIENCE = 30.0


@contextlib.asynccontextmanager
async def _town(
    telegram: SimulatorServer,
    coordinators: list[int],
    listen: str = "127.0.0.1:0",
    *,
    lived: bool = False,
) -> AsyncIterator[Maraude]:
    """The bot on a database that is gone afterwards; it goes by the clock of its world.

    ``lived``: a made-up year lies behind it.
    """
    clock = telegram.world.clock
    with tempfile.TemporaryDirectory(prefix="maraude-demo-") as folder:
        settings = read_settings(
            _env_file=None,
            telegram_token=telegram.token,
            telegram_api_url=telegram.url,
            database_url=f"sqlite+aiosqlite:///{folder}/maraude.db",
            secret_keys=base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode(),
            coordinators=",".join(map(str, coordinators)),
            listen=listen,
            webhook_url=f"http://{listen}",
        )
        maraude = Maraude(settings, lambda: datetime.fromtimestamp(clock.now(), UTC), straight=True)
        if lived:
            await _make_up_a_year(maraude)
        task = asyncio.create_task(maraude.run())
        try:
            await asyncio.wait_for(maraude.ready.wait(), _PATIENCE)
            yield maraude
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


async def serve_demo(
    port: int, *, browser: bool, shown: Target | None = None, topics: bool = False
) -> None:
    """Serve the chat windows until cancelled, with a worker who has already joined.

    ``topics``: private chats with the bot have topics.
    ``shown``: content that the first young person is shown at once, for its editors.
    """
    listen = f"127.0.0.1:{_free_port()}"
    async with SimulatorServer(new_world(f"http://{listen}"), port=port) as telegram:
        world = telegram.world
        world.topics_enabled = topics
        lea = world.person("Léa", kind="young_person")
        sam = world.person("Sam", kind="worker")
        claire = world.person("Claire", kind="coordinator")
        async with _town(telegram, [claire.id], listen, lived=True) as maraude:
            claire.writes("/start")
            await _sign(claire, "Claire, coordinatrice")
            await _invite(claire, sam)
            if shown is not None:
                await show_content(maraude, lea, shown)
            typer.echo(f"La démo est prête : {telegram.url}")
            typer.echo(f"Santé du bot : http://{listen}/health")
            typer.echo(f"Contenus : http://{listen}/contenus")
            typer.echo("Une année inventée est derrière : /stats, /rapport, /tableau comme Claire.")
            typer.echo("Écris comme Léa, réponds comme Sam. Ctrl+C pour arrêter.")
            if browser:
                webbrowser.open(telegram.url)
            await asyncio.Event().wait()


async def _make_up_a_year(maraude: Maraude) -> None:
    """Before the bot starts: what it closes stays as it was told."""
    library = maraude.shelf.current
    today = maraude.clock().astimezone(library.home.zone).date()
    others = [slug for slug in library.served if slug != library.home.slug]
    await schema.upgrade(maraude.store)
    async with maraude.store.writing() as tx:
        await make_up(tx, [library.home.slug, *others], today)


def _free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


async def show_content(maraude: Maraude, reader: Person, target: Target) -> None:
    """Show somebody a piece of content, with its real buttons, as if they had come to it."""
    reader.starts()
    await reader.sees_button("Parler", timeout=_PATIENCE)
    spot = spot_of(maraude.shelf.current, target)
    assert spot is not None  # noqa: S101  # it was looked up before

    async def show(tx: Transaction) -> None:
        person = await people.find(tx, reader.id)
        assert person is not None  # noqa: S101  # they wrote /start
        await maraude.parts.context(tx).show(person.id, At.of(Trail(spot)))

    await maraude.commits.run("preview", show)
    maraude.outbox.wake()


async def _invite(claire: Person, sam: Person) -> None:
    """The coordinator invites the worker, as in real life."""
    claire.writes("/equipe")
    await claire.sees_button("Inviter", timeout=_PATIENCE)
    claire.presses("Inviter")
    shown = await claire.sees("?start=", timeout=_PATIENCE)
    sam.writes("/start " + shown.text.partition("?start=")[2].split()[0])
    await _sign(sam, "Sam, éducateur")


async def _sign(member: Person, shown: str) -> None:
    """A member of the team says how young people are to see them."""
    asked = await member.sees("Comment vous présenter aux jeunes", timeout=_PATIENCE)
    member.writes(shown, reply_to=asked.id)
    await member.sees_button("Confirmer", timeout=_PATIENCE)
    member.presses("Confirmer")
    await member.sees("C'est confirmé", timeout=_PATIENCE)


async def play_scene(name: str) -> bool:
    """Play a written scene in the terminal; returns whether it went as written."""
    scenes = content_folder() / "scenes"
    file = scenes / f"{name}.yaml"
    if not file.is_file():
        known = ", ".join(sorted(path.stem for path in scenes.glob("*.yaml")))
        typer.echo(f"Il n'y a pas de scène « {name} ». Scènes : {known}", err=True)
        return False
    try:
        scene = load_scene(file)
    except SceneError as wrong:
        typer.echo(str(wrong), err=True)
        return False
    async with SimulatorServer(new_world()) as telegram:
        stage = Stage(scene, telegram.world)
        async with _town(telegram, stage.ids("coordinator")):
            return bool(await stage.play())
