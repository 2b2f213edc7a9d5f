"""The servers that are measured, each one process: Snijvlak with either executor, and the peer.

In: where Neo4j is. Out: Servers that answer over HTTP at a port, ended at the end. Raises NotStarted with what they said.
"""

import asyncio
import os
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import psutil

from bench import load, node
from bench.city.running_city import Where
from graph.errors import SnijvlakError

TODAY = date(2017, 11, 14)
SECRET = "the secret of the bench, of many letters"  # noqa: S105  signs cursors, so that all processes take the same ones
START_S = 60.0
STOP_S = 15.0
REST_S, IDLE_S = 120.0, 0.05  # at rest: hardly any processor time in a second


class NotStarted(SnijvlakError):
    """A server that is to be measured does not answer."""


@dataclass(frozen=True)
class Server:
    """One process that answers GraphQL."""

    port: int
    path: str
    process: psutil.Process

    async def ask(self, query: str, variables: dict[str, Any]) -> Any:
        """The data of one answer."""
        return await load.ask(self.port, self.path, load.body_of(query, variables))

    @property
    def rss_mib(self) -> float:
        """Memory it holds now."""
        return float(self.process.memory_info().rss) / (1 << 20)


def settings_of(where: Where) -> dict[str, str]:
    """The settings of Snijvlak for that Neo4j."""
    uri, user, password = where
    names = {
        "NEO4J_URI": uri,
        "NEO4J_USER": user,
        "NEO4J_PASSWORD": password,
        "TODAY": TODAY.isoformat(),
        "SECRET": SECRET,
        "RATE": "1000000",
    }
    return {f"SNIJVLAK_{name}": value for name, value in names.items()}


@asynccontextmanager
async def snijvlak(where: Where, executor: str | None = None) -> AsyncIterator[Server]:
    """Snijvlak; `executor`: the setting of that name."""
    port = _free_port()
    chosen = {"SNIJVLAK_EXECUTOR": executor} if executor else {}
    environment = settings_of(where) | {"SNIJVLAK_PORT": str(port)} | chosen
    async with _running([sys.executable, "-m", "snijvlak", "serve"], environment, port, "/graphql") as server:
        yield server


@asynccontextmanager
async def peer(where: Where) -> AsyncIterator[Server]:
    """The peer in production mode; its packages must be there."""
    uri, user, password = where
    port = _free_port()
    environment = {
        "NODE_ENV": "production",
        "NEO4J_URI": uri,
        "NEO4J_USER": user,
        "NEO4J_PASSWORD": password,
        "PEER_PORT": str(port),
    }
    async with _running(node.command(), environment, port, "/") as server:
        yield server


@asynccontextmanager
async def _running(command: list[str], environment: Mapping[str, str], port: int, path: str) -> AsyncIterator[Server]:
    with tempfile.TemporaryFile() as said:
        process = await asyncio.create_subprocess_exec(
            *command, env={**os.environ, **environment}, stdin=asyncio.subprocess.DEVNULL, stdout=said, stderr=said
        )
        try:
            server = Server(port, path, psutil.Process(process.pid))
            if not await _answers(server, process):
                said.seek(0)
                raise NotStarted(
                    f"{command[-1]} does not answer: {said.read()[-2000:].decode(errors='replace')}",
                    "Start it by hand to see why.",
                )
            await _at_rest(server.process)
            yield server
        finally:
            await _end(process)


async def _answers(server: Server, process: asyncio.subprocess.Process) -> bool:
    end = asyncio.get_running_loop().time() + START_S
    while process.returncode is None and asyncio.get_running_loop().time() < end:
        with suppress(OSError, load.Unanswered, asyncio.IncompleteReadError):
            await server.ask("{ __typename }", {})
            return True
        await asyncio.sleep(0.1)
    return False


async def _at_rest(process: psutil.Process) -> None:
    """Wait while it still warms up by itself."""
    for _ in range(int(REST_S)):
        before = sum(process.cpu_times()[:2])
        await asyncio.sleep(1.0)
        if sum(process.cpu_times()[:2]) - before < IDLE_S:
            return


async def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOP_S)
    except TimeoutError:
        process.kill()
        await process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((load.HOST, 0))
        return int(listener.getsockname()[1])
