"""Hidden means not there: PUBLIC is answered the same, byte for byte, whether what PUBLIC may not see is in the graph or not.

A graph with everything in it is asked at random, all that the model hides is taken out of it, and the same questions are
asked again. What is made of hidden facts on purpose, with small numbers left out or by department, is told apart.
"""

import time
from collections.abc import Iterator
from random import Random

import orjson
import pytest_asyncio

import seed
from graph.database.session import Database
from graph.model.definition import LABELS, RELATIONSHIPS
from graph.model.viewer import PUBLIC, ViewerRole
from graph.model.vocabulary import Visibility
from loaders.load import load
from schema.engine.engine import Engine, Question
from schema.fields import SCHEMA
from schema.limits.limits import TooCostly
from schema.request.context import Context
from schema.request.cursor import Cursors
from tests.examples import examples
from tests.schema.asking import ANYTHING, Desk, rows, write
from tests.schema.random_operations import drawn

# Answers that are made of head counts, or of who was at which event: told with small numbers left out, or by department.
MADE_OF_HIDDEN = ("representativeness", "siloTies", "soleBridges", "bridges")
WORDS = ("Duindoorn", "Samira", "Voorbeeld", "wethouder", "gymzaal", "moestuin Duindoorn", "bewoner")
STARTS = 18

# What the seed has little of: claims of residents on all kinds of subjects, old ids of hidden things, a second source.
MORE = (
    """MATCH (x:Resident) WITH x ORDER BY x.key LIMIT 6 MATCH (s:Initiative|Problem|Domain) WITH x, s ORDER BY s.key
    WITH x, collect(s) AS subjects UNWIND range(0, 5) AS n WITH x, subjects[n * 7 % size(subjects)] AS s, n
    CREATE (x)-[:HOLDS]->(r:Responsibility {key: 'hidden-' + x.key + '-' + n, role: ['OWNER', 'CONSENT', 'ADVISER', 'LEAD', null, 'CONVENER'][n]})-[:FOR]->(s)""",
    """MATCH (x:Resident) WITH x ORDER BY x.key LIMIT 3 MATCH (a:Area) WITH x, a ORDER BY a.key LIMIT 9
    CREATE (x)-[:HOLDS]->(:Responsibility {key: 'convener-' + x.key + a.key, role: 'CONVENER'})-[:WITHIN]->(a)""",
    """MATCH (x:Resident|Contact) WITH x ORDER BY x.key LIMIT 12 CREATE (:Alias {key: toLower(labels(x)[0]) + ':old-' + x.key})-[:ALIAS_OF]->(x)""",
    """MATCH (o:Official), (s:Source) WHERE s.key <> o.source WITH o, s ORDER BY o.key, s.key LIMIT 12
    CREATE (o)-[:STATED_IN {ref: 'lijst:3', stated: '{"name": "Andere Naam", "functions": ["chef"]}'}]->(s)""",
    """MATCH (o:Official), (i:Initiative) WITH o, i ORDER BY o.key, i.key LIMIT 30 WHERE i.key < 'm' CREATE (o)-[:SUPPORTS]->(i)""",
)


OWNERSHIP = """ownership { status synthetic since steps { code taken reason en: reason(lang: EN) candidate { id name } responsibility: rank }
  message en: message(lang: EN) plain: message(audience: RESIDENT) owners { party { id } official { id name } } partners { party { id } }
  consents { party { id } official { id } } convener { party { id } official { id } } lapsed { id } nextDoor { reason counter { id } } }"""
