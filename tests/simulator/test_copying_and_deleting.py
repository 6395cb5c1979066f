"""copyMessage(s), forwardMessage(s), deleteMessage(s): what is missing, what is too old."""

import pytest

from telegram_simulator.people import Person
from telegram_simulator.world import World
from tests.simulator.conftest import Client


@pytest.fixture
def sam(world: World) -> Person:
    person = world.person("Sam")
    person.starts()
    return person


async def test_a_copy_says_the_same_and_tells_nothing_of_its_author(
    api: Client, lea: Person, sam: Person
) -> None:
    photo = lea.sends_photo("Regarde t.me/x", spoiler=True)
    copy = await api(
        "copyMessage", chat_id=sam.id, from_chat_id=lea.id, message_id=photo, protect_content=True
    )
    assert set(copy) == {"message_id"}
    data = sam.account.messages[copy["message_id"]].data
    assert data["caption"] == "Regarde t.me/x"
    assert data["caption_entities"][0]["type"] == "url"
    assert data["has_media_spoiler"] is True
    assert data["photo"] == lea.account.messages[photo].data["photo"]
    assert "forward_origin" not in data
    assert "Léa" not in str(data)
    seen = sam.screen[-1]
    assert (seen.protected, seen.spoiler, seen.kind) == (True, True, "photo")


async def test_every_kind_of_message_can_be_copied(api: Client, lea: Person, sam: Person) -> None:
    sent = [
        lea.writes("texte"), lea.sends_photo(), lea.sends_video(), lea.sends_voice(),
        lea.sends_audio(), lea.sends_document(), lea.sends_animation(), lea.sends_sticker(),
        lea.sends_video_note(), lea.shares_contact(), lea.shares_location(), lea.sends_poll(),
        lea.sends_dice(), lea.forwards("lu ailleurs", "Paul"),
    ]  # fmt: skip
    copies = await api("copyMessages", chat_id=sam.id, from_chat_id=lea.id, message_ids=sent)
    kinds = [seen.kind for seen in sam.screen[1:]]
    assert kinds == [seen.kind for seen in lea.screen[1:]]
    assert [copy["message_id"] for copy in copies] == [seen.id for seen in sam.screen[1:]]
    assert "forward_origin" not in sam.account.messages[copies[-1]["message_id"]].data


async def test_a_caption_can_be_replaced_or_left_out(api: Client, lea: Person, sam: Person) -> None:
    photo = lea.sends_photo("Ma photo")
    params = {"chat_id": sam.id, "from_chat_id": lea.id}
    await api(
        "copyMessage", **params, message_id=photo, caption="<b>Autre</b>", parse_mode="HTML",
        reply_markup={"inline_keyboard": [[{"text": "Voir", "callback_data": "v"}]]},
    )  # fmt: skip
    assert (sam.screen[-1].text, sam.screen[-1].buttons) == ("Autre", ("Voir",))
    await api("copyMessages", **params, message_ids=[photo], remove_caption=True)
    assert sam.screen[-1].text == ""


async def test_an_edited_message_is_copied_as_it_is_now(
    api: Client, lea: Person, sam: Person
) -> None:
    number = lea.writes("bonjou")
    lea.edits(number, "bonjour")
    await api("copyMessage", chat_id=sam.id, from_chat_id=lea.id, message_id=number)
    assert sam.screen[-1].text == "bonjour"


async def test_missing_messages_are_refused_or_skipped(
    api: Client, lea: Person, sam: Person
) -> None:
    gone, there = lea.writes("efface-moi"), lea.writes("garde-moi")
    lea.deletes(gone)
    params = {"chat_id": sam.id, "from_chat_id": lea.id}
    assert (
        await api.refused("copyMessage", **params, message_id=gone)
        == "400 Bad Request: message to copy not found"
    )
    assert (
        await api.refused("forwardMessage", **params, message_id=gone)
        == "400 Bad Request: message to forward not found"
    )
    assert len(await api("copyMessages", **params, message_ids=[gone, there])) == 1
    assert sam.screen[-1].text == "garde-moi"
    assert (
        await api.refused("copyMessages", **params, message_ids=[gone])
        == "400 Bad Request: there are no messages to forward"
    )


async def test_lists_of_messages_are_checked(api: Client, lea: Person, sam: Person) -> None:
    params = {"chat_id": sam.id, "from_chat_id": lea.id}
    wrong: list[tuple[dict[str, object], str]] = [
        ({}, "message identifiers are not specified"),
        ({"message_ids": []}, "message identifiers are not specified"),
        ({"message_ids": "3"}, "expected an Array of message identifiers"),
        ({"message_ids": "["}, "can't parse message_ids JSON object"),
        ({"message_ids": [0]}, "invalid message identifier specified"),
        ({"message_ids": ["a"]}, "can't parse message identifier as Number"),
        ({"message_ids": [None]}, "message identifier must be a Number"),
        ({"message_ids": list(range(1, 102))}, "too many message identifiers specified"),
        ({"message_ids": [5, 4]}, "message identifiers must be in a strictly increasing order"),
        ({"message_ids": [4, 4]}, "message identifiers must be in a strictly increasing order"),
    ]
    for given, why in wrong:
        assert await api.refused("copyMessages", **params, **given) == f"400 Bad Request: {why}"
    assert (
        await api.refused("copyMessage", chat_id=sam.id, message_id=1)
        == '400 Bad Request: parameter "from_chat_id" is required'
    )
    assert (
        await api.refused("copyMessage", **params)
        == "400 Bad Request: message identifier is not specified"
    )
    assert (
        await api.refused("copyMessage", chat_id=sam.id, from_chat_id=77, message_id=1)
        == "400 Bad Request: chat not found"
    )


