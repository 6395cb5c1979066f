"""A worker lets images through in a case, where that is allowed."""

from dataclasses import dataclass

from bot.actions.release_message import accept_images
from bot.domain.cases import ImagesRefused
from bot.domain.screens import Notice, Screen
from bot.telegram_ui.features import TEAM, Button, Feature, plain
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.cases import own_case

IMAGES_NEVER = Notice("images-never")


@dataclass(frozen=True, slots=True)
class ImagesAcceptedWorker(Screen):
    """Images pass from now on; ``count``: those that were kept back and leave now."""

    pseudonym: str
    count: int


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
    await visit.show(ImagesAcceptedWorker(case.pseudonym, count), about=case)


FEATURE = Feature(
    buttons=(Button("images", TEAM, images_pressed),),
    screens=(plain(IMAGES_NEVER), plain(ImagesAcceptedWorker)),
)
