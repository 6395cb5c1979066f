"""The public page of a territory, in a real browser: on any phone, without a network."""

from datetime import date
from importlib import resources
from importlib.util import find_spec

import pytest
from playwright.async_api import Page, Route, ViewportSize, expect

from bot.reports.site import page_of
from tests.ours import our_library

TODAY = date(2026, 11, 27)
PHONE, DESKTOP = ViewportSize(width=360, height=740), ViewportSize(width=1280, height=900)
#: Nothing here is on the internet: whoever leaves is seen to leave.
ADDRESS = "https://jeunes.example.org/"


async def opened(page: Page, size: ViewportSize = PHONE) -> list[str]:
    """Open the page as from a town's server; gives every address that is asked for from then on."""
    library = our_library(TODAY)
    html = page_of(library, library.served["val-de-lune"], "MaraudeDemoBot", TODAY)
    asked: list[str] = []

    async def answer(route: Route) -> None:
        asked.append(route.request.url)
        await route.fulfill(
            body=html if route.request.url == ADDRESS else "elsewhere", content_type="text/html"
        )

    await page.route("**/*", answer)
    await page.set_viewport_size(size)
    await page.goto(ADDRESS)
    return asked


@pytest.mark.skipif(find_spec("axe_playwright_python") is None, reason="axe-core is not installed")
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_axe_finds_nothing_and_it_is_no_wider_than_the_screen(
    page: Page, size: ViewportSize
) -> None:
    await opened(page, size)
    await page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    await page.evaluate(axe)
    found = await page.evaluate("axe.run().then(({ violations }) => violations)")
    assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(wider) <= 0


async def test_nothing_is_fetched_and_it_works_without_a_network(page: Page) -> None:
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    asked = await opened(page)
    await page.context.set_offline(True)
    card = page.locator("details", has_text="On me harcèle en ligne").first
    await card.locator("summary").click()
    await expect(card.locator(".text")).to_be_visible()
    assert [one for one in asked if not one.endswith("favicon.ico")] == [ADDRESS]
    assert refused == [], "the policy lets its own style and script pass"
    await page.context.set_offline(False)


async def test_a_key_and_a_button_leave_at_once_and_back_does_not_return(page: Page) -> None:
    await opened(page)
    await page.keyboard.press("Escape")
    await page.wait_for_url("https://fr.wikipedia.org/**")
    assert await page.evaluate("history.length") <= 2
    await page.goto(ADDRESS)
    await page.get_by_role("link", name="Quitter vite").click()
    await page.wait_for_url("https://fr.wikipedia.org/**")
