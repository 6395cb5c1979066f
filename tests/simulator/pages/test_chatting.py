"""What people do in a chat window, in a real browser."""

from pathlib import Path

from playwright.async_api import expect

from telegram_simulator.acting import SAMPLE_IMAGE
from telegram_simulator.server import SimulatorServer
from tests.simulator.conftest import Client
from tests.simulator.echo_bot import echo_bot
from tests.simulator.pages.conftest import Screen, Trio


async def test_a_text_goes_to_the_bot_and_its_answer_appears(
    screen: Screen, server: SimulatorServer
) -> None:
    async with echo_bot(server):
        await screen.lea.writes("Salut, j'ai besoin d'aide")
        await expect(
            screen.lea.log.get_by_text("Salut, j'ai besoin d'aide", exact=True)
        ).to_have_count(2)
    await expect(screen.lea.text).to_have_value("")


async def test_shift_enter_starts_a_new_line(screen: Screen, trio: Trio) -> None:
    await screen.lea.text.fill("une")
    await screen.lea.text.press("Shift+Enter")
    await screen.page.keyboard.type("deux")
    await screen.lea.text.press("Enter")
    await expect(screen.lea.message("une")).to_be_visible()
    assert trio.lea.screen[-1].text == "une\ndeux"


async def test_a_button_is_pressed_and_its_answer_shows(
    screen: Screen, server: SimulatorServer
) -> None:
    async with echo_bot(server):
        await screen.lea.writes("/start")
        await screen.lea.root.get_by_role("button", name="Parler à quelqu'un").click()
        await expect(screen.lea.root.get_by_text("C'est parti")).to_be_visible()
        await expect(screen.lea.message("Quelqu'un arrive.")).to_be_visible()
    await expect(screen.lea.root.get_by_role("button", name="Parler")).to_have_count(0)


async def test_an_alert_waits_for_ok(screen: Screen, trio: Trio, api: Client) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Clore", "callback_data": "close"}]]}
    await api("sendMessage", chat_id=trio.sam.id, text="Finir ?", reply_markup=keyboard)
    await screen.sam.root.get_by_role("button", name="Clore").click()
    await expect(screen.sam.root.locator(".key")).to_have_attribute("aria-busy", "true")
    [update] = await api("getUpdates", timeout=5)
    answer = {"text": "Sûr ?", "show_alert": True}
    await api("answerCallbackQuery", callback_query_id=update["callback_query"]["id"], **answer)
    alert = screen.page.get_by_role("dialog")
    await expect(alert).to_contain_text("Sûr ?")
    await alert.get_by_role("button", name="OK").click()
    await expect(alert).to_be_hidden()
    await expect(screen.sam.root.locator(".key")).not_to_have_attribute("aria-busy", "true")


async def test_a_reply_shows_what_it_answers_and_leads_there(screen: Screen, trio: Trio) -> None:
    await screen.lea.writes("Ma question")
    await screen.lea.chooses("Ma question", "Répondre")
    await expect(screen.lea.root.get_by_text("Réponse à Léa")).to_be_visible()
    await screen.lea.writes("Ma précision")
    reply = screen.lea.message("Ma précision")
    await expect(reply.get_by_role("button", name="Ma question")).to_be_visible()
    assert trio.lea.screen[-1].reply_to == trio.lea.screen[-2].id
    await reply.get_by_role("button", name="Ma question").click()
    await expect(screen.lea.log.locator("article").nth(1)).to_be_focused()


async def test_an_edited_message_says_so(screen: Screen, trio: Trio) -> None:
    await screen.lea.writes("Bonjuor")
    await screen.lea.chooses("Bonjuor", "Modifier")
    await expect(screen.lea.text).to_have_value("Bonjuor")
    await screen.lea.writes("Bonjour")
    await expect(screen.lea.message("Bonjour")).to_contain_text("modifié")
    assert [one.text for one in trio.lea.screen] == ["/start", "Bonjour"]


async def test_a_deleted_message_disappears(screen: Screen, trio: Trio) -> None:
    await screen.lea.writes("À oublier")
    await screen.lea.chooses("À oublier", "Supprimer pour les deux")
    await expect(screen.lea.log.get_by_text("À oublier")).to_have_count(0)
    assert len(trio.lea.screen) == 1


