"""ownerOf, ownersOf and ownerOfTogether on the seed, and ownership beside them."""

from datetime import date

import pytest

from tests.schema.asking import Desk

STORIES = [
    # id, status, first owner, lead, since, first door
    ("initiative:moestuin-moerwijk", "OWNED", "Team Wijkgroen en Zelfbeheer", None, "2017-04-01", "Groenloket"),
    ("initiative:regentuin-bosjes", "SHARED", "Waterschap Duin en Vliet", "Waterschap Duin en Vliet", "2017-02-01", "Waterbalie Duin en Vliet"),
    ("initiative:buurtkamer-laakkade", "BETWEEN_SILOS", None, None, "2015-01-20", "Buurthuizenlijn"),
    ("initiative:speeltuin-zandbak", "BETWEEN_SILOS", None, None, "2015-06-02", "Groenloket"),
    ("initiative:eettafel-loosduinen", "OWNED", "Team Buurthuizen en Ontmoeting", None, None, "Buurthuizenlijn"),
]  # fmt: skip
TOLD = "status since owners { party { name } } lead { party { name } } convener { party { name } } nextDoor { counter { name } reason }"


@pytest.mark.parametrize(("subject", "status", "owner", "lead", "since", "door"), STORIES)
async def test_the_five_stories_are_answered_as_they_are_told(desk: Desk, subject: str, status: str, owner: str | None, lead: str | None, since: str | None, door: str) -> None:
    found = (await desk.answer(f"query($id: ID!) {{ ownerOf(subject: $id) {{ {TOLD} }} }}", id=subject))["ownerOf"]
    assert found["status"] == status
    assert [each["party"]["name"] for each in found["owners"]][:1] == ([owner] if owner else [])
    assert (found["lead"] and found["lead"]["party"]["name"]) == lead
    if since:
        assert str(found["since"]) == since
    assert found["nextDoor"][0]["counter"]["name"] == door
    assert 1 <= len(found["nextDoor"]) <= 5
    assert bool(found["convener"]) == (status != "OWNED")


@pytest.mark.parametrize("subject", ["initiative:none", "official:o-3e21bcb6", "x", "", "area:laak", "resident:r-50203be4"])
async def test_who_owns_nothing_known_is_null_with_not_found(desk: Desk, subject: str) -> None:
    told = await desk.ask("query($id: ID!) { ownerOf(subject: $id) { status } }", id=subject)
    assert (told.data, told.codes) == ({"ownerOf": None}, ("NOT_FOUND",))


@pytest.mark.parametrize("asked", [
    '{ ownerOf(subject: "domain:5.7", area: "area:none") { status } }', '{ ownerOf(subject: "domain:5.7", area: "domain:5.7") { status } }',
    '{ ownersOf(subjects: ["domain:5.7"], area: "x") { status } }', '{ ownerOfTogether(domains: ["domain:5.7"], area: "area:none") { status } }',
    '{ ownerOfTogether(domains: ["domain:none"]) { status } }', '{ ownerOfTogether(domains: ["domain:5.7"], problems: ["problem:none"]) { status } }',
    '{ ownerOfTogether(domains: ["initiative:moestuin-moerwijk"]) { status } }',
])  # fmt: skip
async def test_an_unknown_area_or_topic_is_not_found(desk: Desk, asked: str) -> None:
    assert await desk.refused(asked) == "NOT_FOUND"


@pytest.mark.parametrize("asked", ["{ ownerOfTogether { status } }", "{ ownerOfTogether(domains: [], problems: []) { status } }"])
async def test_nothing_together_is_bad_input(desk: Desk, asked: str) -> None:
    assert await desk.refused(asked) == "BAD_INPUT"


