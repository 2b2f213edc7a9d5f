"""ownershipTimeline, ownershipDiff and solvedGaps on the whole seed, beside the specification; pages, and what is refused."""

from datetime import date

import pytest

from graph.database.session import Database
from tests.graph.ownership.time_specification import ONE_DAY, borders, difference, held, solved
from tests.graph.silos.stored_graph import stored_graph
from tests.schema.asking import Desk, whole_list, write

TODAY = date(2017, 11, 14)
TIMELINE = """query($s: ID!, $a: ID, $from: Date, $to: Date, $at: DateTime) { ownershipTimeline(subject: $s, area: $a, from: $from, to: $to, asKnownAt: $at) {
  from to days status basis owners { party { id } } lead { party { id } } ownership { asOf status } } }"""
DIFF = """query($d: ID!, $from: Date!, $to: Date!) { ownershipDiff(department: $d, from: $from, to: $to) { party { id } from to
  gained(first: 500) { totalCount nodes { ...C } } lost(first: 500) { totalCount nodes { ...C } } changed(first: 500) { totalCount nodes { ...C } } } }
  fragment C on OwnershipChange { subject { ... on Node { id } } before { asOf status owners { party { id } } } after { asOf status owners { party { id } } } }"""
SOLVED = """query($from: Date, $to: Date, $status: [OwnershipStatus!], $on: Date, $first: Int, $after: String, $last: Int, $before: String) {
  solvedGaps(from: $from, to: $to, status: $status, asOf: $on, first: $first, after: $after, last: $last, before: $before) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  nodes { subject { ... on Node { id } } solvedOn openSince openDays ownedUntil ownedDays silos { id } before { status asOf } after { status asOf } } } }"""


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


async def test_every_story_of_the_seed_agrees_with_the_specification(desk: Desk, seeded: Database) -> None:
    graph = await stored_graph(seeded)
    looked_at = borders(graph)
    subjects = [node for node, (label, _) in graph.nodes.items() if label in ("Initiative", "Problem", "Domain")]
    for subject in subjects:
        periods = (await desk.answer(TIMELINE, s=subject, **{"from": "0001-01-02"}))["ownershipTimeline"]
        assert (periods[0]["from"], periods[-1]["to"]) == ("0001-01-02", None)
        near = {day(each["from"]) + ONE_DAY * shift for each in periods[1:] for shift in (-1, 0)}  # type: ignore[operator]
        for on in {*looked_at[1 :: 3 if len(periods) > 1 else 9], *near}:
            (found,) = [each for each in periods if day(each["from"]) <= on and (each["to"] is None or on < day(each["to"]))]  # type: ignore[operator]
            told = (found["status"], found["basis"], frozenset(owner["party"]["id"] for owner in found["owners"]), found["lead"] and found["lead"]["party"]["id"])
            assert told == tuple(held(graph, subject, on)), f"{subject} on {on}"


@pytest.mark.parametrize("days", [("2015-12-31", "2016-01-01"), ("2016-12-31", "2017-11-14")])
async def test_every_difference_of_the_seed_agrees_with_the_specification(desk: Desk, seeded: Database, days: tuple[str, str]) -> None:
    graph = await stored_graph(seeded)
    first, second = map(date.fromisoformat, days)
    for party in ("department:ocw-wijkwelzijn", "department:ocw-ontmoeting", "department:dso-buurtgebouwen", "department:dsb-wijkgroen", "organisation:waterschap-duin-en-vliet"):
        found = (await desk.answer(DIFF, d=party, **{"from": days[0], "to": days[1]}))["ownershipDiff"]
        expected = difference(graph, party, first, second)
        for name in ("gained", "lost", "changed"):
            assert {each["subject"]["id"] for each in found[name]["nodes"]} == getattr(expected, name), f"{party} {name}"
            assert found[name]["totalCount"] == len(found[name]["nodes"])
            for each in found[name]["nodes"]:
                assert (each["before"]["asOf"], each["after"]["asOf"]) == days
                assert each["before"]["status"] == held(graph, each["subject"]["id"], first).status


async def test_the_solved_gaps_of_the_seed_agree_with_the_specification(desk: Desk, seeded: Database) -> None:
    graph = await stored_graph(seeded)
    expected = solved(graph, borders(graph), TODAY)
    found = (await desk.answer(SOLVED, first=500))["solvedGaps"]
    told = {
        (each["subject"]["id"], day(each["solvedOn"]), each["before"]["status"], day(each["openSince"]), day(each["ownedUntil"]), each["ownedDays"], frozenset(silo["id"] for silo in each["silos"]))
        for each in found["nodes"]
    }
    assert told == {tuple(each) for each in expected}
    assert found["totalCount"] == len(expected) > 10
    moestuin = next(each for each in found["nodes"] if each["subject"]["id"] == "initiative:moestuin-moerwijk")
    assert (moestuin["openDays"], moestuin["ownedDays"]) == (383, 227)
    assert (moestuin["before"]["asOf"], moestuin["after"]["asOf"]) == ("2017-03-31", "2017-04-01")


