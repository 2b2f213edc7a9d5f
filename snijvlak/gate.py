"""What every request passes on its way in, and every response on its way out.

Incidents  an exception becomes an answer with a number; requests are logged without anything that somebody typed
Headers    what a browser may do with a response, and how long it may be kept
Gate       at most 16 KiB of headers, only for the names we are known by, and never for a page of another site
Body       no larger than the viewer may send, whole within ten seconds

In: ASGI messages. Out: the same, or a refusal as JSON.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable
from functools import lru_cache

from starlette.datastructures import Headers as Given
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.errors import SnijvlakError
from snijvlak.api import error_response, json_error
from snijvlak.asked import Refused
from snijvlak.errors import log_incident, shown
from snijvlak.policy import policy_of

access = logging.getLogger("snijvlak.access")

BODY_S = 10.0
MOST_HEADERS = 16 * 1024


class Incidents:
    """The outermost: logs method, path, status and time, and answers for what nobody caught."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        started, status = time.perf_counter(), 0

        async def watched(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            if status:
                log_incident(secrets.token_hex(6), error)
            else:
                await _report(error)(scope, receive, watched)
        # A path that leads nowhere is something that somebody typed.
        path = scope["path"] if status not in (0, 404) else "(unknown)"
        access.info("%s %s %s %.1f ms", scope["method"], path, status or "gone", (time.perf_counter() - started) * 1000)
        return None


def _report(error: Exception) -> ASGIApp:
    status = error.http_status if isinstance(error, SnijvlakError) else 500
    return json_error(status, shown(error))


class Headers:
    """Adds the headers of `policy` to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                policy = _policy(scope["path"], message["status"])
                message["headers"] = [*message["headers"], *(each for each in policy if each[0] not in given)]
            await send(message)

        await self._app(scope, receive, with_headers)


@lru_cache
def _policy(path: str, status: int) -> list[tuple[bytes, bytes]]:
    """The headers of `policy` as they go over the wire."""
    return [(name.lower().encode(), value.encode()) for name, value in policy_of(path, status).items()]


class Gate:
    """Refuses a Host that is not ours (a name rebound to this address) and an Origin that is not that Host."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        headers = Given(scope=scope)
        host, origin, answer_headers = headers.get("host", ""), headers.get("origin"), None
        if _size(scope) > MOST_HEADERS:
            refused = Refused(431, f"The headers are larger than {MOST_HEADERS >> 10} KiB", "Send fewer headers, and questions by POST.")
        elif "host" not in headers and scope["http_version"] == "1.1":
            refused, answer_headers = Refused(400, "The request names no Host", "Send the header that HTTP/1.1 asks for."), {"Connection": "close"}
        elif name_of(host) not in self._names:
            refused = Refused(403, "The Host of this request is not a name of this server", "Open the address that `snijvlak serve` printed, or set SNIJVLAK_HOST.")
        elif origin is not None and origin.partition("://")[2].lower() != host.lower():
            refused = Refused(403, "The Origin of this request is another site", "Ask from a page of Snijvlak itself, or from a program that is no browser.")
        else:
            return await self._app(scope, receive, send)
        return await error_response(refused, answer_headers)(scope, receive, send)


def _size(scope: Scope) -> int:
    """Bytes in the first line and the headers. The parser counts only what comes in more than one piece."""
    return len(scope.get("raw_path") or b"") + len(scope["query_string"]) + sum(len(name) + len(value) for name, value in scope["headers"])


def name_of(host: str) -> str:
    """The name in a Host header, without port and brackets."""
    host = host.lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0] if host.count(":") < 2 else host


class Body:
    """Reads the whole body first, so that everything behind it deals with a small one that is there."""

    def __init__(self, app: ASGIApp, most: Callable[[], int]) -> None:
        self._app = app
        self._most = most  # bytes, asked anew for each request

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        try:
            body = await _whole(Given(scope=scope), receive, self._most())
        except Refused as error:
            return await error_response(error, {"Connection": "close"})(scope, receive, send)
        if body is None:
            return None  # the caller is gone
        first: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return first.pop() if first else await receive()

        return await self._app(scope, replay, send)


async def _whole(headers: Given, receive: Receive, most: int) -> bytes | None:
    large = Refused(413, f"The request is larger than {most >> 10} KiB", "Ask for less at a time, and send values as variables.")
    if headers.get("content-length", "0").isdecimal() and int(headers.get("content-length", "0")) > most:
        raise large
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_S):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return None
                body += message.get("body", b"")
                if len(body) > most:
                    raise large
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError:
        raise Refused(408, f"The request was not complete within {BODY_S:g} s", "Send it again.") from None
