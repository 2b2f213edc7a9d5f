"""Conflicts, holes and stale responsibilities over the API, on the seed."""

from typing import Any

from tests.schema.asking import Desk, rows, whole_list

CONFLICTS = "{ ownershipConflicts(first: 500) { totalCount nodes { subject { ... on Node { id } } area { id } parties { id } responsibilities { id } status start end initiatives { id } affected } } }"
HOLES = """query($first: Int, $after: String, $last: Int, $before: String) { ownershipHoles(first: $first, after: $after, last: $last, before: $before) {
  nodes { domain { id } area { id } reason lapsed { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
STALE = "query($d: Date!) { staleOwnership(olderThan: $d, first: 500) { totalCount nodes { id role confirmedAt recordedFrom } } }"


async def test_every_contested_initiative_of_the_seed_has_its_conflict(desk: Desk) -> None:
    found = (await desk.answer(CONFLICTS))["ownershipConflicts"]["nodes"]
    listed = (await desk.answer('{ betweenSilos(filter: {status: [CONTESTED], includeEnded: true}, first: 500) { nodes { initiative { id } } } }'))["betweenSilos"]["nodes"]
    assert {each["initiative"]["id"] for each in listed} == {one["id"] for each in found for one in each["initiatives"]}
    assert listed
    for each in found:
        assert each["affected"] == len(each["initiatives"])
        assert len(each["parties"]) > 1
        assert len(each["responsibilities"]) > 1


async def test_pages_of_holes_and_what_they_are_of(desk: Desk) -> None:
    whole = (await desk.answer(HOLES, first=500))["ownershipHoles"]["nodes"]
    assert {each["reason"] for each in whole} >= {"NEVER", "DISSOLVED", "VACANT"}
    assert await whole_list(desk, HOLES, "ownershipHoles", 7) == whole
    assert await whole_list(desk, HOLES, "ownershipHoles", 7, backwards=True) == whole
    asked = "query($d: [ID!]) { ownershipHoles(reasons: [NEVER], domains: $d, first: 500) { nodes { domain { id ownership { status owners { party { id } } } } area { id } reason } } }"
    for each in (await desk.answer(asked, d=[hole["domain"]["id"] for hole in whole[:40]]))["ownershipHoles"]["nodes"]:
        if each["area"] is None:
            assert each["domain"]["ownership"]["status"] == "UNOWNED"
            assert each["domain"]["ownership"]["owners"] == []


async def test_what_was_not_confirmed_since_a_day(desk: Desk) -> None:
    valid = """MATCH (r:Responsibility) WHERE (r.validFrom IS NULL OR r.validFrom <= date('2017-11-14')) AND (r.validTo IS NULL OR r.validTo > date('2017-11-14'))
      AND r.recordedTo IS NULL AND coalesce(r.role, 'OWNER') IN ['OWNER', 'LEAD'] RETURN 'responsibility:' + r.key, coalesce(r.confirmedAt, r.recordedFrom)"""
    stored = await rows(desk.database, valid)
    days: list[Any] = ["1900-01-01", "2017-06-20", "2017-11-15"]
    for day in days:
        told = await desk.ask(STALE, d=day)
        assert len(told.statements) == 1
        found = told.data["staleOwnership"]
        assert {each["id"] for each in found["nodes"]} == {key for key, at in stored if at is None or at.isoformat() < day}
        assert found["totalCount"] == len(found["nodes"])


async def test_counts_without_what_is_affected_read_no_rows(desk: Desk) -> None:
    """Conflicts: which transaction was the last, and the world; that again only after a write."""
    for number in (3, 2):
        told = await desk.ask("{ ownershipConflicts { totalCount } ownershipHoles { totalCount } }")
        assert (told.codes, len(told.statements)) == ((), number)
        assert not [each for each in told.statements if "AS rows" in each.text]
