"""Keys of people tell no name, and the same person keeps theirs from load to load."""

from pathlib import Path

import pytest

from graph.database.session import Database
from loaders.load import load
from loaders.options import LoadOptions
from loaders.person_keys import PersonKeys, holds_name
from tests.loaders.formats.reading import read
from tests.schema.asking import rows

ONE, OTHER = (PersonKeys(lambda letter=letter: letter * 32) for letter in (b"a", b"b"))
ROO = (
    "Organisatie (onderdeel);Naam;Functie;Resource identifier v5.0 organisatie\n"
    "Gemeente Verzonnen;A.B. Nergenshuizen;Burgemeester;https://identifier.overheid.nl/tooi/id/gemeente/gm0000\n"
)
POPOLO = """{"persons": [{"id": "anna-nergenshuizen", "name": "Anna Nergenshuizen"}, {"id": "3f2a9c40-1111-4222-8333-abcdefabcdef", "name": "Bea Abcdef"}],
 "organizations": [{"id": "raad", "name": "Raad", "classification": "council"}],
 "memberships": [{"person_id": "anna-nergenshuizen", "organization_id": "raad"}, {"person_id": "3f2a9c40-1111-4222-8333-abcdefabcdef", "organization_id": "raad"}]}"""
MAPPING = """
[source]
key = "lijst"
title = "Lijst"
[[node]]
label = "Official"
key = "{Medewerker|slug}"
properties = { name = "{Medewerker}" }
[[node]]
label = "Responsibility"
key = "{Taak|slug}/{Medewerker|slug}"
[[node]]
label = "Domain"
key = "{Taak|slug}"
properties = { name = "{Taak}" }
[[relationship]]
type = "HOLDS"
from = "official:{Vervanger|slug}"
to = "responsibility:{Taak|slug}/{Medewerker|slug}"
[[relationship]]
type = "FOR"
from = "responsibility:{Taak|slug}/{Medewerker|slug}"
to = "domain:{Taak|slug}"
"""
TABLE = "Medewerker,Vervanger,Taak\nAnna Nergenshuizen,Bea Verweg,Groen\nBea Verweg,Anna Nergenshuizen,Riool\n"


@pytest.mark.parametrize(("identifier", "name", "is_held"), [
    ("jan-jansen", "Jan Jansen", True), ("JJansen", "Jan Jansen", True), ("wethouder-1", "Jan Jansen", False), ("12345", "Jan Jansen", False),
    ("sahin", "Ayşe Şahin", True), ("3f2a9c40-1111-4222-8333-abcdefabcdef", "Bea Abcdef", False), ("li", "Bo Li", False), ("x-vandenberg", "P. van den Berg", True),
])  # fmt: skip
def test_a_part_of_a_name_is_seen_in_an_identifier(identifier: str, name: str, is_held: bool) -> None:
    assert holds_name(identifier, [name, ""]) is is_held


def test_the_same_person_has_the_same_key_with_one_secret_and_another_with_another() -> None:
    assert ONE.key("gm0000", "A") == PersonKeys(lambda: b"a" * 32).key("gm0000", "A") != OTHER.key("gm0000", "A")
    assert ONE.key("a", "b") != ONE.key("ab") != ONE.key("", "ab")
    assert len(ONE.key("x")) == 32


def test_the_register_of_organisations_gives_keyed_hashes(tmp_path: Path) -> None:
    keys = {keyed: read("roo", tmp_path, {"roo.csv": ROO}, LoadOptions(people=keyed)).of("Official") for keyed in (ONE, OTHER)}
    ((one,),), ((other,),) = keys.values()
    assert one == f"gm0000/{ONE.key('gm0000', 'A.B. Nergenshuizen')}" != other


def test_an_identifier_of_popolo_that_holds_the_name_is_replaced_in_all_places(tmp_path: Path) -> None:
    found = read("popolo", tmp_path, {"raad.json": POPOLO}, LoadOptions(people=ONE))
    key = ONE.key("anna-nergenshuizen")
    assert not found.faults
    assert found.of("Official") == {(key,), ("3f2a9c40-1111-4222-8333-abcdefabcdef",)}
    assert {start for start, _ in found.of("WORKS_FOR")} == {f"official:{key}", "official:3f2a9c40-1111-4222-8333-abcdefabcdef"}


async def test_a_table_keyed_by_names_tells_none_and_loads_twice_as_once(database: Database, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING, "utf-8")
    (tmp_path / "lijst.csv").write_text(TABLE, "utf-8")
    for added in (True, False):
        report = await load(database, [tmp_path / "lijst.csv"], "csv", LoadOptions(mapping=tmp_path / "m.toml", people=ONE))
        assert not report.faults
        assert (sum(each.added for each in report.by_name.values()) > 0) is added
    told = await rows(database, "MATCH (n) WHERE NOT n:Change AND NOT n:Sequence RETURN labels(n)[0], n.key")
    assert {(label, key) for label, key in told if label == "Official"} == {("Official", ONE.key(each)) for each in ("anna-nergenshuizen", "bea-verweg")}
    assert not [key for _, key in told if "nergenshuizen" in key or "verweg" in key]
    assert (await rows(database, "MATCH (o:Official)-[:HOLDS]->(:Responsibility)-[:FOR]->(d) RETURN o.name, d.name ORDER BY o.name")) == [["Anna Nergenshuizen", "Riool"], ["Bea Verweg", "Groen"]]


def test_the_secret_is_asked_for_only_where_a_key_is_made(tmp_path: Path) -> None:
    def refuse() -> bytes:
        raise AssertionError("nobody's key is made here")

    read("popolo", tmp_path, {"raad.json": POPOLO.replace("anna-nergenshuizen", "p1")}, LoadOptions(people=PersonKeys(refuse)))