async def test_what_the_bot_deletes_disappears(screen: Screen, trio: Trio, api: Client) -> None:
    sent = await api("sendMessage", chat_id=trio.lea.id, text="Éphémère")
    await expect(screen.lea.message("Éphémère")).to_be_visible()
    await api("deleteMessage", chat_id=trio.lea.id, message_id=sent["message_id"])
    await expect(screen.lea.log.get_by_text("Éphémère")).to_have_count(0)


async def test_a_sample_photo_is_sent_and_seen(screen: Screen, trio: Trio) -> None:
    await screen.lea.attaches("Photo")
    image = screen.lea.log.locator("img")
    await expect(image).to_be_visible()
    await expect(image).to_have_js_property("naturalWidth", 800)
    assert trio.lea.screen[-1].kind == "photo"
    await screen.lea.root.get_by_role("button", name="Ouvrir la photo en grand").click()
    await expect(screen.page.get_by_role("dialog")).to_be_visible()
    await screen.page.keyboard.press("Escape")
    await expect(screen.page.get_by_role("dialog")).to_be_hidden()


async def test_every_other_sample_is_sent(screen: Screen, trio: Trio) -> None:
    samples = (
        "Message vocal", "Vidéo", "Document", "Contact", "Position", "Message transféré",
        "Sondage", "Dé", "Autocollant 👋",
    )  # fmt: skip
    for count, name in enumerate(samples, start=2):
        await screen.lea.attaches(name)
        await expect(screen.lea.log.locator("article")).to_have_count(count)
    kinds = [one.kind for one in trio.lea.screen[1:]]
    assert kinds == [
        "voice", "video", "document", "contact", "location", "text", "poll", "dice", "sticker",
    ]  # fmt: skip
    await expect(screen.lea.message("Transféré d’Infos du quartier")).to_be_visible()


async def test_a_chosen_file_goes_with_its_caption(
    screen: Screen, trio: Trio, tmp_path: Path
) -> None:
    file = tmp_path / "convocation.txt"
    file.write_text("lundi 9 h", encoding="utf-8")
    async with screen.page.expect_file_chooser() as chooser:
        await screen.lea.attaches("Document…")
    await (await chooser.value).set_files(file)
    await expect(screen.lea.root.get_by_text("convocation.txt")).to_be_visible()
    await screen.lea.writes("Voilà la lettre")
    await expect(screen.lea.message("Voilà la lettre")).to_contain_text("convocation.txt")
    assert trio.lea.screen[-1].kind == "document"


async def test_hidden_text_shows_when_tapped(screen: Screen, trio: Trio, api: Client) -> None:
    text = "Le mot : <tg-spoiler>loutre</tg-spoiler>"
    await api("sendMessage", chat_id=trio.lea.id, text=text, parse_mode="HTML")
    cover = screen.lea.root.get_by_label("Texte masqué")
    await expect(screen.lea.root.locator(".spoiler-content")).to_have_css(
        "color", "rgba(0, 0, 0, 0)"
    )
    await cover.click()
    await expect(cover).to_have_count(0)
    await expect(screen.lea.root.locator(".spoiler-content")).not_to_have_css(
        "color", "rgba(0, 0, 0, 0)"
    )


async def test_a_reaction_is_put_and_taken_away(screen: Screen, trio: Trio, api: Client) -> None:
    await api("sendMessage", chat_id=trio.lea.id, text="Ça va ?")
    await screen.lea.chooses("Ça va ?", "Réagir avec 👍")
    reaction = screen.lea.message("Ça va ?").get_by_label("Réaction : 👍")
    await expect(reaction).to_be_visible()
    assert trio.lea.screen[-1].reactions == ("👍",)
    await reaction.click()
    await expect(reaction).to_have_count(0)


async def test_a_message_changes_moves_and_is_pinned(screen: Screen, trio: Trio) -> None:
    await screen.lea.writes("regarde")
    await screen.lea.chooses("regarde", "Remplacer par une photo")
    await expect(screen.lea.message("regarde").locator("img")).to_be_visible()
    assert (trio.lea.screen[-1].kind, trio.lea.screen[-1].text) == ("photo", "regarde")
    await screen.lea.chooses("regarde", "Épingler")
    await expect(screen.lea.message("Léa a épinglé un message")).to_be_visible()
    await screen.lea.attaches("Position en direct")
    place = screen.lea.message("Position en direct")
    await expect(place).to_contain_text("48.8584")
    await screen.lea.chooses("Position en direct", "Se déplacer un peu")
    await expect(place).to_contain_text("48.8604")
    await screen.lea.chooses("Position en direct", "Arrêter la position en direct")
    await expect(place).to_have_count(0)
    assert (trio.lea.screen[-1].kind, trio.lea.screen[-1].live) == ("location", False)
    for kind in ("Liste de tâches", "Story"):
        await screen.lea.attaches(kind)
        await expect(screen.lea.message(kind)).to_be_visible()


