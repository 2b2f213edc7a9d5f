"""Old ids: whatever a request may give an id for, an old one does the same as what it stands for now.

`ASKED` names every argument of the schema in which an id stands, and a test walks over the schema to see that it does. In the
filters of lists an id may stand anywhere: there one question for each label asks by its id, and one by all its relations.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import pytest_asyncio
from graphql import GraphQLInputObjectType, GraphQLList, GraphQLNonNull, GraphQLObjectType, get_named_type

from graph.database.session import Database
from graph.model.definition import NODES, node_id
from graph.model.viewer import PUBLIC
from schema.compiler.selection import replaced
from schema.engine.aliases import ids_in
from schema.fields import SCHEMA
from schema.fields.nodes import PLURALS
from schema.types.relations import RELATIONS
from tests.schema.asking import Desk, Told, rows, write

TYPES = SCHEMA._schema.type_map
OLD, NONE = "oud-", "geen-"

STATUSES = "status: [OWNED, SHARED, CONTESTED, PARTLY_OWNED, BETWEEN_SILOS, LAPSED, UNOWNED]"
GAPS = {
    "domains": f"{{{STATUSES} domains: [%s]}}", "silos": f"{{{STATUSES} silos: [%s]}}",
    "pair": f"{{{STATUSES} pair: [%s]}}", "areas": f"{{{STATUSES} areas: [%s]}}",
}  # fmt: skip
SILOS = ("department:stedelijke-ontwikkeling", "department:onderwijs-cultuur-welzijn")
GIVEN: dict[str, tuple[str, ...]] = {"domains": ("domain:5.7",), "silos": SILOS[:1], "pair": SILOS, "areas": ("area:laak",)}
OWNED = "{ status owners { party { id } } convener { party { id } } topics { subject { ... on Domain { id } } } }"
GARDEN, ROOM = "initiative:moestuin-moerwijk", "initiative:buurtkamer-laakkade"
MOVED = "{ changed changes { initiative { id } before after ownersAfter { id } } }"
# Where an id stands: (type, field, path in the arguments) -> a question with %s where ids go, and such ids.
ASKED: dict[tuple[str, str, str], tuple[str, tuple[str, ...]]] = {
    ("Query", "node", "id"): ("{ node(id: %s) { id } }", (GARDEN,)),
    ("Query", "nodes", "ids"): ("{ nodes(ids: [%s]) { id } }", (GARDEN, "domain:5.7", "official:o-3e21bcb6")),
    ("Query", "ownerOf", "subject"): (f"{{ ownerOf(subject: %s) {OWNED} }}", (GARDEN,)),
    ("Query", "ownerOf", "area"): (f'{{ ownerOf(subject: "{GARDEN}", area: %s) {OWNED} }}', ("area:laak",)),
    ("Query", "ownersOf", "subjects"): (f"{{ ownersOf(subjects: [%s]) {OWNED} }}", (GARDEN, ROOM, "domain:5.7", "problem:groen-adoptie")),
    ("Query", "ownersOf", "area"): (f'{{ ownersOf(subjects: ["domain:5.7", "{ROOM}"], area: %s) {OWNED} }}', ("area:laak",)),
    ("Query", "ownerOfTogether", "domains"): (f"{{ ownerOfTogether(domains: [%s]) {OWNED} }}", ("domain:5.7", "domain:6.1")),
    ("Query", "ownerOfTogether", "problems"): (f"{{ ownerOfTogether(problems: [%s]) {OWNED} }}", ("problem:groen-adoptie",)),
    ("Query", "ownerOfTogether", "area"): (f'{{ ownerOfTogether(domains: ["domain:5.7"], area: %s) {OWNED} }}', ("area:laak",)),
    ("Query", "whyNot", "subject"): ('{ whyNot(subject: %s, party: "department:dso-ruimte") { reason } }', (ROOM,)),
    ("Query", "whyNot", "party"): (f'{{ whyNot(subject: "{ROOM}", party: %s) {{ reason }} }}', ("department:dso-ruimte",)),
    ("Query", "whyNot", "area"): (f'{{ whyNot(subject: "{ROOM}", party: "department:dso-ruimte", area: %s) {{ reason }} }}', ("area:laak",)),
    ("Query", "ownershipTimeline", "subject"): ("{ ownershipTimeline(subject: %s) { from status } }", (GARDEN,)),
    ("Query", "ownershipTimeline", "area"): (f'{{ ownershipTimeline(subject: "{GARDEN}", area: %s) {{ from status }} }}', ("area:laak",)),
    ("Query", "ownershipDiff", "department"): (
        '{ ownershipDiff(department: %s, from: "2016-01-01", to: "2017-11-14") { gained { totalCount } lost { totalCount } } }', ("department:dsb-wijkgroen",)),
    **{("Query", "betweenSilos", f"filter.{name}"): (f"{{ betweenSilos(filter: {each}) {{ totalCount nodes {{ openDays }} }} }}", GIVEN[name]) for name, each in GAPS.items()},
    **{("Query", "gapClosers", f"filter.{name}"): (f"{{ gapClosers(filter: {each}, first: 1) {{ total candidates }} }}", GIVEN[name]) for name, each in GAPS.items()},
    **{("Query", "siloMatrix", f"filter.{name}"): (f"{{ siloMatrix(filter: {each}) {{ total between }} }}", GIVEN[name]) for name, each in GAPS.items()},
    ("Query", "documentsWithoutInvolvement", "domain"): ("{ documentsWithoutInvolvement(domain: %s) { none { totalCount } notStated { totalCount } } }", ("domain:OF-A-DOCUMENT",)),
    ("Query", "documentsWithoutInvolvement", "presentedBy"): ("{ documentsWithoutInvolvement(presentedBy: %s) { none { totalCount } notStated { totalCount } } }", ("official:OF-A-DOCUMENT",)),
    ("Query", "ownershipHoles", "domains"): ("{ ownershipHoles(domains: [%s]) { nodes { domain { id } area { id } reason } } }", ("domain:0.3",)),
    ("Query", "ownershipHoles", "areas"): ("{ ownershipHoles(areas: [%s]) { nodes { domain { id } area { id } reason } } }", ("area:laak",)),
    ("Query", "siloTies", "silos"): ("{ siloTies(silos: [%s]) { totalCount } }", SILOS[:1]),
    ("Query", "siloTies", "departments"): ("{ siloTies(departments: [%s]) { totalCount } }", ("department:dsb-wijkgroen",)),
    ("Query", "soleBridges", "silos"): ("{ soleBridges(silos: [%s]) { totalCount } }", SILOS[:1]),
    ("Query", "representativeness", "areas"): ("{ representativeness(areas: [%s]) { nodes { event { id } } } }", ("area:voorbeeldbuurt-singel",)),
    ("Query", "representativeness", "domain"): ("{ representativeness(domain: %s) { nodes { event { id } } } }", ("domain:5.7",)),
    **{("Query", "doubleWork", name): (f"{{ doubleWork({name}: {asked}) {{ totalCount nodes {{ score }} }} }}", given) for name, asked, given in (
        ("areas", "[%s]", ("area:WK051826",)), ("domains", "[%s]", ("domain:3.4",)), ("silos", "[%s]", ("department:bestuursdienst",)),
        ("initiative", "%s", ("initiative:jaarmarkt-betjeplein",)))},
    ("Query", "simulateReorganisation", "mapping.department"): (f'{{ simulateReorganisation(mapping: [{{department: %s, under: "department:stedelijke-ontwikkeling"}}]) {MOVED} }}', ("department:ocw-ontmoeting",)),
    ("Query", "simulateReorganisation", "mapping.into"): (f'{{ simulateReorganisation(mapping: [{{department: "department:ocw-ontmoeting", into: %s}}]) {MOVED} }}', ("department:dso-ruimte",)),
    ("Query", "simulateReorganisation", "mapping.under"): (f'{{ simulateReorganisation(mapping: [{{department: "department:ocw-ontmoeting", under: %s}}]) {MOVED} }}', ("department:stedelijke-ontwikkeling",)),
    ("Query", "relationships", "of"): ("{ relationships(of: [%s], first: 500) { nodes { id } } }", (GARDEN, "domain:5.7")),
    ("Query", "path", "from"): ('{ path(from: %s, to: "domain:5.7") { nodes { id } } }', (GARDEN,)),
    ("Query", "path", "to"): (f'{{ path(from: "{GARDEN}", to: %s) {{ nodes {{ id }} }} }}', ("domain:5.7",)),
    **{(label, "ownership", "area"): (f"{{ {PLURALS.get(label, f'{label.lower()}s')}(first: 200) {{ nodes {{ ownership(area: %s) {OWNED} }} }} }}", ("area:laak",))
       for label in ("Initiative", "Problem", "Domain")},
}  # fmt: skip


def old(identifier: str, mark: str = OLD) -> str:
    """An old id of a node, or one of nothing."""
    label, _, key = identifier.partition(":")
    return f"{label}:{mark}{key}"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def merged(seeded: Database) -> AsyncIterator[Database]:
    """The seed, in which every node has an old id as well; and a domain that in one district a department without people has."""
    await write(seeded, """MATCH (d:Domain {key: '0.3'}), (a:Area {key: 'laak'}) CREATE (:Department {key: 'leeg'})-[:HOLDS]->(r:Responsibility {key: 'leeg'})-[:FOR]->(d)
        CREATE (r)-[:WITHIN]->(a)""")  # fmt: skip
    for label in NODES:
        await write(seeded, f"MATCH (n:{label}) CREATE (a:Alias {{key: $old + n.key}})-[:ALIAS_OF]->(n)", old=f"{label.lower()}:{OLD}")
    yield seeded
    await write(seeded, "MATCH (a) WHERE a:Alias OR a.key = 'leeg' DETACH DELETE a")


@pytest.fixture
def asks(merged: Database) -> Desk:
    return Desk(merged)


# -- every argument -----------------------------------------------------------------------------------------------


def places(kind: Any, path: tuple[str, ...] = (), within: tuple[str, ...] = ()) -> Iterator[str]:
    """Where in a value of that type an id may stand."""
    kind = get_named_type(kind)
    if isinstance(kind, GraphQLInputObjectType) and kind.name not in within:
        for name, each in kind.fields.items():
            yield from places(each.type, (*path, name), (*within, kind.name))
    elif kind.name == "ID":
        yield ".".join(path)


def arguments() -> Iterator[tuple[str, str, str, Any]]:
    """Every argument there is: type, field, name and its type in turn."""
    for kind in TYPES.values():
        for name, definition in kind.fields.items() if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__") else ():
            for argument, given in definition.args.items():
                yield kind.name, name, argument, given.type


def is_filter_of_nodes(kind: Any) -> bool:
    return get_named_type(kind).name in {f"{name}Filter" for name in (*NODES, "Party", "Subject")}


def test_every_argument_with_an_id_is_asked_below() -> None:
    found = {
        (kind, field, ".".join(filter(None, (name, path)))) for kind, field, name, of in arguments() if not is_filter_of_nodes(of) for path in places(of)
    }
    assert found == set(ASKED)


async def _ask(asks: Desk, place: tuple[str, str, str], mark: str = "") -> Told:
    question, given = ASKED[place]
    if given[0].endswith("OF-A-DOCUMENT"):
        given = await _of_a_document(asks.database, given[0].partition(":")[0])
    ids = [old(each, mark) if mark else each for each in given]
    return await asks.ask(question % ", ".join(f'"{each}"' for each in ids))


async def _of_a_document(database: Database, prefix: str) -> tuple[str, ...]:
    """Of a document in which nobody had a say: its domain, or who presented it."""
    way = {"domain": "CONCERNS|TOUCHES*1..2]->(n:Domain)", "official": "PRESENTED_BY]->(n:Official)"}[prefix]
    found = await rows(database, f"MATCH (d:Document)-[:{way} WHERE all(each IN d.involvement WHERE each CONTAINS 'NONE') RETURN n.key ORDER BY n.key LIMIT 1")
    return (f"{prefix}:{found[0][0]}",)


@pytest.mark.parametrize("place", ASKED, ids=" ".join)
async def test_an_old_id_does_what_the_new_one_does(asks: Desk, place: tuple[str, str, str]) -> None:
    now, then, never = [await _ask(asks, place, mark) for mark in ("", OLD, NONE)]
    assert not now.codes, now.messages
    assert (then.data, then.codes) == (now.data, ())
    assert (never.data, never.codes) != (now.data, now.codes), "the question does not depend on it"


# -- filters of lists ---------------------------------------------------------------------------------------------


def numbered(kind: Any, ids: dict[str, str], within: tuple[str, ...] = ()) -> Any:
    """A value of a type with an id of its own in each place that may hold one."""
    if isinstance(kind, GraphQLNonNull):
        return numbered(kind.of_type, ids, within)
    if isinstance(kind, GraphQLList):
        found = [numbered(kind.of_type, ids, within) for _ in range(2)]
        return found if found[0] is not None else None
    if isinstance(kind, GraphQLInputObjectType):
        if len(within) > 5 or within.count(kind.name) > 1:
            return None
        return {name: numbered(each.type, ids, (*within, kind.name)) for name, each in kind.fields.items()}
    if kind.name != "ID":
        return None
    return ids.setdefault(f"old:{len(ids)}", f"new:{len(ids)}") and f"old:{len(ids) - 1}"


def standing(value: Any) -> Iterator[str]:
    """Texts in a value, in their order."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in parts:
        yield from standing(each)
    if isinstance(value, str):
        yield value


