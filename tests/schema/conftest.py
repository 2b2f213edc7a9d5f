"""What the tests of the API share: the seed in the real Neo4j, once for each file of tests, and a desk to ask at.

A file that uses `seeded` does not use `database` as well, which empties the server before each test. A test that
writes into the seed takes away what it wrote.
"""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

import seed
from graph.session import Database
from graph.statement import Statement
from graph.viewer import PUBLIC
from loaders.load import load
from tests.schema.asking import Desk


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def seeded(opened: Database) -> AsyncIterator[Database]:
    """The shared server with the seed in it, and nothing else."""
    await opened.write(Statement("MATCH (n) DETACH DELETE n"))
    report = await load(opened, seed.seed_files())
    assert not report.faults
    await opened.schema(Statement("CALL db.awaitIndexes(60)"), Statement("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()"))
    yield opened


@pytest.fixture
def desk(seeded: Database) -> Desk:
    """Asks as an analyst."""
    return Desk(seeded)


@pytest.fixture
def street(seeded: Database) -> Desk:
    """Asks as anybody."""
    return Desk(seeded, PUBLIC)
