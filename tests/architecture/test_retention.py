"""docs/conservation.md says of every table how long its rows are kept, as the program does it."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.actions.case_topics import TOPIC_STAYS
from bot.actions.close_outing import KNOWN_FOR as OUTINGS_KNOWN_FOR
from bot.actions.erase_person import REMEMBERED_FOR
from bot.actions.forget_old import EXPLAINED_FOR
from bot.actions.hand_over_shift import KEPT_FOR as HANDOVERS_KEPT_FOR
from bot.actions.invite_member import VALID_FOR
from bot.actions.open_pages import LINK_FOR, SESSION_FOR
from bot.domain.blocks import DAYS
from bot.domain.broadcasts import ANSWERED_IN
from bot.domain.broadcasts import KEPT_FOR as BROADCASTS_KEPT_FOR
from bot.domain.enquiries import KNOWN_FOR, WAITS_FOR, Keep
from bot.domain.lifting import ASKED_FOR, SHOWN_FOR
from bot.domain.polls import KEPT_FOR as POLLS_KEPT_FOR
from bot.domain.retention import Retention
from bot.domain.waiting import RECENT
from bot.store.tables import metadata
from tests.architecture.reading_code import ROOT

PAGE = ROOT / "docs" / "conservation.md"
KEPT = Retention()


def said(lasts: timedelta) -> str:
    """A duration as the page says it: in days where it is whole days, else in hours, minutes."""
    for unit, name in ((86_400, "jour"), (3_600, "heure"), (60, "minute")):
        count, rest = divmod(int(lasts.total_seconds()), unit)
        if count and not rest and not (name == "jour" and count < 2):
            return f"{count} {name}{'s' if count > 1 else ''}"
    raise AssertionError(lasts)


REQUESTS, CONTACTS = said(KEPT.requests), said(KEPT.contacts)
WITH_CASE = f"{REQUESTS} après la fin de la demande, ou `/effacer`"


@dataclass(frozen=True)
class Row:
    """A line of the page: which tables, what is in them, how long."""

    tables: str
    what: str
    lasts: str


ROWS = (
    Row("people", "un contact : pseudonyme, identifiant Telegram chiffré, dates de visite",
        f"{CONTACTS} après la dernière visite, ou `/effacer`"),
    Row("cases", "une demande : sujet, danger, dates, issue", WITH_CASE),
    Row("messages, copies", "où se trouvent les messages d'une demande, jamais leur texte",
        WITH_CASE),
    Row("referrals, meetings", "structures et rendez-vous proposés", WITH_CASE),
    Row("liftings", "une levée d'anonymat demandée, jamais l'identité",
        f"{WITH_CASE} ; l'identité est montrée {said(SHOWN_FOR)}, la demande tombe après "
        f"{said(ASKED_FOR)}"),
    Row("topics", "quel sujet du chat d'un pro est celui de quelle demande",
        f"{said(TOPIC_STAYS)} après la fin de la demande"),
    Row("alerts", "qui a été appelé pour quelle demande", "tant que la demande attend"),
    Row("timers", "ce qui doit se passer plus tard", "jusqu'à ce que cela se passe"),
    Row("inbox, outbox", "quels messages sont arrivés, sont partis ou partent",
        f"{said(REMEMBERED_FOR)} ; le contenu est vidé dès la remise"),
    Row("challenges", "où quelqu'un en est d'un défi",
        "jusqu'à la fin du défi, `stop` ou `/effacer`"),
    Row("blocks", "un blocage : motif, fin",
        f"jusqu'à sa fin, {DAYS[-1]} jours au plus, ou `/effacer`"),
    Row("enquiries, enquiry_readers", "une question à l'équipe : quel message, qui l'a lue",
        f"{said(WAITS_FOR)} sans réponse, {said(KNOWN_FOR)} après la réponse, ou `/effacer`"),
    Row("team_answers", "une réponse de l'équipe, avec ses mots, chiffrée",
        f"le temps choisi : {said(Keep.HALF_YEAR.lasts)}, {said(Keep.MONTH.lasts)}, ou "
        f"{said(KNOWN_FOR)} sans être montrée à d'autres"),
    Row("subscriptions", "de quels thèmes quelqu'un veut des nouvelles",
        "jusqu'à « Ne plus recevoir », `stop` ou `/effacer`"),
    Row("broadcasts", "une alerte de prévention, avec ses mots, chiffrée",
        f"{said(BROADCASTS_KEPT_FOR)} après la fin de l'envoi, {said(ANSWERED_IN)} si personne "
        "ne l'approuve"),
    Row("polls", "une question aux jeunes, ses choix, et à la fin ses résultats par paquets",
        f"{said(POLLS_KEPT_FOR)} après sa fin"),
    Row("poll_tokens, poll_counts",
        "que quelqu'un a répondu, sans qui ; combien de fois chaque choix, sans qui",
        "jusqu'à la fin de la question ; la marque, aussi par `/effacer`"),
    Row("erasures", "un effacement en cours", "jusqu'au reçu"),
    Row("members, member_territories", "l'équipe : prénom et fonction chiffrés, rôle, territoires",
        "tant que la personne est connue"),
    Row("invitations", "une invitation : l'empreinte du code, le rôle",
        f"{said(VALID_FOR)} pour s'en servir, puis {said(EXPLAINED_FOR)}"),
    Row("handovers, handover_readers", "une transmission : quel message, qui l'a lue",
        said(HANDOVERS_KEPT_FOR)),
    Row("outings, outing_members, outing_notes", "une sortie : où, quand, qui de l'équipe, combien",
        f"{said(OUTINGS_KNOWN_FOR)} après la fin de son lien"),
    Row("arrivals", "que quelqu'un est venu par un lien, sans qui", "jusqu'à la fin du lien"),
    Row("page_keys", "les liens des pages de chiffres",
        f"{said(LINK_FOR)} pour ouvrir, puis {said(SESSION_FOR)}"),
    Row("waits", "combien de temps on attend, sans qui", said(2 * RECENT)),
    Row("counters, phases, closings, shares, cadences", "les chiffres, sans lien avec personne",
        "sans limite"),
    Row("audit, audit_ends", "le journal de l'équipe : des numéros et des codes", "sans limite"),
    Row("replicas", "les programmes qui tournent", "tant qu'ils tournent"),
)  # fmt: skip


def table() -> str:
    """The table as the program would write it."""
    head = ["| quoi | combien de temps | tables |", "| --- | --- | --- |"]
    return "\n".join([*head, *(f"| {r.what} | {r.lasts} | `{r.tables}` |" for r in ROWS)])


def test_every_table_is_named_once() -> None:
    named = [one for row in ROWS for one in row.tables.split(", ")]
    assert sorted(named) == sorted(metadata.tables)


def test_the_page_says_what_the_program_does() -> None:
    page = PAGE.read_text("utf-8")
    assert table() in page, f"docs/conservation.md should hold:\n{table()}"


@pytest.mark.parametrize(
    ("lasts", "words"),
    [
        (timedelta(days=90), "90 jours"),
        (timedelta(hours=49), "49 heures"),
        (timedelta(minutes=45), "45 minutes"),
    ],
)
def test_durations_are_said_in_the_unit_they_are_whole_in(lasts: timedelta, words: str) -> None:
    assert said(lasts) == words
