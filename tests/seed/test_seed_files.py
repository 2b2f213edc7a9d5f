"""The seed's files, read plainly: whole, marked for what they are, and telling the story they are for.

In: the CSV files as they lie in the package. Nothing here needs the database or the loader.
"""

import csv
import re
from collections import Counter
from datetime import date

import pytest

from graph.model.definition import LABELS, NODES, RELATIONSHIPS
from seed import NOTICE_EN, NOTICE_NL, REFERENCE_DATE, seed_files

Row = dict[str, str]
REAL_PEOPLE = {"official:o-d3ebd8d0", "official:o-e791c186"}


def _rows(folder: str) -> dict[str, list[Row]]:
    found = {}
    for file in seed_files():
        if f"/{folder}/" in str(file):
            found[file.name.removesuffix(".csv")] = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    return found


NODE_ROWS = _rows("nodes")
RELATIONSHIP_ROWS = _rows("relationships")
BY_ID = {f"{label.lower()}:{row['key']}": row for label, rows in NODE_ROWS.items() for row in rows}
ALL_ROWS = [row for rows in (*NODE_ROWS.values(), *RELATIONSHIP_ROWS.values()) for row in rows]


def _targets(kind: str, source: str) -> list[str]:
    return [row["to"] for row in RELATIONSHIP_ROWS[kind] if row["from"] == source]


def _label(identifier: str) -> str:
    return next(label for label in LABELS if label.lower() == identifier.partition(":")[0])


def test_there_is_a_file_for_every_label_and_the_notices_speak_two_languages() -> None:
    assert set(NODE_ROWS) == set(NODES)
    assert date(2017, 11, 14) == REFERENCE_DATE
    assert "Verzonnen voorbeeld" in NOTICE_NL
    assert "Invented example" in NOTICE_EN


@pytest.mark.parametrize("label", sorted(NODE_ROWS))
def test_columns_of_nodes_are_properties_of_the_model(label: str) -> None:
    assert {*NODE_ROWS[label][0]} <= {item.name for item in LABELS[label].properties}


@pytest.mark.parametrize("kind", sorted(RELATIONSHIP_ROWS))
def test_columns_of_relationships_are_properties_of_the_model(kind: str) -> None:
    assert {*RELATIONSHIP_ROWS[kind][0]} - {"from", "to"} <= {item.name for item in RELATIONSHIPS[kind].properties}


def test_keys_are_unique() -> None:
    assert len(BY_ID) == sum(len(rows) for rows in NODE_ROWS.values())


def test_every_relationship_joins_two_nodes_that_the_model_lets_it_join() -> None:
    for kind, rows in RELATIONSHIP_ROWS.items():
        for row in rows:
            assert row["from"] in BY_ID, (kind, row)
            assert row["to"] in BY_ID, (kind, row)
            assert (_label(row["from"]), _label(row["to"])) in RELATIONSHIPS[kind].ends, (kind, row)


def test_every_row_names_known_sources_and_says_whether_it_is_invented() -> None:
    known = {row["key"] for row in NODE_ROWS["Source"]}
    for row in ALL_ROWS:
        sources = row["source"].split(" | ")
        assert set(sources) <= known, row
        assert (row["synthetic"] == "true") == (sources[0] == "synthetic"), row


def test_the_numbers_of_the_story() -> None:
    assert len(NODE_ROWS["Initiative"]) == 100
    assert sum(row["asks"] == "NOTHING" for row in NODE_ROWS["Initiative"]) == 6
    assert len(NODE_ROWS["Problem"]) >= 30
    assert len(NODE_ROWS["Resident"]) == 60
    assert Counter(row["level"] for row in NODE_ROWS["Department"])["SERVICE"] == 6


def test_all_task_fields_stand_under_nine_main_fields_with_their_codes_as_text() -> None:
    parents = {row["from"]: row["to"] for row in RELATIONSHIP_ROWS["PART_OF"] if row["from"].startswith("domain:")}
    assert len(parents) == 69
    assert len(set(parents.values())) == 9
    assert {"domain:0.1", "domain:0.10"} <= set(parents)
    assert all(row["key"] == row["code"] for row in NODE_ROWS["Domain"])


def test_44_quarters_lie_in_8_districts_of_the_city() -> None:
    parents = {row["from"]: row["to"] for row in RELATIONSHIP_ROWS["PART_OF"] if row["from"].startswith("area:")}
    districts = {identifier for identifier, parent in parents.items() if parent == "area:den-haag"}
    assert len(districts) == 8
    assert sum(parent in districts for parent in parents.values()) == 44


def test_eight_district_teams_bring_silos_together_each_in_its_own_district() -> None:
    conveners = [row["key"] for row in NODE_ROWS["Responsibility"] if row["role"] == "CONVENER"]
    areas = {area for key in conveners for area in _targets("WITHIN", f"responsibility:{key}")}
    assert len(conveners) == len(areas) == 8
    assert not any(_targets("FOR", f"responsibility:{key}") for key in conveners)


def test_every_responsibility_has_one_holder_and_at_most_one_subject() -> None:
    holders = Counter(row["to"] for row in RELATIONSHIP_ROWS["HOLDS"])
    subjects = Counter(row["from"] for row in RELATIONSHIP_ROWS["FOR"])
    for row in NODE_ROWS["Responsibility"]:
        identifier = f"responsibility:{row['key']}"
        assert holders[identifier] == 1, identifier
        assert subjects[identifier] == (row["role"] != "CONVENER"), identifier


