"""How Snijvlak is tested: on a real Neo4j, on the smallest data that holds the case, nothing of ours mocked.

- One managed Neo4j serves the whole run (`neo4j_server`). It lives in a temporary home whose name has
  spaces and letters outside ASCII, since paths of users do. Jars and archive come from the shared
  cache (SNIJVLAK_CACHE, else the user's cache folder), so that only the first run ever fetches them.
- A test that writes cleans up first, not last: what is left behind by a failure can be looked at.
- Tests that break a server start one of their own and never touch the shared one.
- What is random prints its seed: the report's head names that of this run, and setting SNIJVLAK_SEED to it
  repeats the run. How many examples a random test takes goes through `tests.examples`: a twentieth of them in
  `make test`, all in `make test-deep`.
- A test that a machine cannot run (no root for a full disk, no browser) is skipped with a reason that
  says what was left out; pytest's summary shows it.
"""

import logging
import os
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import pytest
import pytest_asyncio

import seed
from graph.database.session import Database, Row
from graph.database.statement import Statement
from graph.migrations import statements
from graph.server import RunningServer, ServerSettings, default_cache, start
from loaders.load import load
from tests.examples import FACTOR

SEED = int(os.environ.setdefault("SNIJVLAK_SEED", str(random.randrange(1_000_000))))

hypothesis.settings.register_profile("snijvlak", deadline=None, print_blob=True)
hypothesis.settings.load_profile("snijvlak")
hypothesis.core.global_force_seed = SEED


# Those that take longest first, so that of two workers none is left alone with them at the end.
LONGEST = ("test_executors.py", "test_hidden.py", "test_bulk.py", "test_serve.py", "test_wheel.py", "test_rule.py", "test_lists.py", "test_cli.py", "test_check.py", "test_orphans.py", "test_fields.py", "test_plans.py")
# What a file does with the shared graph, in the order that loads the seed least often.
NOTHING, READS_SEED, BOTH, EMPTIES = range(4)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that need no graph first, then those that read the seed, then those that empty the graph."""
    uses: dict[Path, set[str]] = defaultdict(set)
    for each in items:
        uses[each.path] |= set(getattr(each, "fixturenames", ()))
    items.sort(key=lambda each: (_use(uses[each.path]), LONGEST.index(each.path.name) if each.path.name in LONGEST else len(LONGEST), each.path))


def _use(fixtures: set[str]) -> int:
    if "seeded" in fixtures:
        return BOTH if "database" in fixtures else READS_SEED
    return EMPTIES if "opened" in fixtures else NOTHING


def pytest_report_header() -> str:
    """How to repeat this run."""
    return f"SNIJVLAK_SEED={SEED} SNIJVLAK_EXAMPLES={FACTOR:g}"


@pytest.fixture(autouse=True)
def no_statement_refused(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No test passes in which Neo4j refused a statement of ours, not even where that error is what both ways answer."""
    yield
    refused = [each.getMessage() for each in caplog.get_records("call") if each.name == "graph.database.session" and each.levelno >= logging.ERROR]
    assert not refused, refused[0][:1000]


@pytest.fixture(scope="session")
def run_seed() -> int:
    """The seed of this run, for tests that draw their own random numbers."""
    return SEED


@pytest.fixture(scope="session")
def snijvlak_cache() -> Path:
    """The folder with Neo4j's jars and archive, shared with other runs and never damaged by a test."""
    return Path(os.environ.get("SNIJVLAK_CACHE") or default_cache())


@pytest.fixture(scope="session")
def neo4j_settings(snijvlak_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> ServerSettings:
    """What the shared server is started with."""
    home = tmp_path_factory.mktemp("home") / "wie pakt dit op? é 🙂"
    return ServerSettings(home=home, cache=snijvlak_cache)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def neo4j_server(neo4j_settings: ServerSettings) -> AsyncIterator[RunningServer]:
    """The one Neo4j of this run: `uri`, `user`, `password`, `database`; empty at first."""
    async with await start(neo4j_settings) as server:
        yield server


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def opened(neo4j_server: RunningServer) -> AsyncIterator[Database]:
    """The shared server, open and with its constraints."""
    async with Database.open(neo4j_server.uri, neo4j_server.user, neo4j_server.password, deadline_s=60.0) as database:
        await database.schema(*statements())
        yield database


@pytest_asyncio.fixture(loop_scope="session")
async def database(opened: Database) -> Database:
    """The shared server, emptied for this test."""
    await empty(opened)
    return opened


async def empty(database: Database) -> None:
    """Take everything out, in parts: one transaction has not the memory for all that a test may have loaded."""
    some = Statement("MATCH (n) WITH n LIMIT 3000 DETACH DELETE n RETURN count(*)")
    while (await database.write(some)).one() != [0]:
        pass


@pytest.fixture(scope="session")
def seed_counts() -> list[Row]:
    """How many nodes and relationships the seed has in the graph, once it was loaded in this run."""
    return []


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def seeded(opened: Database, seed_counts: list[Row]) -> Database:
    """The shared server with the seed in it, and nothing else; loaded only where another file of tests emptied it.

    A file that uses `seeded` does not use `database` as well. A test that writes into the seed takes away what it wrote.
    """
    counts = Statement("RETURN COUNT { MATCH (n) }, COUNT { MATCH ()-[r]->() }")
    if (await opened.read(counts)).one() not in seed_counts:
        await empty(opened)
        report = await load(opened, seed.seed_files())
        assert not report.faults
        seed_counts.append((await opened.read(counts)).one())
    await opened.schema(Statement("CALL db.awaitIndexes(60)"))
    return opened
