"""Callers who are slow, silent or too large, at the running command: closed in time, and nobody else notices."""

import asyncio
import json
import signal
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from graph.database.session import Database
from graph.server import RunningServer
from snijvlak.http.middleware import BODY_S
from snijvlak.http.protocol import HEADERS_S
from tests.snijvlak.front import Serving, named, serving
from tests.snijvlak.http.probe import probing

START = b"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
BODY = json.dumps({"query": "{ __typename }"}).encode()
WHOLE = START + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY
SPARE_S = 1.5
KEEP_ALIVE_S = 5.0


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def running(
    seeded: Database, neo4j_server: RunningServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Serving]:
    async with serving(tmp_path_factory.mktemp("connections"), **named(neo4j_server)) as each:
        yield each


class Caller:
    """A raw connection, and how long it lasted."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self.opened = time.monotonic()

    async def closed(self) -> tuple[bytes, float]:
        """What the server still said, and after how many seconds it closed."""
        try:
            said = await asyncio.wait_for(self.reader.read(), 20)
        except ConnectionResetError:
            said = b""
        self.writer.close()
        return said, time.monotonic() - self.opened


async def caller(running: Serving) -> Caller:
    url = running.client.base_url
    return Caller(*await asyncio.open_connection(url.host, url.port))


async def says(running: Serving, text: bytes) -> tuple[bytes, float]:
    each = await caller(running)
    each.writer.write(text)
    return await each.closed()


async def drips(running: Serving, text: bytes, first: bytes = b"") -> tuple[bytes, float]:
    """A byte every tenth of a second, for as long as the server takes them."""
    each = await caller(running)
    each.writer.write(first)

    async def drip() -> None:
        for byte in text:
            each.writer.write(bytes([byte]))
            await asyncio.sleep(0.1)

    dripping = asyncio.create_task(drip())
    try:
        return await each.closed()
    finally:
        dripping.cancel()


async def comes_back(running: Serving, text: bytes) -> tuple[bytes, float]:
    """One whole question, and on the same connection something else."""
    each = await caller(running)
    each.writer.write(WHOLE)
    await each.reader.readuntil(b"\r\n\r\n")
    each.opened = time.monotonic()
    each.writer.write(text)
    return await each.closed()


SLOW: dict[str, tuple[Callable[[Serving], object], float]] = {
    "nothing": (lambda running: says(running, b""), HEADERS_S),
    "half a request line": (lambda running: says(running, b"POST /gra"), HEADERS_S),
    "half the headers": (lambda running: says(running, START), HEADERS_S),
    "headers byte by byte": (lambda running: drips(running, START), HEADERS_S),
    "a second question, half": (lambda running: comes_back(running, START), HEADERS_S),
    "a second question, never": (lambda running: comes_back(running, b""), KEEP_ALIVE_S),
    "half a body": (lambda running: says(running, WHOLE[:-5]), BODY_S),
    "a body byte by byte": (
        lambda running: drips(running, b" " * 999, START + b"Content-Length: 9999\r\n\r\n"),
        BODY_S,
    ),
}


async def test_slow_callers_are_closed_in_time_and_nobody_notices(running: Serving) -> None:
    async with probing(str(running.client.base_url)) as probe:
        found = await asyncio.gather(*(call(running) for call, _ in SLOW.values()))  # type: ignore[arg-type, var-annotated]
    for (name, (_, seconds)), (said, after) in zip(SLOW.items(), found, strict=True):
        assert seconds - 0.5 < after < seconds + SPARE_S, name
        # Who still sends when the connection is closed may not get to read what was said last.
        assert (b" 408 " in said) == (seconds == BODY_S) or (name == "a body byte by byte" and not said), name
    print(f"while eight callers were slow: {probe}")
    assert probe.answered


async def test_many_silent_callers_leave_room_for_others(running: Serving) -> None:
    silent = [await caller(running) for _ in range(150)]
    assert (await running.client.get("healthz")).status_code == 200
    assert (
        await running.client.post("graphql", content=BODY, headers={"content-type": "application/json"})
    ).status_code == 200
    closed = await asyncio.gather(*(each.closed() for each in silent))
    assert max(after for _, after in closed) < HEADERS_S + SPARE_S


async def test_a_response_comes_in_one_piece(running: Serving) -> None:
    """Head and body together, so that nobody is woken for half of it; without a body the head does not wait for one."""
    each = await caller(running)
    for text, end in ((WHOLE, b'{"data":{"__typename":"Query"}}'), (b"HEAD /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"\r\n\r\n")):
        each.writer.write(text)
        said = await asyncio.wait_for(each.reader.read(1 << 16), 5)
        assert said.startswith(b"HTTP/1.1 200 ")
        assert said.endswith(end)
    each.writer.close()


@pytest.mark.parametrize(("size", "status"), [(16_000, b"200"), (20_000, b"431"), (200_000, b"400")])
async def test_headers_are_limited(size: int, status: bytes, running: Serving) -> None:
    text = WHOLE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\nX-Long: " + b"x" * size + b"\r\n\r\n", 1)
    said, after = await says(running, text)
    # Who sends far too much may find the connection closed before the answer is read.
    assert said.split(b" ")[1:2] == [status] or (size == 200_000 and not said)
    assert after < SPARE_S


@pytest.mark.parametrize("method", [b"GET", b"POST"])
async def test_there_are_no_web_sockets(method: bytes, running: Serving) -> None:
    upgrade = b" /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n\r\n"
    said, after = await says(running, method + upgrade)
    assert said.split(b" ")[1] in (b"405", b"415")
    assert after < HEADERS_S + SPARE_S


async def test_a_half_question_does_not_keep_the_server_from_stopping(
    seeded: Database, neo4j_server: RunningServer, tmp_path: Path
) -> None:
    async with serving(tmp_path, signal.SIGTERM, **named(neo4j_server)) as stopped:
        waiting = [await caller(stopped) for _ in range(3)]
        waiting[0].writer.write(START)
        waiting[1].writer.write(WHOLE[:-5])
        await asyncio.sleep(0.3)
        began = time.monotonic()
    assert time.monotonic() - began < 15


@pytest.mark.parametrize(
    "text",
    [b"\x16\x03\x01\x02\x00\x01", b"HELO\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", START + b"Content-Length: x\r\n\r\n"],
)
async def test_what_is_no_http_is_400(text: bytes, running: Serving) -> None:
    said, after = await says(running, text + b"\r\n")
    assert said.split(b" ")[1] == b"400"
    assert after < SPARE_S
