"""What the formats' own specifications allow, each example of theirs written anew and small."""

import json
from pathlib import Path

import pytest

from loaders.formats.pabulib import NOT_READ as VOTES_NOT_READ
from loaders.formats.popolo.reader import NOT_READ, ONLY_A_POST
from loaders.formats.shared.booleans import boolean
from loaders.formats.signalen.rows import NOT_IN_USE, ONLY_LOOKS
from loaders.options import LoadOptions
from tests.loaders.formats.reading import Reading, read

SEAT = ("WORKS_FOR", "official:p", "department:raad", "1972-01-01")
MEMBER = {"id": "7", "role": "griffier", "start_date": "1972-01-01", "end_date": "1980-03-15"}
RAAD, PERSON = {"id": "raad", "name": "Raad"}, {"id": "p", "name": "Persoon"}
POST = {"id": "zetel", "label": "Griffier van de Raad"}
# One seat, in every way in which Popolo lets it stand.
SEATED = {
    "lists": {"organizations": [RAAD], "persons": [PERSON], "memberships": [{**MEMBER, "person_id": "p", "organization_id": "raad"}]},
    "through a post": {"organizations": [RAAD], "persons": [PERSON], "posts": [{**POST, "organization_id": "raad"}], "memberships": [{**MEMBER, "person_id": "p", "post_id": "zetel"}]},
    "through a post that holds its organisation": {"persons": [PERSON], "posts": [{**POST, "organization": RAAD}], "memberships": [{**MEMBER, "person_id": "p", "post_id": "zetel"}]},
    "through a post inside the organisation": {"organizations": [{**RAAD, "posts": [POST]}], "persons": [PERSON], "memberships": [{**MEMBER, "person_id": "p", "post_id": "zetel"}]},
    "alone, with all inside": {**MEMBER, "organization": RAAD, "person": PERSON, "post": POST},
    "alone, with a post that holds the organisation": {**MEMBER, "person": PERSON, "post": {**POST, "organization": RAAD}},
    "in a list, with all inside": {"memberships": [{**MEMBER, "organization": RAAD, "person": PERSON}]},
    "inside a person": {"organizations": [RAAD], "persons": [{**PERSON, "memberships": [{**MEMBER, "organization_id": "raad"}]}]},
    "inside an organisation": {"organizations": [{**RAAD, "memberships": [{**MEMBER, "person_id": "p"}]}], "persons": [PERSON]},
    "inside a post": {"persons": [PERSON], "posts": [{**POST, "organization": RAAD, "memberships": [{**MEMBER, "person_id": "p"}]}]},
    "inside a post inside an organisation": {"persons": [PERSON], "organizations": [{**RAAD, "posts": [{**POST, "memberships": [{**MEMBER, "person_id": "p"}]}]}]},
    "a list of things": [RAAD | {"classification": "unit"}, PERSON | {"gender": ""}, {**MEMBER, "person_id": "p", "organization_id": "raad"}],
    "with times": {"organizations": [RAAD], "persons": [PERSON], "memberships": [{**MEMBER, "person_id": "p", "organization_id": "raad", "start_date": "1972-01-01T00:00:00Z", "end_date": "1980-03-15T12:30Z"}]},
}  # fmt: skip


@pytest.mark.parametrize("name", SEATED)
def test_a_seat_may_stand_in_every_way_of_popolo(name: str, tmp_path: Path) -> None:
    found = read("popolo", tmp_path, {"p.json": json.dumps(SEATED[name])})
    assert not found.faults, [str(each) for each in found.faults]
    assert found.relationships[SEAT] == {"function": "griffier", "validFrom": "1972-01-01", "validTo": "1980-03-16"}
    assert found.nodes["Department", "raad"]["name"] == "Raad"
    assert found.nodes["Official", "p"] == {"name": "Persoon", "functions": ("griffier",)}


@pytest.mark.parametrize("name", [name for name in SEATED if "post" in name])
def test_without_a_role_the_label_of_the_post_is_the_function(name: str, tmp_path: Path) -> None:
    text = json.dumps(SEATED[name]).replace('"role": "griffier", ', "")
    assert read("popolo", tmp_path, {"p.json": text}).relationships[SEAT]["function"] == "Griffier van de Raad"


