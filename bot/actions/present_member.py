"""What a member says of themselves: their name, the charter, whether they are there."""

from bot.actions.context import Context
from bot.domain.people import PersonId, Signature
from bot.store import memberships


async def sign(ctx: Context, member: PersonId, signature: Signature) -> None:
    """Show this name and this function to young people from now on."""
    await memberships.set_signature(ctx.tx, member, signature)


async def accept_charter(ctx: Context, member: PersonId) -> None:
    """Note that a member accepted the charter."""
    await memberships.accept_charter(ctx.tx, member, ctx.now)


async def be_available(
    ctx: Context, member: PersonId, *, available: bool, capacity: int | None = None
) -> int:
    """Ring for new requests, or ring no more; open cases stay open.

    ``capacity``: how many cases at once from now on, before others are asked first; returns it.
    """
    await memberships.set_available(ctx.tx, member, available=available)
    if capacity is not None:
        await memberships.set_capacity(ctx.tx, member, capacity)
    return capacity or await memberships.capacity(ctx.tx, member)
