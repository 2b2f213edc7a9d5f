"""The API over HTTP: POST /graphql. One question a request, no batches, by GET only the schema, nothing kept open.

In: a request. Out: the answer as JSON, with what Neo4j took in the header Server-Timing. A caller who hangs up ends the
question, also in Neo4j.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from graph.errors import SnijvlakError
from schema.engine.engine import Question
from schema.limits.limits import LIMITS
from schema.request.context import Context
from snijvlak.errors import RequestRejected, ResponseTooLarge, shown, status_of
from snijvlak.execution import AppContext, Outcome, execute
from snijvlak.http.request import (
    GRAPHQL_JSON,
    JSON,
    answer_type,
    question_in_url,
    question_of,
    wants_page,
)
from snijvlak.pages.graphiql import PAGE, is_built, not_built


class Api:
    """The ASGI application of /graphql. `context` makes the context of one request."""

    def __init__(self, context: Callable[[], AppContext]) -> None:
        self._context = context

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = await self._respond(request)
        if response is not None:
            await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response | None:
        if request.method == "GET" and wants_page(request.headers):
            return RedirectResponse(request.url_for("static", path=PAGE).path, 307) if is_built() else not_built()
        try:
            question = await _asked(request)
        except RequestRejected as error:
            return error_response(error, {"Allow": "GET, POST"} if error.http_status == 405 else None)
        context = self._context()
        outcome = await _unless_gone(request, execute(question, context))
        return _answer(outcome, context, answer_type(request.headers)) if outcome else None


async def _asked(request: Request) -> Question:
    if request.method == "POST":
        return question_of(request.headers, await request.body())
    if request.method == "GET" and "query" in request.query_params:
        return question_in_url(request.query_params)
    raise RequestRejected(405, f"/graphql does not take {request.method} without a question", "Send the question by POST, or open /graphql in a browser.")


async def _unless_gone(request: Request, executing: Coroutine[Any, Any, Outcome]) -> Outcome | None:
    """The outcome, or None when the caller hung up before it was there; the question is then ended."""
    asking, over, hung_up = asyncio.current_task(), False, False
    assert asking is not None

    def end(_: object) -> None:
        nonlocal hung_up
        if not over:
            hung_up = asking.cancel()

    gone = asyncio.ensure_future(_gone(request))
    gone.add_done_callback(end)
    try:
        return await executing
    except asyncio.CancelledError:
        if hung_up and not asking.uncancel():
            return None
        raise
    finally:
        over = True
        gone.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _answer(outcome: Outcome, context: Context, media_type: str) -> Response:
    body, most = _body(outcome), LIMITS[context.viewer.role].answer_bytes
    if len(body) > most:
        large = ResponseTooLarge(f"The answer takes more than {most >> 20} MiB", "Ask for fewer nodes or fields at a time.")
        outcome = Outcome(errors=[shown(large)])
        body = _body(outcome)
    status = _status(outcome) if media_type == GRAPHQL_JSON else 200
    count, taken_ms = len(context.statements), context.seconds * 1000
    timing = f'neo4j;dur={taken_ms:.1f};desc="{count} statement{"" if count == 1 else "s"}"'
    return Response(body, status, {"Server-Timing": timing}, f"{media_type}; charset=utf-8" if media_type == JSON else media_type)


def _body(outcome: Outcome) -> bytes:
    content: dict[str, Any] = {"errors": outcome.errors} if outcome.errors else {}
    if outcome.executed:
        content["data"] = outcome.data
    return orjson.dumps(content)


def _status(outcome: Outcome) -> int:
    """As GraphQL over HTTP wants it for its own media type: 2xx with any data, else what went wrong."""
    if not outcome.executed:
        return 400
    if outcome.data is not None:
        return 200
    return status_of(outcome.codes)


def error_response(error: Exception, headers: dict[str, str] | None = None, status: int | None = None) -> Response:
    """An error in the form of GraphQL, with its own status of HTTP or another one."""
    status = status or (error.http_status if isinstance(error, SnijvlakError) else SnijvlakError.http_status)
    return Response(orjson.dumps({"errors": [shown(error)]}), status, headers, f"{JSON}; charset=utf-8")
