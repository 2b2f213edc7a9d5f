"""On every day both sides of a relationship, its counts, filters on it and `relationships` say the same: it holds where it and both ends are valid."""

from collections import defaultdict
from datetime import date
from random import Random

import pytest

from graph.database.session import Database
from graph.model.definition import LABELS, NODES, RELATIONSHIPS, node_id
from graph.model.viewer import ANALYST
from schema.compiler.cypher import DATED, labels_of
from schema.fields.nodes import PLURALS
from schema.types.relations import RELATIONS, Relation
from tests.examples import examples
from tests.schema.asking import Desk, write

DAYS = [date(2016, 1, 1), date(2016, 6, 1), date(2017, 1, 1), date(2017, 11, 14), date(2018, 1, 1)]
SIDES = [label for label in NODES if RELATIONS[label] and ANALYST.sees(LABELS[label])]
Tie = tuple[str, str, str, dict[str, date]]


class Drawn:
    """A graph of the model, with random dates on whatever may have them."""

    def __init__(self, random: Random) -> None:
        self.nodes = {node_id(label, f"{label[:2]}{number}"): _dates(random, {each.name for each in LABELS[label].properties} if label in DATED else set()) for label in NODES for number in range(random.randint(1, 3))}
        self.ties: list[Tie] = []
        for kind in RELATIONSHIPS.values():
            for start, end in kind.ends:
                if "Alias" in (start, end):
                    continue
                for _ in range(random.choice((0, 1, 2) if kind.name != "STATED_IN" else (0, 0, 1))):
                    one, other = (random.choice([each for each in self.nodes if each.startswith(f"{label.lower()}:")]) for label in (start, end))
                    self.ties.append((kind.name, one, other, _dates(random, {each.name for each in kind.properties})))

    async def store(self, database: Database) -> None:
        """Written as another tool would."""
        labels = {label.lower(): label for label in NODES}
        await write(database, "UNWIND $rows AS row CREATE (n:$(row.label) {key: row.key}) SET n += row.told", rows=[
            {"label": labels[each.partition(":")[0]], "key": each.partition(":")[2], "told": told} for each, told in self.nodes.items()])  # fmt: skip
        await write(database, "UNWIND $rows AS row MATCH (a:$(row.one[0]) {key: row.one[1]}), (b:$(row.other[0]) {key: row.other[1]}) CREATE (a)-[r:$(row.kind)]->(b) SET r += row.told", rows=[
            {"kind": kind, "told": told, "one": [labels[one.partition(":")[0]], one.partition(":")[2]], "other": [labels[other.partition(":")[0]], other.partition(":")[2]]} for kind, one, other, told in self.ties])  # fmt: skip

    def holding(self, on: date) -> list[Tie]:
        """What holds on a day."""
        return [tie for tie in self.ties if is_valid(tie[3], on) and is_valid(self.nodes[tie[1]], on) and is_valid(self.nodes[tie[2]], on)]

    def led_to(self, label: str, relation: Relation, on: date) -> dict[str, set[str]]:
        """For each node of a label what the field leads to on a day."""
        found: dict[str, set[str]] = defaultdict(set)
        seen = tuple(f"{each.lower()}:" for each in labels_of(relation.target) if ANALYST.sees(LABELS[each]))
        for kind, one, other, _ in self.holding(on):
            here, there = (other, one) if relation.is_against else (one, other)
            if kind in relation.types and here.startswith(f"{label.lower()}:") and there.startswith(seen):
                found[here].add(there)
        return found


def _dates(random: Random, names: set[str]) -> dict[str, date]:
    if random.random() < 0.4:
        return {}
    told = {name: random.choice(DAYS) for name in ("validFrom", "validTo") if name in names and random.random() < 0.5}
    return told | ({"attestedOn": random.choice(DAYS)} if "attestedOn" in names and random.random() < 0.15 else {})


def is_valid(told: dict[str, date], on: date) -> bool:
    """The one predicate of validity."""
    return told.get("validFrom", date.min) <= on < told.get("validTo", date.max) and told.get("attestedOn", on) == on


def question(label: str) -> str:
    """All nodes of a label with what each field leads to, and filters on each; of the same day, for a list that has one."""
    plural, fields, lists = PLURALS.get(label, f"{label.lower()}s"), "", ""
    for each in RELATIONS[label]:
        below = "{ totalCount nodes { id } }" if each.many else "{ ... on Node { id } }"
        fields += f" {each.field}(asOf: $on{', first: 500' if each.many else ''}) {below}"
        for name in ("some", "none"):
            lists += f" {each.field}_{name}: {plural}(first: 500, asOf: $on, filter: {{ {each.field}: {{ {name}: {{}} }} }}) {{ totalCount nodes {{ id }} }}"
        if each.many:
            lists += f" {each.field}_one: {plural}(first: 500, asOf: $on, filter: {{ {each.field}: {{ count: {{ eq: 1 }} }} }}) {{ totalCount nodes {{ id }} }}"
    return f"query($on: Date) {{ all: {plural}(first: 500) {{ nodes {{ id {fields} }} }} {lists} }}"


async def test_both_sides_say_the_same_on_every_day(database: Database, run_seed: int) -> None:
    desk = Desk(database)
    for number in range(examples(20)):
        await write(database, "MATCH (n) DETACH DELETE n")
        random = Random(f"{run_seed}-{number}")
        drawn = Drawn(random)
        await drawn.store(database)
        for on in DAYS:
            where = f"SNIJVLAK_SEED={run_seed} graph {number} on {on}"
            await _relationships_agree(desk, drawn, on, where)
            for label in random.sample(SIDES, 2):  # Neo4j takes long to plan what is asked of each
                await _side_agrees(desk, drawn, label, on, where)


