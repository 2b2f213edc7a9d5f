"""Each part of the rule alone, on facts written down here: no database, a few lines each."""

from datetime import UTC, date, datetime

import pytest

from graph.ownership.answer.counters import DoorReason, next_doors
from graph.ownership.facts.model import (
    Area,
    Claim,
    Counter,
    DatedRelationship,
    Department,
    Domain,
    Facts,
    Initiative,
    Interval,
    Official,
    Organisation,
    Problem,
    Responsibility,
)
from graph.ownership.history.history import History
from graph.ownership.rule.common_owner import Status
from graph.ownership.rule.decide import OwnershipQuestion, decide
from graph.ownership.rule.holders import claimants_of, holders, may_not_own, reach, seat_of, successors
from graph.ownership.rule.snapshot import Snapshot
from graph.ownership.rule.steps import StepCode
from graph.ownership.rule.topics import narrowest, topics_of

DAY = date(2017, 11, 14)
BEFORE, AFTER = date(2017, 11, 13), date(2017, 11, 15)


def day(number: int) -> date:
    return date(2017, 1, number)


def departments(*lines: str) -> dict[str, Department]:
    """"a>m" is department a in m; the first letter tells nothing, SERVICE is whatever stands right under m."""
    found = {}
    for line in lines:
        key, _, parent = line.partition(">")
        level = "MUNICIPALITY" if key == "m" else "SERVICE" if parent == "m" else "DEPARTMENT"
        parents = (DatedRelationship(f"department:{parent}"),) if parent else ()
        found[f"department:{key}"] = Department(f"department:{key}", key, level=level, parents=parents)
    return found


TREE = departments("m", "a>m", "a1>a", "a2>a", "b>m", "b1>b")


def claim(holder: str, key: str = "r", role: str | None = None, areas: tuple[str, ...] = (), when: Interval = Interval(), exclusive: bool = False) -> Claim:  # noqa: B008
    return Claim(Responsibility(f"responsibility:{key}", role, exclusive, when, areas=tuple(DatedRelationship(f"area:{each}") for each in areas)), holder)


def on(facts: Facts, when: date = DAY) -> Snapshot:
    return Snapshot(facts, when)


@pytest.mark.parametrize(("start", "end", "covers"), [(DAY, None, True), (AFTER, None, False), (None, DAY, False), (None, AFTER, True), (BEFORE, AFTER, True), (DAY, DAY, False)])
def test_validity_includes_the_first_day_and_not_the_last(start: date | None, end: date | None, covers: bool) -> None:
    assert Interval(start, end).covers(DAY) is covers


def test_attested_for_one_day_has_not_ended_after_it() -> None:
    attested = Interval(only=DAY)
    assert attested.covers(DAY)
    assert not attested.covers(AFTER)
    assert not attested.ended_by(AFTER)
    assert sorted(attested.turns()) == [DAY, AFTER]


def test_who_may_own() -> None:
    facts = Facts(departments=TREE, organisations={"organisation:w": Organisation("organisation:w", "w", public_task=True), "organisation:x": Organisation("organisation:x", "x")})
    assert may_not_own(on(facts), "department:a") is None
    assert may_not_own(on(facts), "organisation:w") is None
    assert may_not_own(on(facts), "organisation:x") is StepCode.NO_PUBLIC_TASK
    assert may_not_own(on(facts), "resident:r") is StepCode.NO_PUBLIC_TASK
    assert may_not_own(on(facts), "counter:c") is StepCode.COUNTER


def test_seat_is_the_department_joined_last_by_then() -> None:
    first, second = DatedRelationship("department:a1", Interval(None, day(5))), DatedRelationship("department:b1", Interval(day(10)))
    person = Official("official:o", "o", seats=(first, second))
    assert seat_of(person, day(9)) == first
    assert seat_of(person, day(10)) == second
    assert seat_of(Official("official:p", "p", seats=(second,)), day(9)) is None


