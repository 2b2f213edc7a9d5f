"""Reads a question from an HTTP request: strict about what it is, and never a 500 for what somebody sends.

In: headers and body, or what stands in the URL. Out: a Question, or RequestRejected with the HTTP status and the reason.
"""

from collections.abc import Mapping
from typing import Any

import orjson
from graphql import FieldNode, GraphQLError, OperationDefinitionNode, OperationType, parse
from starlette.datastructures import Headers

from schema.engine.engine import Question
from snijvlak.errors import RequestRejected

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"
MOST_DEEP, MOST_KEYS = 64, 1_000


def question_of(headers: Headers, body: bytes) -> Question:
    """The question in a POST request."""
    _check_content_type(headers.get("content-type", ""))
    return _question(_content(body))


def _question(content: dict[str, Any]) -> Question:
    query = content.get("query")
    if not isinstance(query, str) or not query.strip():
        raise RequestRejected(400, "There is no query in the request, or it is not a text")
    variables = _optional(content, "variables", dict, "an object")
    _optional(content, "extensions", dict, "an object")
    return Question(query, variables, _optional(content, "operationName", str, "a text"))


def question_in_url(given: Mapping[str, str]) -> Question:
    """The question in a URL. URLs are logged on their way, so only the schema can be asked for in one."""
    content = {**given, **{name: _content(given[name].encode()) for name in ("variables", "extensions") if given.get(name)}}
    question = _question(content)
    if not _is_about_schema(question.query):
        raise RequestRejected(405, "Only the schema can be asked for by GET, since what is in a URL may be logged", "Send the question by POST.")
    return question


def _is_about_schema(query: str) -> bool:
    """True where all that is asked for is __typename, __schema and __type; also where it is no question at all.

    It is read to its end, however long: headers are small. Where only a part were read, the rest could ask for anything.
    """
    try:
        document = parse(query, no_location=True)
    except GraphQLError:
        return True  # the execution tells what is wrong with it
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    fields = [each for operation in operations for each in operation.selection_set.selections]
    return all(each.operation is OperationType.QUERY for each in operations) and all(
        isinstance(each, FieldNode) and each.name.value.startswith("__") for each in fields
    )


def answer_type(headers: Headers) -> str:
    """The media type of the answer that the caller asked for."""
    return GRAPHQL_JSON if GRAPHQL_JSON in headers.get("accept", "") else JSON


def wants_page(headers: Headers) -> bool:
    """True for a browser."""
    return "text/html" in headers.get("accept", "")


def _check_content_type(given: str) -> None:
    kind, *rest = (part.strip().lower() for part in given.split(";"))
    if kind != JSON:
        raise RequestRejected(415, f"A question must be sent as {JSON}", f"Set the header Content-Type: {JSON}.")
    charsets = [part.partition("=")[2].strip('"') for part in rest if part.startswith("charset=")]
    if any(charset not in ("utf-8", "utf8") for charset in charsets):
        raise RequestRejected(415, "A question must be sent in UTF-8", f"Set the header Content-Type: {JSON}; charset=utf-8.")


def _content(body: bytes) -> dict[str, Any]:
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise RequestRejected(400, "The request is not JSON in UTF-8, or is nested too deep") from None  # its text holds what was sent
    if isinstance(content, list):
        raise RequestRejected(400, "Several questions in one request are not taken", "Send them one by one, or as fields of one query.")
    if not isinstance(content, dict):
        raise RequestRejected(400, "The request is JSON, but not an object")
    if body.count(b"{") + body.count(b"[") > MOST_DEEP or body.count(b":") > MOST_KEYS:
        _check_shape(content)
    return content


def _check_shape(content: dict[str, Any]) -> None:
    """Look level by level, so that nothing that comes after can be led too deep."""
    level: list[Any] = [each for each in content.values() if isinstance(each, dict | list)]
    keys = 0
    for _ in range(MOST_DEEP - 1):
        keys += sum(len(each) for each in level if isinstance(each, dict))
        if keys > MOST_KEYS:
            raise RequestRejected(400, f"The variables hold more than {MOST_KEYS} keys", "Ask in parts.")
        level = [child for each in level for child in (each.values() if isinstance(each, dict) else each) if isinstance(child, dict | list)]
    if level:
        raise RequestRejected(400, f"The request is nested more than {MOST_DEEP} deep", "Send flatter variables.")


def _optional(content: dict[str, Any], name: str, kind: type, what: str) -> Any:
    value = content.get(name)
    if value is not None and not isinstance(value, kind):
        raise RequestRejected(400, f"{name} is not {what}")
    return value
