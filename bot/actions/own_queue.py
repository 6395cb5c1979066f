"""Whose requests a member sees first: their own territories', then the neighbours', then all."""

from bot.actions.context import Context
from bot.content.collection import Library
from bot.domain.people import Person, Role
from bot.store import territories
from bot.store.database import Transaction

#: Names of territories; None: all of them.
Scope = frozenset[str] | None


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


async def work_in(ctx: Context, member: Person, slugs: frozenset[str]) -> None:
    """Note where a member works; nothing: everywhere. With one, they read its name and hours."""
    known = slugs & set(ctx.library.served)
    await territories.set_of_member(ctx.tx, member.id, known)
    home = next(iter(known)) if len(known) == 1 else None
    await territories.set_of_person(ctx.tx, member.id, home)
