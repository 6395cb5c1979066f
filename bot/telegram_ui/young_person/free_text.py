"""Whatever a young person writes: danger first, then their case, then what could help."""

from bot.actions.hold_back import hold_back
from bot.actions.pass_edit import pass_edit
from bot.actions.pass_message import pass_from_person
from bot.actions.raise_danger import raise_danger
from bot.domain.cases import Case, Status
from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.messages import Passing, passing
from bot.store import cases, inbox
from bot.store.outbox import Lane
from bot.telegram_ui.features import Feature, plain
from bot.telegram_ui.incoming import kind_of, words_of, written
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.young_person.cards import card_button
from bot.telegram_ui.young_person.challenge import is_stop_word, stop_challenge
from bot.telegram_ui.young_person.emergency import emergency_page


async def young_person_writes(visit: Visit) -> None:
    """Take in one message that is no command."""
    assert visit.message is not None  # noqa: S101  # called for messages only
    spoken = words_of(visit.message)
    visit.parts.words.remember(visit.person.id, visit.message.message_id, spoken)
    verdict = _assess(visit, spoken.text)
    numbers_shown = await show_numbers(visit, verdict)
    case = await cases.open_of(visit.ctx.tx, visit.person.id)
    if await is_stop_word(visit, spoken.text):
        await stop_challenge(visit)
        if case is None:
            return
    if case is not None:
        await _write_in_case(visit, case, verdict, spoken.text)
    else:
        await _write_outside(visit, verdict, spoken.text, numbers_shown=numbers_shown)


async def young_person_edits(visit: Visit) -> None:
    """Bring an edit to its copy; what it says now counts as if it had been written so."""
    assert visit.message is not None  # noqa: S101  # called for messages only
    text, edited = words_of(visit.message).text, visit.message.message_id
    verdict = _assess(visit, text)
    await show_numbers(visit, verdict)
    case = await cases.open_of(visit.ctx.tx, visit.person.id)
    if case is not None:
        await raise_danger(visit.ctx, case, verdict)
    if passing(kind_of(visit.message), text, images_accepted=True) is Passing.PASS:
        await pass_edit(visit.ctx, visit.person.id, edited)
    elif await hold_back(visit.ctx, visit.person.id, edited):
        await visit.reply("ask-before-passing", source=edited)
    else:
        await visit.reply("edit-not-passed")


def _assess(visit: Visit, text: str) -> Verdict:
    if not text:
        return Verdict(Danger.NONE)
    words, now = visit.parts.words, visit.ctx.now
    levels = tuple(verdict.danger for verdict in words.recent(visit.person.id, now))
    verdict = visit.parts.triage.assess(text, levels)
    words.note(visit.person.id, verdict, now)
    return verdict


async def show_numbers(visit: Visit, verdict: Verdict) -> bool:
    """Emergency numbers at once, in their own lane; not again within minutes."""
    if verdict.danger < Danger.HIGH:
        return False
    if visit.parts.words.shown_lately(
        visit.person.id, verdict.danger, visit.ctx.now, visit.occasion
    ):
        return False
    await visit.show(
        "danger-numbers", lane=Lane.DANGER, danger=int(verdict.danger), topic=verdict.topic.value
    )
    return True


async def _write_in_case(visit: Visit, case: Case, verdict: Verdict, text: str) -> None:
    assert visit.message is not None  # noqa: S101  # called for messages only
    await raise_danger(visit.ctx, case, verdict)
    what = written(visit.message)
    decision = passing(what.kind, text, images_accepted=case.images_accepted)
    if decision is Passing.REFUSE:
        await visit.reply("unsupported-kind")
        return
    first = case.status is Status.WAITING and not await _wrote_before(visit, case)
    kept = await pass_from_person(visit.ctx, case, what, decision)
    if kept is None:
        return
    if decision is Passing.HOLD_IMAGE:
        if _first_of_album(visit):
            await visit.reply("image-held")
    elif decision is Passing.ASK_FIRST:
        await visit.reply("ask-before-passing", source=what.source_id)
    elif first:
        await visit.reply("noted-while-waiting")


async def _wrote_before(visit: Visit, case: Case) -> bool:
    return await cases.has_messages(visit.ctx.tx, case.id)


def _first_of_album(visit: Visit) -> bool:
    album = visit.message.media_group_id if visit.message else None
    return album is None or visit.parts.words.first_of_album(visit.person.id, album, visit.occasion)


async def _write_outside(visit: Visit, verdict: Verdict, text: str, *, numbers_shown: bool) -> None:
    assert visit.message is not None  # noqa: S101  # called for messages only
    decision = passing(kind_of(visit.message), text, images_accepted=False)
    if decision is Passing.REFUSE:
        await visit.reply("unsupported-kind")
        return
    if decision is Passing.HOLD_IMAGE:
        if _first_of_album(visit):
            await visit.reply("image-outside-case")
        return
    if decision is Passing.ASK_FIRST:
        await visit.reply("ask-before-passing", source=visit.message.message_id)
    else:
        await inbox.mark_loose(visit.ctx.tx, visit.person.id, visit.message.message_id)
    if not numbers_shown:
        card = visit.parts.library().best_card(verdict.topic, verdict.danger, text)
        await visit.show(
            "what-could-help",
            danger=int(verdict.danger),
            topic=verdict.topic.value,
            card=card.id if card else "",
        )


async def _what_could_help(view: View) -> Page:
    topic, danger = Topic(view.text("topic")), Danger(view.number("danger"))
    talk = view.press("button-talk", "talk", int(danger), topic.value)
    card = view.library.cards.get(view.text("card"))
    if card is None:
        rows = [[talk], [view.press("button-topics", "topics")]]
        return Page(view.words("not-understood"), rows)
    rows = [
        [talk],
        [card_button(card)],
        [view.press("button-topics", "topics"), view.press("button-emergency", "emergency")],
    ]
    return Page(view.words("what-could-help", card=card.title), rows)


async def _danger_numbers(view: View) -> Page:
    topic, danger = Topic(view.text("topic")), Danger(view.number("danger"))
    page = emergency_page(view, danger, topic, "danger-numbers")
    talk = view.press("button-talk-now", "talk", int(danger), topic.value)
    return Page(page.text, [[talk]])


async def _image_held(view: View) -> Page:
    service = view.library.contacts["3018"]
    return Page(view.words("image-held", service=service.number or service.name))


FEATURE = Feature(
    screens={
        "what-could-help": _what_could_help,
        "danger-numbers": _danger_numbers,
        "unsupported-kind": plain("unsupported-kind"),
        "image-held": _image_held,
        "image-outside-case": plain("image-outside-case", (("button-talk", "talk"),)),
        "images-accepted": plain("images-accepted"),
        "noted-while-waiting": plain("noted-while-waiting"),
    },
)