async def test_owners_of_many_keep_order_and_doubles(desk: Desk) -> None:
    ids = ["domain:5.7", "x", "initiative:moestuin-moerwijk", "domain:5.7", "problem:groen-adoptie", "official:o-3e21bcb6"]
    asked = "query($ids: [ID!]!) { ownersOf(subjects: $ids) { status subject { ... on Initiative { id } ... on Problem { id } ... on Domain { id } } owners { party { id } } } }"
    found = (await desk.answer(asked, ids=ids))["ownersOf"]
    assert [each and each["subject"]["id"] for each in found] == [ids[0], None, ids[2], ids[3], ids[4], None]
    assert found[0] == found[3]
    assert (await desk.answer(asked, ids=[]))["ownersOf"] == []
    assert await desk.refused(asked, ids=["domain:5.7"] * 501) == "BAD_INPUT"
    assert len((await desk.answer(asked, ids=["domain:5.7"] * 500))["ownersOf"]) == 500


async def test_one_asked_alone_is_answered_as_among_many_and_as_a_field(desk: Desk) -> None:
    told = "status basis known synthetic since owners { party { id } official { id } responsibility { id } } steps { rank code taken reason candidate { id } } nextDoor { counter { id } reason }"
    listed = (await desk.answer(f"{{ initiatives(first: 100) {{ nodes {{ id ownership {{ {told} }} }} }} }}"))["initiatives"]["nodes"]
    ids = [each["id"] for each in listed]
    many = (await desk.answer(f"query($ids: [ID!]!) {{ ownersOf(subjects: $ids) {{ {told} }} }}", ids=ids))["ownersOf"]
    assert [each["ownership"] for each in listed] == many
    for place in range(0, 100, 9):
        alone = (await desk.answer(f"query($id: ID!) {{ ownerOf(subject: $id) {{ {told} }} }}", id=ids[place]))["ownerOf"]
        assert alone == many[place]


async def test_everything_answered_is_well_formed(desk: Desk) -> None:
    told = """status basis known asOf owners { party { id } department { id } silo { id } } lead { party { id } } partners { party { id } } convener { party { id } }
      topics { subject { __typename } departments { id } } steps { rank code taken candidate { id } } nextDoor { counter { id } }"""
    listed = (await desk.answer(f"{{ initiatives(first: 100) {{ nodes {{ id ownership {{ {told} }} }} }} }}"))["initiatives"]["nodes"]
    for each in listed:
        answer = each["ownership"]
        owners = [owner["party"]["id"] for owner in answer["owners"]]
        assert bool(owners) == (answer["status"] in ("OWNED", "SHARED", "CONTESTED", "PARTLY_OWNED")), each["id"]
        assert answer["status"] != "OWNED" or (len(owners) == 1 and answer["convener"] is None)
        assert answer["lead"] is None or (answer["status"] == "SHARED" and answer["lead"]["party"]["id"] == owners[0])
        assert not set(owners) & {partner["party"]["id"] for partner in answer["partners"]}
        assert [step["rank"] for step in answer["steps"]] == list(range(1, len(answer["steps"]) + 1))
        assert {step["candidate"]["id"] for step in answer["steps"] if step["taken"]} <= set(owners)
        assert all(owner["department"] is None or owner["department"]["id"] == owner["party"]["id"] for owner in answer["owners"])
        assert all(owner["silo"] for owner in answer["owners"])
        assert answer["nextDoor"]
        assert answer["basis"] == "INHERITED" or not answer["topics"]


async def test_several_things_together(desk: Desk) -> None:
    asked = "query($d: [ID!], $p: [ID!], $a: ID) { ownerOfTogether(domains: $d, problems: $p, area: $a) { status subject { __typename } topics { subject { ... on Domain { id } ... on Problem { id } } departments { id } } owners { party { id } } convener { party { name } } } }"
    alone = (await desk.answer('{ ownerOf(subject: "domain:5.7") { owners { party { id } } } }'))["ownerOf"]["owners"]
    one = (await desk.answer(asked, d=["domain:5.7"]))["ownerOfTogether"]
    assert (one["subject"], one["owners"]) == (None, alone)
    two = (await desk.answer(asked, d=["domain:5.7", "domain:1.2"], a="area:laak"))["ownerOfTogether"]
    assert two["status"] == "BETWEEN_SILOS"
    assert {each["subject"]["id"] for each in two["topics"]} == {"domain:5.7", "domain:1.2"}
    assert two["convener"]["party"]["name"] == "Stadsdeel Laak"
    both = (await desk.answer(asked, d=["domain:5.7"], p=["problem:groen-adoptie"]))["ownerOfTogether"]
    assert both["status"]
    doubled = (await desk.answer(asked, d=["domain:5.7", "domain:5.7"]))["ownerOfTogether"]
    assert doubled["owners"] == alone


