"""What a real app lets people do beyond writing, and what the bot is told of it."""

from typing import Any

import pytest
from telegram import Update

from telegram_simulator.people import Person
from telegram_simulator.sharing import FOR_EVER
from telegram_simulator.webhook import lane_of
from telegram_simulator.world import World
from tests.simulator.conftest import Client


def told(world: World) -> list[dict[str, Any]]:
    """What waits for the bot; the library understands all of it."""
    updates = world.pending_updates()
    world.updates.clear()
    for update in updates:
        Update.de_json(update, None)
    return updates


def only(world: World, kind: str) -> Any:
    [update] = told(world)
    return update[kind]


async def test_a_text_becomes_a_photo_and_another(world: World, lea: Person) -> None:
    text = lea.writes("salut *toi* t.me/x")
    lea.edits_into_photo(text)
    sent, edited = told(world)
    assert "photo" not in sent["message"], "what was sent stays as it was sent"
    photo = edited["edited_message"]
    assert (photo["caption"], "text" in photo, "entities" in photo) == (
        "salut *toi* t.me/x", False, False,
    )  # fmt: skip
    assert photo["caption_entities"][0]["type"] == "url"
    assert photo["edit_date"]
    lea.edits_into_photo(text, "autre", spoiler=True)
    other = only(world, "edited_message")
    assert other["photo"] != photo["photo"]
    assert (other["caption"], other["has_media_spoiler"]) == ("autre", True)
    lea.edits_into_video(text)
    film = only(world, "edited_message")
    assert ("photo" in film, "video" in film, film["caption"]) == (False, True, "autre")
    assert "has_media_spoiler" not in film


async def test_a_caption_is_changed_added_and_taken_away(world: World, lea: Person) -> None:
    photo = lea.sends_photo()
    told(world)
    for caption in ("une", "deux"):
        lea.edits_caption(photo, caption)
        assert only(world, "edited_message")["caption"] == caption
    lea.edits_caption(photo, "")
    assert "caption" not in only(world, "edited_message")


async def test_what_the_app_does_not_let_change(world: World, lea: Person) -> None:
    world.updates.clear()
    for number in (lea.sends_voice(), lea.sends_sticker(), lea.shares_location(), lea.sends_poll()):
        with pytest.raises(AssertionError, match="ne permet pas"):
            lea.edits_into_photo(number)
    for number in (lea.shares_contact(), lea.pins(lea.writes("mot"))):
        with pytest.raises(AssertionError, match="pas de texte"):
            lea.edits(number, "autre")
        with pytest.raises(AssertionError, match="pas de légende"):
            lea.edits_caption(number, "autre")
    with pytest.raises(AssertionError, match="transféré"):
        lea.edits(lea.forwards("lu"), "écrit")
    assert not any("edited_message" in update for update in told(world))


async def test_a_live_location_moves_until_it_is_stopped_or_over(world: World, lea: Person) -> None:
    place = lea.shares_live_location(45.1, 6.1, period=900)
    assert only(world, "message")["location"]["live_period"] == 900
    assert lea.screen[-1].live
    lea.moves(place, 45.2, 6.2)
    moved = only(world, "edited_message")
    assert moved["location"] == {"latitude": 45.2, "longitude": 6.2, "live_period": 900}
    lea.stops_live_location(place)
    assert only(world, "edited_message")["location"] == {"latitude": 45.2, "longitude": 6.2}
    with pytest.raises(AssertionError, match="plus, partagée"):
        lea.moves(place, 45.3, 6.3)
    short, endless = lea.shares_live_location(period=60), lea.shares_live_location(period=FOR_EVER)
    world.clock.forward(hours=2)
    with pytest.raises(AssertionError, match="plus, partagée"):
        lea.moves(short, 45.3, 6.3)
    lea.moves(endless, 45.3, 6.3)
    with pytest.raises(AssertionError, match="un jour"):
        lea.shares_live_location(period=5)


async def test_a_forward_says_whose_words_they_are(world: World, lea: Person) -> None:
    lea.forwards("a", "Paul")
    lea.forwards("b", "Paul", origin="user")
    lea.forwards("c", "Infos", origin="channel", kind="photo")
    lea.forwards("d", "Le club", origin="chat")
    lea.forwards_again(lea.writes("de moi"))
    assert [one["message"]["forward_origin"]["type"] for one in told(world) if "forward_origin" in
            one["message"]] == ["hidden_user", "user", "channel", "chat", "user"]  # fmt: skip
    assert lea.screen[-1].forwarded
    assert (lea.screen[-3].text, lea.screen[-4].kind) == ("d", "photo")
    assert len(lea.forwards_several("un", "deux", "trois")) == len(told(world))