def test_of_two_seats_joined_on_one_day_the_valid_one_counts_then_the_lowest_key() -> None:
    left, stays, other = DatedRelationship("department:a1", Interval(day(1), day(2))), DatedRelationship("department:b1", Interval(day(1))), DatedRelationship("department:a2", Interval(day(1)))
    assert seat_of(Official("official:o", "o", seats=(left, stays)), day(3)) == stays
    assert seat_of(Official("official:o", "o", seats=(stays, other)), day(3)) == other


def test_an_official_who_left_leaves_the_department_owning() -> None:
    person = Official("official:o", "o", seats=(DatedRelationship("department:a1", Interval(None, day(5))),))
    found, steps = claimants_of(on(Facts(departments=TREE, officials={person.id: person})), claim(person.id), "domain:d")
    assert [stand.party for stand in found] == ["department:a1"]
    assert [step.code for step in steps] == [StepCode.LEFT]


def test_successors_go_through_what_is_dissolved_and_not_through_what_is_not_there_yet() -> None:
    gone, soon = Interval(None, day(1)), Interval(AFTER)
    old = Department("department:o", "o", when=gone, successors=(DatedRelationship("department:p"), DatedRelationship("department:q")))
    between = Department("department:p", "p", when=gone, successors=(DatedRelationship("department:a1"), DatedRelationship("department:o")))
    later = Department("department:q", "q", when=soon, successors=(DatedRelationship("department:b1"),))
    facts = Facts(departments={**TREE, old.id: old, between.id: between, later.id: later})
    assert successors(on(facts), old) == ["department:a1"]


def areas() -> dict[str, Area]:
    return {"area:city": Area("area:city", "city"), "area:laak": Area("area:laak", "laak", parents=(DatedRelationship("area:city"),)), "area:molenwijk": Area("area:molenwijk", "m", parents=(DatedRelationship("area:laak"),))}


def test_reach_counts_areas_upwards() -> None:
    snapshot = on(Facts(areas=areas()))
    assert reach(snapshot, claim("department:a", areas=("laak",)), "area:laak") == 0
    assert reach(snapshot, claim("department:a", areas=("city",)), "area:molenwijk") == 2
    assert reach(snapshot, claim("department:a", areas=("molenwijk",)), "area:laak") is None


@pytest.mark.parametrize(("area", "expected"), [("area:molenwijk", "department:a1"), ("area:city", "department:b1"), (None, "department:b1")])
def test_the_nearest_area_goes_before_general(area: str | None, expected: str) -> None:
    facts = Facts(departments=TREE, areas=areas(), claims={"domain:d": [claim("department:a1", "r1", areas=("laak",)), claim("department:b1", "r2")]})
    assert holders(on(facts), "domain:d", (area,)).parties == {expected}


def test_displacement_compares_every_pair_at_once() -> None:
    deep = departments("m", "a>m", "a1>a", "x>a1")
    facts = Facts(departments=deep, claims={"domain:d": [claim("department:a", "r1"), claim("department:a1", "r2", "LEAD"), claim("department:x", "r3")]})
    # a1 leads x away, and displaces a; that x is itself displaced does not matter.
    found = holders(on(facts), "domain:d", (None,))
    assert found.parties == {"department:a1"}
    assert {step.candidate: step.code for step in found.steps} == {"department:a": StepCode.DISPLACED_BY_LEAD, "department:x": StepCode.DISPLACED_BY_LEAD}


def test_a_narrower_topic_goes_before_the_broader_one() -> None:
    domains = {"domain:d": Domain("domain:d", "d"), "domain:e": Domain("domain:e", "e", parents=(DatedRelationship("domain:d"),))}
    assert narrowest(on(Facts(domains=domains)), ["domain:e", "domain:d", "domain:e"]) == ("domain:e",)


