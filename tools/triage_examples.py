"""Makes training messages for triage from the templates of ``triage_examples/``.

A template is a sentence with choices, ``(a|b)`` or ``[list]``. Some are then written as
young people write: no accents, SMS words, typos, capitals, something said before or after.
Seeded: the same seed gives the same messages.
"""

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

#: How often each kind of untidiness is added.
_OFTEN, _SOMETIMES, _SELDOM, _ACCENTS_LOST, _SHOUTED = 0.5, 0.25, 0.2, 0.7, 0.03
_LONG_WORD = 4
FOLDER = Path(__file__).parent / "triage_examples"
_CHOICE = re.compile(r"\(([^()]*)\)")
_LIST = re.compile(r"\[([\w-]+)\]")
_BEFORE = (
    "salut", "bonjour", "stp", "svp", "slt", "wesh", "frère", "euh", "en fait", "franchement",
    "je sais pas comment le dire mais", "bonsoir j'ai 15 ans", "j'ose pas trop en parler mais",
    "coucou", "hello je suis en seconde", "dsl de déranger", "bon voilà", "jsp quoi faire",
    "c'est chaud", "vraiment", "aujourd'hui j'ai eu cours toute la journée et",
)  # fmt: skip
_AFTER = (
    "stp", "svp", "voilà", "quoi", "frère", "wesh", "jsp quoi faire", "je fais quoi", "merci",
    "😭", "...", "!!", "tu vois", "en vrai", "c'est tout", "je sais pas à qui en parler", "wallah",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """One made-up message and what triage should say of it."""

    text: str
    danger: str
    topics: tuple[str, ...]


def examples(per_template: int, seed: int, short: dict[str, list[str]]) -> Iterator[Example]:
    """Up to ``per_template`` messages of each template; ``short`` are SMS spellings."""
    dice = random.Random(seed)  # training data, no secret
    lists = yaml.safe_load((FOLDER / "listes.yaml").read_text("utf-8"))
    for file in sorted(FOLDER.glob("*.yaml")):
        entries = yaml.safe_load(file.read_text("utf-8"))
        for entry in entries if isinstance(entries, list) else []:
            harmless = entry["danger"] == "none"
            for template in entry["say"]:
                made = {_fill(template, lists, dice) for _ in range(per_template)}
                for text in sorted(made):
                    noisy = _noise(text, dice, short, harmless=harmless)
                    yield Example(noisy, entry["danger"], tuple(entry["topics"]))


def rubbish(count: int, seed: int) -> Iterator[Example]:
    """Messages that say nothing: keys hit at random, lone symbols, other alphabets."""
    dice = random.Random(seed)
    alphabets = (
        "azertyuiopqsdfghjklm",
        "0123456789",
        "😀😭🔥❤️👍✨",
        "ÿþ\x01\x02ñ§µ",
        "あいう漢字한국",
        "?!.,;:",
    )
    for _ in range(count):
        letters = dice.choice(alphabets)
        words = (
            "".join(dice.choices(letters, k=dice.randint(1, 9))) for _ in range(dice.randint(1, 12))
        )
        yield Example(" ".join(words), "none", ("autre",))


def _fill(template: str, lists: dict[str, list[str]], dice: random.Random) -> str:
    def choose(found: re.Match[str]) -> str:
        return dice.choice(found[1].split("|"))

    text = _LIST.sub(lambda m: dice.choice(lists[m[1]]), template)
    while _CHOICE.search(text):
        text = _CHOICE.sub(choose, text)
    return re.sub(" +", " ", text).strip()


def _noise(text: str, dice: random.Random, short: dict[str, list[str]], *, harmless: bool) -> str:
    """Write a message as people do, one time in two."""
    if dice.random() < _OFTEN:
        text = _sms(text, dice, short)
    if dice.random() < _SOMETIMES:
        text = _typo(text, dice)
    if dice.random() < _SELDOM:
        text = f"{dice.choice(_BEFORE)} {text}"
    if dice.random() < _SELDOM and not harmless:
        text = f"{text} {dice.choice(_AFTER)}"
    return text.upper() if dice.random() < _SHOUTED else text


def _sms(text: str, dice: random.Random, short: dict[str, list[str]]) -> str:
    if dice.random() < _ACCENTS_LOST:
        bare = unicodedata.normalize("NFD", text)
        if bare.isascii() or not re.search(r"[\u0400-\u06ff]", bare):
            text = re.sub("[\u0300-\u036f]", "", bare)
    words = [
        dice.choice(short[word]) if word in short and dice.random() < _OFTEN else word
        for word in text.split()
    ]
    return " ".join(words)


def _typo(text: str, dice: random.Random) -> str:
    """One slip in one long word: a letter lost, doubled or swapped."""
    words = text.split()
    long = [i for i, word in enumerate(words) if len(word) > _LONG_WORD and word.isalpha()]
    if not long:
        return text
    i = dice.choice(long)
    word, at = words[i], dice.randrange(1, len(words[i]) - 1)
    words[i] = dice.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return " ".join(words)
