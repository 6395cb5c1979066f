"""Every method through python-telegram-bot: its types must accept what the simulator answers."""

from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputTextMessageContent,
    MenuButtonCommands,
    MenuButtonDefault,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from telegram_simulator.acting import SAMPLE_IMAGE
from telegram_simulator.bot_api import METHODS
from telegram_simulator.failures import Failures
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from telegram_simulator.world import World

BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Parler", callback_data="talk")]])


@pytest.fixture
async def bot(server: SimulatorServer) -> AsyncIterator[Bot]:
    base = f"{server.url}/bot"
    async with Bot(server.token, base_url=base, base_file_url=f"{server.url}/file/bot") as bot:
        yield bot


async def test_every_method_is_understood(  # noqa: PLR0915 - there are many methods
    bot: Bot, world: World, lea: Person
) -> None:
    chat = lea.id
    text = await bot.send_message(
        chat, "Bonjour <b>toi</b>", parse_mode="HTML", reply_markup=BUTTONS
    )
    assert text.entities[0].type == "bold"
    await bot.edit_message_text("Re", chat, text.message_id, reply_markup=BUTTONS)
    await bot.edit_message_reply_markup(chat, text.message_id)
    quoted = ReplyParameters(text.message_id, allow_sending_without_reply=True)
    photo = await bot.send_photo(
        chat, SAMPLE_IMAGE, caption="légende", has_spoiler=True, reply_parameters=quoted
    )
    assert photo.reply_to_message
    await bot.edit_message_caption(chat, photo.message_id, caption="autre")
    media = InputMediaPhoto(photo.photo[-1].file_id, caption="x")
    await bot.edit_message_media(media, chat, photo.message_id)
    assert len(await bot.send_media_group(chat, [media, InputMediaPhoto(SAMPLE_IMAGE)])) == 2
    file = await bot.get_file(photo.photo[-1])
    assert bytes(await file.download_as_bytearray()) == SAMPLE_IMAGE
    await bot.send_document(chat, b"%PDF", filename="fiche.pdf")
    await bot.send_voice(chat, b"Ogg", duration=2)
    await bot.send_video(chat, b"film")
    await bot.send_audio(chat, b"son", title="Titre")
    await bot.send_animation(chat, b"gif")
    await bot.send_sticker(chat, b"webp")
    await bot.send_video_note(chat, b"rond")
    await bot.send_location(chat, 45.9, 6.1)
    await bot.send_contact(chat, "+33639981234", "Sam")
    assert (await bot.send_poll(chat, "Vrai ?", ["Oui", "Non"])).poll
    assert (await bot.send_dice(chat)).dice
    await bot.send_chat_action(chat, "typing")
    written = lea.writes("copie-moi")
    copy = await bot.copy_message(chat, chat, written, protect_content=True)
    assert len(await bot.copy_messages(chat, chat, [written, copy.message_id])) == 2
    assert (await bot.forward_message(chat, chat, written)).forward_origin
    assert len(await bot.forward_messages(chat, chat, [written])) == 1
    await bot.set_message_reaction(chat, written, "👌")
    await bot.pin_chat_message(chat, text.message_id)
    full = await bot.get_chat(chat)
    assert full.pinned_message
    await bot.unpin_chat_message(chat)
    await bot.delete_message(chat, copy.message_id)
    await bot.delete_messages(chat, [written])
    scope = BotCommandScopeChat(chat)
    await bot.set_my_commands([BotCommand("aide", "Aide")], scope=scope)
    assert (await bot.get_my_commands(scope=scope))[0].command == "aide"
    await bot.delete_my_commands(scope=scope)
    await bot.set_my_name("Maraude")
    await bot.set_my_description("On t'écoute")
    await bot.set_my_short_description("Écoute")
    assert (await bot.get_my_name()).name == "Maraude"
    assert (await bot.get_my_description()).description == "On t'écoute"
    assert (await bot.get_my_short_description()).short_description == "Écoute"
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonDefault)
    await bot.set_chat_menu_button(chat, MenuButtonCommands())
    await bot.set_webhook("https://example.org/hook", secret_token="s", allowed_updates=[])
    assert (await bot.get_webhook_info()).url == "https://example.org/hook"
    await bot.delete_webhook()
    await bot.edit_message_reply_markup(chat, text.message_id, reply_markup=BUTTONS)
    query = lea.presses("Parler")
    await bot.answer_callback_query(query, "Noté")
    world.inline_enabled = True
    offered = InlineQueryResultArticle("1", "3018", InputTextMessageContent("3018"))
    await bot.answer_inline_query(lea.asks_inline("3018"), [offered])
    await bot.get_updates()
    world.topics_enabled = True
    topic = (await bot.create_forum_topic(chat, "À part")).message_thread_id
    await bot.edit_forum_topic(chat, topic, name="Ailleurs")
    await bot.unpin_all_forum_topic_messages(chat, topic)
    await bot.delete_forum_topic(chat, topic)
    # No private chat has topics that can be closed.
    for refused in (bot.close_forum_topic, bot.reopen_forum_topic):
        with pytest.raises(BadRequest, match="not a forum"):
            await refused(chat, topic)
    called = {call.method for call in world.calls}
    assert called == {method.name for method in METHODS}


async def test_every_update_is_understood(bot: Bot, lea: Person) -> None:
    await bot.get_updates(allowed_updates=Update.ALL_TYPES)
    sent = await bot.send_message(lea.id, "?", reply_markup=BUTTONS)
    lea.sends_photo("légende", spoiler=True)
    for act in (
        lea.sends_video, lea.sends_voice, lea.sends_audio, lea.sends_document,
        lea.sends_animation, lea.sends_sticker, lea.sends_video_note, lea.sends_dice,
        lea.shares_contact, lea.shares_location, lea.sends_poll,
    ):  # fmt: skip
        act()
    lea.forwards("lu ailleurs")
    number = lea.writes("réponse", reply_to=sent.message_id)
    lea.edits(number, "réponse corrigée")
    lea.reacts("🔥")
    lea.presses("Parler")
    lea.blocks()
    updates = await bot.get_updates()
    assert len(updates) == 18
    assert updates[12].message
    assert updates[12].message.forward_origin
    assert updates[14].edited_message
    assert updates[15].message_reaction
    assert updates[16].callback_query
    assert updates[16].callback_query.message
    assert updates[17].my_chat_member
    assert {update.effective_user.id for update in updates if update.effective_user} == {lea.id}


async def test_errors_are_the_librarys_own(
    bot: Bot, world: World, lea: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else the library warns about its next version
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(5, "a")
    lea.blocks()
    with pytest.raises(Forbidden, match="blocked"):
        await bot.send_message(lea.id, "a")
    world.failures = Failures(too_many_requests_every=1, retry_after=3)
    with pytest.raises(RetryAfter):
        await bot.get_me()
    world.failures = Failures(error_500_every=1)
    with pytest.raises(NetworkError):
        await bot.get_me()
    world.failures = Failures(down=True)
    with pytest.raises(NetworkError):
        await bot.get_me()
    world.failures = Failures()
    await bot.set_webhook("https://example.org/hook")
    with pytest.raises(Conflict):
        await bot.get_updates()


async def test_a_wrong_token_is_known_as_such(server: SimulatorServer) -> None:
    bot = Bot("12345:wrong-token", base_url=f"{server.url}/bot")
    with pytest.raises(InvalidToken):
        await bot.initialize()
    await bot.shutdown()
