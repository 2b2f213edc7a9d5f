"""The real application and the real command, as tests of the front door use them.

In: a database, a home, settings. Out: clients of an application in this process, or commands that run in their own.
"""

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
from starlette.applications import Starlette

import seed
from graph.database.session import Database
from graph.model.viewer import ANALYST
from graph.server import RunningServer
from snijvlak.http.app import create_app
from snijvlak.notices import SEED_NOTICES, AnswerNotice
from snijvlak.settings import Settings

BASE = "http://127.0.0.1:8000"
FAST = 1_000_000  # questions a second: tests ask more than people do; how many may be asked is tested in test_crowds
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ended:
    """A command that has ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Awaitable[Ended]]


def app_on(database: Database, home: Path, **settings: object) -> Starlette:
    """The real application on a database, as `serve` makes it for the seed."""
    made = Settings(home=home, **{"rate": FAST, **settings})  # type: ignore[arg-type]
    about = AnswerNotice(SEED_NOTICES, lambda: seed.REFERENCE_DATE, ANALYST)
    return create_app(made, database, lambda: about)


def client_of(app: Starlette, base: str = BASE) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=True), base_url=base, timeout=60)


def environment(home: Path, **settings: str) -> dict[str, str]:
    """An environment without settings of ours but these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SNIJVLAK_") or name == "SNIJVLAK_CACHE"}
    given = {f"SNIJVLAK_{name}": value for name, value in settings.items()}
    return {**kept, "PYTHONPATH": str(ROOT), "SNIJVLAK_HOME": str(home), "NO_COLOR": "1", "COLUMNS": "200", "SNIJVLAK_RATE": str(FAST), **given}


def named(server: RunningServer, scheme: str = "bolt") -> dict[str, str]:
    """The settings that name a server."""
    uri = f"{scheme}://{server.uri.partition('://')[2]}"
    return {"NEO4J_URI": uri, "NEO4J_USER": server.user, "NEO4J_PASSWORD": server.password}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Serving:
    """A running `snijvlak serve --json`."""

    def __init__(self, process: asyncio.subprocess.Process, said: dict[str, Any], seconds: float) -> None:
        self.process = process
        self.said = said
        self.seconds = seconds
        self.client = httpx.AsyncClient(base_url=said["page"], timeout=30)

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)


@asynccontextmanager
async def serving(home: Path, stop: int = signal.SIGINT, **settings: str) -> AsyncIterator[Serving]:
    started, log = time.monotonic(), home.with_name(f"{home.name}.log")  # a pipe that nobody reads stops who writes to it
    with log.open("wb") as stderr:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "snijvlak", "serve", "--json",
            env=environment(home, PORT=str(free_port()), **settings), stdout=asyncio.subprocess.PIPE, stderr=stderr,
        )  # fmt: skip
    assert process.stdout is not None
    said = b""
    try:
        while not said.endswith(b"\n}\n"):
            line = await asyncio.wait_for(process.stdout.readline(), 120)
            assert line, log.read_text("utf-8")
            said += line
        yield Serving(process, json.loads(said), time.monotonic() - started)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(stop)
        await asyncio.wait_for(process.communicate(), 40)
        assert b"Traceback" not in log.read_bytes()
