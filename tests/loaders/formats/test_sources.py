"""What each source says in the words of the model, on small files made by hand, without a graph."""

import json
from pathlib import Path

import pytest

from graph.errors import BadInput
from loaders.formats.mapped_csv import suggest as suggestion
from loaders.formats.pabulib import categories
from loaders.formats.shared import dates
from loaders.formats.shared.dates import INCLUSIVE, NOT_A_DAY
from loaders.formats.signalen.rows import AT_THE_DESK, NOT_IN_USE, ONLY_LOOKS
from loaders.options import LoadOptions
from tests.docs.worked import examples
from tests.loaders.formats.reading import Reading, read

EXAMPLES = {each.format: each for each in examples()}
API = "https://meldingen.example/signals/v1/public/terms/categories"


def category(main: str, sub: str, name: str, *codes: str, **more: object) -> dict[str, object]:
    links = {"self": {"href": f"{API}/{main}/sub_categories/{sub}"}}
    departments = [{"code": code, "name": f"Afdeling {code}", "is_intern": True} for code in codes]
    return {
        "_links": links,
        "_display": f"{name} ({main.title()})",
        "name": name,
        "slug": sub,
        "departments": departments,
        "is_active": True,
        **more,
    }


def api(*departments: dict[str, object], folder: Path) -> Reading:
    return read(
        "signalen",
        folder,
        {"departments.json": json.dumps({"count": len(departments), "results": departments}, indent=1)},
    )


def test_the_api_of_signalen_says_what_its_tables_say(tmp_path: Path) -> None:
    """The example of docs/loading.md once more, as the API gives it."""
    boom, gras, other = (
        category("groen", "boom", "Boom omgewaaid", "ASC", "GRN", description="Een boom ligt om"),
        category("groen", "gras", "Gras te lang", "GRN"),
        category("overig", "overig", "Iets anders", "ASC"),
    )
    found = api(
        {"code": "ASC", "name": "Meldpunt", "categories": [{"is_responsible": True, "can_view": True, "category": each} for each in (boom, other)]},
        {"code": "GRN", "name": "Groenbeheer", "categories": [{"is_responsible": True, "can_view": True, "category": each} for each in (boom, gras)]},
        {"code": "VEI", "name": "Veiligheid", "categories": [{"is_responsible": False, "can_view": True, "category": gras}]},
        folder=tmp_path,
    )  # fmt: skip
    tables = read("signalen", tmp_path, dict(EXAMPLES["signalen"].files))
    assert found.faults == tables.faults == []
    assert set(found.relationships) == set(tables.relationships)
    assert {key: cells for key, cells in found.nodes.items() if key[0] != "Domain"} == {
        key: cells for key, cells in tables.nodes.items() if key[0] != "Domain"
    }
    assert found.nodes["Domain", "groen"] == {"name": "Groen"}
    assert found.notes == tables.notes == {AT_THE_DESK: 1, ONLY_LOOKS: 1}


def test_a_department_that_a_category_names_is_responsible_too(tmp_path: Path) -> None:
    """One department of the API is enough: who else answers stands in its categories."""
    boom = category("groen", "boom", "Boom", "ASC", "GRN")
    found = api(
        {"code": "ASC", "name": "Meldpunt", "categories": [{"is_responsible": True, "category": boom}]}, folder=tmp_path
    )
    assert found.of("HOLDS") == {("department:grn", "responsibility:groen/boom/grn")}
    assert found.of("SERVES") == {("counter:asc", "problem:groen/boom")}


def test_categories_that_are_not_in_use_are_noted(tmp_path: Path) -> None:
    old = category("groen", "boom", "Boom", "GRN", is_active=False)
    found = api(
        {"code": "GRN", "name": "Groen", "categories": [{"is_responsible": True, "category": old}]}, folder=tmp_path
    )
    table = read("signalen", tmp_path, {"c.csv": "main_slug,sub_slug,name,is_active\ngroen,boom,Boom,False\n"})
    assert found.notes == table.notes == {NOT_IN_USE: 1}
    assert ("Problem", "groen/boom") not in {*found.nodes, *table.nodes}