def test_nothing_invented_touches_a_real_person() -> None:
    for kind, rows in RELATIONSHIP_ROWS.items():
        for row in rows:
            if REAL_PEOPLE & {row["from"], row["to"]}:
                assert (row["source"], row["synthetic"]) == ("den-haag-event", ""), (kind, row)


def test_what_the_article_knows_for_one_day_says_so() -> None:
    for identifier in REAL_PEOPLE:
        assert BY_ID[identifier]["attestedOn"] == "2017-11-14"
        seats = [row for row in RELATIONSHIP_ROWS["WORKS_FOR"] if row["from"] == identifier]
        assert [row["attestedOn"] for row in seats] == ["2017-11-14"]


def test_the_article_states_no_more_than_it_does() -> None:
    stated = {identifier for identifier, row in BY_ID.items() if row["source"].startswith("den-haag-event")}
    assert Counter(_label(identifier) for identifier in stated) == Counter(
        {"Official": 2, "Department": 2, "Organisation": 3, "Problem": 5, "Event": 6, "Document": 2, "Source": 1}
    )
    held = [row for row in RELATIONSHIP_ROWS["HOLDS"] if row["source"] != "synthetic"]
    assert held == []


def test_no_key_holds_the_name_of_a_person() -> None:
    """Keys are for everybody, names are not: officials have random keys, and nothing else is called after one."""
    assert all(re.fullmatch(r"o-[0-9a-f]{8}", row["key"]) for row in NODE_ROWS["Official"])
    names = {word for label in ("Official", "Resident") for row in NODE_ROWS[label] for word in row["name"].lower().split() if len(word) > 4}
    keys = {row["key"].lower() for label, rows in NODE_ROWS.items() if label != "Source" for row in rows}
    assert not [key for key in keys if names & set(key.split("-"))]


def test_residents_and_contacts_have_random_keys_and_residents_invented_names() -> None:
    for row in NODE_ROWS["Resident"]:
        assert re.fullmatch(r"r-[0-9a-f]{8}", row["key"])
        assert row["name"].endswith(" Voorbeeld")
        assert row["synthetic"] == "true"
    assert all(re.fullmatch(r"c-[0-9a-f]{8}", row["key"]) for row in NODE_ROWS["Contact"])


def test_counters_have_invented_numbers_of_their_own_a_department_and_mostly_something_to_serve() -> None:
    phones = [row["phone"] for row in NODE_ROWS["Counter"]]
    assert len(set(phones)) == len(phones)
    assert all(re.fullmatch(r"070 000 00 \d\d", phone) for phone in phones)
    idle = [row["key"] for row in NODE_ROWS["Counter"] if not _targets("SERVES", f"counter:{row['key']}")]
    assert idle == ["telefonisch-informatiepunt"]
    assert all(len(_targets("PART_OF", f"counter:{row['key']}")) == 1 for row in NODE_ROWS["Counter"])


def test_every_initiative_has_an_area_somebody_who_started_it_and_a_text() -> None:
    started = {row["to"] for row in RELATIONSHIP_ROWS["STARTED"]}
    for row in NODE_ROWS["Initiative"]:
        identifier = f"initiative:{row['key']}"
        assert identifier in started, identifier
        assert _targets("LOCATED_IN", identifier), identifier
        assert _targets("TOUCHES", identifier) or _targets("ADDRESSES", identifier), identifier
        assert len(row["summary"]) > 30, identifier
        assert row["summary"].endswith("."), identifier
    assert len({row["title"] for row in NODE_ROWS["Initiative"]}) == 100


def test_initiatives_lie_between_2014_and_the_reference_date() -> None:
    for row in NODE_ROWS["Initiative"]:
        days = [day for day in (row["startedOn"], row["endedOn"]) if day]
        assert days == sorted(days), row["key"]
        assert all("2014-01-01" <= day <= REFERENCE_DATE.isoformat() for day in days), row["key"]
        assert bool(row["endedOn"]) == (row["stage"] in ("DONE", "STOPPED")), row["key"]


def test_a_referral_goes_from_one_contact_to_a_later_one_about_the_same() -> None:
    for row in RELATIONSHIP_ROWS["REFERRED_TO"]:
        assert BY_ID[row["from"]]["at"] < BY_ID[row["to"]]["at"], row
        assert _targets("ABOUT", row["from"]) == _targets("ABOUT", row["to"]), row
        assert row["reason"], row


@pytest.mark.parametrize(
    "story",
    ["moestuin-moerwijk", "regentuin-bosjes", "buurtkamer-laakkade", "speeltuin-zandbak", "eettafel-loosduinen"],
)
def test_a_showcase_story_has_contacts_a_document_and_an_event(story: str) -> None:
    identifier = f"initiative:{story}"
    about = {row["from"].partition(":")[0] for row in RELATIONSHIP_ROWS["CONCERNS"] if row["to"] == identifier}
    assert about == {"event", "document"}
    assert sum(row["to"] == identifier for row in RELATIONSHIP_ROWS["ABOUT"]) >= 3