@pytest.mark.parametrize("name", sorted({get_named_type(of).name for *_, of in arguments() if list(places(of))}))
def test_every_id_in_a_value_is_known_and_replaced(name: str) -> None:
    expected: dict[str, str] = {}
    value = numbered(TYPES[name], expected)
    assert list(standing(replaced(TYPES[name], value, expected))) == list(expected.values())
    assert list(ids_in(TYPES[name], value)) == list(expected)


FILTERED = """query Filtered($one: ID!, $some: [ID!], $where: %sFilter) {
  %s(filter: { OR: [{ id: { eq: $one } }, { AND: [{ id: { in: $some } }] }, { NOT: { id: { ne: $one } } }] }, first: 500) { totalCount nodes { id } }
  rest: %s(filter: $where) { totalCount } }"""


@pytest.mark.parametrize("label", NODES)
async def test_a_list_is_filtered_by_old_ids(asks: Desk, label: str) -> None:
    """By its own ids, and by those of everything that it is joined to."""
    keys = [row[0] for row in await rows(asks.database, f"MATCH (n:{label}) RETURN n.key ORDER BY rand() LIMIT 3")]
    plural = PLURALS.get(label, f"{label.lower()}s")
    question = FILTERED % (label, plural, plural)
    joined = {each.field: await _some(asks.database, label, each.field, each.pattern) for each in RELATIONS[label]}

    async def told(mark: str) -> Any:
        ids = [old(node_id(label, key), mark) for key in keys]
        where = [{"id": {"in": ids}}, *({field: {"some": {"id": {"in": [old(each, mark) for each in those]}}}} for field, those in joined.items())]
        return await asks.answer(question, one=ids[0], some=ids[1:], where={"OR": where})

    now = await told("")
    assert await told(OLD) == now
    assert {each["id"] for each in now[plural]["nodes"]} == {node_id(label, key) for key in keys}
    assert (await told(NONE))["rest"]["totalCount"] == 0


