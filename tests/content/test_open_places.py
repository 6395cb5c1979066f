"""Places from open data: what is understood, and what is left to a person."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.kinds.territory import Place
from bot.content.open_places import UnreadableFile, import_places

TODAY = date(2026, 11, 27)
HEAD = (
    "id,nom,commune,code_postal,code_insee,adresse,latitude,longitude,telephone,horaires,"
    "services,typologie,date_maj"
)
GOOD = (
    "1,Cyberbase du Phare,Val-de-Lune,99000,99001,22 rue du Phare,48.03,-8.04,+33199001238,"
    '"Mo-Fr 09:00-12:00,14:00-17:00; Sa 10:00-12:00; PH off",'
    "Accès internet et matériel informatique|Aide aux démarches administratives,BIB|ASSO,2026-05-02"
)


def _file(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "lieux.csv"
    file.write_text("\n".join((HEAD, *lines)), "utf-8-sig")
    return file


def test_a_row_becomes_lines_that_a_territory_takes(tmp_path: Path) -> None:
    found = import_places(_file(tmp_path, GOOD), TODAY)
    assert found.remarks == ()
    [place] = [Place.model_validate(one) for one in yaml.safe_load(found.written)["places"]]
    assert (place.name, place.kind, place.phone) == (
        "Cyberbase du Phare",
        "bibliothèque",
        "01 99 00 12 38",
    )
    assert place.address == "22 rue du Phare, 99000 Val-de-Lune"
    assert place.needs == ("ordinateur", "droits")
    assert place.point is not None
    assert place.slots is not None
    assert len(place.slots) == 3


def test_what_is_odd_is_said_and_never_guessed(tmp_path: Path) -> None:
    odd = "2,Autre,Val,99000,99002,1 rue,x,200,12,Mo-Fr sunrise-sunset,Loisirs,??,2019-01-01"
    found = import_places(_file(tmp_path, odd), TODAY)
    [place] = found.places
    assert "hours" not in place
    assert "phone" not in place
    assert "latitude" not in place
    assert [one.what.partition(" :")[0] for one in found.remarks] == [
        "téléphone illisible",
        "horaires à écrire à la main",
        "à vérifier",
    ]


def test_a_row_without_a_name_or_off_the_map_is_left_out_and_named(tmp_path: Path) -> None:
    far = GOOD.replace("48.03", "480.3")
    found = import_places(_file(tmp_path, ",,,,,,,,,,,,", far), TODAY)
    assert found.places == ()
    assert [one.row for one in found.remarks] == [1, 2]


def test_only_the_communes_that_were_asked_for_come(tmp_path: Path) -> None:
    other = GOOD.replace("99001", "99009")
    found = import_places(_file(tmp_path, GOOD, other), TODAY, {"99009"})
    assert len(found.places) == 1


def test_geojson_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "lieux.geojson"
    told = {
        "nom": "Médiathèque",
        "adresse": "4 place",
        "services": "Loisirs",
        "date_maj": "2026-01-01",
    }
    point = {"type": "Point", "coordinates": [-8.001, 48.001]}
    feature = {"type": "Feature", "properties": told, "geometry": point}
    odd = {"properties": ["x"], "geometry": ["y"]}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature, 3, None, odd]}))
    found = import_places(file, TODAY)
    assert found.places[0]["latitude"] == 48.001
    assert [one.row for one in found.remarks] == [2, 3, 4]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"{", b'{"a": 1}', b"a,b\n1,2", b"", b"[" * 9999])
def test_what_is_no_such_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x"
    file.write_bytes(content)
    with pytest.raises(UnreadableFile):
        import_places(file, TODAY)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=30), min_size=13, max_size=15))
def test_no_row_breaks_it(tmp_path: Path, cells: list[str]) -> None:
    line = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    try:
        found = import_places(_file(tmp_path, line), TODAY)
    except UnreadableFile:
        return
    yaml.safe_load(found.written)