async def _relationships_agree(desk: Desk, drawn: Drawn, on: date, where: str) -> None:
    asked = "query($of: [ID!], $on: Date) { relationships(of: $of, asOf: $on, first: 500) { totalCount nodes { type from { id } to { id } } } }"
    seen = tuple(f"{label.lower()}:" for label in NODES if ANALYST.sees(LABELS[label]))
    expected = sorted((kind, one, other) for kind, one, other, _ in drawn.holding(on) if ANALYST.sees(RELATIONSHIPS[kind]) and one.startswith(seen) and other.startswith(seen))
    for of in (None, list(drawn.nodes)):
        found = (await desk.answer(asked, of=of, on=str(on)))["relationships"]
        assert sorted((each["type"], each["from"]["id"], each["to"]["id"]) for each in found["nodes"]) == expected, where
        assert found["totalCount"] == len(expected), where


async def _side_agrees(desk: Desk, drawn: Drawn, label: str, on: date, where: str) -> None:
    found = await desk.answer(question(label), on=str(on))
    there = sorted(each for each in drawn.nodes if each.startswith(f"{label.lower()}:"))
    listed = [each for each in there if label not in DATED or is_valid(drawn.nodes[each], on)]
    assert [each["id"] for each in found["all"]["nodes"]] == there
    for relation in RELATIONS[label]:
        expected, said = drawn.led_to(label, relation, on), f"{where}: {label}.{relation.field}"
        for node in found["all"]["nodes"]:
            told, those = node[relation.field], sorted(expected[node["id"]])
            if relation.many:
                assert ([each["id"] for each in told["nodes"]], told["totalCount"]) == (those, len(those)), f"{said} of {node['id']}"
            else:
                lowest = min(those, key=lambda each: each.partition(":")[2], default=None)
                assert (told and told["id"]) == lowest, f"{said} of {node['id']}"
        filters = {"some": [each for each in listed if expected[each]], "none": [each for each in listed if not expected[each]], "one": [each for each in listed if len(expected[each]) == 1]}
        for name, those in filters.items():
            page = found.get(f"{relation.field}_{name}", {"nodes": [{"id": each} for each in those], "totalCount": len(those)})
            assert ([each["id"] for each in page["nodes"]], page["totalCount"]) == (those, len(those)), f"{said} {name}"


@pytest.mark.parametrize(("on", "there"), [("2016-12-31", 1), ("2017-01-01", 0), (None, 0)])
async def test_a_body_that_was_dissolved_has_no_seats_any_more(database: Database, on: str | None, there: int) -> None:
    await write(database, "CREATE (:Official {key: 'o'})-[:WORKS_FOR]->(:Department {key: 'd', validTo: date('2017-01-01')})-[:PART_OF]->(:Department {key: 'up'})")
    asked = """query($on: Date, $day: Date!) { officials(asOf: $on) { nodes { departments(asOf: $on) { totalCount } } } node(id: "department:d") { ... on Department { officials(asOf: $on) { totalCount } parent(asOf: $on) { id } } }
      up: node(id: "department:up") { ... on Department { children(asOf: $on) { totalCount } } } relationships(asOf: $day, of: ["department:d"]) { totalCount }
      further: relationships(asOf: $day, of: ["official:o"], depth: 2) { totalCount } path(from: "official:o", to: "department:up", asOf: $day) { nodes { id } } }"""
    found = await Desk(database).answer(asked, on=on, day=on or "2017-11-14")
    assert found["officials"]["nodes"][0]["departments"]["totalCount"] == found["node"]["officials"]["totalCount"] == there
    assert (found["up"]["children"]["totalCount"], bool(found["node"]["parent"]), len(found["path"])) == (there, bool(there), there)
    assert (found["relationships"]["totalCount"], found["further"]["totalCount"]) == (2 * there, 2 * there)


async def test_what_was_recorded_is_told_of_what_is_over(database: Database) -> None:
    """Without a day a responsibility that ended still says whose it was and what for, and a contact at which counter, now closed."""
    await write(database, """CREATE (:Department {key: 'd', validTo: date('2016-01-01')})-[:HOLDS]->(r:Responsibility {key: 'r', validTo: date('2016-01-01')})-[:FOR]->(:Domain {key: 'x'}), (r)-[:WITHIN]->(:Area {key: 'a'}),
        (:Contact {key: 'c'})-[:AT]->(:Counter {key: 'b', validTo: date('2016-01-01')})""")
    asked = """query($on: Date) { responsibilities { nodes { holder(asOf: $on) { ... on Department { id } } subject(asOf: $on) { ... on Domain { id } } areas(asOf: $on) { totalCount } } } contacts { nodes { counter(asOf: $on) { id } } }
      held: responsibilities(filter: { holder: { some: {} }, subject: { some: {} } }) { totalCount } node(id: "department:d") { ... on Department { responsibilities(asOf: $on) { totalCount } } } }"""
    found = await Desk(database).answer(asked)
    assert found["responsibilities"]["nodes"] == [{"holder": {"id": "department:d"}, "subject": {"id": "domain:x"}, "areas": {"totalCount": 1}}]
    assert (found["contacts"]["nodes"], found["held"]["totalCount"]) == ([{"counter": {"id": "counter:b"}}], 1)
    assert found["node"]["responsibilities"]["totalCount"] == 0
    found = await Desk(database).answer(asked, on="2017-01-01")
    assert found["responsibilities"]["nodes"] == [{"holder": None, "subject": None, "areas": {"totalCount": 0}}]
    assert found["contacts"]["nodes"] == [{"counter": None}]
