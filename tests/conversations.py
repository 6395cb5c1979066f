"""Ways into a conversation that many stories share."""

from bot.simulator.people import Person
from tests.conftest import Town


async def talking(town: Town) -> tuple[Person, Person]:
    """A worker (Sam) and a young person (Léa) in conversation."""
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    await sam.sees_button("Prendre")
    sam.presses("Prendre")
    await lea.sees("est là")
    return sam, lea
