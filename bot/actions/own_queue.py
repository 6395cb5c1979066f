"""Whose requests a member sees first: their own territories', then the neighbours', then all."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions.context import Context
from bot.content.collection import Library
from bot.domain.cases import Case
from bot.domain.people import Person, Role
from bot.store import queue, territories
from bot.store.database import Transaction

#: Names of territories; None: all of them.
Scope = frozenset[str] | None
#: Requests shown at once; more would not be read.
SHOWN = 10


async def scopes(tx: Transaction, library: Library, member: Person) -> list[Scope]:
    """Where a member looks for requests, one scope after the other."""
    own = await territories.of_member(tx, member.id) & set(library.served)
    if not own:
        return [None]
    near = frozenset(n for slug in own for n in library.served[slug].around.neighbours)
    found: list[Scope] = [_named(library, own)]
    if near - own:
        found.append(_named(library, near - own))
    if member.role is Role.COORDINATOR:
        found.append(None)
    return found


def _named(library: Library, slugs: frozenset[str]) -> frozenset[str]:
    """Cases of before there were territories have no name: they are the default team's."""
    return slugs | {""} if library.home.slug in slugs else slugs


@dataclass(frozen=True, slots=True)
class InSight:
    """Who waits, as one member sees it."""

    #: The first ones, most urgent first.
    first: Sequence[Case] = ()
    #: How many they are in all.
    total: int = 0
    #: Nobody waits where the member works: these wait elsewhere.
    elsewhere: bool = False


async def in_sight(tx: Transaction, library: Library, member: Person) -> InSight:
    """Who waits where a member works; with nobody there, where they may help."""
    for place, scope in enumerate(await scopes(tx, library, member)):
        waiting = await queue.first(tx, SHOWN, scope)
        if waiting:
            return InSight(waiting, await queue.count(tx, scope), place > 0)
    return InSight()


async def work_in(ctx: Context, member: Person, slugs: frozenset[str]) -> None:
    """Note where a member works; nothing: everywhere. With one, they read its name and hours."""
    known = slugs & set(ctx.library.served)
    await territories.set_of_member(ctx.tx, member.id, known)
    home = next(iter(known)) if len(known) == 1 else None
    await territories.set_of_person(ctx.tx, member.id, home)
