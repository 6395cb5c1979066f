"""Places from open data, as lines of a territory's file: CSV or GeoJSON in the French schema.

The fields are those of *Lieux de médiation numérique* (LaMednum/standard-mediation-num,
schema.json; services and publics are separated by ``|``, hours are written as in OpenStreetMap).
What cannot be understood is left out and said: a wrong opening hour is worse than none.
"""

import csv
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml
from pydantic import ValidationError

from bot.content.kinds.base import LABEL_LIMIT
from bot.content.kinds.territory import Place
from bot.domain.places import Need

#: What was not looked at for so long may be gone.
_OLD = timedelta(days=730)
_NEEDS = {
    "Accès internet et matériel informatique": Need.COMPUTER,
    "Aide aux démarches administratives": Need.RIGHTS,
}
#: As @gouvfr-anct/mednum, which fills the national map, reads the words of its sources.
_KINDS = {
    "ASSO": "association",
    "BIB": "bibliothèque",
    "EPN": "espace public numérique",
    "ML": "mission locale",
    "MQ": "maison de quartier",
    "MUNI": "mairie",
    "RFS": "France services",
}
_OTHER_KIND = "lieu numérique"
_DAYS = {"Mo": "mon", "Tu": "tue", "We": "wed", "Th": "thu", "Fr": "fri", "Sa": "sat", "Su": "sun"}
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_RULE = re.compile(
    rf"(?P<days>{_DAY}(?:[-,]{_DAY})*) (?P<times>\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)"
)
#: Longer ones are no text of a place.
_MOST_BYTES = 50_000_000

Row = Mapping[str, str]


class UnreadableFile(ValueError):  # noqa: N818  # said as what happened
    """That is no CSV or GeoJSON of places."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a row that a person should look at; ``row`` counts from 1."""

    row: int
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What was understood of a file."""

    places: tuple[Mapping[str, object], ...]
    remarks: tuple[Remark, ...]

    @property
    def written(self) -> str:
        """The lines for a territory's file."""
        whole = {"places": [dict(one) for one in self.places]}
        return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=100)


def import_places(file: Path, today: date, communes: Collection[str] = ()) -> Imported:
    """Read places; ``communes``: INSEE codes, or nothing for all.

    Raises UnreadableFile, OSError.
    """
    found: list[Mapping[str, object]] = []
    remarks: list[Remark] = []
    for number, row in enumerate(_rows(file), start=1):
        if communes and row.get("code_insee") not in communes:
            continue
        name = row.get("nom", "")[:LABEL_LIMIT]
        place, odd = _place(row, today)
        try:
            Place.model_validate(place)
        except ValidationError as error:
            fields = sorted({str(one["loc"][0]) for one in error.errors()})
            remarks.append(Remark(number, name, f"laissé de côté ({', '.join(fields)})"))
            continue
        found.append(place)
        remarks += [Remark(number, name, what) for what in odd]
    return Imported(tuple(found), tuple(remarks))


def _rows(file: Path) -> Iterator[Row]:
    if file.stat().st_size > _MOST_BYTES:
        raise UnreadableFile
    try:
        text = file.read_bytes().decode("utf-8-sig")
        yield from _features(json.loads(text)) if text.lstrip()[:1] == "{" else _lines(text)
    except (UnicodeDecodeError, json.JSONDecodeError, csv.Error, RecursionError) as error:
        raise UnreadableFile from error


def _lines(text: str) -> Iterator[Row]:
    head = text.partition("\n")[0]
    reader = csv.DictReader(text.splitlines(), delimiter=";" if ";" in head else ",")
    if "nom" not in (reader.fieldnames or ()):
        raise UnreadableFile
    for row in reader:
        yield {key: value.strip() for key, value in row.items() if isinstance(value, str)}


def _features(whole: object) -> Iterator[Row]:
    features = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(features, list):
        raise UnreadableFile
    for feature in features:
        one = _object(feature)
        told, where = _object(one.get("properties")), _object(one.get("geometry"))
        row = {str(k): str(v).strip() for k, v in told.items() if v is not None}
        point = where.get("coordinates") if where.get("type") == "Point" else None
        if isinstance(point, list) and len(point) > 1:
            row |= {"longitude": str(point[0]), "latitude": str(point[1])}
        yield row


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _place(row: Row, today: date) -> tuple[dict[str, object], list[str]]:
    """A place as a file of content writes it, and what a person should look at."""
    odd: list[str] = []
    services = [one for one in row.get("services", "").split("|") if one]
    town = f"{row.get('code_postal', '')} {row.get('commune', '')}".strip()
    kinds = [_KINDS[one] for one in row.get("typologie", "").split("|") if one in _KINDS]
    place: dict[str, object] = {
        "name": row.get("nom", "")[:LABEL_LIMIT].strip(),
        "kind": kinds[0] if kinds else _OTHER_KIND,
        "address": ", ".join(one for one in (row.get("adresse", ""), town) if one),
        "for_whom": row.get("presentation_resume") or ", ".join(services),
        "needs": [_NEEDS[one].value for one in services if one in _NEEDS],
        **_point(row),
    }
    if phone := row.get("telephone"):
        place |= {"phone": known} if (known := _phone(phone)) else {}
        odd += [] if known else [f"téléphone illisible : {phone}"]
    if osm := row.get("horaires"):
        place |= {"hours": hours} if (hours := _hours(osm)) else {}
        odd += [] if hours else [f"horaires à écrire à la main : {osm}"]
    if not _is_fresh(row.get("date_maj", ""), today):
        odd.append(f"à vérifier : mis à jour le {row.get('date_maj') or '?'}")
    return place, odd


def _point(row: Row) -> dict[str, object]:
    try:
        return {name: round(float(row[name]), 5) for name in ("latitude", "longitude")}
    except (KeyError, ValueError, OverflowError):
        return {}


def _phone(text: str) -> str | None:
    """A French number as it is written here, by pairs; None if it is none."""
    digits = re.sub(r"^(\+33|0033)0?", "0", re.sub(r"[\s.\-()]", "", text))
    if not re.fullmatch(r"0[1-9]\d{8}", digits, re.ASCII):
        return None
    return " ".join(digits[at : at + 2] for at in range(0, 10, 2))


def _hours(osm: str) -> list[dict[str, str]]:
    """Plain rules only; anything else, and nothing is said to be open."""
    found = []
    for rule in filter(None, (one.strip() for one in osm.split(";"))):
        if rule == "PH off":
            continue
        plain = _RULE.fullmatch(rule)
        if plain is None:
            return []
        days = re.sub(_DAY, lambda day: _DAYS[day[0]], plain["days"])
        for times in plain["times"].split(","):
            opens, _, closes = times.partition("-")
            found.append({"days": days, "open": opens, "close": closes})
    return found


def _is_fresh(text: str, today: date) -> bool:
    try:
        return today - date.fromisoformat(text[:10]) <= _OLD
    except ValueError:
        return False
