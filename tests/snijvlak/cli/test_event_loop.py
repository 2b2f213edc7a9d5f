"""No question within the limits holds up everybody else: /healthz answers all the while.

The figures are printed. They are held to 50 ms only where the machine does nothing else: a busy one would measure that.
"""

import asyncio
import os
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from graph.database.session import Database
from graph.server import RunningServer
from tests.schema.asking import write
from tests.snijvlak.front import Serving, named, serving
from tests.snijvlak.http.probe import probing

MOST_MS = 50.0
OWNERSHIP = "status since owners { party { name } silo { name } official { name } } topics { departments { name } } steps { rank code reason } nextDoor { counter { name } reason }"
QUESTIONS = {
    "a wide page": "{ initiatives(first: 100) { nodes { id title summary startedOn domains(first: 10) { nodes { name problems(first: 20) { nodes { id title } } } } events(first: 10) { nodes { title date } } } } }",
    "ownership of a page": f"{{ initiatives(first: 100) {{ nodes {{ id ownership {{ {OWNERSHIP} }} }} }} }}",
    "gaps": "{ betweenSilos(first: 25, filter: {status: [BETWEEN_SILOS, OWNED, SHARED, LAPSED, UNOWNED]}) { totalCount nodes { openDays ownership { status } } aggregate { by(group: SILOS) { value count } } } }",
    "counts": "{ initiatives { aggregate { a: by(group: DOMAINS) { value count } b: by(group: AREAS) { value count } } } }",
    "the schema": "{ __schema { types { name description fields { name description args { name } type { name } } inputFields { name } } } }",
}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def running(seeded: Database, neo4j_server: RunningServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Serving]:
    async with serving(tmp_path_factory.mktemp("loop"), **named(neo4j_server)) as each:
        yield each


@pytest.mark.parametrize("name", QUESTIONS)
async def test_others_are_answered_all_the_while(name: str, running: Serving) -> None:
    asked = {"query": QUESTIONS[name]}
    first = (await running.client.post("graphql", json=asked)).json()  # its plan is made here, and again what is slow once
    assert "errors" not in first, first["errors"]
    async with probing(str(running.client.base_url)) as probe:
        for _ in range(10):
            await running.client.post("graphql", json=asked)
    print(f"{name}: {probe}")
    assert probe.answered
    if os.getloadavg()[0] < 0.75 * (os.cpu_count() or 1):
        assert probe.percentile(0.99) < MOST_MS, str(probe)


async def test_a_new_document_as_long_as_it_may_be_holds_up_nobody(running: Serving) -> None:
    fields = " ".join(f"f{number}: initiatives(first: 1) {{ nodes {{ id title }} }}" for number in range(20))
    async with probing(str(running.client.base_url)) as probe:
        for number in range(10):
            answer = await running.client.post("graphql", json={"query": f"query Q{number} {{ {fields} }}"})
            assert answer.status_code in (200, 400)
    print(f"new documents: {probe}")
    assert probe.answered


async def test_many_who_work_out_decisions_at_once_hold_up_nobody(running: Serving) -> None:
    asked = {"query": "{ gapClosers(first: 20) { total decisions { gaps openDays } } }"}
    assert "errors" not in (await running.client.post("graphql", json=asked, timeout=60)).json()
    async with probing(str(running.client.base_url)) as probe:
        await asyncio.gather(*(running.client.post("graphql", json=asked, timeout=60) for _ in range(20)))
    print(f"twenty times gapClosers: {probe}")
    assert probe.answered
    if os.getloadavg()[0] < 0.75 * (os.cpu_count() or 1):
        assert probe.percentile(0.99) < MOST_MS, str(probe)


async def test_thousands_of_contacts_hold_up_nobody(running: Serving, seeded: Database) -> None:
    contacts = """MATCH (s:Initiative) WITH collect(s) AS subjects MATCH (c:Counter) WITH subjects, collect(c) AS doors
        UNWIND range(1, 4000) AS n WITH n, subjects[n % size(subjects)] AS subject, doors[n % size(doors)] AS door
        CREATE (k:Contact {key: 'crowd-' + n, at: datetime({year: 2017, month: 1 + n % 10, day: 1 + n % 28, timezone: 'Z'}), synthetic: true})
        CREATE (k)-[:AT]->(door) CREATE (k)-[:ABOUT]->(subject)"""
    await write(seeded, contacts)
    asked = {"query": "{ contactChains(from: \"2017-01-01\", to: \"2018-01-01\", first: 200) { totalCount nodes { hops days firstWasOwner ownerReachedOn daysUntilOwner contacts { id } } } }"}
    try:
        first = (await running.client.post("graphql", json=asked, timeout=60)).json()
        assert "errors" not in first, first["errors"]
        assert first["data"]["contactChains"]["totalCount"] > 3_900
        async with probing(str(running.client.base_url)) as probe:
            for _ in range(3):
                await running.client.post("graphql", json=asked, timeout=60)
    finally:
        await write(seeded, "MATCH (k:Contact) WHERE k.key STARTS WITH 'crowd-' DETACH DELETE k")
    print(f"4,000 contacts: {probe}")
    assert probe.answered
    if os.getloadavg()[0] < 0.75 * (os.cpu_count() or 1):
        assert probe.percentile(0.99) < MOST_MS, str(probe)
