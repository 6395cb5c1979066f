"""Which conversation does a command mean? The one that is named, the only one, or it is asked."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.cases import Case, named
from bot.domain.screens import Notice, Screen
from bot.store import cases
from bot.telegram_ui.features import TEAM, Button, Drawing, notice
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.cases import own_case
from bot.telegram_ui.worker.conversation import WORKER_NO_CASE


@dataclass(frozen=True, slots=True)
class WhichCase:
    """How one command comes to its case: ``asks``, with a button a case, or ``begins`` at once."""

    asks: Notice
    #: The text of a button (it names the ``pseudonym``), and its verb.
    label: str
    verb: str
    begins: Callable[[Case], Screen]

    async def command(self, visit: Visit, rest: str) -> None:
        """Begin with the case that is named or the only one, or ask which is meant."""
        mine = await cases.taken_by(visit.ctx.tx, visit.person.id)
        if not mine:
            await visit.show(WORKER_NO_CASE)
            return
        case = named(mine, rest, visit.place)
        if case is None:
            await visit.show(self.asks, listing=True)
        else:
            await visit.show(self.begins(case), about=case)

    async def _pressed(self, visit: Visit, args: list[str]) -> None:
        case = await own_case(visit, args[0])
        if case is not None:
            await visit.show(self.begins(case), about=case)

    async def _page(self, view: View) -> Page:
        async with view.store.reading() as tx:
            mine = await cases.taken_by(tx, view.reader)
        rows = [
            [Press(view.label(self.label, pseudonym=case.pseudonym), self.verb, (case.id,))]
            for case in mine
        ]
        return Page(view.words(self.asks.name), rows)

    @property
    def button(self) -> Button:
        """Begins with the case that was chosen."""
        return Button(self.verb, TEAM, self._pressed)

    @property
    def screen(self) -> Drawing:
        """The question."""
        return notice(self.asks, self._page)
