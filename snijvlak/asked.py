"""Reads a question from an HTTP request: strict about what it is, and never a 500 for what somebody sends.

In: headers and body. Out: a Question, or Refused with the HTTP status and the reason.
"""

from typing import Any

import orjson
from starlette.datastructures import Headers

from graph.errors import BadInput
from schema.answer import Question

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"
SHAPE = 'Send {"query": "...", "variables": {...}, "operationName": "..."} as JSON in UTF-8.'


class Refused(BadInput):
    """A request that is no question; `status` says why in HTTP."""

    def __init__(self, status: int, cause: str, cure: str = SHAPE) -> None:
        super().__init__(cause, cure)
        self.http_status = status


def question_of(headers: Headers, body: bytes) -> Question:
    """The question in a POST request."""
    _check_content_type(headers.get("content-type", ""))
    content = _content(body)
    query = content.get("query")
    if not isinstance(query, str) or not query.strip():
        raise Refused(400, "There is no query in the request, or it is not a text")
    variables = _optional(content, "variables", dict, "an object")
    _optional(content, "extensions", dict, "an object")
    return Question(query, variables, _optional(content, "operationName", str, "a text"))


def answer_type(headers: Headers) -> str:
    """The media type of the answer that the caller asked for."""
    return GRAPHQL_JSON if GRAPHQL_JSON in headers.get("accept", "") else JSON


def wants_page(headers: Headers) -> bool:
    """True for a browser."""
    return "text/html" in headers.get("accept", "")


def _check_content_type(given: str) -> None:
    kind, *rest = (part.strip().lower() for part in given.split(";"))
    if kind != JSON:
        raise Refused(415, f"A question must be sent as {JSON}", f"Set the header Content-Type: {JSON}.")
    charsets = [part.partition("=")[2].strip('"') for part in rest if part.startswith("charset=")]
    if any(charset not in ("utf-8", "utf8") for charset in charsets):
        raise Refused(415, "A question must be sent in UTF-8", f"Set the header Content-Type: {JSON}; charset=utf-8.")


def _content(body: bytes) -> dict[str, Any]:
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Refused(400, "The request is not JSON in UTF-8") from None  # its text holds what was sent
    if isinstance(content, list):
        raise Refused(400, "Several questions in one request are not taken", "Send them one by one, or as fields of one query.")
    if not isinstance(content, dict):
        raise Refused(400, "The request is JSON, but not an object")
    return content


def _optional(content: dict[str, Any], name: str, kind: type, what: str) -> Any:
    value = content.get(name)
    if value is not None and not isinstance(value, kind):
        raise Refused(400, f"{name} is not {what}")
    return value