async def _some(database: Database, label: str, field: str, pattern: str) -> list[str]:
    """Ids of what a field of a label leads to."""
    path = pattern.format(n=f"n:{label}", r="r", m="m")
    found = await rows(database, f"MATCH {path} WHERE m.key IS NOT NULL RETURN DISTINCT toLower(labels(m)[0]) + ':' + m.key ORDER BY rand() LIMIT 3")
    return [row[0] for row in found]


async def test_filters_inside_lists_and_literals_beside_variables(asks: Desk) -> None:
    question = """query($one: ID!, $where: DomainFilter) { initiatives(filter: { domains: { some: { id: { in: [$one, "domain:%s6.1"] } } } }, first: 500) { totalCount
      nodes { id domains(filter: $where) { nodes { id } } problems(filter: { domains: { none: { id: { eq: $one } } } }) { nodes { id } } } } }"""
    now = await asks.answer(question % "", one="domain:5.7", where={"NOT": {"id": {"in": ["domain:5.7"]}}})
    told = await asks.ask(question % OLD, one=old("domain:5.7"), where={"NOT": {"id": {"in": [old("domain:5.7")]}}})
    assert told.data == now
    assert 0 < now["initiatives"]["totalCount"] < 500
    assert len(told.statements) == 2


# -- what it costs, and who sees it -------------------------------------------------------------------------------


