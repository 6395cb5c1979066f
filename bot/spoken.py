"""What the command line's library says by itself, in the language of everything else here.

A context is ``Any``: its type is one that the library keeps to itself.
"""

import re
import sys
from typing import Any

from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.exceptions import Abort, TyperException

_HELP = "Afficher cette aide."
_PANELS = {
    "ARGUMENTS_PANEL_TITLE": "Arguments",
    "OPTIONS_PANEL_TITLE": "Options",
    "COMMANDS_PANEL_TITLE": "Commandes",
    "DEFAULT_STRING": "[par défaut : {}]",
    "REQUIRED_LONG_STRING": "[obligatoire]",
}
_USAGE = (
    ("Usage: ", "Usage : "),
    ("COMMAND [ARGS]...", "COMMANDE…"),
)
#: What can be wrong with what was typed; what stays is the name of it.
_WRONG: tuple[tuple[str, str], ...] = (
    (r"Missing command\.", "Il manque une commande."),
    (r"Missing argument (.+?)\.", r"Il manque l'argument \1."),
    (r"Missing (?:option|parameter) (.+?)\.", r"Il manque l'option \1."),
    (r"No such command (.+?)\.", r"La commande \1 n'existe pas."),
    (r"No such option: (\S+)", r"L'option \1 n'existe pas."),
    (r"Option (\S+) requires .*", r"L'option \1 demande une valeur."),
    (r"Option (\S+) does not take a value\.?", r"L'option \1 ne prend pas de valeur."),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", r"Il y a trop d'arguments : \1."),
    (r"Invalid value(?: for (.+?))?: .*", r"La valeur de \1 n'est pas la bonne."),
)


class Said(TyperCommand):
    """A command that explains itself in French."""

    def get_usage(self, ctx: Any) -> str:
        """How it is called, in a line."""
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        """The option that shows the help."""
        return _explained(super().get_help_option(ctx))


class SaidGroup(TyperGroup):
    """Commands that explain themselves in French, and what is wrong with what was typed."""

    def get_usage(self, ctx: Any) -> str:
        """How they are called, in a line."""
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        """The option that shows the help."""
        return _explained(super().get_help_option(ctx))

    def main(self, *args: Any, **given: Any) -> Any:
        """Run what was typed, and end the program; what is given is the library's own."""
        given["standalone_mode"] = False
        try:
            code = super().main(*args, **given)
        except TyperException as wrong:
            said = _in_french(wrong.format_message())
            context = getattr(wrong, "ctx", None)
            if said and context is not None:
                said += f"\nPour l'aide : {context.command_path} --help"
            sys.stderr.write(f"{said}\n")
            sys.exit(2)
        except Abort:
            sys.stderr.write("Arrêté : rien n'est changé.\n")
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def _in_french(message: str) -> str:
    for pattern, said in _WRONG:
        if found := re.match(pattern, message):
            return found.expand(said)
    return message


def _usage(line: str) -> str:
    # What is drawn below it is drawn after it.
    _name_panels()
    for theirs, ours in _USAGE:
        line = line.replace(theirs, ours, 1)
    return line


def _explained(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help = _HELP
    return option


def _name_panels() -> None:
    from typer import rich_utils  # noqa: PLC0415  # what draws, for help only

    for name, said in _PANELS.items():
        setattr(rich_utils, name, said)