async def test_a_part_of_a_message_is_quoted(api: Client, world: World, lea: Person) -> None:
    sent = await api("sendMessage", chat_id=lea.id, text="👋 Quel <b>jour</b> ?", parse_mode="HTML")
    lea.writes("mardi", reply_to=sent["message_id"], quote="jour")
    message = only(world, "message")
    assert message["quote"] == {
        "text": "jour", "position": 8, "is_manual": True,
        "entities": [{"type": "bold", "offset": 0, "length": 4}],
    }  # fmt: skip
    assert message["reply_to_message"]["message_id"] == sent["message_id"]
    assert lea.screen[-1].quote == "jour"
    with pytest.raises(AssertionError, match="citer"):
        lea.writes("quoi", reply_to=sent["message_id"], quote="année")
    lea.answers_elsewhere("regarde", "il te cherche")
    elsewhere = only(world, "message")
    assert elsewhere["quote"]["text"] == "il te cherche"
    assert "reply_to_message" not in elsewhere


async def test_a_bots_quote_is_exactly_in_the_message(api: Client, lea: Person) -> None:
    number = lea.writes("on se voit mardi ou mercredi ? mardi ")
    bold = (await api("sendMessage", chat_id=lea.id, text="*gras*", parse_mode="Markdown"))[
        "message_id"
    ]

    async def refused(reply: dict[str, Any]) -> bool:
        answer = await api.answer("sendMessage", chat_id=lea.id, text="oui", reply_parameters=reply)
        assert answer["ok"] or answer["description"] == "Bad Request: QUOTE_TEXT_INVALID"
        return not answer["ok"]

    assert not await refused({"message_id": number, "quote": "mardi"})
    assert (lea.screen[-1].quote, lea.screen[-1].reply_to) == ("mardi", number)
    assert await refused({"message_id": number, "quote": "Mardi"})
    assert await refused(
        {"message_id": number, "quote": "<b>mardi</b>", "quote_parse_mode": "HTML"}
    )
    assert await refused(
        {"message_id": number, "quote": "jeudi", "allow_sending_without_reply": True}
    )
    assert await refused({"message_id": bold, "quote": "gras"})
    assert not await refused({
        "message_id": bold, "quote": "gras",
        "quote_entities": [{"type": "bold", "offset": 0, "length": 4}],
    })  # fmt: skip
    assert not await refused(
        {"message_id": 9_999, "quote": "jeudi", "allow_sending_without_reply": True}
    )


async def test_reactions_are_told_to_who_asks_for_them(
    api: Client, world: World, lea: Person
) -> None:
    sent = (await api("sendMessage", chat_id=lea.id, text="Bonjour"))["message_id"]
    lea.reacts("❤️", to=sent)
    assert told(world) == [], "not asked for"
    await api("getUpdates", allowed_updates=["message", "message_reaction"])
    lea.reacts("🔥", to=sent)
    lea.reacts("🔥", to=sent)
    lea.reacts(None, to=sent)
    lea.reacts("👍", to=lea.writes("à moi"))
    changed, taken, _, own = told(world)
    heart, fire = ({"type": "emoji", "emoji": one} for one in "❤🔥")
    reaction = changed["message_reaction"]
    assert (reaction["old_reaction"], reaction["new_reaction"]) == ([heart], [fire])
    assert (reaction["user"]["id"], reaction["message_id"]) == (lea.id, sent)
    assert taken["message_reaction"]["new_reaction"] == []
    assert own["message_reaction"]["old_reaction"] == []
    with pytest.raises(AssertionError, match="ne propose pas"):
        lea.reacts("🥐", to=sent)


async def test_what_happens_in_the_chat_comes_as_service_messages(
    api: Client, world: World, lea: Person
) -> None:
    text = lea.writes("important")
    told(world)
    lines = [lea.pins(text), lea.sets_timer(), lea.sets_background()]
    pinned, timer, background = (one["message"] for one in told(world))
    assert pinned["pinned_message"]["message_id"] == text
    assert timer["message_auto_delete_timer_changed"]["message_auto_delete_time"] == 86_400
    assert background["chat_background_set"]["type"]["type"] == "fill"
    assert (await api("getChat", chat_id=lea.id))["pinned_message"]["message_id"] == text
    for line in lines:
        assert (
            await api.refused(
                "setMessageReaction", chat_id=lea.id, message_id=line,
                reaction=[{"type": "emoji", "emoji": "👌"}],
            )
            == "400 Bad Request: REACTION_INVALID"
        )  # fmt: skip
    listed = lea.sends_checklist("Liste", ["un"])
    lea.adds_task(listed, "deux")
    _, changed, added = told(world)
    assert [one["text"] for one in changed["edited_message"]["checklist"]["tasks"]] == [
        "un",
        "deux",
    ]
    assert added["message"]["checklist_tasks_added"]["tasks"][0]["text"] == "deux"


