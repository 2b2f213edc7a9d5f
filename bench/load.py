"""A light client: keeps some connections busy with HTTP/1.1 requests and notes how long each took.

In: a port, requests as JSON bodies, and for how long. Out: a Slice. Every answer must be 200 and hold no errors, else
Unanswered. Requests are bytes made beforehand and bodies are not parsed, so that measuring takes little from what is measured.
"""

import asyncio
import itertools
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from graph.errors import SnijvlakError

AT_ONCE = 8
HOST = "127.0.0.1"
ANSWER_S = 60.0


class Unanswered(SnijvlakError):
    """A contender refused what it was asked, or gave up."""


@dataclass(frozen=True)
class Slice:
    """How long each request took, in seconds, and how long all of them took together.

    `processor`: seconds of processor time that who answers took meanwhile, and that Neo4j took.
    """

    latencies: tuple[float, ...]
    seconds: float
    processor: tuple[float, float] = (0.0, 0.0)


def body_of(query: str, variables: dict[str, Any]) -> bytes:
    """The JSON of a request."""
    return orjson.dumps({"query": query, "variables": variables})


async def ask(port: int, path: str, body: bytes) -> Any:
    """One request and the data of its answer."""
    connection = await Connection.open(port)
    try:
        return orjson.loads(await connection.ask(request(path, body)))["data"]
    finally:
        connection.close()


async def keep_busy(port: int, path: str, bodies: Sequence[bytes], seconds: float, at_once: int = AT_ONCE) -> Slice:
    """So many connections busy for that long; each takes the next body, round and round."""
    requests = itertools.cycle([request(path, body) for body in bodies])
    connections = await asyncio.gather(*(Connection.open(port) for _ in range(at_once)))
    try:
        begun = time.perf_counter()
        found = await asyncio.gather(*(_work(each, requests, begun + seconds) for each in connections))
        return Slice(tuple(itertools.chain.from_iterable(found)), time.perf_counter() - begun)
    finally:
        for connection in connections:
            connection.close()


async def _work(connection: "Connection", requests: Iterator[bytes], end: float) -> list[float]:
    latencies = []
    while (begun := time.perf_counter()) < end:
        await connection.ask(next(requests))
        latencies.append(time.perf_counter() - begun)
    return latencies


def request(path: str, body: bytes) -> bytes:
    """A whole request, as it goes over the wire."""
    head = f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def get(path: str) -> bytes:
    """A request without a body."""
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode()


class Connection:
    """One connection that stays open from request to request."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, port: int) -> "Connection":
        return cls(*await asyncio.open_connection(HOST, port, limit=1 << 20))

    async def ask(self, request: bytes) -> bytes:
        """The body of the answer; Unanswered where it is none."""
        async with asyncio.timeout(ANSWER_S):
            self._writer.write(request)
            head = await self._reader.readuntil(b"\r\n\r\n")
            body = await self._reader.readexactly(_length(head))
        if not head.startswith(b"HTTP/1.1 200") or b'"errors"' in body[:10]:
            raise Unanswered(f"It answered {body[:300].decode(errors='replace')}", "Ask it by hand to see why.")
        return body

    def close(self) -> None:
        self._writer.close()


def _length(head: bytes) -> int:
    name = b"content-length:"
    place = head.lower().find(name)
    if place < 0:
        raise Unanswered("It answered without a length", "This client reads whole bodies only.")
    return int(head[place + len(name) :].split(b"\r\n", 1)[0])