PAGE = "totalCount edges { cursor node { %s } } pageInfo { hasNextPage endCursor }"
# What was once told of hidden things, asked of everything there is.
FIXED = (
    *(f"{{ {each}(first: 200) {{ {PAGE % f'id {OWNERSHIP}'} }} }}" for each in ("initiatives", "problems", "domains")),
    *(f'{{ search(query: "{word}", first: 100) {{ totalCount edges {{ score cursor node {{ __typename }} }} }} }}' for word in (*WORDS, "groen", "de stad", "Naam")),
    f"{{ events(first: 100) {{ {PAGE % 'id attendees { totalCount nodes { __typename id } } organisers { totalCount nodes { id } }'} }} }}",
    "{ events(first: 100, filter: { attendees: { some: {} } }) { totalCount } none: events(filter: { attendees: { none: {} } }) { totalCount } }",
    f"{{ officials(first: 100, orderBy: [{{ name: ASC }}]) {{ {PAGE % 'id name functions bridgeVisible events { totalCount nodes { id } } responsibilities { totalCount }'} }} }}",
    f"{{ relationships(first: 500) {{ {PAGE % 'id type from { id } to { id } role'} }} }}",
    f"{{ relationships(types: [ATTENDED, ORGANISED, MADE, STARTED, HOLDS], first: 500) {{ {PAGE % 'id type'} }} }}",
    '{ relationships(of: ["initiative:moestuin-moerwijk", "initiative:buurtkamer-laakkade"], depth: 3, first: 500) { totalCount nodes { id } } }',
    '{ path(from: "initiative:moestuin-moerwijk", to: "initiative:buurtkamer-laakkade") { nodes { id } } }',
    '{ path(from: "event:moestuin-aan-tafel", to: "event:ambtenarenlunch-groen") { nodes { id } relationships { id type } } }',
    "{ betweenSilos(first: 100) { totalCount nodes { openSince openDays subject { __typename } } } gapClosers { __typename } siloMatrix { total between } }",
    "{ sources(first: 100) { nodes { id title steward } } responsibilities(first: 500) { totalCount nodes { id role recordedBy holder { id } } } }",
    "{ doubleWork(minScore: 0.05, first: 100) { totalCount nodes { score domains { id } } } ownershipHoles(first: 100) { totalCount } }",
    "{ contactChains { totalCount } misrouting { __typename } referralLoops { totalCount } residents { totalCount } contacts { totalCount } }",
)


def removing(hidden: dict[str, list[str]]) -> Iterator[str]:
    """Statements that take properties away from what a pattern names `x`."""
    for pattern, properties in hidden.items():
        if properties:
            yield f"MATCH {pattern} REMOVE {', '.join(f'x.{each}' for each in properties)}"


def hidden_properties(properties: tuple[object, ...]) -> list[str]:
    return [each.name for each in properties if each.visibility is not Visibility.PUBLIC]  # type: ignore[attr-defined]


def taking_out_nodes() -> Iterator[str]:
    """Statements that take out every label, type and property that PUBLIC may not see, but for what is told apart below."""
    for label in LABELS.values():
        if label.visibility is not Visibility.PUBLIC:
            yield f"MATCH (a:Alias)-[:ALIAS_OF]->(:{label.name}) DETACH DELETE a"
            yield f"MATCH (c:Change {{of: '{label.name}'}}) DELETE c"
            yield f"MATCH (x:{label.name}) DETACH DELETE x"
    for kind in RELATIONSHIPS.values():
        if kind.visibility is not Visibility.PUBLIC:
            yield f"MATCH ()-[x:{kind.name}]->() DELETE x"
    hidden = {f"(x:{label.name})": [name for name in hidden_properties(label.properties) if name != "headCounts"] for label in LABELS.values()}
    yield from removing(hidden)
    yield from removing({f"()-[x:{kind.name}]->()": hidden_properties(kind.properties) for kind in RELATIONSHIPS.values()})
    yield "MATCH (x:Official) REMOVE x.searchTokens"
    yield """MATCH (:Official)-[x:STATED_IN]->() WHERE x.stated IS NOT NULL SET x.stated = '{"functions": ["chef"]}'"""


def taking_out_what_is_told_apart() -> Iterator[str]:
    yield "MATCH (x:Event) REMOVE x.headCounts"
    for kind in RELATIONSHIPS.values():
        for label, _ in kind.narrowed:
            yield f"MATCH (:{label})-[x:{kind.name}]->() DELETE x"


