"""Every screen can be drawn: with what its callers give it, and when that is gone meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.actions.open_case import open_case
from bot.content.handles import handle
from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.people import Role
from bot.domain.screens import Screen
from bot.domain.voices import Address, Voice
from bot.store.cargo import read_screen
from bot.telegram_ui.features import plain
from bot.telegram_ui.pages import Press
from bot.telegram_ui.registry import register
from bot.telegram_ui.trails import Spot, Where
from bot.telegram_ui.young_person.welcome import MENU
from tests.telegram_ui.walking import Walker, walking

SCREENS = register().screens
PLACES = {where.screen: where for where in Where}


def every_screen(walker: Walker, case_id: int, sealed: str) -> Iterator[Screen]:
    """One of each, with what a screen may need: it takes what it knows."""
    library = walker.library
    challenge = next(iter(library.challenges.values()))
    needed = {
        "case_id": case_id,
        "worker": walker.person.id,
        "member": walker.person.id,
        "erased": walker.person.id,
        "pseudonym": "Loutre bleue",
        "role": Role.WORKER.value,
        "topic": Topic.MAL_ETRE.value,
        "danger": int(Danger.HIGH),
        "card": "sextorsion",
        "challenge": challenge.id,
        "variant": next(iter(challenge.variants)),
        "thing": "photo",
        "outcome": "informed",
        "how": "expired",
        "blocked": walker.person.id,
        "because": "insults",
        "mood": "same",
        "hours": 24,
        "exercise": handle("drill", "idees-noires"),
        "rang": 1_764_000_000,
        "gone": 1_764_000_000,
        "back": 1_764_003_600,
        "taken_in": 12,
        "answered_in": 75,
        "turn": 1,
        "meeting": 1,
        "spot": handle("place", library.home.places[0].name),
        "on": "2026-12-01",
        "part": "facts",
        "minutes": 75,
        "group": "ouvrir",
        "period": "annee",
        "until": "2026-11-22",
        "form": "csv",
        "quarter": "2026-t3",
        "wanted": 1,
        "found": ("card:sextorsion",),
        "place": str(Spot.of(Where.CARD, "sextorsion")),
        "reply": "ouvrir-bonjour",
        "referral": 1,
        "lifting": 1,
        "outing": 1,
        "enquiry": 1,
        "revision": 0,
        "answer": 1,
        "keep": "month",
        "unfit": "no-answer",
        "sure": 1,
        "broadcast": 1,
        "theme": "arnaques",
        "where": "tous",
        "fault": "short",
        "poll": 1,
        "event": "x",
        "wrong": "few",
        "which": "parler",
        "near": ((handle("place", library.home.places[0].name), 12),),
        "ground": "vie-en-danger",
        "before": 0,
        "partner": handle("partner", library.home.partners[0].id),
        "team": "Val-de-Lune",
        "reason": "undelivered-case-over",
        "reference": "x",
        "sealed": sealed,
        "sealed_link": walker.store.vault.seal("https://bot.example.org", "page").hex(),
        "signs": 1,
        "step": "team",
        "territory": "val-de-lune",
        "source": 1,
        **dict.fromkeys(("count", "day", "days", "hour", "kind", "missed", "most", "page"), 1),
        **dict.fromkeys(("at", "older", "passed", "points", "ticked", "waiting", "written"), 1),
    }
    for name in SCREENS:
        place = {"way": str(Spot(PLACES[name]))} if name in PLACES else {}
        yield read_screen(name, needed | place)


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("address", Address)
async def test_every_screen_is_drawn(tmp_path: Path, exists: bool, address: Address) -> None:
    async with walking(tmp_path) as walker:
        async with walker.store.writing() as tx:
            ctx = replace(walker.parts.context(tx), now=walker.now)
            verdict = Verdict(Danger.HIGH, (Topic.MAL_ETRE,))
            case, _ = await open_case(ctx, walker.person, verdict)
        sealed = walker.store.vault.seal("code", "invitation").hex()
        voice = Voice(walker.parts.zone, address)
        for screen in every_screen(walker, case.id if exists else 999_999, sealed):
            page = await walker.draws(screen, voice)
            assert page.text.text.strip(), screen
            assert "{" not in page.text.text, screen


@dataclass(frozen=True, slots=True)
class CaseCurrent(Screen):
    """As the one of the desk, drawn otherwise."""

    named = ("case-current-in-a-test",)
    pseudonym: str

    @property
    def name(self) -> str:
        return "case-current"


async def test_a_plain_screen_tells_what_it_holds(tmp_path: Path) -> None:
    drawing = plain(CaseCurrent, (("button-menu", "menu"),), silent=True)
    async with walking(tmp_path) as walker:
        walker.registry = replace(walker.registry, screens={drawing.name: drawing.draw})
        page = await walker.draws(CaseCurrent("Loutre bleue"))
        assert "Loutre bleue" in page.text.text
        assert page.silent
        ((button,),) = page.buttons
        assert isinstance(button, Press)
        assert button.verb == "menu"


async def test_a_screen_is_drawn_by_its_own_drawing_only(tmp_path: Path) -> None:
    async with walking(tmp_path) as walker:
        screens = walker.registry.screens
        walker.registry = replace(walker.registry, screens={"menu": screens["alert"]})
        with pytest.raises(TypeError):
            await walker.draws(MENU)