def test_a_table_of_categories_that_names_who_is_responsible_is_enough(tmp_path: Path) -> None:
    found = read(
        "signalen",
        tmp_path,
        {"c.csv": "main_slug,sub_slug,name,responsible_departments\ngroen,boom,Boom,ASC|GRN|THO\n"},
    )
    assert found.of("Responsibility") == {("groen/boom/grn",), ("groen/boom/tho",)}
    assert found.of("SERVES") == {("counter:asc", "problem:groen/boom")}


def test_the_register_of_organisations_has_doors_and_days(tmp_path: Path) -> None:
    header = '"Officiële naam";"Alternatieve naam";"Afkorting";"Startdatum";"Einddatum";"Telefoonnummers ";"TOOi URI"\n'
    row = '"Gemeente Duinstad";"Duinstad aan Zee";"Duinstad";"01-01-1998";"31-12-2018";"14 000, label: pers;14 099, label: algemeen";"https://identifier.overheid.nl/tooi/id/gemeente/gm9999"\n'
    board = '"Waterschap Duin";"";"";"";"";"";"https://identifier.overheid.nl/tooi/id/waterschap/ws0001"\n'
    found = read("roo", tmp_path, {"o.csv": header + row + board})
    assert found.nodes["Department", "gm9999"] == {
        "name": "Gemeente Duinstad", "level": "MUNICIPALITY", "aliases": ("Duinstad aan Zee", "Duinstad"), "validFrom": "1998-01-01", "validTo": "2019-01-01",
    }  # fmt: skip
    assert found.nodes["Counter", "gm9999"]["phone"] == "14 099"
    assert found.nodes["Organisation", "ws0001"] == {"name": "Waterschap Duin", "publicTask": "true"}
    assert found.notes == {INCLUSIVE: 1}


@pytest.mark.parametrize(
    "name", ["mevrouw E. Voorbeeld", "Ella Voorbeeld", "E. Voorbeeld", "Woo-loket (dhr. E. Voorbeeld)"]
)
def test_the_name_of_a_person_is_never_that_of_a_counter(name: str, tmp_path: Path) -> None:
    example = EXAMPLES["roo"].files["medewerkers.csv"].replace("Team Openbaarheid", name)
    found = read("roo", tmp_path, {"m.csv": example})
    assert {key: cells["name"] for (label, key), cells in found.nodes.items() if label == "Counter"} == {
        "gm9999/woo": "Woo-contactpersoon Gemeente Duinstad"
    }
    assert "Voorbeeld" not in str(list(found.nodes))
    assert sum(found.notes.values()) == 1


def test_popolo_with_memberships_inside_an_organisation_and_on_their_own(tmp_path: Path) -> None:
    document = {
        "organizations": [{
            "id": "raad", "name": "Raad", "classification": "council", "other_names": [{"name": "Gemeenteraad"}],
            "memberships": [{"role": "lid", "person": {"id": "p1", "name": "Ella Voorbeeld"}, "start_date": "2010"}],
        }, {"id": "vvd", "name": "Een partij", "classification": "party"}],
        "posts": [{"id": "voorzitter", "label": "voorzitter", "organization_id": "raad"}],
        "memberships": [
            {"person_id": "p1", "organization_id": "raad", "post_id": "voorzitter", "start_date": "2010", "end_date": "2012-06"},
            {"person_id": "p1", "organization_id": "vvd"}, {"person_id": "p1", "organization_id": "elders"},
        ],
    }  # fmt: skip
    found = read("popolo", tmp_path, {"p.json": json.dumps(document)})
    assert found.faults == []
    assert found.nodes["Official", "p1"] == {"name": "Ella Voorbeeld", "functions": ("lid", "voorzitter")}
    assert found.nodes["Department", "raad"]["aliases"] == ("Gemeenteraad",)
    assert found.nodes["Department", "elders"] == {}
    assert found.nodes["Organisation", "vvd"] == {"name": "Een partij"}
    # Two seats from one day are one, with both functions, as long as one of them lasts.
    seat = found.relationships["WORKS_FOR", "official:p1", "department:raad", "2010-01-01"]
    assert seat == {"function": "lid, voorzitter", "validFrom": "2010-01-01", "validTo": ""}
    assert found.notes[NOT_A_DAY] == 2
    assert found.of("WORKS_FOR") == {("official:p1", "department:raad"), ("official:p1", "department:elders")}


