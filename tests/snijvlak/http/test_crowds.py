"""Many callers, or one who behaves as many, at the running command: others are answered all the while, in bounded memory."""

import asyncio
import json
import random
import re
import socket
import time
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest
import pytest_asyncio

from graph.database.session import Database
from graph.server import RunningServer
from snijvlak.http.protocol import READ_S
from tests.snijvlak.front import Serving, named, serving

HEAD = "POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{}\r\n"
SMALL = json.dumps({"query": "{ __typename }"}).encode()
LARGE = json.dumps({"query": "{ " + " ".join(f"a{n}: initiatives(first: 100) {{ nodes {{ ...I }} }}" for n in range(10)) + " } fragment I on Initiative { id title summary stage startedOn domains(first: 10) { nodes { id name description } } sources { id title url licence } }"}).encode()
SLOW = json.dumps({"query": "{ initiatives(first: 100) { nodes { id ownership { status since steps { rank code reason } } } } }"}).encode()


def question(body: bytes, headers: str = "") -> bytes:
    return HEAD.format(len(body), headers).encode() + body


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def running(seeded: Database, neo4j_server: RunningServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Serving]:
    async with serving(tmp_path_factory.mktemp("crowds"), RATE="20", **named(neo4j_server)) as each:
        yield each


def log_of(running: Serving) -> str:
    """What the server wrote on its standard error."""
    home = Path(psutil.Process(running.process.pid).environ()["SNIJVLAK_HOME"])
    return home.with_name(f"{home.name}.log").read_text("utf-8")


Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def caller(running: Serving, source: str = "127.0.0.1", receives: int | None = None) -> Streams:
    """A connection from an address of this machine, of which the system holds few bytes that are not read."""
    made = socket.socket()
    if receives:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
    made.bind((source, 0))
    made.setblocking(False)
    await asyncio.get_running_loop().sock_connect(made, ("127.0.0.1", running.client.base_url.port))
    return await asyncio.open_connection(sock=made, limit=1 << 12)


async def is_answered(running: Serving) -> bool:
    answers = [await running.client.post("graphql", content=SMALL, headers={"content-type": "application/json"}) for _ in range(3)]
    return all(each.status_code == 200 for each in answers)


async def closed(*callers: Streams) -> None:
    for _, writer in callers:
        writer.close()


@pytest.mark.parametrize("source", ["127.0.0.1", "127.0.0.2"])
async def test_slow_bodies_shut_nobody_out(source: str, running: Serving) -> None:
    slow = [await caller(running, source) for _ in range(205)]
    for _, writer in slow:
        writer.write(question(SMALL)[:-5])
    await asyncio.sleep(0.5)
    assert await is_answered(running)
    await closed(*slow)


async def test_answers_that_nobody_reads_shut_nobody_out_and_are_ended(running: Serving) -> None:
    server = psutil.Process(running.process.pid)
    assert len((await running.client.post("graphql", content=LARGE, headers={"content-type": "application/json"})).content) > 500_000
    before, began = server.memory_info().rss, time.monotonic()
    deaf: list[Streams] = []
    for number in range(120):
        deaf.append(await caller(running, f"127.0.0.{2 + number // 60}", receives=4096))
        deaf[-1][1].write(question(LARGE))
        await asyncio.sleep(0.06)  # not faster than one address may ask
    assert await is_answered(running)
    grown = (server.memory_info().rss - before) >> 20
    print(f"120 answers that nobody reads: {grown} MiB more")
    assert grown < 256
    while any(each.status == "ESTABLISHED" and each.laddr.port == running.client.base_url.port and each.raddr.ip != "127.0.0.1" for each in server.net_connections("tcp")):
        assert time.monotonic() - began < 60, "who does not read is ended"
        await asyncio.sleep(0.5)
    assert time.monotonic() - began > READ_S - 1
    assert await is_answered(running)
    await closed(*deaf)


async def test_who_asks_too_fast_is_told_when_to_come_again(running: Serving) -> None:
    """One address only, and only for a while; what is no question is not counted."""
    reader, writer = await caller(running, "127.0.0.9")
    statuses = list[bytes]()
    for _ in range(300):
        writer.write(question(SMALL))
        head = await reader.readuntil(b"\r\n\r\n")
        said = await reader.readexactly(int(re.findall(rb"content-length: (\d+)", head.lower())[0]))
        statuses.append(head.split(b" ")[1])
    assert 200 <= statuses.count(b"200") < 300
    assert set(statuses) == {b"200", b"429"}
    assert b"\r\nretry-after: 1\r\n" in head.lower()
    assert json.loads(said)["errors"][0]["extensions"]["code"] == "TOO_COSTLY"
    assert "Ask again after 1 s" in json.loads(said)["errors"][0]["message"]
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200")
    assert await is_answered(running)
    await closed((reader, writer))


async def test_one_address_is_answered_so_much_at_once(running: Serving) -> None:
    many = [await caller(running, "127.0.0.10") for _ in range(60)]
    for number, (_, writer) in enumerate(many):
        writer.write(question(SLOW.replace(b"100", b"%d" % (100 - number))))
    heads = await asyncio.gather(*(reader.readuntil(b"\r\n\r\n") for reader, _ in many))
    statuses = [head.split(b" ")[1] for head in heads]
    assert set(statuses) == {b"200", b"429"}
    assert statuses.count(b"200") >= 32
    await closed(*many)


async def test_half_a_next_request_does_not_cost_the_answer_to_the_first(running: Serving) -> None:
    for after in (b"POST /gra", b"\x16\x03 no http\r\n\r\n", b"GET / HTTP/1.1\r\nX: " + b"x" * 20_000):
        reader, writer = await caller(running, "127.0.0.11")
        writer.write(question(SLOW) + after)
        said = await asyncio.wait_for(reader.read(200), 30)
        assert said.startswith(b"HTTP/1.1 200"), (after[:20], said)
        while await asyncio.wait_for(reader.read(1 << 16), 20):
            pass  # it is closed when the rest does not come
        await closed((reader, writer))


async def test_requests_one_after_the_other_are_all_answered_in_order(running: Serving) -> None:
    reader, writer = await caller(running, "127.0.0.12")
    writer.write(question(SLOW) + question(SMALL) + b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    said = b""
    while piece := await asyncio.wait_for(reader.read(1 << 16), 30):
        said += piece
    assert said.count(b"HTTP/1.1 200 ") == 3
    assert said.index(b"ownership") < said.index(b"__typename") < said.index(b"alive")


async def test_callers_who_hang_up_are_no_incident(running: Serving) -> None:
    for turn in range(3):
        callers = [await caller(running, f"127.0.0.{20 + turn}") for _ in range(40)]
        for number, (_, writer) in enumerate(callers):
            body = question(SLOW.replace(b"100", b"%d" % (10 + number)))
            writer.write(body if number % 4 else body + question(SMALL) if number % 8 else body[:-3])
        await asyncio.gather(*(_hangs_up(each) for each in callers))
    await asyncio.sleep(1)
    assert await is_answered(running)
    said = log_of(running)
    assert not [line for line in said.splitlines() if "incident" in line or "ERROR" in line or "without starting response" in line]


async def _hangs_up(streams: Streams) -> None:
    await asyncio.sleep(random.random() * 0.8)
    streams[1].transport.abort()
