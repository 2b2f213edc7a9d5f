"""What the tests of the front door share: the seed in the one real Neo4j, the real application, and the real command.

`seeded` is loaded once for each module; tests of the front door only read from it.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette

import seed
from graph.server import RunningServer
from graph.session import Database
from graph.statement import Statement
from graph.viewer import ANALYST
from loaders.load import load
from snijvlak.about import SEED_NOTICES
from snijvlak.app import create_app
from snijvlak.settings import Settings

BASE = "http://127.0.0.1:8000"
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ended:
    """A command that has ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Awaitable[Ended]]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def seeded(opened: Database) -> Database:
    await opened.write(Statement("MATCH (n) DETACH DELETE n"))
    await load(opened, seed.seed_files())
    return opened


def app_on(database: Database, home: Path, **settings: object) -> Starlette:
    """The real application on a database, as `serve` makes it for the seed."""
    made = Settings(home=home, **settings)  # type: ignore[arg-type]
    return create_app(made, database, viewer=ANALYST, notices=SEED_NOTICES, today=lambda: seed.REFERENCE_DATE)


def client_of(app: Starlette, base: str = BASE) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=True), base_url=base, timeout=60)


@pytest_asyncio.fixture(loop_scope="session")
async def client(seeded: Database, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app_on(seeded, tmp_path)) as opened_client:
        yield opened_client


def environment(home: Path, **settings: str) -> dict[str, str]:
    """An environment without settings of ours but these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SNIJVLAK_") or name == "SNIJVLAK_CACHE"}
    given = {f"SNIJVLAK_{name}": value for name, value in settings.items()}
    return {**kept, "PYTHONPATH": str(ROOT), "SNIJVLAK_HOME": str(home), "NO_COLOR": "1", "COLUMNS": "200", **given}


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


def named(server: RunningServer, scheme: str = "bolt") -> dict[str, str]:
    """The settings that name a server."""
    uri = f"{scheme}://{server.uri.partition('://')[2]}"
    return {"NEO4J_URI": uri, "NEO4J_USER": server.user, "NEO4J_PASSWORD": server.password}
