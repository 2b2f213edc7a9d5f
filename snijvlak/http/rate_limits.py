"""How fast one address may ask, and how much at once, so that one caller leaves room for others.

In: ASGI requests of questions. Out: the same, or 429 with when to come again; 503 where all together ask too much at once.
"""

import math
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.types import ASGIApp, Receive, Scope, Send

from graph.errors import DatabaseUnavailable
from schema.limits.limits import TooCostly
from snijvlak.errors import RequestRejected
from snijvlak.http.graphql import error_response

ASKED = frozenset({"/", "/graphql"})  # what reads the graph
SAVED_S = 10.0  # who was silent may ask so many seconds' worth at once
MOST_AT_ONCE = 100  # questions of all; each takes a connection to Neo4j or waits for one
MOST_KNOWN = 10_000  # addresses


class Busy(RequestRejected):
    """Too much at once, or too fast; `again_s` is when to come again."""

    def __init__(self, status: int, cause: str, again_s: float) -> None:
        self.again_s = max(1, math.ceil(again_s))
        super().__init__(status, cause, f"Ask again after {self.again_s} s; a program that asks much waits for each answer before it asks on.")
        self.code = TooCostly.code if status == 429 else DatabaseUnavailable.code


class RateLimitMiddleware:
    """Lets through so many questions a second, and so many at once, from each address."""

    def __init__(self, app: ASGIApp, rate: int, at_once: int, now: Callable[[], float] = time.monotonic) -> None:
        self._app, self._rate, self._at_once, self._now = app, rate, at_once, now
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # how many may be asked, as of when
        self._asking: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in ASKED:
            return await self._app(scope, receive, send)
        address = network_of(scope.get("client"))
        try:
            self._take(address)
        except Busy as error:
            return await error_response(error, {"Retry-After": str(error.again_s)})(scope, receive, send)
        self._asking[address] += 1
        try:
            return await self._app(scope, receive, send)
        finally:
            self._asking[address] -= 1
            if not self._asking[address]:
                del self._asking[address]

    def _take(self, address: str) -> None:
        """Take one question of an address; Busy where it has none left, or where too many are being answered."""
        if self._asking[address] >= self._at_once:
            raise Busy(429, f"{self._at_once} questions from this address are being answered", 1)
        if self._asking.total() >= MOST_AT_ONCE:
            raise Busy(503, f"{MOST_AT_ONCE} questions are being answered", 1)
        now, most = self._now(), self._rate * SAVED_S
        left, as_of = self._left.pop(address, (most, now))
        left = min(most, left + (now - as_of) * self._rate)
        self._left[address] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > MOST_KNOWN:
            self._left.popitem(last=False)  # it asked longest ago
        if left < 1:
            raise Busy(429, f"This address asks more than {self._rate} questions a second", (1 - left) / self._rate)


def network_of(client: tuple[str, int] | None) -> str:
    """Whose connection it is: an address, of IPv6 the network that one line is given. "" for none."""
    name = client[0] if client else ""
    try:
        address = ip_address(name)
    except ValueError:
        return name
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((int(address) >> 64 << 64, 64)))
    return str(getattr(address, "ipv4_mapped", None) or address)
