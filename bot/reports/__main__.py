"""The process that makes one file: its order on standard input, the file on standard output."""

import json
import sys

from bot.reports.drawing import draw


def main() -> None:
    """Make the file that was ordered."""
    sys.stdout.buffer.write(draw(sys.argv[1], json.load(sys.stdin)))


main()