def test_a_problem_with_holders_goes_before_the_domains_of_the_initiative() -> None:
    initiative = Initiative("initiative:i", "i", domains=(DatedRelationship("domain:d"),), problems=(DatedRelationship("problem:p"), DatedRelationship("problem:q")))
    problems = {"problem:p": Problem("problem:p", "p", domains=(DatedRelationship("domain:x"),)), "problem:q": Problem("problem:q", "q", domains=(DatedRelationship("domain:y"),))}
    facts = Facts(departments=TREE, initiatives={initiative.id: initiative}, problems=problems, claims={"problem:p": [claim("department:a1")]})
    assert topics_of(on(facts), initiative.id, (None,)) == ("domain:y", "problem:p")


def two_domains(first: str, second: str) -> Facts:
    initiative = Initiative("initiative:i", "i", domains=(DatedRelationship("domain:d"), DatedRelationship("domain:e")), started_on=day(1))
    claims = {"domain:d": [claim(f"department:{first}", "r1")], "domain:e": [claim(f"department:{second}", "r2", when=Interval(day(20)))]}
    domains = {"domain:d": Domain("domain:d", "d"), "domain:e": Domain("domain:e", "e")}
    return Facts(departments=TREE, domains=domains, initiatives={initiative.id: initiative}, claims=claims)


def test_a_loop_of_departments_ends() -> None:
    loop = {"department:x": Department("department:x", "x", parents=(DatedRelationship("department:y"),)), "department:y": Department("department:y", "y", parents=(DatedRelationship("department:x"),))}
    snapshot = on(Facts(departments=loop))
    assert snapshot.above("department:x") == ("department:y",)
    assert not snapshot.is_above("department:y", "department:x")


def test_common_ancestor_owns_and_its_departments_are_partners() -> None:
    decision = decide(on(two_domains("a1", "a2")), OwnershipQuestion("initiative:i"))
    assert decision.status is Status.OWNED
    assert decision.parties == ("department:a",)
    assert decision.common_owner is not None
    assert decision.common_owner.partners == {"department:a1", "department:a2"}


def test_open_since_is_the_day_the_run_began() -> None:
    history = History(two_domains("a1", "b1"))
    assert decide(history.snapshot(day(19)), OwnershipQuestion("initiative:i")).status is Status.PARTLY_OWNED
    assert history.open_since("initiative:i", DAY) == day(1)
    assert history.unchanged_since(OwnershipQuestion("initiative:i"), DAY) == day(20)


def test_as_known_at_hides_what_was_corrected_since_and_recorded_later() -> None:
    noon = datetime(2017, 6, 1, 12, tzinfo=UTC)
    record = Responsibility("responsibility:r", recorded_from=noon, recorded_to=datetime(2017, 7, 1, tzinfo=UTC))
    assert record.counts_in_record(noon)
    assert not record.counts_in_record(datetime(2017, 5, 31, tzinfo=UTC))
    assert not record.counts_in_record(None)


def test_doors_name_the_owner_before_what_is_above_it_and_the_general_one() -> None:
    counters = {
        "counter:z": Counter("counter:z", "z", part_of=(DatedRelationship("department:a1"),)),
        "counter:y": Counter("counter:y", "y", part_of=(DatedRelationship("department:a"),)),
        "counter:x": Counter("counter:x", "x", serves=(DatedRelationship("domain:d"),)),
        "counter:g": Counter("counter:g", "g", part_of=(DatedRelationship("department:m"),)),
        "counter:old": Counter("counter:old", "old", when=Interval(None, day(1))),
    }
    facts = two_domains("a1", "a1")
    facts.counters = counters
    snapshot = on(facts)
    doors = next_doors(snapshot, decide(snapshot, OwnershipQuestion("initiative:i")), None)
    assert [(door.counter, door.reason) for door in doors] == [
        ("counter:x", DoorReason.SERVES),
        ("counter:z", DoorReason.OWNER),
        ("counter:y", DoorReason.ABOVE_OWNER),
        ("counter:g", DoorReason.ABOVE_OWNER),
    ]