async def test_protected_content_says_so_and_cannot_be_copied(
    screen: Screen, trio: Trio, api: Client
) -> None:
    await api("sendMessage", chat_id=trio.sam.id, text="Confidentiel", protect_content=True)
    message = screen.sam.message("Confidentiel")
    await expect(message).to_contain_text("Copie et transfert bloqués")
    await message.hover()
    await message.get_by_label("Actions sur ce message").click()
    await expect(screen.page.get_by_role("menuitem", name="Répondre")).to_be_visible()
    await expect(screen.page.get_by_role("menuitem", name="Copier le texte")).to_have_count(0)


async def test_the_menu_lists_the_commands_of_the_role(
    screen: Screen, trio: Trio, api: Client
) -> None:
    commands = [
        {"command": "file", "description": "La file"},
        {"command": "pause", "description": "Je fais une pause"},
    ]
    scope = {"type": "chat", "chat_id": trio.sam.id}
    await api("setMyCommands", commands=commands, scope=scope)
    await screen.sam.root.get_by_role("button", name="Menu").click()
    await screen.page.get_by_role("menuitem", name="/file").click()
    await expect(screen.sam.message("/file")).to_be_visible()
    await expect(screen.lea.root.get_by_role("button", name="Menu")).to_be_hidden()
    await screen.sam.text.press_sequentially("/p")
    await expect(screen.sam.root.get_by_role("option")).to_have_text(["/pauseJe fais une pause"])
    await screen.sam.text.press("ArrowDown")
    await screen.sam.text.press("Enter")
    await expect(screen.sam.message("/pause")).to_be_visible()


async def test_a_command_in_a_message_is_sent_when_clicked(
    screen: Screen, trio: Trio, api: Client
) -> None:
    await api("sendMessage", chat_id=trio.lea.id, text="En danger ? /urgence")
    await screen.lea.root.get_by_role("button", name="/urgence").click()
    await expect(screen.lea.log.locator(".mine article").last).to_contain_text("/urgence")
    assert trio.lea.screen[-1].text == "/urgence"


async def test_the_bot_is_blocked_and_unblocked(screen: Screen, trio: Trio, api: Client) -> None:
    await screen.lea.root.get_by_label("Options de la conversation de Léa").click()
    await screen.lea.picks("Bloquer le bot")
    await expect(screen.lea.root).to_contain_text("a bloqué Maraude")
    assert "blocked" in await api.refused("sendMessage", chat_id=trio.lea.id, text="Tu es là ?")
    await screen.lea.root.get_by_role("button", name="DÉBLOQUER LE BOT").click()
    await expect(screen.lea.text).to_be_visible()
    assert not trio.lea.account.blocked


async def test_somebody_added_starts_with_an_empty_chat(screen: Screen) -> None:
    await screen.page.get_by_role("button", name="Ajouter une personne").click()
    dialog = screen.page.get_by_role("dialog")
    await dialog.get_by_label("Prénom").fill("Inès")
    await dialog.get_by_label("Quelqu’un de l’équipe").check()
    await dialog.get_by_role("button", name="Ajouter").click()
    window = screen.page.get_by_role("region", name="Conversation d’Inès")
    await window.get_by_role("button", name="DÉMARRER").click()
    await expect(window.get_by_role("log")).to_contain_text("/start")
    await expect(window.get_by_role("textbox")).to_be_visible()


async def test_typing_shows_until_the_message_comes(
    screen: Screen, trio: Trio, api: Client
) -> None:
    await api("sendChatAction", chat_id=trio.lea.id, action="typing")
    await expect(screen.lea.root).to_contain_text("Maraude écrit…")
    await api("sendMessage", chat_id=trio.lea.id, text="Voilà")
    await expect(screen.lea.root).not_to_contain_text("Maraude écrit…")


async def test_what_came_while_the_page_was_cut_off_appears(
    screen: Screen, server: SimulatorServer, trio: Trio, api: Client
) -> None:
    for turn in range(40):
        trio.sam.writes(f"ligne {turn}")
    await expect(screen.sam.message("ligne 39")).to_be_in_viewport()
    await screen.sam.log.evaluate("log => { log.scrollTop = 100; }")
    server.world.events.end()
    await api("sendMessage", chat_id=trio.lea.id, text="Entre-temps")
    await expect(screen.lea.message("Entre-temps")).to_be_visible(timeout=15_000)
    await expect(screen.sam.log).to_have_js_property("scrollTop", 100)


