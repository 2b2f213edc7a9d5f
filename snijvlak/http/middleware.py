"""What every request passes on its way in, and every response on its way out.

ErrorMiddleware            an exception becomes an answer with a number; requests are logged without anything that somebody typed
SecurityHeadersMiddleware  what a browser may do with a response, and how long it may be kept
HostMiddleware             at most 16 KiB of headers, only for the names we are known by, and never for a page of another site
BodyLimitMiddleware        no larger than the viewer may send, whole within ten seconds

In: ASGI messages. Out: the same, or a refusal as JSON.
"""

import asyncio
import logging
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from starlette.datastructures import Headers as Given
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from snijvlak.errors import RequestRejected, log_incident
from snijvlak.http.graphql import error_response
from snijvlak.http.security_headers import STATIC, policy_of
from snijvlak.pages.graphiql import PAGE

access = logging.getLogger("snijvlak.access")

BODY_S = 10.0
PAGES = frozenset({"/", "/graphql", f"{STATIC}{PAGE}"})
MOST_HEADERS = 16 * 1024


class ErrorMiddleware:
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
        except (ClientDisconnect, ConnectionError):
            pass  # who hangs up is no incident
        except Exception as error:
            if status:
                log_incident(secrets.token_hex(6), error)
            else:
                await error_response(error)(scope, receive, watched)
        # A path that leads nowhere is something that somebody typed.
        path = scope["path"] if status not in (0, 404) else "(unknown)"
        access.info("%s %s %s %.1f ms", scope["method"], path, status or "gone", (time.perf_counter() - started) * 1000)
        return None


class SecurityHeadersMiddleware:
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


class HostMiddleware:
    """Refuses a Host that is not ours (a name rebound to this address) and an Origin that is not that Host."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        headers = Given(scope=scope)
        host, answer_headers = origin_of(scope["scheme"], headers.get("host", "")), None
        others = {origin_of(*origin.split("://", 1)) if "://" in origin else None for origin in headers.getlist("origin")}
        if _size(scope) > MOST_HEADERS:
            refused = RequestRejected(431, f"The headers are larger than {MOST_HEADERS >> 10} KiB", "Send fewer headers, and questions by POST.")
        elif "host" not in headers and scope["http_version"] == "1.1":
            refused, answer_headers = RequestRejected(400, "The request names no Host", "Send the header that HTTP/1.1 asks for."), {"Connection": "close"}
        elif len(headers.getlist("host")) > 1:
            refused, answer_headers = RequestRejected(400, "The request names more than one Host", "Send that header once."), {"Connection": "close"}
        elif host is None or host.name not in self._names:
            refused = RequestRejected(403, "The Host of this request is not a name of this server", "Open the address that `snijvlak serve` printed, or set SNIJVLAK_HOST.")
        elif others - {host}:
            refused = RequestRejected(403, "The Origin of this request is another site", "Ask from a page of Snijvlak itself, or from a program that is no browser.")
        elif _is_from_another_site(scope, headers):
            refused = RequestRejected(403, "The page of another site asked for this", "Ask from a page of Snijvlak itself, or open the address in a window of its own.")
        else:
            return await self._app(scope, receive, send)
        return await error_response(refused, answer_headers)(scope, receive, send)


def _size(scope: Scope) -> int:
    """Bytes in the first line and the headers. The parser counts only what comes in more than one piece."""
    return len(scope.get("raw_path") or b"") + len(scope["query_string"]) + sum(len(name) + len(value) for name, value in scope["headers"])


@dataclass(frozen=True)
class Origin:
    """Where a page or a request belongs: all three must be the same for a page to be of ours."""

    scheme: str
    name: str
    port: int


_HOST = re.compile(r"(?:\[(?P<address>[0-9a-f:.]+)\]|(?P<name>[a-z0-9._-]+))(?::(?P<port>[0-9]{1,5}))?")
_PORTS = {"http": 80, "https": 443}


def origin_of(scheme: str, host: str) -> Origin | None:
    """The place that a scheme and a Host name; None where these are none: nothing is left out or guessed."""
    scheme, found = scheme.lower(), _HOST.fullmatch(host.lower())
    if found is None or scheme not in _PORTS:
        return None
    return Origin(scheme, found["address"] or found["name"], int(found["port"] or _PORTS[scheme]))


def _is_from_another_site(scope: Scope, headers: Given) -> bool:
    """True where a browser says that another site asks, but for who follows a link to one of our pages.

    An image or a script of another site sends no Origin.
    """
    if headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
        return False
    to_page = scope["method"] in ("GET", "HEAD") and scope["path"] in PAGES
    return not (to_page and headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document")


class BodyLimitMiddleware:
    """Reads the whole body first, so that everything behind it deals with a small one that is there."""

    def __init__(self, app: ASGIApp, most: Callable[[], int]) -> None:
        self._app = app
        self._most = most  # bytes, asked anew for each request

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        try:
            body = await _whole(Given(scope=scope), receive, self._most())
        except RequestRejected as error:
            return await error_response(error, {"Connection": "close"})(scope, receive, send)
        if body is None:
            return None  # the caller is gone
        first: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return first.pop() if first else await receive()

        return await self._app(scope, replay, send)


async def _whole(headers: Given, receive: Receive, most: int) -> bytes | None:
    large = RequestRejected(413, f"The request is larger than {most >> 10} KiB", "Ask for less at a time, and send values as variables.")
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
        raise RequestRejected(408, f"The request was not complete within {BODY_S:g} s", "Send it again.") from None
