"""Every kind of content that buttons lead to, once; in the order of a topic's menu."""

from bot.content.kinds import assessment, card, challenge, path, quiz
from bot.content.kinds.shelf import Shelf, Shown

SHELVES: tuple[Shelf[Shown], ...] = (
    path.SHELF,
    assessment.SHELF,
    card.SHELF,
    quiz.SHELF,
    challenge.SHELF,
)
