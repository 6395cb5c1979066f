"""setWebhook, deleteWebhook, getWebhookInfo."""

import re
from urllib.parse import urlsplit

from telegram_simulator.bot_api.call import Call
from telegram_simulator.bot_api.get_updates import remember_allowed
from telegram_simulator.state import State, Webhook
from telegram_simulator.wire import Json, bad_request

USUAL_CONNECTIONS = 40
MOST_CONNECTIONS = 100
LONGEST_SECRET = 256
PORTS = (None, 80, 88, 443, 8443)
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def set_webhook(state: State, call: Call) -> bool:
    """Have updates pushed to an address; an empty one goes back to getUpdates.

    Plain HTTP is accepted on this machine only, on any port, as by a local Bot API server.

    Raises:
        ApiError: the address or the secret is wrong.
    """
    url = call.text("url").strip()
    if url:
        _check_url(url)
    secret = call.text("secret_token")
    if len(secret) > LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    if call.has("allowed_updates"):
        remember_allowed(state, call)
    connections = min(max(call.integer("max_connections", USUAL_CONNECTIONS), 1), MOST_CONNECTIONS)
    _replace(state, call, Webhook(url, secret, connections) if url else Webhook())
    return True


def delete_webhook(state: State, call: Call) -> bool:
    """Go back to getUpdates."""
    _replace(state, call, Webhook())
    return True


def get_webhook_info(state: State, _: Call) -> Json:
    """Where updates go, how many wait, what went wrong last."""
    hook = state.webhook
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates),
    }
    if hook.url:
        info["max_connections"] = hook.max_connections
        info["ip_address"] = "127.0.0.1"
    if hook.last_error_date:
        info["last_error_date"] = hook.last_error_date
        info["last_error_message"] = hook.last_error_message
    if state.updates.allowed:
        info["allowed_updates"] = list(state.updates.allowed)
    return info


def _replace(state: State, call: Call, webhook: Webhook) -> None:
    if call.boolean("drop_pending_updates"):
        state.updates.clear()
    state.webhook = webhook
    if webhook.url:
        state.poll, state.poll_ended_by = object(), "terminated by setWebhook request"
    state.signal.fire()


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise bad_request("bad webhook: invalid webhook URL specified") from None
    if not parts.hostname:
        raise bad_request("bad webhook: invalid webhook URL specified")
    if parts.hostname in LOCAL:
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
