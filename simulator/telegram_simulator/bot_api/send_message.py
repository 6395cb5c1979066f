"""sendMessage."""

from telegram_simulator.bot_api.call import Call
from telegram_simulator.bot_api.sending import send
from telegram_simulator.state import State
from telegram_simulator.texts.formatted import message_text
from telegram_simulator.wire import Json, bad_request


def send_message(state: State, call: Call) -> Json:
    """Send a text; gives the message.

    Raises:
        ApiError: as the real server.
    """
    return send(state, call, text_fields(call)).data


def text_fields(call: Call) -> Json:
    """The text of a call with its formatting.

    Raises:
        ApiError: empty, too long, or wrongly formatted.
    """
    preview = call.json("link_preview_options", "link preview options")
    if preview is not None and not isinstance(preview, dict):
        raise bad_request("object expected as link preview options")
    text, entities = message_text(
        call.text("text"), call.text("parse_mode"), call.lenient_json("entities")
    )
    fields: Json = {"text": text}
    if entities:
        fields["entities"] = entities
    if preview:
        fields["link_preview_options"] = preview
    return fields
