"""How fast and how much at once one address may ask; who makes place in a crowd; when questions are not answered."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from graph.database.health import LATELY_S, MANY_FAILED, STUCK_S, Health
from graph.database.session import Database
from graph.errors import DatabaseUnavailable, OutOfMemory
from snijvlak.http.connection_limits import ConnectionLimits
from snijvlak.http.rate_limits import RateLimitMiddleware, network_of
from tests.snijvlak.front import app_on, client_of


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def paced(clock: Clock, rate: int = 2, at_once: int = 3, until: asyncio.Event | None = None) -> RateLimitMiddleware:
    async def answer(_: Request) -> Response:
        if until:
            await until.wait()
        return PlainTextResponse("")

    app = Starlette(routes=[Route(path, answer) for path in ("/", "/graphql", "/healthz")])
    return RateLimitMiddleware(app, rate, at_once, clock)


def client(app: RateLimitMiddleware, address: str = "192.0.2.1") -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(address, 1)), base_url="http://x")


async def statuses(app: RateLimitMiddleware, number: int, address: str = "192.0.2.1", path: str = "/graphql") -> list[int]:
    async with client(app, address) as asking:
        return [(await asking.get(path)).status_code for _ in range(number)]


async def test_ten_seconds_worth_at_once_and_then_so_many_a_second() -> None:
    clock = Clock()
    app = paced(clock)
    assert await statuses(app, 21) == [200] * 20 + [429]
    assert await statuses(app, 1, "192.0.2.2") == [200], "another address has its own"
    assert await statuses(app, 30, path="/healthz") == [200] * 30
    clock.now += 1
    assert await statuses(app, 3, path="/") == [200, 200, 429]
    clock.now += 1_000
    assert await statuses(app, 21) == [200] * 20 + [429]
    assert [network_of((address, 1)) for address in ("2001:db8::1", "2001:db8::2", "::ffff:192.0.2.1", "", "x")] == ["2001:db8::/64", "2001:db8::/64", "192.0.2.1", "", "x"]


async def test_so_many_at_once_from_one_address_and_from_all() -> None:
    until = asyncio.Event()
    app = paced(Clock(), rate=1000, at_once=3, until=until)
    async with client(app) as one:
        waiting = [asyncio.create_task(one.get("/graphql")) for _ in range(3)]
        await asyncio.sleep(0.01)
        refused = await one.get("/graphql")
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
        assert refused.json()["errors"][0]["extensions"]["code"] == "TOO_COSTLY"
        others = [asyncio.create_task(_ask(app, f"192.0.2.{3 + number}")) for number in range(97)]
        await asyncio.sleep(0.05)
        full = await _ask(app, "192.0.2.200")
        assert (full.status_code, full.json()["errors"][0]["extensions"]["code"]) == (503, "DB_UNAVAILABLE")
        until.set()
        assert {each.status_code for each in await asyncio.gather(*waiting, *others)} == {200}
        assert (await one.get("/graphql")).status_code == 200


async def _ask(app: RateLimitMiddleware, address: str) -> httpx.Response:
    async with client(app, address) as asking:
        return await asking.get("/graphql")


class Waiting:
    """A connection of which nothing but this is known."""

    def __init__(self, crowd: ConnectionLimits, address: str, since: float | None, unread: int = 0) -> None:
        self.crowd, self.address, self.waits_since, self.unread, self.dropped = crowd, address, since, unread, False

    def drop(self) -> None:
        self.dropped = True
        self.crowd.leave(self)


def test_who_has_waited_longest_makes_place_and_who_is_answered_does_not() -> None:
    crowd = ConnectionLimits(most_from_one=3, most=5)
    a = [Waiting(crowd, "a", since) for since in (2.0, None, 1.0)]
    assert all(map(crowd.enter, a))
    assert crowd.enter(Waiting(crowd, "a", None))
    assert [each.dropped for each in a] == [False, False, True]
    assert crowd.enter(Waiting(crowd, "a", None))
    assert a[0].dropped
    assert not crowd.enter(Waiting(crowd, "a", None)), "all of that address are being answered"
    b = [Waiting(crowd, "b", None) for _ in range(2)]
    assert all(map(crowd.enter, b))
    assert not crowd.enter(Waiting(crowd, "c", None)), "all in all"
    crowd.leave(b[0])
    crowd.leave(b[0])
    assert crowd.enter(Waiting(crowd, "c", None))


def test_more_unread_than_may_be_is_dropped_longest_first() -> None:
    crowd = ConnectionLimits(most_from_one=9, most_unread=10)
    callers = [Waiting(crowd, "a", since, 4) for since in (3.0, 1.0, 2.0, 4.0)]
    assert all(map(crowd.enter, callers))
    crowd.read_up()
    assert [each.dropped for each in callers] == [False, True, True, False]


def failing(health: Health, error: Exception) -> None:
    with pytest.raises(type(error)), health.watching():
        raise error


def test_many_failures_one_after_the_other_are_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr("graph.database.health.time.monotonic", clock)
    health = Health(2)
    for _ in range(MANY_FAILED - 1):
        failing(health, DatabaseUnavailable("x"))
    failing(health, OutOfMemory("x"))
    assert health.trouble() is None
    failing(health, DatabaseUnavailable("x"))
    assert "not answered" in (health.trouble() or "")
    with health.watching():
        pass
    assert health.trouble() is None


def test_connections_of_which_none_comes_free_are_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr("graph.database.health.time.monotonic", clock)
    health = Health(2)
    with health.watching(), health.watching():
        clock.now += STUCK_S
        assert health.trouble() is None
        clock.now += 1
        assert "All 2 connections" in (health.trouble() or "")
    assert health.trouble() is None
    clock.now += LATELY_S


async def test_readyz_says_so(seeded: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with client_of(app_on(seeded, tmp_path)) as asking:
        assert (await asking.get("/readyz")).status_code == 200
        for _ in range(MANY_FAILED):
            failing(seeded.health, DatabaseUnavailable("x"))
        said: Any = await asking.get("/readyz")
        assert said.status_code == 503
        assert said.json()["errors"][0]["extensions"]["code"] == "DB_UNAVAILABLE"
        assert (await asking.get("/readyz")).status_code == 503, "that it can be asked does not make it answer"
        assert (await asking.post("/graphql", json={"query": "{ areas { totalCount } }"})).status_code == 200
        assert (await asking.get("/readyz")).status_code == 200
