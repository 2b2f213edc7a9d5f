"""What the tests of the API share: a desk to ask the seed at.

A file that uses `seeded` does not use `database` as well, which empties the server before each test. A test that
writes into the seed takes away what it wrote.
"""

import pytest

from graph.database.session import Database
from graph.model.viewer import PUBLIC
from tests.schema.asking import Desk


@pytest.fixture
def desk(seeded: Database) -> Desk:
    """Resolvers as an analyst."""
    return Desk(seeded)


@pytest.fixture
def street(seeded: Database) -> Desk:
    """Resolvers as anybody."""
    return Desk(seeded, PUBLIC)
