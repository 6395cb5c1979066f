from bot.content.kinds.base import Kind, Target
from bot.demo.town import show_content
from tests.conftest import Town


async def test_an_editor_sees_a_card_in_the_simulator_with_its_real_buttons(town: Town) -> None:
    lea = town.somebody("Léa")
    await show_content(town.bot, lea, Target(Kind.CARD, "cyberharcelement-victime"))
    await lea.sees("On me harcèle en ligne")
    await lea.sees_button("Retour")


async def test_an_editor_sees_a_path_from_its_first_step(town: Town) -> None:
    lea = town.somebody("Léa")
    await show_content(town.bot, lea, Target(Kind.PATH, "harcele"))
    await lea.sees("Qu'est-ce qui te ressemble le plus")