async def test_the_bot_may_hear_of_an_edit_in_which_nothing_changed(
    world: World, lea: Person
) -> None:
    number = lea.writes("regarde exemple.fr")
    sent = only(world, "message")
    lea.touches(number)
    assert only(world, "edited_message") == sent


async def test_topics_are_there_when_the_bot_has_them(
    api: Client, world: World, lea: Person
) -> None:
    assert (await api("getMe"))["has_topics_enabled"] is False
    with pytest.raises(AssertionError, match="pas de sujets"):
        lea.opens_topic("L'école")
    world.topics_enabled = True
    assert (await api("getMe"))["has_topics_enabled"] is True
    topic = lea.opens_topic("L'école")
    assert only(world, "message")["is_topic_message"] is True
    number = lea.writes("ici", thread=topic)
    message = only(world, "message")
    assert (message["message_thread_id"], message["is_topic_message"]) == (topic, True)
    with pytest.raises(AssertionError, match="n'existe pas"):
        lea.writes("ailleurs", thread=topic + 5)
    this = {"chat_id": lea.id, "message_thread_id": topic}
    for sent in (
        await api("sendMessage", **this, text="vu"),
        await api(
            "sendMessage", chat_id=lea.id, text="vu", reply_parameters={"message_id": number}
        ),
        await api("forwardMessage", **this, from_chat_id=lea.id, message_id=number),
    ):
        assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic, True)
    await api("copyMessage", **this, from_chat_id=lea.id, message_id=number)
    assert lea.screen[-1].thread == topic
    await api("sendChatAction", **this, action="typing")
    await api("sendMessage", chat_id=lea.id, text="hors sujet")
    assert "message_thread_id" not in lea.account.messages[lea.screen[-1].id].data
    lost = "400 Bad Request: message thread not found"
    wrong = {"chat_id": lea.id, "message_thread_id": number}
    copied = {"from_chat_id": lea.id, "message_id": number}
    assert await api.refused("sendMessage", **wrong, text="?") == lost
    assert await api.refused("copyMessage", **wrong, **copied) == lost
    assert await api.refused("sendDice", **wrong) == lost
    assert await api.refused("sendChatAction", **wrong, action="typing") == lost


async def test_a_topic_that_is_gone_is_not_found(api: Client, world: World, lea: Person) -> None:
    world.topics_enabled = True
    school, home = lea.opens_topic("L'école"), lea.opens_topic("La maison")
    number = lea.writes("ici", thread=school)
    kept = lea.writes("là", thread=home)
    lea.deletes_topic(school)
    assert {school, number}.isdisjoint(lea.account.messages)
    lost = "400 Bad Request: message thread not found"
    assert (
        await api.refused("sendMessage", chat_id=lea.id, message_thread_id=school, text="?") == lost
    )
    world.topics_enabled = False
    assert (
        await api.refused("sendMessage", chat_id=lea.id, message_thread_id=home, text="?") == lost
    )
    await api("sendMessage", chat_id=lea.id, text="vu", reply_parameters={"message_id": kept})
    assert (lea.screen[-1].thread, lea.screen[-1].reply_to) == (None, kept)


async def test_what_is_protected_is_not_forwarded(api: Client, lea: Person) -> None:
    sent = await api("sendMessage", chat_id=lea.id, text="gardé", protect_content=True)
    with pytest.raises(AssertionError, match="protégé"):
        lea.forwards_again(sent["message_id"])


async def test_no_topic_is_found_where_there_are_none(api: Client, lea: Person) -> None:
    assert (
        await api.refused("sendMessage", chat_id=lea.id, message_thread_id=1, text="?")
        == "400 Bad Request: message thread not found"
    )


async def test_an_update_may_be_anything(api: Client, world: World, lea: Person) -> None:
    odd: list[dict[str, Any]] = [
        {"message": {"message_id": "x", "chat": 5}}, {"message": None}, {},
        {"unheard_of": {"a": []}},
    ]  # fmt: skip
    numbers = [world.raw_update(one) for one in odd]
    lea.writes("après")
    updates = await api("getUpdates")
    assert [one["update_id"] for one in updates[:-1]] == numbers
    assert [{k: v for k, v in one.items() if k != "update_id"} for one in updates[:-1]] == odd
    assert updates[-1]["message"]["text"] == "après"
    assert [lane_of(one) for one in updates] == [0, 0, 0, 0, lea.id]