# What stands by itself: how it is known, and what becomes of it.
ALONE = {
    "area": ({"name": "Wijk 1", "identifier": "wijk:1", "classification": "wijk", "parent_id": "stad"}, NOT_READ),
    "event": ({"id": "z", "name": "Zitting", "classification": "zitting", "organization_id": "raad", "attendees": [{"id": "p"}]}, NOT_READ),
    "motion": ({"organization_id": "raad", "mover_id": "p", "text": "Dat", "date": "2013-01-01"}, NOT_READ),
    "vote": ({"vote_event_id": "v", "voter_id": "p", "option": "yes", "role": "chair"}, NOT_READ),
    "vote event": ({"identifier": "4", "motion": {"text": "Dat"}, "votes": [{"voter_id": "p"}]}, NOT_READ),
    "speech": ({"creator_id": "p", "role": "speaker", "text": "Op", "event_id": "z", "classification": "ruling"}, NOT_READ),
    "post": ({**POST, "role": "Griffier", "organization_id": "raad", "start_date": "1950"}, ONLY_A_POST),
}  # fmt: skip


@pytest.mark.parametrize("name", ALONE)
def test_what_is_no_organisation_or_person_is_not_taken_for_one(name: str, tmp_path: Path) -> None:
    value, note = ALONE[name]
    found = read("popolo", tmp_path, {"p.json": json.dumps(value)})
    assert (found.of("Official", "Department", "Organisation"), found.notes[note], found.faults) == (set(), 1, [])


def test_a_membership_that_names_no_organisation_at_all_is_a_fault(tmp_path: Path) -> None:
    found = read("popolo", tmp_path, {"p.json": '{"memberships": [{"person_id": "p", "post_id": "onbekend"}]}'})
    assert [(fault.line, fault.column) for fault in found.faults] == [(1, "organization_id")]


META = "META\nkey;value\ndescription;Buurtbudget\ncountry;Nederland\nunit;Duinstad\ninstance;2024\nnum_votes;12\n"
FIELDS = ("neighbourhood", "neighborhood", "district", "subunit")


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_pabulib_for_a_place_is_read(field: str, tmp_path: Path) -> None:
    """In capitals or not, beside fields that are known and not kept."""
    text = META + (
        f"PROJECTS\nproject_id;cost;votes;score;name;category;beneficiaries;selected;{field.title()};proposer;public_id;latitude;longitude\n"
        "1;7200,50;43;1;Park;groen;kinderen;1;Havenkwartier;Buurt;A-1;52.1;4.3\nVOTES\nvoter_id;vote\n1;1\n"
    )
    found = read("pabulib", tmp_path, {"V.PB": text})
    assert found.relationships["LOCATED_IN", "initiative:V/1", "area:Duinstad/Havenkwartier", ""] == {}
    assert (found.faults, found.notes) == ([], {VOTES_NOT_READ: 1})


def test_a_column_that_pabulib_does_not_have_is_told(tmp_path: Path) -> None:
    found = read("pabulib", tmp_path, {"v.pb": META + "PROJECTS\nproject_id;cost;name;kleur\n1;5;Park;rood\n"})
    assert any(note.endswith("Pabulib does not have: kleur") for note in found.notes)


WORDS = {
    True: ("true", "True", "TRUE", "t", "1", "ja", "Ja", "j", "yes", "y", "waar", "WAAR"),
    False: ("false", "False", "f", "F", "0", "nee", "Nee", "n", "no", "onwaar", "ONWAAR"),
    None: ("", "misschien", "2", "-1", "x", "tru", "null"),
}


def test_yes_and_no_are_read_alike() -> None:
    assert {said: {boolean(word) for word in words} for said, words in WORDS.items()} == {
        True: {True},
        False: {False},
        None: {None},
    }


def _signalen(folder: Path, active: str, responsible: str) -> Reading:
    return read("signalen", folder, {
        "c.csv": f"id,main_slug,sub_slug,name,description,is_active\n1,groen,boom,Boom,,{active}\n2,groen,gras,Gras,,\n",
        "r.csv": f"category_id,main_slug,sub_slug,department_code,is_responsible,can_view\n1,groen,boom,GRN,{responsible},True\n1,groen,boom,WEG,True,True\n2,groen,gras,GRN,t,f\n",
        "d.csv": "code,name\nGRN,Groen\n",
    })  # fmt: skip


