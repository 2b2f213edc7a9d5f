"""The web application, assembled in one function.

In: settings, an open database, and what is to be shown about the answers. Out: a Starlette application.

/               the page of officials        /healthz     alive
/graphql        the API, and GraphiQL        /readyz      Neo4j answers too
/static         style sheet and GraphiQL     /about.json  for which day, for whom, invented or not
"""

import socket
from collections.abc import Callable

import psutil
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from graph.database.session import Database
from graph.errors import DatabaseUnavailable, NotFound, SnijvlakError
from graph.write.unfinished import CURE, unfinished
from schema.limits.limits import LIMITS
from snijvlak.errors import RequestRejected
from snijvlak.execution import DEADLINE_S, AppContext, Application
from snijvlak.http.graphql import Api, error_response
from snijvlak.http.middleware import BodyLimitMiddleware, ErrorMiddleware, HostMiddleware, SecurityHeadersMiddleware
from snijvlak.http.rate_limits import RateLimitMiddleware
from snijvlak.notices import AnswerNotice
from snijvlak.pages.page import Page
from snijvlak.settings import LOOPBACK, Settings

READY_S = 3.0
WILDCARDS = frozenset({"0.0.0.0", "::"})  # noqa: S104 — compared with, never listened on unasked


def create_app(settings: Settings, database: Database, about: Callable[[], AnswerNotice]) -> Starlette:
    """The whole application, with one Engine for all ways in; what `about` tells is asked anew for each request."""
    application = Application(settings, database)

    def context(deadline_s: float = DEADLINE_S) -> AppContext:
        return application.context(about(), deadline_s)

    async def healthz(_: Request) -> Response:
        return JSONResponse({"alive": True})

    async def readyz(_: Request) -> Response:
        return await _ready(database)

    async def about_json(_: Request) -> Response:
        return JSONResponse(about().as_dict())

    page = Page(context, about)
    routes = [
        Route("/", page.form, methods=["GET"]),
        Route("/", page.answer, methods=["POST"]),
        Route("/graphql", Api(context)),
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/about.json", about_json),
        Mount("/static", StaticFiles(packages=[("snijvlak", "web/static")]), name="static"),
    ]
    middleware = [
        Middleware(ErrorMiddleware),
        Middleware(SecurityHeadersMiddleware),
        Middleware(HostMiddleware, names=names_of(settings)),
        Middleware(BodyLimitMiddleware, most=lambda: LIMITS[about().viewer.role].body_bytes),
        # After the body: who is slow to send one takes nobody's turn.
        Middleware(RateLimitMiddleware, rate=settings.rate, at_once=settings.at_once),
        Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
    ]
    app = Starlette(routes=routes, middleware=middleware, exception_handlers={HTTPException: _http_error, RequestRejected: _rejected})
    app.state.context = context  # for who asks without HTTP
    return app


async def _ready(database: Database) -> Response:
    """The graph can be read, and others' questions are answered; a load that was cut off is told, and the answers go on."""
    try:
        if trouble := database.health.trouble():
            raise DatabaseUnavailable(trouble, "Wait; if it lasts, see which questions take long, and that Neo4j has memory and time.")
        cut_off = await unfinished(database, deadline_s=READY_S)
    except SnijvlakError as error:
        return error_response(error, status=503)
    return JSONResponse({"ready": True, **({"degraded": [f"{each}. {CURE}" for each in cut_off]} if cut_off else {})})


async def _http_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return error_response(NotFound("There is nothing at this address", "Start at / or at /graphql."), status=404)
    return error_response(RequestRejected(error.status_code, f"{error.detail} here", "Start at / or at /graphql."), dict(error.headers or {}))


async def _rejected(_: Request, error: Exception) -> Response:
    return error_response(error)


def names_of(settings: Settings) -> frozenset[str]:
    """The names this server may be called by: of this machine itself, HOST, and when that is any address, all of them."""
    names = {*LOOPBACK, settings.host.lower()}
    if settings.host in WILDCARDS:
        names |= {socket.gethostname().lower(), socket.getfqdn().lower()}
        names |= {address.address.partition("%")[0] for each in psutil.net_if_addrs().values() for address in each}
    return frozenset(names)
