"""What all screens of the library share: the way on, the way back, and a human one tap away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.content.collection import Library
from bot.content.handles import named
from bot.content.kinds.base import Kind, Target
from bot.content.kinds.path import Path
from bot.content.presenting import LinkButton, Presenter
from bot.content.rich import Rich, styled
from bot.domain.danger import Topic
from bot.domain.people import Audience
from bot.domain.voices import Address
from bot.telegram_ui.pages import Button, Link, Page, Press, View
from bot.telegram_ui.trails import CONTENT_GONE, At, Spot, Trail, Where
from bot.telegram_ui.young_person.welcome import menu_buttons

Rows = list[list[Button]]

#: A kind is shown on the screen of its name; one that has none, on the general one.
_SCREENS = {where.screen: where for where in Where}
#: Where the actions of the bot are that have a page of their own.
_PAGES = {
    "sujets": Where.TOPICS,
    "verifier": Where.VERIFY,
    "plateformes": Where.PLATFORMS,
}
#: Labels of actions that the content names without a label.
_LABELS = {
    "parler": "button-talk",
    "urgence": "button-emergency",
    "sujets": "button-topics",
    "verifier": "button-verify",
    "plateformes": "button-platforms",
}
#: Choices on one screen: more are not read, and hide the way back on a small phone.
CHOICES = 6
#: Two labels that are short enough for one row of a small phone.
_SHORT = 18


def spot_of(library: Library, target: Target) -> Spot | None:
    """Where what the content names is shown; ``None`` when it is gone."""
    item = library.get(target.kind, target.id)
    if isinstance(item, Path):
        return step_spot(item, item.start.id)
    known = library.platforms if target.kind == Kind.PLATFORM else ()
    if item is None and target.id not in known:
        return None
    where = _SCREENS.get(target.kind)
    return Spot.of(where, target.id) if where else Spot.of(Where.ITEM, str(target))


def step_spot(path: Path, step: str) -> Spot:
    """Where a step of a path is."""
    return Spot.of(Where.STEP, f"{path.id}/{step}")


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody who reads a page of the library, and how they came to it."""

    view: View
    trail: Trail
    topic: Topic = Topic.AUTRE

    @classmethod
    def of(cls, view: View, screen: At) -> "Reading":
        """What the screen was asked to show. Raises ValueError if it is written otherwise."""
        return cls(view, screen.trail)

    def about(self, topic: Topic, audience: Audience | None = None) -> "Reading":
        """The same, once the subject is known; ``None``: for young people like for others.

        What is written for parents and professionals says *vous*, and so do its buttons.
        """
        formal = audience not in {None, Audience.YOUNG} or topic is Topic.PARENTS
        return replace(self, view=self.view.formal() if formal else self.view, topic=topic)

    @property
    def here(self) -> Spot:
        """Where they are."""
        return self.trail.here

    @property
    def presenter(self) -> Presenter:
        """Content as a person reads it."""
        return self.view.presenter

    def find(self, names: Iterable[str]) -> str | None:
        """The id of the content that they are at; ``None`` when it is gone."""
        return named(self.here.where, self.here.handle, names)

    def label(self, key: str) -> str:
        """A label."""
        return self.view.label(key)

    def addressed(self, text: Rich) -> Rich:
        """A text that says *tu*, as somebody reads it who is spoken to with *vous*."""
        if self.view.voice.address is Address.TU:
            return text
        return styled(self.view.label("written-for-young"), "italic").then(text)

    def to(self, label: str, spot: Spot) -> Press:
        """A button that leads on; *back* will lead here."""
        return Press(label, "go", self.trail.to(spot).parts)

    def on(self, key: str, *numbers: int) -> Press:
        """A button that leads on inside the same content."""
        return Press(self.label(key), "go", self.trail.on(self.here.at(*numbers)).parts)

    def towards(self, target: Target, label: str = "") -> Press | None:
        """The button to what the content names; ``None`` when it is gone."""
        if target.kind is Kind.ACTION:
            return self._action(target.id, label)
        if target.kind is Kind.END:
            return self.to(label, Spot(Where.FINISHED))
        spot = spot_of(self.view.library, target)
        return self.to(label or self._title(target), spot) if spot else None

    def _title(self, target: Target) -> str:
        sign = f"kind-{target.kind}"
        title = self.presenter.title_of(target)
        return f"{self.view.label(sign)} · {title}" if self.view.knows(sign) else title

    def _action(self, name: str, label: str) -> Press | None:
        label = label or (self.label(_LABELS[name]) if name in _LABELS else "")
        if name == "parler":
            return Press(label, "talk", (0, self.topic.value))
        if name == "urgence":
            return Press(label, "emergency")
        return self.to(label, Spot(_PAGES[name])) if name in _PAGES else None

    def all_towards(self, targets: Iterable[Target]) -> Rows:
        """A row for each that leads somewhere."""
        return [[button] for button in map(self.towards, targets) if button]

    def footer(
        self,
        rows: Sequence[Sequence[Button]],
        default: Spot | None = None,
        *,
        without: Iterable[str] = (),
    ) -> Rows:
        """The rows, then a human and the way back; nothing that is there already is repeated.

        ``without``: verbs that a button among the rows stands for.
        """
        verbs = {b.verb for row in rows for b in row if isinstance(b, Press)} | set(without)
        talk = Press(self.label("button-talk"), "talk", (0, self.topic.value))
        emergency = Press(self.label("button-emergency"), "emergency")
        helping: list[Button] = [b for b in (talk, emergency) if b.verb not in verbs]
        # The two fit on one row with the short labels only.
        short = self.view.voice.address is Address.TU
        help_rows = [helping] if short else [[one] for one in helping]
        return [row for row in (*map(list, rows), *help_rows, self._way_back(default)) if row]

    def _way_back(self, default: Spot | None) -> list[Button]:
        back = self.trail.back or (Trail(default) if default else None)
        menu: Button = Press(self.label("button-menu"), "menu")
        return [Press(self.label("button-back"), "back", back.parts), menu] if back else [menu]

    def gone(self) -> Page:
        """The content is not there any more: a kind sentence and the menu."""
        return Page(self.view.words(CONTENT_GONE.name), menu_buttons(self.view))


def link_rows(links: Iterable[LinkButton]) -> Rows:
    """Buttons that open pages, two short ones a row."""
    rows: Rows = []
    for link in links:
        button = Link(link.label, link.url)
        last = rows[-1] if rows else []
        if len(last) == 1 and max(len(last[0].label), len(button.label)) <= _SHORT:
            last.append(button)
        else:
            rows.append([button])
    return rows


def page_of(reading: Reading, rows: Sequence[list[Button]], size: int = CHOICES) -> Rows:
    """One page of a long list of rows of buttons, and the buttons that turn it."""
    count = max(1, -(-len(rows) // size))
    page = min(reading.here.number(0), count - 1)
    return [*rows[page * size : (page + 1) * size], *turning(reading, page, count)]


def turning(reading: Reading, page: int, count: int) -> Rows:
    """The buttons that turn pages."""
    row: list[Button] = []
    if page > 0:
        row.append(reading.on("button-page-before", page - 1))
    if page + 1 < count:
        row.append(reading.on("button-page-after", page + 1))
    return [row] if row else []


def numbered(view: View, text: Rich, at: int, count: int) -> Rich:
    """A page of a long text, with its number when there are several."""
    if count == 1:
        return text
    return text.then(styled(view.label("page-number", page=at + 1, pages=count), "italic"))