def test_a_membership_belongs_to_what_it_stands_in(tmp_path: Path) -> None:
    """Also when the organisation says nothing else about itself."""
    document = {"organizations": [{"id": "raad", "name": "Raad", "memberships": [{"person_id": "p", "role": "lid"}]}], "persons": [{"id": "p", "name": "Ella Voorbeeld"}]}
    found = read("popolo", tmp_path, {"p.json": json.dumps(document)})
    assert found.faults == []
    assert found.of("WORKS_FOR") == {("official:p", "department:raad")}


def test_days_of_popolo() -> None:
    assert [dates.first_day(text) for text in ("2010", "2010-05", "2010-05-06", "x")] == [
        "2010-01-01",
        "2010-05-01",
        "2010-05-06",
        "x",
    ]
    assert [dates.day_after_last(text) for text in ("2010", "2010-12", "2012-02-28", "2012-02", "9999-12-31", "x")] == [
        "2011-01-01",
        "2011-01-01",
        "2012-02-29",
        "2012-03-01",
        "9999-12-31",
        "x",
    ]
    assert [dates.iso(text) for text in ("1-2-2017", "01.02.2017", "2017-02-01")] == ["2017-02-01"] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cultuur,sport", ["cultuur", "sport"]),
        ("education, children and youth", ["education, children and youth"]),
        ("Streets, Sidewalks & Transit,Parks", ["Streets, Sidewalks & Transit", "Parks"]),
        ("none", []), ("None,sport", ["sport"]), ("", []), ("sport,,sport", ["sport"]), ("101", ["101"]), (" sport ,cultuur", ["sport", "cultuur"]),
    ],
)  # fmt: skip
def test_categories_of_a_project(text: str, expected: list[str]) -> None:
    assert categories(text) == expected


def test_columns_of_a_vote_are_found_by_name(tmp_path: Path) -> None:
    """In any order, with those that we do not know; the nearest area that a row has."""
    text = "META\nkey;value\nunit;Duinstad\ndistrict;Noord\nPROJECTS\nsubunit;target;category;NAME;votes;project_id;cost\nDuinwijk;kinderen;sport;Een baan;3;7;1\n;;;Een bank;1;8;1\n"
    found = read("pabulib", tmp_path, {"v.pb": text.replace("\n", "\r\n")})
    assert found.nodes["Initiative", "v/7"]["title"] == "Een baan"
    assert found.of("LOCATED_IN") == {
        ("initiative:v/7", "area:Duinstad/Duinwijk"),
        ("initiative:v/8", "area:Duinstad/Noord"),
        ("event:v", "area:Duinstad/Noord"),
    }
    assert found.of("PART_OF") == {
        ("area:Duinstad/Duinwijk", "area:Duinstad"),
        ("area:Duinstad/Noord", "area:Duinstad"),
    }


