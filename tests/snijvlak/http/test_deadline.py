"""A question that takes too long, or whose caller is gone: it ends, and so does its transaction in Neo4j.

Everything is real: the application under uvicorn, and Neo4j. Only the text of the Statement is exchanged for one that
takes for ever, just before it goes to the driver.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from graph.database.session import Database, Result
from graph.database.statement import Statement
from graph.server import RunningServer
from snijvlak.http.app import DEADLINE_S
from snijvlak.http.protocol import Connection
from snijvlak.http.server import Server, listen
from snijvlak.settings import Settings
from tests.snijvlak.front import app_on, free_port

GONE_S = 2.0
FOR_EVER = Statement("UNWIND range(1, 400000000000) AS number WITH number WHERE number < 0 RETURN count(number)")
RUNNING = Statement(
    "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH 'UNWIND range(1, 400000000000)' RETURN count(*)"
)
QUESTION = {"query": "{ initiatives(first: 3) { nodes { id domains { nodes { name } } } } }"}


class Slow(Database):
    """Runs something that never ends, whatever is asked."""

    async def read(self, statement: Statement, **rest: Any) -> Result:
        return await super().read(FOR_EVER, **rest)


@asynccontextmanager
async def slow(server: RunningServer, home: Path) -> AsyncIterator[str]:
    """The address of the whole application on a database that never answers."""
    settings = Settings(home=home, port=free_port())
    ready = asyncio.Event()
    listener = listen(settings)
    async with Slow.open(server.uri, server.user, server.password) as database:
        config = uvicorn.Config(
            app_on(database, home),
            http=Connection,
            ws="none",
            lifespan="off",
            log_config=None,
            timeout_graceful_shutdown=1,
        )
        running = Server(config, ready.set)
        serving = asyncio.create_task(running.serve(sockets=[listener]))
        try:
            await ready.wait()
            yield f"http://127.0.0.1:{settings.port}"
        finally:
            running.should_exit = True
            await serving
            listener.close()


async def until(database: Database, number: int, seconds: float) -> float:
    """Wait until so many of the questions run in Neo4j; how many seconds that took."""
    began = time.monotonic()
    while (await database.read(RUNNING)).one() != [number]:
        assert time.monotonic() - began < seconds, f"{(await database.read(RUNNING)).one()} run, not {number}"
        await asyncio.sleep(0.05)
    return time.monotonic() - began


@pytest.mark.parametrize("callers", [1, 8])
async def test_who_hangs_up_leaves_nothing_in_neo4j(
    callers: int, opened: Database, neo4j_server: RunningServer, tmp_path: Path
) -> None:
    body = json.dumps(QUESTION).encode()
    head = f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    async with slow(neo4j_server, tmp_path) as address:
        writers = []
        for _ in range(callers):
            _, writer = await asyncio.open_connection("127.0.0.1", int(address.rpartition(":")[2]))
            writer.write(head + body)
            writers.append(writer)
        await until(opened, callers, DEADLINE_S - 1)
        for writer in writers:
            writer.transport.abort()
        took = await until(opened, 0, GONE_S)
    print(f"{callers} hung up: gone after {took:.2f} s")


async def test_what_takes_too_long_is_told_and_leaves_nothing_in_neo4j(
    opened: Database, neo4j_server: RunningServer, tmp_path: Path
) -> None:
    async with (
        slow(neo4j_server, tmp_path) as address,
        httpx.AsyncClient(base_url=address, timeout=DEADLINE_S + 5) as client,
    ):

        async def ask(accept: str) -> tuple[httpx.Response, float]:
            began = time.monotonic()
            return await client.post("/graphql", json=QUESTION, headers={"accept": accept}), time.monotonic() - began

        asked = asyncio.gather(*(ask(accept) for accept in ("application/json", "application/graphql-response+json")))
        await until(opened, 2, DEADLINE_S - 1)
        answers = await asked
        took = await until(opened, 0, GONE_S)
    assert [answer.status_code for answer, _ in answers] == [200, 504]
    for answer, after in answers:
        assert answer.json()["errors"][0]["extensions"]["code"] == "DEADLINE"
        assert DEADLINE_S - 0.5 < after < DEADLINE_S + 1
        assert "UNWIND" not in answer.text
    print(f"past the deadline: gone after {took:.2f} s")