async def answer(answering: Engine, database: Database, question: Question) -> bytes | None:
    """The bytes of an answer with all that is told of errors; None where nothing was run."""
    context = Context(database, PUBLIC, seed.REFERENCE_DATE, Cursors(b"a secret of the tests"), deadline_s=60.0)
    try:
        answered = await answering.answer(question, context)
    except TooCostly:
        return None
    assert answered.executed, f"{answered.errors} in {question}"
    return orjson.dumps([answered.data, [(each.message, each.path) for each in answered.errors]])


@pytest_asyncio.fixture(loop_scope="session")
async def everything(database: Database) -> Database:
    """The seed and more, with all that PUBLIC may not see."""
    await load(database, seed.seed_files())
    for each in MORE:
        await write(database, each)
    return database


async def test_what_was_once_told_of_hidden_things(everything: Database) -> None:
    """Claims of residents, scores of names, who was at which event: gone without a trace."""
    answering = Engine(limits=dict.fromkeys(ViewerRole, ANYTHING))
    told = [await answer(answering, everything, Question(each)) for each in FIXED]
    for each in (*taking_out_nodes(), *taking_out_what_is_told_apart()):
        await write(everything, each)
    for question, before in zip(FIXED, told, strict=True):
        assert await answer(answering, everything, Question(question)) == before, question


async def test_public_is_answered_the_same_with_and_without_what_is_hidden(everything: Database, run_seed: int) -> None:
    answering, database = Engine(), everything
    found = await rows(database, "MATCH (n) WHERE n.key IS NOT NULL WITH head(labels(n)) AS l, n ORDER BY n.key WITH l, collect(n.key) AS keys UNWIND keys[..12] + keys[size(keys) - 6..] AS k RETURN toLower(l) + ':' + k")
    ids, wanted, started = [row[0] for row in found], examples(2000, quick=40), time.monotonic()
    asked: list[tuple[str, Question, bytes]] = []
    number = 0
    while len(asked) < wanted:
        text, variables = drawn(Random(f"{run_seed}-hidden-{number}"), SCHEMA._schema, ids, words=WORDS)
        number += 1
        question = Question(text, variables)
        told = await answer(answering, database, question)
        if told is not None:
            asked.append((f"{run_seed}-hidden-{number - 1}", question, told))
        assert number < 4 * wanted + 50, "most of what is drawn is refused"
    for each in taking_out_nodes():
        await write(database, each)
    for name, question, told in asked:
        assert await answer(answering, database, question) == told, f"{name}: {question.query} {question.variables}"
    for each in taking_out_what_is_told_apart():
        await write(database, each)
    for name, question, told in asked:
        if not any(each in question.query for each in MADE_OF_HIDDEN):
            assert await answer(answering, database, question) == told, f"{name}: {question.query} {question.variables}"
    print(f"{len(asked)} compared of {number} drawn, {time.monotonic() - started:.0f} s")


async def test_public_is_told_of_no_group_that_only_head_counts_name(database: Database) -> None:
    """How events name groups is not for everybody: only what areas name is told, in their spelling."""
    await write(database, """CREATE (a:Area {key: 'a', population: ['leeftijd: jong: 60', 'leeftijd: oud: 40']})
    CREATE (:Event {key: 'e', title: 'E', date: date('2017-05-01'),
      headCounts: ['Leeftijd: JONG: 20', 'leeftijd: oud: 20', 'leeftijd: familie De Vries: 9', 'verblijf: geheim adres: 12']})-[:LOCATED_IN]->(a)""")
    asked_for = "{ representativeness { nodes { dimensions { name total suppressed groups { group count } } } } }"
    staff, street = await Desk(database).answer(asked_for), await Desk(database, PUBLIC).answer(asked_for)
    (told,) = street["representativeness"]["nodes"]
    assert told["dimensions"] == [
        {"name": "leeftijd", "total": 49, "suppressed": 0, "groups": [{"group": "jong", "count": 20}, {"group": "oud", "count": 20}]}
    ]
    (seen,) = staff["representativeness"]["nodes"]
    assert {each["group"] for dimension in seen["dimensions"] for each in dimension["groups"]} == {"jong", "oud", "familie De Vries", "geheim adres"}