async def test_the_first_steps_tick_themselves_and_can_be_closed(
    screen: Screen, trio: Trio, api: Client
) -> None:
    steps = screen.page.get_by_role("region", name="Pour commencer")
    done = steps.locator(".done")
    await expect(steps).to_contain_text("Prends la demande comme Sam")
    talk = {"inline_keyboard": [[{"text": "Parler", "callback_data": "talk"}]]}
    await api("sendMessage", chat_id=trio.lea.id, text="Bonjour", reply_markup=talk)
    await expect(done).to_have_count(1)
    await screen.lea.root.get_by_role("button", name="Parler").click()
    await expect(screen.lea.root.get_by_text("n’a pas encore répondu")).to_be_visible()
    await expect(done).to_have_count(1)
    keyboard = {"inline_keyboard": [[{"text": "Prendre", "callback_data": "take"}]]}
    await api("sendMessage", chat_id=trio.sam.id, text="Demande", reply_markup=keyboard)
    await expect(done).to_have_count(2)
    await screen.sam.writes("Bonjour, je suis là")
    await api("sendMessage", chat_id=trio.lea.id, text="Sam est là")
    await expect(done).to_have_count(3)
    await api("sendMessage", chat_id=trio.lea.id, text="Sam :")
    await expect(screen.lea.message("Sam :")).to_be_visible()
    await expect(done).to_have_count(3)
    await screen.sam.writes("Je t'écoute")
    await api("sendMessage", chat_id=trio.lea.id, text="Je t'écoute")
    await expect(done).to_have_count(4)
    await screen.page.reload()
    await expect(steps.get_by_role("listitem").first).to_have_class("done")
    await steps.get_by_role("button", name="Masquer ces étapes").click()
    await expect(steps).to_be_hidden()
    await screen.page.reload()
    await expect(screen.lea.message("Je t'écoute")).to_be_visible()
    await expect(steps).to_be_hidden()


async def test_a_hidden_photo_shows_when_tapped(screen: Screen, trio: Trio, api: Client) -> None:
    await screen.lea.attaches("Photo")
    await expect(screen.lea.log.locator("img")).to_be_visible()
    photo = trio.lea.account.messages[trio.lea.screen[-1].id].data["photo"][-1]["file_id"]
    await api("sendPhoto", chat_id=trio.sam.id, photo=photo, has_spoiler=True)
    cover = screen.sam.root.get_by_role("button", name="Afficher l’image masquée")
    await cover.click()
    await expect(cover).to_have_count(0)
    await screen.sam.root.get_by_role("button", name="Ouvrir la photo en grand").click()
    await expect(screen.page.get_by_role("dialog", name="Photo en grand")).to_be_visible()


async def test_a_press_with_no_answer_says_that_it_is_not_lost(
    screen: Screen, trio: Trio, api: Client
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Clore", "callback_data": "close"}]]}
    await api("sendMessage", chat_id=trio.sam.id, text="Finir ?", reply_markup=keyboard)
    await screen.sam.root.get_by_role("button", name="Clore").click()
    await expect(screen.sam.root.get_by_text("Il n’est pas perdu")).to_be_visible()


async def test_a_picture_about_to_be_sent_is_shown_and_can_be_put_away(
    screen: Screen, trio: Trio, tmp_path: Path
) -> None:
    file = tmp_path / "capture.png"
    file.write_bytes(SAMPLE_IMAGE)
    async with screen.page.expect_file_chooser() as chooser:
        await screen.lea.attaches("Photo ou vidéo…")
    await (await chooser.value).set_files(file)
    preview = screen.lea.root.locator(".context-image")
    await expect(preview).to_have_js_property("naturalWidth", 1)
    await screen.lea.root.get_by_label("Annuler").click()
    await expect(preview).to_be_hidden()
    assert len(trio.lea.screen) == 1


async def test_a_sample_voice_message_can_be_played(screen: Screen) -> None:
    await screen.lea.attaches("Message vocal")
    await screen.lea.root.get_by_role("button", name="Écouter").click()
    await expect(screen.lea.root.get_by_role("button", name="Mettre en pause")).to_be_visible()
    await expect(screen.lea.root.get_by_role("button", name="Écouter")).to_be_visible()
    await expect(screen.lea.log).not_to_contain_text("ne peut pas être lu")