async def test_a_request_without_old_ids_takes_one_statement_and_one_with_them_two(asks: Desk) -> None:
    question = "query($id: ID!) { initiatives(filter: { id: { eq: $id } }) { nodes { id } } }"
    for identifier, number in ((GARDEN, 1), (old(GARDEN, NONE), 1), (old(GARDEN), 2)):
        told = await asks.ask(question, id=identifier)
        assert len(told.statements) == number
        assert "Alias" in told.statements[0].text
    assert "Alias" not in (await asks.ask("{ initiatives { nodes { id } } }")).statements[0].text


async def test_finding_by_id_is_a_seek_by_index(asks: Desk) -> None:
    told = await asks.ask("query($id: ID!) { initiatives(filter: { id: { eq: $id } }) { nodes { id } } }", id=GARDEN)
    found = [each.partition("@")[0] for each in operators(await asks.database.plan(told.statements[0]))]
    assert found.count("NodeUniqueIndexSeek") == 2  # of the initiative, and of an alias
    assert not [each for each in found if "Scan" in each]


def operators(plan: dict[str, Any]) -> Iterator[str]:
    """All operators of a plan."""
    yield plan["operatorType"]
    for each in plan.get("children", ()):
        yield from operators(each)


async def test_an_old_id_of_an_old_id_resolves(asks: Desk) -> None:
    await write(asks.database, """MATCH (n:Domain {key: '5.7'}) CREATE (:Alias {key: 'domain:a'})-[:ALIAS_OF]->(b:Alias {key: 'domain:b'})-[:ALIAS_OF]->(:Alias {key: 'domain:c'})-[:ALIAS_OF]->(n)
        CREATE (round:Alias {key: 'domain:rond'})-[:ALIAS_OF]->(round)""")  # fmt: skip
    for key, number in (("a", 1), ("b", 1), ("c", 1), ("rond", 0)):
        found = await asks.answer("query($id: ID!) { node(id: $id) { id } domains(filter: { id: { eq: $id } }) { nodes { id } } }", id=f"domain:{key}")
        assert found["domains"]["nodes"] == [{"id": "domain:5.7"}] * number
        assert found["node"] == ({"id": "domain:5.7"} if number else None)


