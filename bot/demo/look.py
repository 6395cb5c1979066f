"""What the simulator says when it is Maraude that is tried: who is who, and where to begin."""

from dataclasses import replace

from telegram_simulator.appearance import Appearance, FirstStep, Link, Part
from telegram_simulator.world import World

_YOUNG, _WORKER = "young_person", "worker"
LOOK = Appearance(
    parts=(
        Part(_YOUNG, "Jeune", "Un ou une jeune"),
        Part(_WORKER, "Équipe", "Quelqu’un de l’équipe"),
        Part("coordinator", "Coordination", "La coordination"),
        Part("parent", "Parent", "Un parent"),
        Part("professional", "Pro", "Une ou un professionnel"),
    ),
    hint=(
        "Pour entrer dans l’équipe, il faut ouvrir une invitation. Un parent ou un professionnel "
        "le dit au bot, par son bouton."
    ),
    clock=True,
    first_steps=(
        FirstStep(
            "Ouvre la conversation de {young_person}",
            " : bouton « Démarrer ».",
            who=_YOUNG,
            commands=("/start",),
            shown_to=_YOUNG,
            shows="Parler",
        ),
        FirstStep(
            "Écris ce qui ne va pas, puis demande à parler",
            " : la demande arrive chez {worker}.",
            who=_YOUNG,
            commands=("/parler",),
            buttons=("Parler",),
            after=0,
            shown_to=_WORKER,
            shows="Prendre",
        ),
        FirstStep(
            "Prends la demande comme {worker}",
            " : bouton « Prendre ».",
            who=_WORKER,
            commands=("/prendre",),
            buttons=("Prendre",),
            after=1,
            shown_to=_YOUNG,
            shows="est là",
        ),
        FirstStep(
            "Réponds comme {worker}",
            " : le message arrive chez {young_person}.",
            who=_WORKER,
            words=True,
            after=2,
            shown_to=_YOUNG,
        ),
    ),
)


def new_world(web: str = "") -> World:
    """A Telegram with nobody in it but Maraude, whose own pages are at the address ``web``."""
    pages = (Link("Santé", f"{web}/health"), Link("Contenus", f"{web}/contenus")) if web else ()
    look = replace(LOOK, links=pages)
    return World(bot_username="MaraudeDemoBot", bot_name="Maraude", appearance=look)