def test_what_a_mapping_can_say(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(
        """
        [source]
        key = "s"
        [table]
        delimiter = "\\t"
        header = ["id", "naam", "baas", "tot", "fictief", "namen", "tekst", "uri"]
        [[lookup]]
        name = "by_name"
        column = "naam"
        gives = "id"
        [[node]]
        label = "Department"
        key = "{id|lower}"
        properties.name = "{naam}"
        properties.level = "TEAM"
        properties.aliases = { value = "{namen}", separator = "/" }
        properties.validTo = { value = "{tot}", date = "%d.%m.%Y", inclusive = true }
        properties.synthetic = { value = "{fictief}", yes = ["j"] }
        [[node]]
        label = "Domain"
        key = "{uri|last}"
        properties.name = "{naam|slug}"
        properties.description = { value = "{tekst}", html = true }
        [[relationship]]
        type = "PART_OF"
        from = "department:{id|lower}"
        to = "department:{baas|by_name|lower}"
        """,
        "utf-8",
    )
    table = "A\tDienst Één\t\t31.12.2017\tj\tEen/ 1\t<p>Veel&amp;<br>meer</p>\thttp://x/5.7\nB\tAfdeling\tDienst Één\t\tn\t\t\t\nC\tTeam\tNiemand\t\t\t\t\t\n"
    found = read("csv", tmp_path, {"t.csv": table}, LoadOptions(mapping=tmp_path / "m.toml"))
    assert found.faults == []
    assert found.nodes["Department", "a"] == {
        "name": "Dienst Één",
        "level": "TEAM",
        "aliases": ("Een", "1"),
        "validTo": "2018-01-01",
        "synthetic": "true",
    }
    assert found.nodes["Domain", "5.7"] == {"name": "dienst-een", "description": "Veel& meer"}
    assert found.of("PART_OF") == {("department:b", "department:a")}
    assert found.notes == {INCLUSIVE: 1, "a name that no other row of the table has is not linked": 1}


def test_what_stands_around_an_empty_column_says_nothing(tmp_path: Path) -> None:
    mapping = '[source]\nkey = "x"\n[[node]]\nlabel = "Event"\nkey = "{id}"\nproperties = { kind = "MEETING", headCounts = "guests: {n}" }\n'
    (tmp_path / "m.toml").write_text(mapping, "utf-8")
    found = read("csv", tmp_path, {"t.csv": "id,n\na,12\nb,\n"}, LoadOptions(mapping=tmp_path / "m.toml"))
    assert found.faults == []
    assert [found.nodes["Event", key].get("headCounts") or None for key in "ab"] == [("guests: 12",), None]
    assert found.nodes["Event", "b"]["kind"] == "MEETING"


def test_a_table_without_a_mapping_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="can only be read with a mapping") as caught:
        read("csv", tmp_path, {"t.csv": "a,b\n"})
    assert "--suggest" in caught.value.cure
    with pytest.raises(BadInput, match="cannot be read as a mapping"):
        read("csv", tmp_path, {"t.csv": "a,b\n"}, LoadOptions(mapping=tmp_path / "nowhere.toml"))


@pytest.mark.parametrize(
    ("name", "table", "nodes", "relationships"),
    [
        ("wijken.csv", "wijkcode,naam\nWK01,Noord\nWK02,Zuid\n", {("Area", "WK01"), ("Area", "WK02")}, set()),
        ("projecten.csv", "nr;titel;thema;stadsdeel;startdatum\n1;Tuin;groen|straat;Laak;01-02-2017\n2;Bank;groen;Laak;\n",
         {("Initiative", "1"), ("Initiative", "2"), ("Domain", "groen"), ("Domain", "straat"), ("Area", "Laak")},
         {("initiative:1", "domain:groen"), ("initiative:1", "domain:straat"), ("initiative:2", "domain:groen"), ("initiative:1", "area:Laak"), ("initiative:2", "area:Laak")}),
        ("meldingen.csv", "id,onderwerp,afdeling\na,Boom,Groen\n", {("Problem", "a"), ("Department", "Groen"), ("Responsibility", "a/Groen")},
         {("department:Groen", "responsibility:a/Groen"), ("responsibility:a/Groen", "problem:a")}),
        ("raar.csv", "{x},|,kolom\n1,2,3\n", {("Initiative", "3")}, set()),
        ("leeg.csv", "id,naam\n", set(), set()),
    ],
)  # fmt: skip
def test_a_suggested_mapping_loads(
    name: str, table: str, nodes: set[tuple[str, str]], relationships: set[tuple[str, str]], tmp_path: Path
) -> None:
    from loaders.input.files import find_files as files

    (tmp_path / name).write_text(table, "utf-8")
    (tmp_path / "m.toml").write_text(suggestion.suggest(files([str(tmp_path / name)], (".csv",))[0]), "utf-8")
    found = read("csv", tmp_path, {name: table}, LoadOptions(mapping=tmp_path / "m.toml"))
    assert found.faults == []
    assert {key for key in found.nodes if key[0] != "Source"} == nodes
    assert {key[1:3] for key in found.relationships} == relationships
