"""What triage says of sentences that every team would recognise."""

import pytest

from bot.domain.danger import Danger
from bot.domain.triage import Triage

IMMEDIATE = [
    "je vais me suicider",
    "jvais me tuer ce soir",
    "jsui sur le pont la",
    "j'ai les cachets dans la main",
    "j'ai avalé tous les médicaments de ma mère",
    "adieu tout le monde, prenez soin de mon chat",
    "il arrive il a un couteau",
    "on me suit dans la rue",
    "mon père est en train de frapper ma mère",
    "je suis enfermée chez un mec il veut pas que je parte",
    "ça va se taper à la sortie vendredi 18h, ils ramènent des couteaux",
    "mon frère part en syrie ce soir",
    "ma pote est sur le toit elle veut sauter",
    "en fait non jrigole pas jsuis sur le toit",
    "they are coming, he has a knife",
    "me voy a suicidar esta noche",
    "я зараз стрибну з моста",
    "غادي نقتل راسي",
    "ghadi nqtel rassi",
]
HIGH = [
    "jveu plu vivre",
    "g envi de crever",
    "kmt on fait pr se tuer sans douleur",
    "j'aimerais ne plus me réveiller",
    "ma pote veut mourir",
    "je me scarifie tous les soirs",
    "j'ai recommencé à me couper",
    "mon daron me tape",
    "mon oncle me touche la nuit",
    "j'ai été violée quand j'avais 12 ans",
    "on me force à michtonner",
    "un mec de 30 ans me demande des nudes",
    "il menace d envoyer mes nudes a mes parents si je paie pas",
    "mes parents veulent me marier de force",
    "j'ai fugué de chez moi",
    "il a dit qu'il allait me tuer si je le quitte",
    "jrigole tout le temps mais le soir je veux plus être là",
    "man pa anvi viv anko",
    "mi vé pi viv",
    "papa ka bat mwen touléjou",
    "suicide",
    "i want to die",
    "quiero morir",
    "я хочу померти",
    "بغيت نموت",
    "bghit nmout",
]
MODERATE = [
    "ils me disent de me tuer",
    "toute la classe se moque de moi et m'insulte",
    "mes nudes tournent dans tout le lycée",
    "c'était une blague quand j'ai dit que je voulais mourir",
    "je me sens seul et je pleure tous les soirs",
    "on me rackette au collège",
]
NONE = [
    "mdr je vais mourir de rire",
    "ce contrôle m'a tué",
    "ma mère va me tuer si j'ai une mauvaise note",
    "je me suis fait tuer sur fortnite",
    "j'ai headshot le boss mdr",
    "je dois faire un exposé sur le suicide",
    "c'est quoi le grooming",
    "j'ai pas envie de mourir",
    "on m'a piraté mon compte insta",
    "salut ça va ?",
    "je cherche un stage de troisième",
    "bonne nuit",
    "i'm dying of laughter lol",
    "jvais me pendre si ils remettent encore cette chanson",
    "je suis poursuivi par des pigeons",
    "j'ai pris mes médocs contre le rhume",
]


@pytest.mark.parametrize("text", IMMEDIATE)
def test_a_life_at_risk_now_is_immediate(triage: Triage, text: str) -> None:
    assert triage.assess(text).danger is Danger.IMMEDIATE


@pytest.mark.parametrize("text", HIGH)
def test_a_grave_danger_is_high_or_above(triage: Triage, text: str) -> None:
    assert triage.assess(text).danger >= Danger.HIGH


@pytest.mark.parametrize("text", MODERATE)
def test_a_hard_situation_is_moderate(triage: Triage, text: str) -> None:
    assert triage.assess(text).danger is Danger.MODERATE


@pytest.mark.parametrize("text", NONE)
def test_hyperbole_games_and_ordinary_talk_are_harmless(triage: Triage, text: str) -> None:
    assert triage.assess(text).danger is Danger.NONE


@pytest.mark.parametrize(
    "text",
    [
        "hier au jt ils parlaient d'une attaque au couteau",
        "à la télé une fille racontait qu'elle avait été séquestrée",
        "y a eu une fusillade d'après bfm",
    ],
)
def test_no_rule_of_danger_speaks_of_what_the_news_told(triage: Triage, text: str) -> None:
    read = triage.rules.read(triage.reader.read(text))
    assert not [rule.reason for rule in read.fired if rule.danger]


@pytest.mark.parametrize("text", ["il me frappe quand je regarde les infos", "j'ai vu ton frère"])
def test_the_news_on_does_not_silence_what_happens_at_home(triage: Triage, text: str) -> None:
    read = triage.rules.read(triage.reader.read(text))
    assert any(rule.danger for rule in read.fired) == ("frappe" in text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ma sœur de 3 ans a bu un produit du ménage", "body-in-danger"),
        ("ça s'arrête pas de couler", "body-in-danger"),
        ("j'ai pris de la md et mon coeur tape trop vite", "body-in-danger"),
    ],
)
def test_a_body_in_danger_calls_for_doctors(triage: Triage, text: str, reason: str) -> None:
    assert reason in triage.assess(text).why


@pytest.mark.parametrize("text", ["15h", "10min", "20km"])
def test_a_quantity_hides_no_word(triage: Triage, text: str) -> None:
    assert triage.reader.read(text)[0].isdigit()


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("jveu plu vivre", "mal-etre"),
        ("mon père me frappe", "violences"),
        ("un homme me paie pour coucher", "exploitation-sexuelle"),
        ("mon ex menace de publier mes nudes", "images-intimes"),
        ("ma classe me harcèle sur insta", "cyberharcelement"),
        ("on m'a arnaqué sur vinted", "arnaques"),
        ("c'est vrai que la terre est plate ?", "fake-news"),
        ("bagarre contre la cité d'en face samedi", "rixes"),
        ("je cherche une alternance, aidez moi pour mon cv", "droits-insertion"),
        ("je passe 8h par jour sur tiktok", "ecrans"),
    ],
)
def test_the_subject_is_found(triage: Triage, text: str, topic: str) -> None:
    assert triage.assess(text).topic == topic


@pytest.mark.parametrize(
    "text",
    [
        "JE VEUX MOURIR",
        "je veux mouriiiiir",
        "je veu mourrir",
        "j̷e̷ ̷v̷e̷u̷x̷ ̷m̷o̷u̷r̷i̷r̷",
        "\u202eje veux mourir\u202c",
        "je veux m0urir",
        "je veux m.o.u.r.i.r",
        "𝓳𝓮 𝓿𝓮𝓾𝔁 𝓶𝓸𝓾𝓻𝓲𝓻",
        "je veux me su1c1der",
    ],
)
def test_disguised_spellings_are_read_through(triage: Triage, text: str) -> None:
    assert triage.assess(text).danger >= Danger.HIGH


def test_the_danger_is_found_at_the_end_of_a_long_story(triage: Triage) -> None:
    story = "Aujourd'hui j'ai eu cours de maths puis on a mangé à la cantine avec mes potes. " * 12
    assert triage.assess(story).danger is Danger.NONE
    assert triage.assess(story + "Et je veux mourir.").danger >= Danger.HIGH
