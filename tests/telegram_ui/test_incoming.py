"""What the bot understands of each message that a real app can send."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Message, Update
from telegram.constants import MessageType

from bot.domain.messages import IMAGES, REFUSED, TELLING, Kind, Passing, passing
from bot.telegram_ui.incoming import (
    CONTENT,
    SERVICE,
    command_of,
    is_forward,
    is_live_tick,
    kind_of,
    live_ended,
    quote_of,
    topic_of,
    words_of,
    written,
)
from telegram_simulator.people import Person
from telegram_simulator.world import World

#: About a message, never what it says.
ABOUT = frozenset(
    {
        "author_signature", "business_connection_id", "caption", "caption_entities", "chat", "date",
        "direct_messages_topic", "edit_date", "effect_id", "entities", "ephemeral_message_id",
        "external_reply", "forward_origin", "from_user", "guest_bot_caller_chat",
        "guest_bot_caller_user", "guest_query_id", "has_media_spoiler", "has_protected_content",
        "is_automatic_forward", "is_from_offline", "is_paid_post", "is_topic_message",
        "link_preview_options", "media_group_id", "message_id", "message_thread_id",
        "paid_star_count", "quote", "receiver_user", "reply_markup", "reply_to_checklist_task_id",
        "reply_to_message", "reply_to_poll_option_id", "reply_to_story", "sender_boost_count",
        "sender_business_bot", "sender_chat", "sender_tag", "show_caption_above_media",
        "suggested_post_info", "via_bot",
    }
)  # fmt: skip
#: The library's own, in no message.
OF_THE_LIBRARY = frozenset({"api_kwargs", "bot", "effective_attachment", "frozen", "id_attrs"})


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def lea(world: World) -> Person:
    return world.person("Léa")


def last(person: Person) -> Message:
    """The latest thing that the bot was told of somebody, as the library understands it."""
    update = Update.de_json(person._state.updates.first(1_000)[-1], None)
    message = update.message or update.edited_message
    assert message is not None
    return message


def test_no_field_of_a_message_is_forgotten() -> None:
    fields = {slot.lstrip("_") for one in Message.__mro__ for slot in getattr(one, "__slots__", ())}
    sorted_out = [set(CONTENT), SERVICE, ABOUT, OF_THE_LIBRARY]
    assert fields - set().union(*sorted_out) == set()
    assert sum(map(len, sorted_out)) == len(set().union(*sorted_out)), "each in one place only"
    assert {kind.value for kind in MessageType} - set(CONTENT) - SERVICE - ABOUT == set()


SENT: list[tuple[Callable[[Person], object], Kind]] = [
    (lambda lea: lea.writes("bonjour"), Kind.TEXT),
    (lambda lea: lea.sends_voice(), Kind.VOICE),
    (lambda lea: lea.sends_audio(), Kind.AUDIO),
    (lambda lea: lea.sends_sticker(), Kind.STICKER),
    (lambda lea: lea.sends_photo(), Kind.PHOTO),
    (lambda lea: lea.sends_live_photo(), Kind.PHOTO),
    (lambda lea: lea.sends_video(), Kind.VIDEO),
    (lambda lea: lea.sends_animation(), Kind.ANIMATION),
    (lambda lea: lea.sends_video_note(), Kind.VIDEO_NOTE),
    (lambda lea: lea.sends_document(), Kind.DOCUMENT),
    (lambda lea: lea.shares_contact(), Kind.CONTACT),
    (lambda lea: lea.shares_location(), Kind.LOCATION),
    (lambda lea: lea.sends_venue(), Kind.LOCATION),
    (lambda lea: lea.shares_live_location(), Kind.LIVE_LOCATION),
    (lambda lea: lea.sends_poll(), Kind.POLL),
    (lambda lea: lea.sends_dice(), Kind.DICE),
    (lambda lea: lea.sends_poll(correct=1), Kind.UNSUPPORTED),
    (lambda lea: lea.forwards_quiz("Vrai ?", ["Oui", "Non"]), Kind.UNSUPPORTED),
    (lambda lea: lea.sends_poll(picture=True), Kind.UNSUPPORTED),
    (lambda lea: lea.sends_story(), Kind.STORY),
    (lambda lea: lea.sends_checklist(), Kind.CHECKLIST),
    (lambda lea: lea.sends_paid_media(), Kind.PAID_MEDIA),
    (lambda lea: lea.sends_game(), Kind.GAME),
    (lambda lea: lea.sends_raw(rich_message={"blocks": []}), Kind.UNSUPPORTED),
    (lambda lea: lea.sends_raw(something_of_next_year={"a": 1}), Kind.UNSUPPORTED),
    (lambda lea: lea.pins(lea.writes("bonjour")), Kind.SERVICE),
    (lambda lea: lea.sets_timer(), Kind.SERVICE),
    (lambda lea: lea.sets_background(), Kind.SERVICE),
    (lambda lea: lea.adds_task(lea.sends_checklist(), "dormir"), Kind.SERVICE),
    (lambda lea: lea.sends_raw(community_chat_added={"community": {}}), Kind.SERVICE),
    (lambda lea: lea.sends_raw(boost_added={"boost_count": 1}), Kind.SERVICE),
]


@pytest.mark.parametrize(("sends", "kind"), SENT)
def test_every_kind_is_known_for_what_it_is(
    lea: Person, sends: Callable[[Person], object], kind: Kind
) -> None:
    sends(lea)
    assert kind_of(last(lea)) is kind
    assert written(last(lea)).kind is kind


def test_every_kind_has_a_way() -> None:
    for kind in Kind:
        expected = Passing.PASS
        if kind in IMAGES:
            expected = Passing.HOLD_IMAGE
        elif kind in TELLING:
            expected = Passing.ASK_FIRST
        elif kind in REFUSED:
            expected = Passing.REFUSE
        assert passing(kind, tells=False, images_accepted=False) is expected, kind


def test_an_image_stays_one_whatever_its_sender_calls_it(lea: Person) -> None:
    for name, mime in [
        ("moi.JPG", "application/octet-stream"), ("moi.heic", "application/pdf"),
        ("fichier", "image/png"), ("fichier", "VIDEO/MP4"), (" plage.webm ", "text/plain"),
    ]:  # fmt: skip
        lea.sends_document(name, mime_type=mime)
        assert kind_of(last(lea)) is Kind.PHOTO, (name, mime)
    for name in ("devoir.pdf", "jpg", "photo.jpg.zip", "liste.txt"):
        lea.sends_document(name, mime_type="application/octet-stream")
        assert kind_of(last(lea)) is Kind.DOCUMENT, name


def test_an_image_wins_over_whatever_comes_with_it(lea: Person) -> None:
    photo = lea.account.messages[lea.sends_photo()].data["photo"]
    lea.sends_raw(text="salut", photo=photo)
    assert kind_of(last(lea)) is Kind.PHOTO
    lea.sends_raw(text="salut", pinned_message=lea.account.messages[1].data)
    assert kind_of(last(lea)) is Kind.TEXT, "somebody's words are never taken for a notice"


def test_a_text_that_becomes_a_photo_is_a_photo(lea: Person) -> None:
    text = lea.writes("salut")
    lea.edits_into_photo(text)
    assert (kind_of(last(lea)), words_of(last(lea)).text) == (Kind.PHOTO, "salut")
    lea.edits_into_video(text, caption="")
    assert (kind_of(last(lea)), words_of(last(lea)).text) == (Kind.VIDEO, "")
    lea.edits_into("document", text, "regarde", name="moi.png")
    assert (kind_of(last(lea)), words_of(last(lea)).text) == (Kind.PHOTO, "regarde")


WRITTEN: list[Callable[[Person, str], object]] = [
    lambda lea, words: lea.writes(words),
    lambda lea, words: lea.sends_photo(words),
    lambda lea, words: lea.sends_voice(words),
    lambda lea, words: lea.sends_paid_media(words),
    lambda lea, words: lea.forwards(words, kind="video"),
    lambda lea, words: lea.sends_poll(words),
    lambda lea, words: lea.sends_poll("?", ["non", words]),
    lambda lea, words: lea.sends_poll("?", description=words),
    lambda lea, words: lea.sends_poll("?", correct=0, explanation=words),
    lambda lea, words: lea.sends_checklist(words),
    lambda lea, words: lea.sends_checklist("liste", ["manger", words]),
    lambda lea, words: lea.adds_task(lea.sends_checklist(), words),
    lambda lea, words: lea.sends_venue(words),
    lambda lea, words: lea.sends_venue("là", words),
    lambda lea, words: lea.shares_contact(first_name=words),
    lambda lea, words: lea.sends_game("jeu", words),
    lambda lea, words: lea.sends_raw(
        rich_message={"blocks": [{"type": "paragraph", "text": [{"type": "bold", "text": words}]}]}
    ),
    lambda lea, words: lea.sends_raw(rich_message={"blocks": [{"text": ["bon", words]}]}),
]  # fmt: skip


@pytest.mark.parametrize("sends", WRITTEN)
def test_what_somebody_wrote_is_heard_wherever_it_is_written(
    lea: Person, sends: Callable[[Person, str], object]
) -> None:
    sends(lea, "je veux mourir")
    assert "je veux mourir" in words_of(last(lea)).text


def test_formatting_belongs_to_texts_and_captions(lea: Person) -> None:
    lea.sends_photo("va sur exemple.fr")
    assert [one.type for one in words_of(last(lea)).entities] == ["url"]
    lea.sends_poll("exemple.fr ?")
    assert words_of(last(lea)).entities == ()
    lea.sends_dice()
    assert words_of(last(lea)).text == ""


def test_words_from_elsewhere_are_told_apart(lea: Person) -> None:
    own = lea.writes("de moi")
    assert not is_forward(last(lea))
    assert not written(last(lea)).forwarded
    lea.forwards("lu ailleurs", "Paul")
    assert written(last(lea)).forwarded
    for origin in ("hidden", "user", "channel", "chat"):
        lea.forwards("légende", "Paul", origin=origin, kind="photo")
        assert is_forward(last(lea))
        assert written(last(lea)).kind is Kind.PHOTO
    lea.forwards_again(own)
    assert is_forward(last(lea))
    lea.sends_story()
    assert is_forward(last(lea))


def test_a_part_that_is_quoted_is_known(lea: Person) -> None:
    first = lea.writes("on se voit mardi ou jeudi ?")
    lea.writes("oui", reply_to=first, quote="jeudi")
    quote = quote_of(last(lea))
    assert quote is not None
    assert (quote.text, quote.position) == ("jeudi", 20)
    assert written(last(lea)).reply_to == first
    lea.writes("oui", reply_to=first)
    assert quote_of(last(lea)) is None


def test_a_live_location_moves_and_ends(lea: Person) -> None:
    place = lea.shares_live_location()
    lea.moves(place, 45.9, 6.2)
    assert (is_live_tick(last(lea)), live_ended(last(lea))) == (True, False)
    lea.stops_live_location(place)
    assert (is_live_tick(last(lea)), live_ended(last(lea))) == (False, True)
    assert kind_of(last(lea)) is Kind.LOCATION
    text = lea.writes("bonjour")
    lea.edits(text, "bonsoir")
    assert (is_live_tick(last(lea)), live_ended(last(lea))) == (False, False)
    lea.touches(lea.sends_venue())
    assert (is_live_tick(last(lea)), live_ended(last(lea))) == (False, False)


def test_a_topic_of_the_chat_is_known_and_its_beginning_is_no_message_answered(
    world: World, lea: Person
) -> None:
    lea.writes("bonjour")
    assert topic_of(last(lea)) is None
    world.topics_enabled = True
    topic = lea.opens_topic("L'école")
    assert (kind_of(last(lea)), words_of(last(lea)).text) == (Kind.SERVICE, "L'école")
    lea.writes("ici", reply_to=topic, thread=topic)
    assert (topic_of(last(lea)), written(last(lea)).reply_to) == (topic, None)
    # Replies in groups have a thread of their own: no topic.
    lea.sends_raw(text="là", message_thread_id=7)
    assert topic_of(last(lea)) is None


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("/aide", ("aide", "")),
        ("/AIDE", ("aide", "")),
        ("/parler mon père me frappe", ("parler", "mon père me frappe")),
        ("/parler\nsuicide", ("parler", "suicide")),
        ("/aide\tj'en peux plus", ("aide", "j'en peux plus")),
        ("/aide\u00a0j'en peux plus", ("aide", "j'en peux plus")),
        ("/aide\u202f\n\n j'en\npeux plus ", ("aide", "j'en\npeux plus")),
        ("/aide\u200bvite", ("aide", "vite")),
        ("/parler@MonBot\nsuicide", ("parler", "suicide")),
        ("/parler@UnAutre\nsuicide", None),
        ("/urgence!!!", ("urgence", "")),
        ("/urgence!aidez-moi vite", ("urgence", "aidez-moi vite")),
        ("/parler, j'ai peur", ("parler", "j'ai peur")),
        ("/parler@MonBot… j'ai peur", ("parler", "j'ai peur")),
        ("/j'ai peur", ("j'ai", "peur")),
        ("/", ("", "")),
        ("/ j'ai peur", ("", "j'ai peur")),
        ("/!", ("!", "")),
        ("bonjour /aide", None),
        ("", None),
    ],
)
def test_a_command_ends_where_a_reader_sees_it_end(
    text: str, understood: tuple[str, str] | None
) -> None:
    assert command_of(text, "monbot") == understood


@given(
    st.sampled_from(["parler", "stop", "suicide", "j'ai"]),
    st.text(st.sampled_from(" \t\n\r\v\f\u00a0\u2028\u202f\u3000\u200b"), min_size=1),
    st.text().map(str.strip).filter(lambda words: words[:1].isalnum()),
)
def test_no_word_behind_a_command_is_lost(name: str, blank: str, words: str) -> None:
    assert command_of(f"/{name}{blank}{words}", "bot") == (name, words)
