"""What the simulator says when it is Maraude that is tried: who is who, and where to begin."""

from telegram_simulator.appearance import Appearance, FirstStep, Part
from telegram_simulator.world import World

_YOUNG, _WORKER = "young_person", "worker"
LOOK = Appearance(
    parts=(
        Part(_YOUNG, "Jeune", "Un ou une jeune"),
        Part(_WORKER, "Équipe", "Quelqu’un de l’équipe"),
        Part("coordinator", "Coordination", "La coordination"),
    ),
    hint="Pour entrer dans l’équipe, il faut ouvrir une invitation.",
    first_steps=(
        FirstStep(
            "Écris comme {young_person}",
            " : raconte et demande à parler.",
            who=_YOUNG,
            words=True,
            commands=("/parler",),
            buttons=("Parler",),
        ),
        FirstStep(
            "Prends la demande comme {worker}",
            " : bouton « Prendre ».",
            who=_WORKER,
            commands=("/prendre",),
            buttons=("Prendre",),
        ),
        FirstStep(
            "Réponds",
            " : le message arrive chez {young_person}.",
            who=_WORKER,
            words=True,
            after=1,
        ),
    ),
)


def new_world() -> World:
    """A Telegram with nobody in it but Maraude."""
    return World(bot_username="MaraudeDemoBot", bot_name="Maraude", appearance=LOOK)