@pytest.mark.parametrize("word", WORDS[False])
def test_who_answers_for_a_category_that_is_not_in_use_is_noted(word: str, tmp_path: Path) -> None:
    """Also a department that is not in the load."""
    found = _signalen(tmp_path, word, "True")
    assert (found.faults, found.notes[NOT_IN_USE]) == ([], 3)
    assert found.of("Problem") == {("groen/gras",)}
    assert found.of("HOLDS") == {("department:grn", "responsibility:groen/gras/grn")}


@pytest.mark.parametrize("word", WORDS[False])
def test_a_department_that_is_not_responsible_only_looks(word: str, tmp_path: Path) -> None:
    found = _signalen(tmp_path, "ja", word)
    assert (found.faults, found.notes[ONLY_LOOKS]) == ([], 1)


@pytest.mark.parametrize("word", [word for word in WORDS[None] if word])
def test_a_word_that_is_neither_is_a_fault(word: str, tmp_path: Path) -> None:
    found = _signalen(tmp_path, word, word)
    assert [(Path(fault.file).name, fault.line, fault.column) for fault in found.faults] == [
        ("c.csv", 2, "is_active"),
        ("r.csv", 2, "is_responsible"),
    ]


def test_the_api_of_signalen_notes_categories_that_are_not_in_use(tmp_path: Path) -> None:
    category = {"name": "Boom", "slug": "boom", "_display": "Boom (Groen)", "is_active": "Nee", "departments": []}
    found = read(
        "signalen",
        tmp_path,
        {
            "a.json": json.dumps(
                [{"code": "GRN", "name": "Groen", "categories": [{"is_responsible": "t", "category": category}]}]
            )
        },
    )
    assert (found.faults, found.notes[NOT_IN_USE], found.of("Problem")) == ([], 1, set())


MAPPED = '[source]\nkey = "s"\n[[node]]\nlabel = "Organisation"\nkey = "{k}"\nproperties.publicTask = %s\n'


@pytest.mark.parametrize(
    ("value", "cells", "told"),
    [
        ('"{t}"', "ja,Nee,1,f", ["true", "false", "true", "false"]),
        ('{ value = "{t}", yes = ["wel"] }', "wel,nee,Ja", ["true", "false", "true"]),
        ('{ value = "{t}", no = ["niet"] }', "niet,ja", ["false", "true"]),
        ('{ value = "{t}", yes = ["n"], no = ["j"] }', "n,j", ["true", "false"]),
    ],
)  # fmt: skip
def test_a_mapping_reads_yes_and_no_as_all_do(value: str, cells: str, told: list[str], tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPED % value, "utf-8")
    rows = "".join(f"{number},{cell}\n" for number, cell in enumerate(cells.split(",")))
    found = read("csv", tmp_path, {"x.csv": "k,t\n" + rows}, LoadOptions(mapping=tmp_path / "m.toml"))
    assert [cells["publicTask"] for (label, _), cells in found.nodes.items() if label == "Organisation"] == told
    assert not found.faults


@pytest.mark.parametrize("value", ['{ value = "{t}", yes = ["wel"] }', '{ value = "{t}", no = ["niet"] }'])
def test_a_word_that_a_mapping_does_not_know_is_a_fault(value: str, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPED % value, "utf-8")
    found = read("csv", tmp_path, {"x.csv": "k,t\n1,soms\n"}, LoadOptions(mapping=tmp_path / "m.toml"))
    assert [(fault.line, fault.column) for fault in found.faults] == [(2, "t")]


@pytest.mark.parametrize("delimiter", ";\t")
def test_tables_that_excel_saved_with_another_separator_are_read(delimiter: str, tmp_path: Path) -> None:
    text = "code,naam,hoofdtaakveld_code,hoofdtaakveld\n5.1,Sport,5,Cultuur\n".replace(",", delimiter)
    assert read("taakvelden", tmp_path, {"t.csv": text}).of("Domain") == {("5.1",), ("5",)}
    text = "UniformeProductnaam,URI,Rijk,Provincie,Waterschap,Gemeente\nboomkap,http://x/boomkap,,,,X\n".replace(
        ",", delimiter
    )
    assert read("upl", tmp_path, {"u.csv": text}).of("Problem") == {("boomkap",)}
