"""``python -m bot`` is ``maraude``."""

from bot.cli import main

main()
