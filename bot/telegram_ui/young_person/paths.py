"""Guided paths: one step at a time in place, with choices; and how to report on each platform."""

from bot.content.handles import handle
from bot.content.kinds.base import Kind
from bot.content.kinds.path import Path, Step
from bot.content.rich import Rich, joined, titled
from bot.domain.danger import Topic
from bot.domain.people import Audience
from bot.telegram_ui.features import Feature, draws
from bot.telegram_ui.pages import Button, Page, View
from bot.telegram_ui.trails import At, Spot, Where
from bot.telegram_ui.young_person.reading import Reading, Rows, page_of, step_spot

#: Applications on one page, two a row.
_ROWS = 3


async def _step(view: View, screen: At) -> Page:
    reading = Reading.of(view, screen)
    found = _find(reading)
    if found is None:
        return reading.gone()
    path, step = found
    reading = reading.about(path.topic, path.audience)
    text = joined(
        [
            titled(f"{path.emoji} {path.title}"),
            reading.presenter.text(step.text),
            reading.presenter.sources_line(path) if step is path.start else Rich(""),
        ]
    )
    if path.audience is Audience.YOUNG:
        text = reading.addressed(text)
    return Page(
        text, reading.footer(_choices(reading, path, step), Spot.of(Where.TOPIC, path.topic))
    )


def _find(reading: Reading) -> tuple[Path, Step] | None:
    for path in reading.view.library.paths.values():
        for step in path.steps:
            if handle(Where.STEP, f"{path.id}/{step.id}") == reading.here.handle:
                return path, step
    return None


def _choices(reading: Reading, path: Path, step: Step) -> Rows:
    rows: Rows = []
    for choice in step.choices:
        if choice.go.kind is Kind.STEP:
            button: Button | None = reading.to(choice.label, step_spot(path, choice.go.id))
        else:
            button = reading.towards(choice.go, choice.label)
        if button:
            rows.append([button])
    return rows


async def _platforms(view: View, screen: At) -> Page:
    reading = Reading.of(view, screen).about(Topic.CYBERHARCELEMENT)
    buttons: list[Button] = [
        reading.to(platform.name, Spot.of(Where.PLATFORM, platform.id))
        for platform in view.library.platforms.values()
    ]
    rows: Rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    shown = page_of(reading, rows, _ROWS)
    return Page(view.words("platforms"), reading.footer(shown, Spot(Where.TOPICS)))


async def _platform(view: View, screen: At) -> Page:
    reading = Reading.of(view, screen).about(Topic.CYBERHARCELEMENT)
    name = reading.find(view.library.platforms)
    if name is None:
        return reading.gone()
    steps = reading.presenter.platform_steps(view.library.platform(name))
    text = steps.then(view.words("platform-note"))
    return Page(reading.addressed(text), reading.footer([], Spot(Where.PLATFORMS)))


FEATURE = Feature(
    screens=(
        draws(At, _step, Where.STEP.screen),
        draws(At, _platforms, Where.PLATFORMS.screen),
        draws(At, _platform, Where.PLATFORM.screen),
    )
)
