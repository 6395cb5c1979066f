"""The smallest content that is valid, as files."""

from datetime import date
from pathlib import Path

from bot.domain.danger import Topic
from bot.domain.things import Thing

TODAY = date(2026, 11, 21)
#: When the shipped library was last read through.
SHIPPED_ON = date(2026, 11, 27)
REPOSITORY = Path(__file__).parents[2]
SHIPPED = REPOSITORY / "content"

DATES = "checked_on: 2026-11-21\ncheck_before: 2027-05-21\n"
SOURCES = "sources: [{title: Une page, publisher: un organisme, date: 2026}]\n"


def contact(name: str, /, **fields: str) -> str:
    """One entry of contacts.yaml."""
    given = {
        "name": f"Service {name}",
        "who": "Pour qui.",
        "hours": '"24/7"',
        "confidence": "V",
        "verified": "yes",
        "checked_on": "2026-11-21",
        "check_before": "2027-05-21",
        "sources": "[{title: Une page, publisher: un organisme}]",
        **fields,
    }
    lines = "\n".join(f"  {key}: {value}" for key, value in given.items())
    return f'"{name}":\n{lines}\n'


def card(name: str, body: str = "Un texte court.\n", /, **fields: str) -> str:
    """A card file."""
    given = {
        "id": name,
        "topic": "cyberharcelement",
        "title": f"Fiche {name}",
        "emoji": '"🛡️"',
        "audience": "young",
        "summary": "Un résumé.",
        "danger": "none",
        "contacts": "[]",
        "next": "[]",
        "checked_on": "2026-11-21",
        "check_before": "2027-05-21",
        "verified": "yes",
        "sources": "[{title: Une page, publisher: un organisme}]",
        **fields,
    }
    head = "\n".join(f"{key}: {value}" for key, value in given.items())
    return f"---\n{head}\n---\n{body}"


def path(name: str, steps: str) -> str:
    """A path file; ``steps`` is the YAML of the list."""
    head = (
        f'id: {name}\ntitle: Parcours\ntopic: cyberharcelement\nemoji: "🧭"\nsummary: Un résumé.\n'
    )
    return head + DATES + SOURCES + "steps:\n" + steps


def quiz(name: str, *answers: str, verified: str = "yes") -> str:
    """A quiz file with a question for each answer."""
    head = f'id: {name}\ntitle: Quiz\ntopic: fake-news\nemoji: "🔎"\nintro: Pour jouer.\n'
    questions = "".join(
        f"  - statement: Est-ce vrai ?\n    answer: {answer}\n    explain: Parce que.\n"
        f"    source: {{title: Une page, publisher: un organisme}}\n    verified: {verified}\n"
        for answer in answers
    )
    return f"{head}answers: [vrai, faux, hors-contexte]\n{DATES}questions:\n{questions}"


def topics() -> str:
    """All topics."""
    return "".join(
        f'{topic}:\n  title: Sujet {order}\n  emoji: "🛡️"\n  summary: Un sujet.\n  order: {order}\n'
        for order, topic in enumerate(Topic)
    )


EMERGENCY = """\
first:
  immediate: ["17"]
topics:
  mal-etre:
    high: ["3018", "3114"]
otherwise:
  high: ["17"]
"""

_QUESTION = "{text: Qui ?, why: Parce que., answer: found}"
THINGS = "".join(
    f"  {thing}: {{title: À toi, questions: [{', '.join([_QUESTION] * 3)}]}}\n" for thing in Thing
)
VERIFY = f"""\
title: Vérifier
topic: fake-news
emoji: "🔎"
intro: Envoie.
unsupported: Je ne sais pas.
intimate: Non.
ask_professional: {{label: Demander, text: Demande., go: "action:parler"}}
search_hint: Cherche.
{DATES}{SOURCES}first_question: Quoi ?
replies: {{vrai: Oui., faux: Non., doute: Bof.}}
things:
{THINGS}levels:
  - {{id: bas, from: 0, emoji: "🔎", title: Bas, text: Bas.}}
  - {{id: haut, from: 3, emoji: "🛑", title: Haut, text: Haut.}}
cross_check:
  - {{contact: "3018", label: Un site, for: Tout}}
"""

PLATFORMS = """\
generic:
  name: Une autre application
  steps_report: "- Signale."
  steps_block: "- Bloque."
  verified: yes
  sources: [{title: Une page, publisher: un organisme}]
  checked_on: 2026-11-21
  check_before: 2027-05-21
"""

CONTACTS = (
    contact("17", number='"17"')
    + contact("3114", number='"3114"')
    + contact(
        "3018",
        number='"3018"',
        name="Violences numériques",
        url="https://3018.example.org",
        hours='[{days: mon-sun, open: "09:00", close: "23:00"}]',
    )
    + contact("douteux", confidence="G", verified="no", number='"3999"')
)

FILES = {
    "territories/ici.yaml": (
        "slug: ici\nexample: yes\nname: Ici\nteam: Nous.\nstructure: {name: Ici, kind: ville}\n"
    ),
    "fr/contacts.yaml": CONTACTS,
    "fr/topics.yaml": topics(),
    "fr/emergency.yaml": EMERGENCY,
    "fr/verify.yaml": VERIFY,
    "fr/platforms.yaml": PLATFORMS,
    "fr/cards/cyberharcelement/premiere.md": card("premiere"),
    **{
        f"fr/interface/{name}.ftl": (SHIPPED / f"fr/interface/{name}.ftl").read_text("utf-8")
        for name in ("contacts", "library", "check")
    },
}
