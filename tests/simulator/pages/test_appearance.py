"""The windows of any project: with nothing said of its people, and with what it says."""

import re

from playwright.async_api import Page, expect

from telegram_simulator.appearance import Appearance, FirstStep, Part
from telegram_simulator.server import SimulatorServer
from telegram_simulator.world import World
from tests.simulator.pages.conftest import Window

SHOP = Appearance(
    parts=(Part("customer", "Customer", "A <b>customer</b>"), Part("seller", "Seller", "Staff")),
    first_steps=(
        FirstStep("Order as {customer}", "", who="customer", commands=("/order",)),
        FirstStep("Thank {customer}", "", who="seller", words=True, after=0),
    ),
)


async def test_a_project_that_says_nothing_has_plain_windows(page: Page) -> None:
    async with SimulatorServer(World(bot_name="Shop")) as server:
        ada = server.world.person("Ada")
        await page.goto(server.url)
        await expect(page).to_have_title("Shop · simulateur")
        window = Window(page, ada)
        await expect(window.root).to_be_visible()
        await expect(window.root.locator(".role")).to_be_hidden()
        await expect(page.locator("#welcome")).to_be_hidden()
        await page.get_by_role("button", name="Ajouter une personne").click()
        dialog = page.get_by_role("dialog")
        await expect(dialog.get_by_role("radio")).to_have_count(0)
        await dialog.get_by_label("Prénom").fill("Bob")
        await dialog.get_by_role("button", name="Ajouter").click()
        await expect(page.get_by_role("region", name="Conversation de Bob")).to_be_visible()
        assert server.world.people[-1].account.kind == ""


async def test_a_project_names_its_parts_and_steps(page: Page) -> None:
    async with SimulatorServer(World(appearance=SHOP)) as server:
        seller = server.world.person("Zoe", kind="seller")
        customer = server.world.person("Ada", kind="customer")
        await page.goto(server.url)
        steps = page.locator("#welcome li")
        await expect(steps).to_have_text(["Order as Ada", "Thank Ada"])
        await expect(page.locator(".window h2")).to_have_text(["AdaCustomer", "ZoeSeller"])
        seller.writes("thanks")  # nobody ordered yet: not the second step
        customer.writes("hello")  # not a command
        customer.writes("/order@Shop tea")
        await expect(steps.first).to_have_class("done")
        await expect(steps.last).not_to_have_class(re.compile("done"))
        seller.writes("thanks")
        await expect(steps.last).to_have_class("done")
        await page.get_by_role("button", name="Ajouter une personne").click()
        await expect(page.get_by_label("A <b>customer</b>")).to_be_checked()