async def test_an_old_id_of_what_may_not_be_seen_is_as_none_at_all(asks: Desk) -> None:
    street = Desk(asks.database, PUBLIC)
    key = (await rows(asks.database, "MATCH (n:Resident) RETURN n.key ORDER BY n.key LIMIT 1"))[0][0]
    await write(asks.database, "MATCH (n:Resident {key: $key}) CREATE (:Alias {key: 'official:bewoner'})-[:ALIAS_OF]->(n)", key=key)
    question = """query($id: ID!) { node(id: $id) { id } residents(filter: { id: { eq: $id } }) { totalCount } officials(filter: { id: { ne: $id } }) { totalCount }
      initiatives(filter: { initiators: { some: { id: { eq: $id } } } }) { totalCount } relationships(of: [$id]) { totalCount } ownershipTimeline(subject: $id) { from } }"""
    none = await street.ask(question, id="official:niemand")
    for identifier in (f"resident:{OLD}{key}", "official:bewoner", f"resident:{key}", f"resident:{NONE}{key}"):
        told = await street.ask(question, id=identifier)
        assert (told.data, told.codes, len(told.statements)) == (none.data, none.codes, len(none.statements) - (identifier[0] == "r"))
        assert [each.replace(identifier, "") for each in told.messages] == [each.replace("official:niemand", "") for each in none.messages]
