"""A graph that others wrote: every fault is listed by label and key, and repair makes what is derived, never a fact."""

from datetime import date
from typing import Any

import pytest

from graph.check import Finding, check, ensure_schema, refresh_search, repair
from graph.check.trees import Step, loops, second_parents
from graph.database import batching as portions
from graph.database.session import Database, Result
from graph.database.statement import Statement
from graph.migrations import constraint_names
from graph.read.synthetic import contains_only_synthetic


async def found(database: Database, cypher: str) -> set[tuple[str, str, str]]:
    """What is found in a graph made by this Cypher, without what repair would mend."""
    await database.write(Statement(cypher))
    findings = [each for each in await check(database) if each.kind not in ("stale search tokens", "missing constraint", "missing index")]
    assert all(each.cure for each in findings)
    return {(each.kind, each.place, each.key) for each in findings}


async def test_an_empty_graph_is_right(database: Database) -> None:
    await repair(database)
    assert len(await check(database)) == 0


CASES = {
    "a missing key": ("CREATE (:Domain {name: 'x'})", None),
    "a key of another type": ("CREATE (:Domain {key: 1})", ("wrong type", "Domain", "?")),
    "a text for a date": ("CREATE (:Initiative {key: 'a', startedOn: '2017-01-01'})", ("wrong type", "Initiative", "a")),
    "a time for a date": ("CREATE (:Initiative {key: 'a', startedOn: datetime()})", ("wrong type", "Initiative", "a")),
    "a text for a list": ("CREATE (:Initiative {key: 'a', asks: 'PLACE'})", ("wrong type", "Initiative", "a")),
    "an unknown stage": ("CREATE (:Initiative {key: 'a', stage: 'SLEEPING'})", ("unknown value", "Initiative", "a")),
    "an unknown word in a list": ("CREATE (:Initiative {key: 'a', asks: ['PLACE', 'LOVE']})", ("unknown value", "Initiative", "a")),
    "a count without a number": ("CREATE (:Event {key: 'a', headCounts: ['age: 18-24: 12', 'children: many']})", ("wrong form", "Event", "a")),
    "a count without a group": ("CREATE (:Area {key: 'a', population: [': 12']})", ("wrong form", "Area", "a")),
    "a text for counts": ("CREATE (:Area {key: 'a', population: 'age: 18-24: 12'})", ("wrong type", "Area", "a")),
    "a text for a truth": ("CREATE (:Organisation {key: 'a', publicTask: 'yes'})", ("wrong type", "Organisation", "a")),
    "an unknown role": ("CREATE (:Department {key: 'd'})-[:HOLDS]->(:Responsibility {key: 'a', role: 'BOSS'})-[:FOR]->(:Domain {key: 'x'})", ("unknown value", "Responsibility", "a")),
    "a held nothing": ("CREATE (:Department {key: 'd'})-[:HOLDS]->(:Responsibility {key: 'a'})", ("leads nowhere", "Responsibility", "a")),
    "a responsibility of nobody": ("CREATE (:Responsibility {key: 'a'})-[:FOR]->(:Domain {key: 'x'})", ("leads nowhere", "Responsibility", "a")),
    "a source that is not there": ("CREATE (:Area {key: 'a', source: 'x'})", ("leads nowhere", "Area", "a")),
    "an alias of nothing": ("CREATE (:Alias {key: 'domain:a'})", ("leads nowhere", "Alias", "domain:a")),
    "wrong ends": ("CREATE (:Area {key: 'a'})-[:PART_OF]->(:Domain {key: 'b'})", ("wrong ends", "PART_OF", "Area a -> Domain b")),
    "a wrong way round": ("CREATE (:Domain {key: 'a'})-[:TOUCHES]->(:Initiative {key: 'b'})", ("wrong ends", "TOUCHES", "Domain a -> Initiative b")),
    "a relationship's date": ("CREATE (:Area {key: 'a'})-[:PART_OF {validFrom: 'ever'}]->(:Area {key: 'b'})", ("wrong type", "PART_OF", "Area a -> Area b")),
    "a relationship's word": ("CREATE (:Initiative {key: 'a'})-[:TOUCHES {kind: 'MAYBE'}]->(:Domain {key: 'b'})", ("unknown value", "TOUCHES", "Initiative a -> Domain b")),
    "a double": ("CREATE (a:Initiative {key: 'a'})-[:TOUCHES]->(b:Domain {key: 'b'}) CREATE (a)-[:TOUCHES]->(b)", ("double relationship", "TOUCHES", "Initiative a -> Domain b")),
    "a part of itself": ("CREATE (a:Area {key: 'a'}) CREATE (a)-[:PART_OF]->(a)", ("loop", "PART_OF", "area:a")),
    "a loop of two": ("CREATE (a:Area {key: 'a'})-[:PART_OF]->(b:Area {key: 'b'})-[:PART_OF]->(a)", ("loop", "PART_OF", "area:a")),
    "a second parent": ("CREATE (a:Area {key: 'a'})-[:PART_OF]->(:Area {key: 'b'}) CREATE (a)-[:PART_OF]->(:Area {key: 'c'})", ("second parent", "PART_OF", "area:a")),
    "a loop of successors": ("CREATE (a:Department {key: 'a'})-[:SUCCEEDED_BY]->(:Department {key: 'b'})-[:SUCCEEDED_BY]->(a)", ("loop", "SUCCEEDED_BY", "department:a")),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
async def test_finds(name: str, database: Database) -> None:
    cypher, expected = CASES[name]
    findings = await found(database, cypher)
    if expected is None:
        assert [kind for kind, *_ in findings] == ["missing key"]
    elif expected[2] == "?":
        assert {each[:2] for each in findings} == {expected[:2]}
    else:
        assert findings == {expected}


async def test_says_nothing_of_what_is_right(database: Database) -> None:
    right = """
CREATE (a:Area {key: 'a', name: 'A', aliases: ['x']})-[:PART_OF {validTo: date('2016-01-01')}]->(:Area {key: 'b'})
CREATE (a)-[:PART_OF {validFrom: date('2016-01-01')}]->(:Area {key: 'c'})
CREATE (:Department {key: 'd', level: 'TEAM'})-[:HOLDS]->(:Responsibility {key: 'r', role: 'CONVENER', recordedFrom: datetime()})-[:WITHIN]->(a)
CREATE (:Initiative {key: 'i', asks: ['PLACE'], stage: 'RUNNING', startedOn: date('2016-01-01')})-[:TOUCHES {kind: 'SIDE', weight: 0.5}]->(:Domain {key: 'x'})
CREATE (:Event {key: 'e', headCounts: ['ouders/verzorgers: 19', ' age : 18-24:7 ', 'kinderen: 0']})
CREATE (:Stranger {anything: 1})-[:KNOWS]->(:Stranger)"""
    assert await found(database, right) == set()


async def test_a_value_is_not_shown_unless_it_is_a_word_of_ours(database: Database) -> None:
    await database.write(Statement("CREATE (:Resident {key: 'a', name: ['Mevrouw Geheim']}), (:Event {key: 'c', headCounts: ['Geheim']}), (:Initiative {key: 'b', stage: 'SLEEPING'})"))
    said = " ".join(f"{each} {each.cure}" for each in await check(database))
    assert "Geheim" not in said
    assert "SLEEPING" in said


async def test_repair_makes_what_is_missing_and_no_more(database: Database) -> None:
    for name in constraint_names():
        kind = "CONSTRAINT" if name.endswith("_key") else "INDEX"
        await database.schema(Statement(f"DROP {kind} {name} IF EXISTS"))
    await database.write(Statement("CREATE (:Domain {key: 'a', name: 'Groen'}), (:Domain {key: 'b', name: 'Wit', searchTokens: 'wzwart'})"))
    before = {each.kind for each in await check(database)}
    assert before == {"missing constraint", "missing index", "stale search tokens"}
    done = await repair(database)
    assert (done.schema, done.searchable, done.refused) == (len(constraint_names()), 2, [])
    assert len(await check(database)) == 0
    again = await repair(database)
    assert (again.schema, again.searchable) == (0, 0)
    facts = await database.read(Statement("MATCH (n) RETURN n.key, n.name, size(keys(n)) ORDER BY n.key"))
    assert list(facts.rows) == [["a", "Groen", 3], ["b", "Wit", 3]]


async def test_repair_tells_what_it_cannot_make_and_makes_the_rest(database: Database) -> None:
    await database.schema(Statement("DROP CONSTRAINT domain_key IF EXISTS"), Statement("DROP INDEX area_name IF EXISTS"))
    await database.write(Statement("CREATE (:Domain {key: 'a'}), (:Domain {key: 'a'})"))
    done = await repair(database)
    assert len(done.refused) == 1
    kinds = {(each.kind, each.place, each.key) for each in await check(database)}
    assert kinds == {("double key", "Domain", "a"), ("missing constraint", "Domain", "key")}
    await database.write(Statement("MATCH (n) DETACH DELETE n"))
    assert (await repair(database)).schema == 1


async def test_the_schema_is_made_only_where_something_is_missing(database: Database) -> None:
    await repair(database)
    assert not await ensure_schema(database)
    await database.schema(Statement("DROP INDEX area_name IF EXISTS"))
    assert await ensure_schema(database)
    assert not [each for each in await check(database) if each.kind.startswith("missing")]


async def test_many_nodes_are_refreshed_in_batches(database: Database) -> None:
    await database.write(Statement("UNWIND range(1, 4500) AS i CREATE (:Problem {key: toString(i), title: 'probleem ' + i})"))
    assert await refresh_search(database) == 4500
    assert await refresh_search(database) == 0


async def test_long_texts_are_refreshed_fewer_at_a_time(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "TEXT", 100)
    await database.write(Statement("UNWIND range(1, 90) AS i CREATE (:Problem {key: toString(i), title: 'probleem ' + i})"))
    sizes = []

    class Watched(Database):
        async def write(self, *steps: Any, **given: Any) -> Result:
            sizes.append(len(steps[0].parameters["rows"]))
            return await super().write(*steps, **given)

    assert await refresh_search(Watched(database._driver, database._database, database.deadline_s)) == 90
    assert (sum(sizes), max(sizes) < 10) == (90, True)
    assert await refresh_search(database) == 0


DAY, LATER = date(2016, 1, 1), date(2017, 1, 1)


def step(child: str, parent: str, first: date = date.min, last: date = date.max) -> Step:
    return Step(child, parent, first, last)


def test_a_loop_holds_only_when_all_its_steps_are_valid_on_one_day() -> None:
    assert loops("PART_OF", [step("a", "b", last=DAY), step("b", "a", first=DAY)]) == []
    assert len(loops("PART_OF", [step("a", "b", last=LATER), step("b", "a", first=DAY)])) == 1


def test_each_loop_is_told_once_with_its_path() -> None:
    steps = [step("a", "b"), step("b", "c"), step("c", "a", first=DAY), step("x", "a"), step("y", "y")]
    told = [each.what for each in loops("PART_OF", steps)]
    assert told == ["the path leads back: y -> y", "the path leads back: a -> b -> c -> a"] or told == ["the path leads back: a -> b -> c -> a", "the path leads back: y -> y"]


def test_second_parents_overlap() -> None:
    assert second_parents("PART_OF", [step("a", "b", last=DAY), step("a", "c", first=DAY)]) == []
    (finding,) = second_parents("PART_OF", [step("a", "b"), step("a", "c", first=DAY)])
    assert isinstance(finding, Finding)
    assert "is part of b and of c" in finding.what


@pytest.mark.parametrize(
    ("cypher", "synthetic"),
    [
        ("RETURN 1", True),
        ("CREATE (:Resident {key: 'a', synthetic: true})", True),
        ("CREATE (:Resident {key: 'a'})", False),
        ("CREATE (:Contact {key: 'a', synthetic: false})", False),
        ("CREATE (:Official {key: 'a', source: 'paper'})", True),
        ("CREATE (:Official {key: 'a', source: 'payroll'})", False),
    ],
)
async def test_real_people_are_noticed(cypher: str, synthetic: bool, database: Database) -> None:
    await database.write(Statement(cypher))
    assert await contains_only_synthetic(database, public_facts=["paper"]) is synthetic