@pytest.mark.parametrize(("on", "status"), [
    ("2016-03-13", "BETWEEN_SILOS"), ("2017-03-31", "BETWEEN_SILOS"), ("2017-04-01", "OWNED"), ("2017-11-14", "OWNED"), ("2100-01-01", "OWNED"),
])  # fmt: skip
async def test_the_answer_changes_on_the_day_itself(desk: Desk, on: str, status: str) -> None:
    asked = 'query($on: Date) { ownerOf(subject: "initiative:moestuin-moerwijk", asOf: $on) { status asOf } }'
    found = (await desk.answer(asked, on=on))["ownerOf"]
    assert (found["status"], str(found["asOf"])) == (status, on)


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31", "2016-02-29"])
async def test_the_ends_of_the_calendar_are_days_too(desk: Desk, on: str) -> None:
    asked = """query($on: Date) { ownerOf(subject: "initiative:buurtkamer-laakkade", asOf: $on) { status since asOf }
      initiatives(first: 100) { nodes { ownership(asOf: $on) { since } responsibilities(asOf: $on) { totalCount } } } betweenSilos(asOf: $on) { nodes { openSince openDays } }
      departments(first: 100) { nodes { silo(asOf: $on) { id } parent(asOf: $on) { id } children(asOf: $on) { totalCount } officials(asOf: $on) { totalCount } } }
      relationships(asOf: $on) { totalCount } path(from: "domain:5.7", to: "domain:5.1", asOf: $on) { nodes { id } } }"""
    assert str((await desk.answer(asked, on=on))["ownerOf"]["asOf"]) == on


async def test_a_department_dissolved_answers_until_the_day_before(desk: Desk) -> None:
    asked = 'query($on: Date) { ownerOf(subject: "domain:0.3", asOf: $on) { status lapsed { id } owners { party { id } } } }'
    before = (await desk.answer(asked, on="2016-12-31"))["ownerOf"]
    after = (await desk.answer(asked, on="2017-01-01"))["ownerOf"]
    assert (before["status"], before["lapsed"]) == ("OWNED", [])
    assert (after["status"], after["owners"]) == ("LAPSED", [])
    assert [each["id"] for each in after["lapsed"]] == ["responsibility:0.3-dso-buurtgebouwen"]


async def test_ownership_inside_ownership(desk: Desk) -> None:
    asked = """{ ownerOf(subject: "initiative:buurtkamer-laakkade") { topics { departments { ... on Department { responsibilities(first: 2) { nodes { subject {
      ... on Domain { id ownership { status topics { subject { ... on Domain { id ownership { status asOf } } } } } } } } } } } } } }"""
    found = (await desk.answer(asked))["ownerOf"]
    inner = [node["subject"] for topic in found["topics"] for party in topic["departments"] for node in party["responsibilities"]["nodes"]]
    assert inner
    assert all(each["ownership"]["status"] for each in inner if each)


async def test_what_was_known_earlier_can_be_asked(desk: Desk) -> None:
    asked = 'query($at: DateTime) { ownerOf(subject: "domain:5.7", asKnownAt: $at) { status asOf } }'
    for at in ("2017-11-14T12:00:00+01:00", "2000-01-01T00:00:00Z"):
        assert (await desk.answer(asked, at=at))["ownerOf"]["asOf"] in (date(2017, 11, 14), "2017-11-14")
