"""The screen of the numbers: who answers now, what to do first, and nothing in their way."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.actions.screens import DangerNumbers, NobodyAlerted
from bot.domain.danger import Danger, Topic
from bot.domain.people import Audience, Role
from bot.domain.voices import voice_for
from bot.telegram_ui.pages import Page
from tests.telegram_ui.walking import Walker, shipped, walking

THREE_AT_NIGHT = "2026-11-22T03:00:00+01:00"
SEXTORTION = DangerNumbers(Danger.HIGH, Topic.IMAGES_INTIMES, ("sextortion",))
OVERDOSE = DangerNumbers(Danger.IMMEDIATE, Topic.MAL_ETRE, ("suicide-act-now",))


def labels(page: Page) -> set[str]:
    return {button.label for row in page.buttons for button in row}


async def drawn_at_night(walker: Walker, screen: DangerNumbers | NobodyAlerted) -> str:
    walker.now = datetime.fromisoformat(THREE_AT_NIGHT)
    return (await walker.draws(screen)).text.text


async def test_at_night_what_is_closed_stands_below_what_answers(tmp_path: Path) -> None:
    async with walking(tmp_path) as walker:
        for screen in (SEXTORTION, NobodyAlerted(Danger.HIGH, Topic.IMAGES_INTIMES)):
            text = await drawn_at_night(walker, screen)
            now, later = text.partition("Plus tard")[::2]
            assert "Répondent maintenant" in now
            assert "3018" not in now
            assert "3018" in later, "it is told, with when it opens"


async def test_what_was_taken_calls_for_doctors_first(tmp_path: Path) -> None:
    async with walking(tmp_path) as walker:
        text = (await walker.draws(OVERDOSE)).text.text
        assert text.index("SAMU") < text.index("112")
        assert "Ne te fais pas vomir" in text


async def test_a_parent_gets_the_numbers_and_what_to_do_for_somebody_else(tmp_path: Path) -> None:
    async with walking(tmp_path) as walker:
        for audience, label in (
            (Audience.PARENTS, "Mon enfant parle de mourir"),
            (Audience.PROFESSIONALS, "Accueillir cette parole"),
        ):
            page = await walker.draws(
                OVERDOSE, voice_for(Role.YOUNG_PERSON, audience, walker.parts.zone)
            )
            assert "SAMU" in page.text.text
            assert "Ne la faites pas vomir" in page.text.text
            assert label in labels(page)


async def test_a_friend_s_words_forwarded_tell_what_a_friend_can_do(tmp_path: Path) -> None:
    async with walking(tmp_path) as walker:
        page = await walker.draws(replace(OVERDOSE, why=("received", *OVERDOSE.why)))
        assert "même si elle dit que ça va" in page.text.text
        assert "Un ami parle de mourir" in labels(page)


async def test_the_numbers_never_wait_for_a_page_that_is_gone(tmp_path: Path) -> None:
    library = replace(shipped(), shown={})
    async with walking(tmp_path, library) as walker:
        page = await walker.draws(OVERDOSE)
        assert "SAMU" in page.text.text
        assert labels(page) == {"💬 Parler à quelqu'un maintenant"}


async def test_without_a_reason_the_subject_chooses(tmp_path: Path) -> None:
    async with walking(tmp_path) as walker:
        page = await walker.draws(DangerNumbers(Danger.HIGH, Topic.IMAGES_INTIMES))
        assert "Ne paie pas" in page.text.text
        assert "Chantage : la suite" in labels(page)


PERHAPS = DangerNumbers(Danger.IMMEDIATE, Topic.MAL_ETRE, ("model-immediate",))


async def test_what_only_the_model_thinks_gets_one_number_and_a_way_to_say_no(
    tmp_path: Path,
) -> None:
    async with walking(tmp_path) as walker:
        page = await walker.draws(PERHAPS)
        text = page.text.text
        assert "je peux me tromper" in text
        assert "3114" in text
        assert "Police" not in text
        assert "15" not in text
        assert labels(page) == {
            "💬 Parler à quelqu'un maintenant", "🆘 Urgence", "Tu as mal compris, ça va"
        }  # fmt: skip


async def test_the_one_number_is_one_that_answers_now(tmp_path: Path) -> None:
    async with walking(tmp_path) as walker:
        screen = DangerNumbers(Danger.HIGH, Topic.IMAGES_INTIMES, ("model-high",))
        text = await drawn_at_night(walker, screen)
        assert "3018" not in text, "it is closed at three in the morning"
        assert "Plus tard" not in text


async def test_words_received_that_only_the_model_finds_grave_get_the_soft_card_too(
    tmp_path: Path,
) -> None:
    async with walking(tmp_path) as walker:
        page = await walker.draws(replace(PERHAPS, why=("received", "model-immediate")))
        assert "je peux me tromper" in page.text.text


async def test_what_a_rule_supports_gets_all_numbers(tmp_path: Path) -> None:
    async with walking(tmp_path) as walker:
        page = await walker.draws(replace(PERHAPS, why=("suicide-intent", "model-immediate")))
        assert "je peux me tromper" not in page.text.text
        assert "SAMU" in page.text.text