async def test_a_forward_names_its_author_unless_protected(
    api: Client, lea: Person, sam: Person
) -> None:
    number = lea.writes("de moi")
    params = {"chat_id": lea.id, "from_chat_id": sam.id}
    forwarded = await api("forwardMessage", chat_id=sam.id, from_chat_id=lea.id, message_id=number)
    assert forwarded["forward_origin"]["sender_user"]["first_name"] == "Léa"
    secret = await api("sendMessage", chat_id=sam.id, text="gardé", protect_content=True)
    assert (
        await api.refused("forwardMessage", **params, message_id=secret["message_id"])
        == "400 Bad Request: the message can't be forwarded"
    )
    await api("copyMessage", **params, message_id=secret["message_id"])
    assert len(await api("forwardMessages", **params, message_ids=[forwarded["message_id"]])) == 1


async def test_messages_are_deleted_on_both_sides_for_48_hours(
    api: Client, world: World, lea: Person
) -> None:
    mine = lea.writes("à effacer")
    theirs = (await api("sendMessage", chat_id=lea.id, text="à effacer aussi"))["message_id"]
    old = lea.writes("trop vieux")
    assert await api("deleteMessage", chat_id=lea.id, message_id=mine) is True
    assert await api("deleteMessages", chat_id=lea.id, message_ids=[mine, theirs, 9999]) is True
    assert [seen.id for seen in lea.screen if seen.id in {mine, theirs}] == []
    world.clock.forward(hours=48, seconds=2)
    too_old = "400 Bad Request: message can't be deleted for everyone"
    assert await api.refused("deleteMessage", chat_id=lea.id, message_id=old) == too_old
    young = lea.writes("tout neuf")
    assert await api.refused("deleteMessages", chat_id=lea.id, message_ids=[old, young]) == too_old
    assert lea.screen[-1].id == young, "none is deleted when one is refused"
    assert (
        await api.refused("deleteMessage", chat_id=lea.id, message_id=9999)
        == "400 Bad Request: message to delete not found"
    )


async def test_a_throw_of_dice_stays_for_a_day(api: Client, world: World, lea: Person) -> None:
    throw = lea.sends_dice()
    assert (
        await api.refused("deleteMessage", chat_id=lea.id, message_id=throw)
        == "400 Bad Request: message can't be deleted for everyone"
    )
    world.clock.forward(hours=25)
    await api("deleteMessage", chat_id=lea.id, message_id=throw)


async def test_what_telegram_does_not_copy(api: Client, lea: Person, sam: Person) -> None:
    never = [
        lea.sends_paid_media("payant"), lea.sends_story(), lea.sends_checklist(), lea.sends_game(),
        lea.sends_raw(giveaway={"chats": [], "winners_selection_date": 1, "winner_count": 1}),
        lea.sends_raw(invoice={"title": "don", "currency": "EUR", "total_amount": 500}),
        lea.forwards_quiz("Vrai ?", ["Oui", "Non"]), lea.pins(lea.writes("mot")), lea.sets_timer(),
    ]  # fmt: skip
    params = {"chat_id": sam.id, "from_chat_id": lea.id}
    for number in never:
        assert (
            await api.refused("copyMessage", **params, message_id=number)
            == "400 Bad Request: the message can't be copied"
        )
    quiz = lea.sends_poll("Vrai ?", correct=0)
    copies = await api("copyMessages", **params, message_ids=[*never, quiz])
    assert (len(copies), sam.screen[-1].kind) == (1, "poll")


async def test_a_copy_is_the_bots_own(api: Client, lea: Person, sam: Person) -> None:
    """A live location stands still, a poll begins anew, dice are thrown again."""
    params = {"chat_id": sam.id, "from_chat_id": lea.id}
    place = lea.shares_live_location(45.5, 6.5)
    await api("copyMessage", **params, message_id=place)
    assert (sam.screen[-1].kind, sam.screen[-1].live) == ("location", False)
    lea.moves(place, 45.6, 6.6)
    copy = sam.account.messages[sam.screen[-1].id].data
    assert copy["location"] == {"latitude": 45.5, "longitude": 6.5}, "it does not follow"
    poll = lea.sends_poll("On y va ?")
    copied = await api("copyMessage", **params, message_id=poll)
    mine, theirs = (
        lea.account.messages[poll].data, sam.account.messages[copied["message_id"]].data,
    )  # fmt: skip
    assert mine["poll"]["question"] == theirs["poll"]["question"]
    assert mine["poll"]["id"] != theirs["poll"]["id"]
    venue = lea.sends_venue("Mairie", "1 place de la Mairie")
    await api("copyMessage", **params, message_id=venue)
    assert (sam.screen[-1].kind, sam.screen[-1].text) == ("venue", "Mairie 1 place de la Mairie")
    first = lea.writes("mardi ou jeudi ?")
    await api("copyMessage", **params, message_id=lea.writes("oui", reply_to=first, quote="jeudi"))
    assert (sam.screen[-1].text, sam.screen[-1].quote) == ("oui", "")