async def test_pages_of_solved_gaps_from_both_ends(desk: Desk) -> None:
    whole = (await desk.answer(SOLVED, first=500))["solvedGaps"]["nodes"]
    for size in (1, 4):
        assert await whole_list(desk, SOLVED, "solvedGaps", size) == whole
        assert await whole_list(desk, SOLVED, "solvedGaps", size, backwards=True) == whole
    assert [each["solvedOn"] for each in whole] == sorted((each["solvedOn"] for each in whole), reverse=True)
    part = (await desk.answer(SOLVED, first=500, status=["PARTLY_OWNED", "UNOWNED"], **{"from": "2016-01-01", "to": "2017-08-01"}))["solvedGaps"]["nodes"]
    assert part == [each for each in whole if each["before"]["status"] in ("PARTLY_OWNED", "UNOWNED") and "2016-01-01" <= each["solvedOn"] < "2017-08-01"]
    cursor = (await desk.answer(SOLVED, first=1))["solvedGaps"]["pageInfo"]["endCursor"]
    assert await desk.refused(SOLVED, first=1, after=cursor, on="2017-01-01") == "BAD_INPUT"
    assert await desk.refused(SOLVED, first=1, after="x") == "BAD_INPUT"
    assert await desk.refused(SOLVED, first=0) == "BAD_INPUT"


async def test_lists_of_a_difference_have_pages_of_their_own(desk: Desk) -> None:
    asked = """query($after: String) { ownershipDiff(department: "department:ocw-wijkwelzijn", from: "2015-12-31", to: "2016-01-01") {
      lost(first: 4) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { subject { ... on Node { id } } } } }
      rest: lost(first: 4, after: $after) { nodes { subject { ... on Node { id } } } } gained(last: 1) { totalCount nodes { subject { __typename } } } successors { id } } }"""
    first = (await desk.answer(asked))["ownershipDiff"]
    assert [each["id"] for each in first["successors"]] == ["department:ocw-ontmoeting", "department:ocw-welzijn"]
    second = (await desk.answer(asked, after=first["lost"]["pageInfo"]["endCursor"]))["ownershipDiff"]
    ids = [edge["node"]["subject"]["id"] for edge in first["lost"]["edges"]] + [each["subject"]["id"] for each in second["rest"]["nodes"]]
    assert len(ids) == len(set(ids)) == first["lost"]["totalCount"] == 6


@pytest.mark.parametrize(("asked", "code"), [
    ('{ ownershipTimeline(subject: "domain:none") { status } }', "NOT_FOUND"), ('{ ownershipTimeline(subject: "domain:5.7", area: "area:none") { status } }', "NOT_FOUND"),
    ('{ ownershipTimeline(subject: "domain:5.7", from: "2017-01-01", to: "2017-01-01") { status } }', "BAD_INPUT"),
    ('{ ownershipDiff(department: "department:none", from: "2016-01-01", to: "2017-01-01") { from } }', "NOT_FOUND"),
    ('{ ownershipDiff(department: "official:o-3e21bcb6", from: "2016-01-01", to: "2017-01-01") { from } }', "NOT_FOUND"),
    ('{ ownershipDiff(department: "department:dsb-groen", from: "2017-01-01", to: "2016-01-01") { from } }', "BAD_INPUT"),
    ('{ solvedGaps(from: "2017-01-01", to: "2016-01-01") { totalCount } }', "BAD_INPUT"),
])  # fmt: skip
async def test_what_cannot_be_told_is_refused(desk: Desk, asked: str, code: str) -> None:
    assert await desk.refused(asked) == code


async def test_a_story_begins_with_the_initiative_and_ends_before_it_when_asked_to(desk: Desk) -> None:
    whole = (await desk.answer(TIMELINE, s="initiative:moestuin-moerwijk"))["ownershipTimeline"]
    assert [(each["from"], each["to"], each["days"], each["status"]) for each in whole] == [("2016-03-14", "2017-04-01", 383, "BETWEEN_SILOS"), ("2017-04-01", None, None, "OWNED")]
    assert (await desk.answer(TIMELINE, s="initiative:moestuin-moerwijk", to="2016-01-01"))["ownershipTimeline"] == []
    earlier = (await desk.answer(TIMELINE, s="initiative:moestuin-moerwijk", **{"from": "2016-01-01", "to": "2016-01-02"}))["ownershipTimeline"]
    assert [each["days"] for each in earlier] == [1]


async def test_a_story_as_it_was_known_then(desk: Desk) -> None:
    """A responsibility that was recorded only in 2018: known now, not known in 2017; since follows what was known."""
    await write(desk.database, "MATCH (d:Department {key: 'dso-grond'}), (i:Domain {key: '0.3'}) CREATE (d)-[:HOLDS]->(:Responsibility {key: 'later', validFrom: date('2017-03-01'), recordedFrom: datetime('2018-01-01T00:00:00Z')})-[:FOR]->(i)")
    try:
        then, now = "2017-12-01T00:00:00Z", None
        for at, statuses, since in ((then, ["OWNED", "LAPSED"], "2017-01-01"), (now, ["OWNED", "LAPSED", "OWNED"], "2017-03-01")):
            periods = (await desk.answer(TIMELINE, s="domain:0.3", at=at, **{"from": "2012-01-01"}))["ownershipTimeline"]
            assert [each["status"] for each in periods] == statuses
            asked = 'query($at: DateTime) { ownersOf(subjects: ["domain:0.3"], asKnownAt: $at) { status since } ownerOfTogether(domains: ["domain:0.3"], asKnownAt: $at) { status since } }'
            found = await desk.answer(asked, at=at)
            assert found["ownersOf"] == [found["ownerOfTogether"]] == [{"status": statuses[-1], "since": since}]
    finally:
        await write(desk.database, "MATCH (r:Responsibility {key: 'later'}) DETACH DELETE r")
