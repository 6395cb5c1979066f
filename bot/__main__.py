"""``python -m bot`` and ``maraude``: the command line, or the bot at once, which needs less."""

import sys


def main() -> None:
    """Run the command line. ``run`` alone goes without it: a bot that runs for months."""
    if sys.argv[1:] == ["run"]:
        _without_colours()
        from bot.service import run  # noqa: PLC0415  # after the line above

        run()
    else:
        from bot.cli import main as command  # noqa: PLC0415  # not for a bot that runs

        command()


def _without_colours() -> None:
    # Libraries load these for what a terminal shows, and do without where they are not installed:
    # megabytes, for plain lines in a journal.
    for name in ("rich", "pygments"):
        sys.modules[name] = None  # type: ignore[assignment]  # how Python notes that it is not there


if __name__ == "__main__":
    main()
