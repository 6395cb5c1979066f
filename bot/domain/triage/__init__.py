"""Recognises danger and subject in the way young people write.

Rules in readable words (``rules``, ``patterns``) on normalised text (``letters``, ``words``),
and a small linear model (``model``) for what no rule foresaw; ``assess`` joins the two.
Pure and in memory: nothing is read, written, logged or kept.
"""

from bot.domain.triage.assess import NOTHING, Begun, Heard, Thresholds, Triage
from bot.domain.triage.opinions import Asked, Opinion, SecondVoice

__all__ = [
    "NOTHING",
    "Asked",
    "Begun",
    "Heard",
    "Opinion",
    "SecondVoice",
    "Thresholds",
    "Triage",
]
