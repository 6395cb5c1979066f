"""The pictures of the desk in docs/images, made anew: `python -m tools.pictures`.

Starts the demo with topics, lets made-up people act, and takes pictures of the team's side on a
phone-sized screen. Nothing in them is anybody's.
"""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Page, async_playwright

IMAGES = Path(__file__).parents[1] / "docs" / "images"
_PORT = 8123
_ADDRESS = f"http://127.0.0.1:{_PORT}"
#: A small phone.
_SCREEN = {"width": 360, "height": 640}
#: Milliseconds in which the bot has surely answered.
_MOMENT = 1200
_ASK = """async ([path, body]) => {
  const how = body === null ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  return (await fetch(path, how)).json();
}"""


@dataclass(slots=True)
class Demo:
    """The demo's page, and who is in it."""

    page: Page
    people: dict[str, int]

    async def ask(self, path: str, body: object = None) -> Any:
        """Ask the simulator for something."""
        return await self.page.evaluate(_ASK, [path, body])

    async def joins(self, name: str, kind: str = "young_person") -> None:
        """Somebody more."""
        person = await self.ask("/sim/people", {"first_name": name, "kind": kind})
        self.people[name] = person["id"]

    async def says(self, name: str, text: str, topic: int | None = None) -> None:
        """Somebody writes."""
        what = {"text": text, "thread": topic}
        await self.ask(f"/sim/people/{self.people[name]}/send", what)
        await self.page.wait_for_timeout(_MOMENT)

    async def presses(self, name: str, label: str) -> None:
        """Somebody presses the newest button with these words."""
        for message in reversed((await self.chat(name))["messages"]):
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            for place in _places(rows, label):
                what = {"message_id": message["message_id"], **place}
                await self.ask(f"/sim/people/{self.people[name]}/press", what)
                await self.page.wait_for_timeout(_MOMENT)
                return
        raise LookupError(label)

    async def chat(self, name: str) -> Any:
        """What somebody sees."""
        return await self.ask(f"/sim/people/{self.people[name]}/chat")

    async def look_at(self, name: str, topic: str = "") -> None:
        """Bring somebody's window forward, and one of their topics."""
        await self.page.locator(".tabs").get_by_text(name, exact=True).click()
        if topic:
            await self.page.locator(f"#window-{self.people[name]} .topic", has_text=topic).click()
        await self.page.wait_for_timeout(_MOMENT)

    async def takes(self, name: str, file: str) -> None:
        """A picture of what somebody has before them, without what is around it."""
        window = self.page.locator(f"#window-{self.people[name]}")
        IMAGES.mkdir(exist_ok=True)
        await window.screenshot(path=IMAGES / f"{file}.png")


def _places(rows: list[list[dict[str, str]]], label: str) -> list[dict[str, int]]:
    return [
        {"row": row, "column": column}
        for row, buttons in enumerate(rows)
        for column, button in enumerate(buttons)
        if label in button["text"]
    ]


async def _play(demo: Demo) -> None:
    await demo.joins("Tom")
    await demo.says("Léa", "/parler")
    await demo.says("Léa", "on se moque de moi dans le groupe de la classe, tous les jours")
    await demo.look_at("Sam")
    await demo.takes("Sam", "alerte")
    await demo.presses("Sam", "Prendre")
    await demo.says("Tom", "/parler")
    await demo.says("Tom", "vous servez à rien bande de débiles")
    await demo.presses("Sam", "Prendre")
    hers, his = (await demo.chat("Sam"))["topics"]
    await demo.says("Sam", "Bonjour, je suis Sam. Je te lis.", hers["id"])
    await demo.says("Léa", "merci. c'est pire depuis lundi")
    await demo.look_at("Sam", hers["name"].partition(" · ")[0])
    await demo.takes("Sam", "fil")
    await demo.look_at("Sam", his["name"].partition(" · ")[0])
    await demo.says("Sam", "/bloquer", his["id"])
    await demo.presses("Sam", "Insultes")
    await demo.takes("Sam", "bloquer")


@asynccontextmanager
async def _running() -> AsyncIterator[None]:
    """The demo in a process of its own, until the pictures are taken."""
    command = (
        sys.executable,
        "-m",
        "bot",
        "demo",
        "--port",
        str(_PORT),
        "--no-browser",
        "--topics",
    )
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None  # noqa: S101  # it is a pipe
    try:
        async for line in process.stdout:
            if _ADDRESS.encode() in line:
                break
        yield
    finally:
        process.terminate()
        await process.wait()


async def main() -> None:
    """Take them all."""
    async with _running(), async_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = await browser.new_page(viewport=_SCREEN)
        await page.goto(_ADDRESS)
        await page.wait_for_timeout(_MOMENT)
        await page.locator("#welcome-close").click()
        state = await page.evaluate(_ASK, ["/sim/state", None])
        people = {one["first_name"]: one["id"] for one in state["people"]}
        await _play(Demo(page, people))
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
