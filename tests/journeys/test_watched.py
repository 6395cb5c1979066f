"""What whoever watches the service reads: figures and nobody."""

import re
from pathlib import Path

import aiohttp
import yaml

from tests.conftest import Town
from tests.conversations import DANGER, quiet, talking
from tests.outages import database_down

WATCHING = Path(__file__).parents[2] / "deploy" / "watching"


async def _read(url: str, path: str, **headers: str) -> tuple[int, str]:
    base = url.rpartition("/")[0]
    async with aiohttp.ClientSession() as http, http.get(base + path, headers=headers) as answer:
        return answer.status, await answer.text()


def _value(said: str, name: str) -> float:
    found = re.search(rf"^maraude_{re.escape(name)} (\S+)$", said, re.MULTILINE)
    assert found, f"{name} in\n{said}"
    return float(found[1])


async def test_danger_that_waits_is_in_the_figures_and_nobody_is(hooked: tuple[Town, str]) -> None:
    town, url = hooked
    sam, lea = await talking(town)
    tom = await town.asking("Tommarqueur")
    tom.writes(f"{DANGER} zibeline")
    await tom.sees("112")
    await quiet(town)
    status, said = await _read(url, "/metrics")
    assert status == 200
    assert sum(_value(said, f'waiting{{danger="{one}"}}') for one in ("immediate", "high")) == 1
    assert _value(said, "on_shift") == 1
    assert _value(said, "database_up") == _value(said, "telegram_up") == 1
    assert _value(said, 'heard_total{danger="immediate"}') >= 1
    for person in (sam, lea, tom, town.claire):
        assert str(person.id) not in said
    for marker in ("marqueur", "zibeline", town.telegram.token, "un-secret"):
        assert marker.lower() not in said.lower()


async def test_every_figure_of_the_rules_and_the_dashboard_is_there(
    hooked: tuple[Town, str],
) -> None:
    town, url = hooked
    town.bot.troubles.note("example")
    await talking(town)
    _, said = await _read(url, "/metrics")
    there = set(re.findall(r"^# TYPE (maraude_\w+)", said, re.MULTILINE))
    for file in ("alerts.yaml", "grafana.json"):
        named = set(re.findall(r"maraude_\w+", (WATCHING / file).read_text("utf-8")))
        assert named
        assert {name.removesuffix("_total") for name in named} <= {
            name.removesuffix("_total") for name in there
        }, file
    rules = yaml.safe_load((WATCHING / "alerts.yaml").read_text("utf-8"))["groups"][0]["rules"]
    assert all(rule["annotations"]["summary"] and rule["labels"]["severity"] for rule in rules)


async def test_while_the_database_is_down_it_is_alive_and_not_ready(
    hooked: tuple[Town, str],
) -> None:
    town, url = hooked
    assert (await _read(url, "/readyz"))[0] == 200
    with database_down(town.bot):
        assert (await _read(url, "/healthz"))[0] == 200
        assert (await _read(url, "/readyz"))[0] == 503
        status, said = await _read(url, "/metrics")
    assert (status, _value(said, "database_up")) == (200, 0)
    assert "maraude_waiting" not in said


async def test_whoever_comes_through_a_proxy_reads_no_figure(hooked: tuple[Town, str]) -> None:
    _, url = hooked
    assert (await _read(url, "/metrics", **{"X-Forwarded-For": "192.0.2.1"}))[0] == 404
