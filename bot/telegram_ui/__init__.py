"""Everything Telegram-shaped; the only user of python-telegram-bot."""

import os

# The library gives pauses as timedelta from its next major version on, and warns until then.
os.environ.setdefault("PTB_TIMEDELTA", "true")
