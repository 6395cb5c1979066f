"""A tiny bot of python-telegram-bot: it echoes, and has one button."""

import contextlib
from collections.abc import AsyncIterator
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from telegram_simulator.server import SimulatorServer


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    code = " ".join(context.args or ())
    keyboard = InlineKeyboardMarkup(
        [[InlineKeyboardButton("Parler à quelqu'un", callback_data="talk")]]
    )
    await update.message.reply_text(f"Bonjour {code}".strip(), reply_markup=keyboard)


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    await update.message.copy(update.message.chat_id)


async def talk(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query
    await update.callback_query.answer("C'est parti")
    await update.callback_query.edit_message_text("Quelqu'un arrive.")


@contextlib.asynccontextmanager
async def echo_bot(
    server: SimulatorServer,
) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
    app = (
        ApplicationBuilder().token(server.token).base_url(f"{server.url}/bot")
        .base_file_url(f"{server.url}/file/bot").build()
    )  # fmt: skip
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(talk))
    app.add_handler(MessageHandler(filters.ALL, echo))
    async with app:
        assert app.updater
        await app.start()
        await app.updater.start_polling(poll_interval=0, timeout=5)
        try:
            yield app
        finally:
            await app.updater.stop()
            await app.stop()
