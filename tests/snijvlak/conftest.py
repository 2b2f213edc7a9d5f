"""What the tests of the front door share: the seed in the one real Neo4j, the real application, and the real command.

`seeded` is loaded once for each module; tests of the front door only read from it.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from graph.database.session import Database
from tests.snijvlak.front import Command, Ended, app_on, client_of, environment


@pytest_asyncio.fixture(loop_scope="session")
async def client(seeded: Database, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app_on(seeded, tmp_path)) as opened_client:
        yield opened_client


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Runs the real command in a process of its own: command("owner", "x", PORT="1")."""

    async def run(*arguments: str, **settings: str) -> Ended:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "snijvlak", *arguments,
            env=environment(tmp_path, **settings), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, err = await asyncio.wait_for(process.communicate(), 120)
        return Ended(process.returncode or 0, out.decode(), err.decode())

    return run
