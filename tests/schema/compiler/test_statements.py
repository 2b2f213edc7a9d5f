"""How many Statements a question takes, and that none of them holds what a caller gave."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.database.session import Database
from schema.fields import SCHEMA
from tests.schema.asking import Desk
from tests.schema.test_fields import NEEDED, everything

ROOTS = sorted(SCHEMA._schema.type_map["Query"].fields)
CANARY = "kanarie7kanarie"
# What is worked out over the whole city is decided before it is known which nodes are told: docs/decisions/0009 tells why.
WORKED_OUT = {"betweenSilos": 6, "siloMatrix": 4, "ownershipConflicts": 3, "ownershipDiff": 3, "solvedGaps": 4, "simulateReorganisation": 3, "gapClosers": 3, "siloTies": 4, "soleBridges": 4}


@pytest.mark.parametrize("root", ROOTS)
async def test_a_root_field_takes_one_statement(desk: Desk, root: str) -> None:
    kind = SCHEMA._schema.type_map["Query"].fields[root].type
    name = getattr(kind, "of_type", kind)
    while hasattr(name, "of_type"):
        name = name.of_type
    told = await desk.ask(f"{{ {root}{NEEDED.get(root, '')} {{ {everything(name.name, 1)} }} }}")
    assert not told.codes, told.messages
    assert len(told.statements) == WORKED_OUT.get(root, 1)


@pytest.mark.parametrize(("question", "number"), [
    ("{ initiatives(first: 100) { nodes { domains { nodes { broader { problems { nodes { initiatives { nodes { title } } } } } } } ownership { status steps { reason } } } } }", 1),
    ('{ nodes(ids: ["domain:5.7", "initiative:moestuin-moerwijk", "problem:groen-adoptie", "official:o-3e21bcb6"]) { id ... on Domain { ownership { status } } ... on Initiative { ownership { status } } } }', 1),
    ("{ initiatives { nodes { domains { nodes { ownership { status } } } ownership { status } } } }", 1),
    ("{ initiatives { nodes { a: ownership { status } b: ownership(asOf: \"2016-01-01\") { status } c: ownership(area: \"area:laak\") { status } } } }", 1),
    ("{ initiatives { nodes { ownership { topics { subject { ... on Domain { ownership { status } } } } } } } }", 2),
    ("{ betweenSilos { nodes { ownership { status } initiative { title domains { nodes { name } } } } } }", 5),
    ("{ betweenSilos(filter: { openAtLeastDays: 1000000 }) { totalCount nodes { openDays } } }", 5),
    ("{ a: initiatives { totalCount } b: departments { totalCount } }", 2),
    ('{ node(id: "nothing") { id } nodes(ids: []) { id } }', 0),
    ("{ __typename }", 0),
])  # fmt: skip
async def test_how_many_statements_a_question_takes(desk: Desk, question: str, number: int) -> None:
    told = await desk.ask(question)
    assert not told.codes, told.messages
    assert len(told.statements) == number


GIVEN = """query($text: String!, $id: ID!, $ids: [ID!]!) {
  node(id: $id) { id } nodes(ids: $ids) { id } ownersOf(subjects: $ids, area: "area:laak") { status } search(query: $text) { totalCount }
  initiatives(filter: { OR: [{ id: { eq: $id, ne: $id, in: $ids } }, { title: { eq: $text, ne: $text, in: [$text], contains: $text, startsWith: $text } }, { NOT: { title: { eq: $text } } }] }) { totalCount
    nodes { kanarie7kanarie: title } }
  officials(filter: { name: { contains: $text } }) { totalCount }
  relationships(of: $ids, depth: 2) { totalCount }
  betweenSilos(filter: { domains: $ids, silos: $ids, areas: $ids }) { totalCount } }"""


@pytest.mark.parametrize("prefix", ["initiative:", "domain:", "", "area:"])
async def test_nothing_given_stands_in_a_statement(desk: Desk, prefix: str) -> None:
    text = f"{prefix}{CANARY}` \\u0060 ') RETURN 1 //"
    told = await desk.ask(GIVEN, text=text, id=text, ids=[text, f"problem:{text}"])
    assert not told.codes, told.messages
    assert len(told.statements) >= 6
    assert not [statement.text for statement in told.statements if CANARY in statement.text]


async def test_nothing_given_in_the_document_itself_stands_in_a_statement(desk: Desk) -> None:
    asked = f"""{{ {CANARY}: node(id: "initiative:{CANARY}") {{ id }} ownerOf(subject: "domain:{CANARY}", area: "area:{CANARY}") {{ status }}
      path(from: "initiative:{CANARY}", to: "domain:{CANARY}") {{ nodes {{ id }} }} search(query: "{CANARY}") {{ totalCount }}
      initiatives(filter: {{ title: {{ contains: "{CANARY}" }} }}) {{ {CANARY}: nodes {{ {CANARY}: title }} }} }}"""
    told = await desk.ask(asked)
    assert set(told.codes) <= {"NOT_FOUND"}
    assert not [statement.text for statement in told.statements if CANARY in statement.text]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=60))
async def test_any_text_as_an_id_or_in_a_filter_is_answered(seeded: Database, text: str) -> None:
    told = await Desk(seeded).ask(GIVEN, text=text, id=text, ids=[text, f"initiative:{text}", f"resident:{text}"])
    assert not told.codes, told.messages


async def test_the_same_question_makes_the_same_text(desk: Desk) -> None:
    """Neo4j keeps plans by text: what differs between two callers is in the parameters."""
    asked = "query($id: ID!, $n: Int) { node(id: $id) { id ... on Initiative { domains(first: $n) { nodes { id } } ownership { status } } } }"
    one, other = await desk.ask(asked, id="initiative:moestuin-moerwijk", n=1), await desk.ask(asked, id="initiative:none", n=7)
    assert [each.text for each in one.statements] == [each.text for each in other.statements]
