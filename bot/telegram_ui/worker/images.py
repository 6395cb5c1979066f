"""A worker lets images through in a case, where that is allowed."""

from dataclasses import dataclass

from bot.actions.release_message import accept_images, refuse_images
from bot.actions.screens import ImageHeldWorker
from bot.domain.cases import ImagesRefused, may_accept_images
from bot.domain.people import CaseId
from bot.domain.screens import Notice, Screen
from bot.telegram_ui.features import TEAM, Button, Feature, draws, plain
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.cases import own_case
from bot.telegram_ui.worker.header import ALERT_GONE, accept_images_button, case_of

IMAGES_NEVER = Notice("images-never")


@dataclass(frozen=True, slots=True)
class ImagesAcceptedWorker(Screen):
    """Images pass from now on; ``count``: those that were kept back and leave now."""

    pseudonym: str
    count: int
    case_id: CaseId


@dataclass(frozen=True, slots=True)
class ImagesRefusedWorker(Screen):
    """Images are held back again."""

    pseudonym: str


async def images_pressed(visit: Visit, args: list[str]) -> None:
    """Let images through in this case, where that is allowed."""
    case = await own_case(visit, args[0])
    if case is None:
        return
    if case.images_accepted:
        visit.say("toast-images-already")
        return
    try:
        count = await accept_images(visit.ctx, visit.person.id, case.id)
    except ImagesRefused:
        await visit.show(IMAGES_NEVER)
        return
    await visit.show(ImagesAcceptedWorker(case.pseudonym, count, case.id), about=case)


async def refuse_pressed(visit: Visit, args: list[str]) -> None:
    """Hold images back again: those that come from now on stay where they are."""
    case = await own_case(visit, args[0])
    if case is None:
        return
    if case.images_accepted:
        await refuse_images(visit.ctx, visit.person.id, case.id)
    await visit.replace(ImagesRefusedWorker(case.pseudonym), about=case)


async def _held(view: View, screen: ImageHeldWorker) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None:
        return Page(view.words(ALERT_GONE.name))
    text = view.words(screen.name, pseudonym=case.pseudonym)
    if not may_accept_images(case):
        return Page(text.then(view.words(IMAGES_NEVER.name)))
    return Page(text, [[accept_images_button(view, case)]])


async def _accepted(view: View, screen: ImagesAcceptedWorker) -> Page:
    text = view.words(screen.name, pseudonym=screen.pseudonym, count=screen.count)
    return Page(text, [[view.press("button-refuse-images", "images-refuse", screen.case_id)]])


FEATURE = Feature(
    buttons=(
        Button("images", TEAM, images_pressed),
        Button("images-refuse", TEAM, refuse_pressed),
    ),
    screens=(
        plain(IMAGES_NEVER),
        draws(ImageHeldWorker, _held),
        draws(ImagesAcceptedWorker, _accepted),
        plain(ImagesRefusedWorker),
    ),
)
