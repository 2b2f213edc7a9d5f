"""POST /graphql: what is a question and what is not, what an error shows, and what it never shows."""

import asyncio
import json
import logging
import random
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.database.session import Database
from graph.database.statement import Statement
from graph.model.viewer import ViewerRole
from schema.limits.limits import LIMITS, TooCostly
from snijvlak.errors import shown
from tests.examples import examples
from tests.snijvlak.front import app_on, client_of

MOST_BODY = LIMITS[ViewerRole.ANALYST].body_bytes
COUNT = "{ initiatives { totalCount } }"
CODES = {"BAD_INPUT", "NOT_FOUND", "TOO_COSTLY", "DEADLINE", "DB_UNAVAILABLE", "RESPONSE_TOO_LARGE", "UNAUTHENTICATED", "INTERNAL"}
JSON = {"content-type": "application/json"}


async def ask(client: httpx.AsyncClient, query: str, **rest: Any) -> httpx.Response:
    return await client.post("/graphql", json={"query": query, **rest})


def code_of(response: httpx.Response) -> str:
    code: str = response.json()["errors"][0]["extensions"]["code"]
    assert code in CODES
    return code


async def test_answers(client: httpx.AsyncClient) -> None:
    response = await ask(client, COUNT)
    assert response.json() == {"data": {"initiatives": {"totalCount": 100}}}
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert re.fullmatch(r'neo4j;dur=\d+\.\d;desc="1 statement"', response.headers["server-timing"])
    assert response.headers["cache-control"] == "no-store"


async def test_takes_variables_and_the_name_of_an_operation(client: httpx.AsyncClient) -> None:
    query = "query A($id: ID!) { node(id: $id) { id } } query B { areas { totalCount } }"
    response = await ask(client, query, variables={"id": "area:laak"}, operationName="A")
    assert response.json() == {"data": {"node": {"id": "area:laak"}}}


BAD_BODIES = {
    "no JSON": (b"{", JSON, 400),
    "nothing": (b"", JSON, 400),
    "bad UTF-8": (b'{"query": "\xff"}', JSON, 400),
    "half a character": (b'{"query": "\\ud800"}', JSON, 400),
    "a batch": (json.dumps([{"query": COUNT}]).encode(), JSON, 400),
    "a number": (b"1", JSON, 400),
    "no query": (b"{}", JSON, 400),
    "null for a query": (b'{"query": null}', JSON, 400),
    "a list for a query": (b'{"query": []}', JSON, 400),
    "blanks": (b'{"query": "  "}', JSON, 400),
    "a list for variables": (b'{"query": "{ __typename }", "variables": []}', JSON, 400),
    "a number for a name": (b'{"query": "{ __typename }", "operationName": 1}', JSON, 400),
    "a list for extensions": (b'{"query": "{ __typename }", "extensions": []}', JSON, 400),
    "text": (COUNT.encode(), {"content-type": "text/plain"}, 415),
    "GraphQL as a type": (COUNT.encode(), {"content-type": "application/graphql"}, 415),
    "a form": (b"query=x", {"content-type": "application/x-www-form-urlencoded"}, 415),
    "parts": (b"--x--", {"content-type": "multipart/form-data; boundary=x"}, 415),
    "no type": (json.dumps({"query": COUNT}).encode(), {}, 415),
    "latin-1": (json.dumps({"query": COUNT}).encode(), {"content-type": "application/json; charset=latin-1"}, 415),
    "a deep list": (b"[" * 50_000, JSON, 400),
    "deep variables": (b'{"query": "{ __typename }", "variables": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_001, JSON, 400),
}


@pytest.mark.parametrize("name", BAD_BODIES)
async def test_refuses(name: str, client: httpx.AsyncClient) -> None:
    body, headers, status = BAD_BODIES[name]
    response = await client.post("/graphql", content=body, headers=headers)
    assert (response.status_code, code_of(response)) == (status, "BAD_INPUT")


BAD_QUERIES = [
    "{",
    "{ nothing }",
    "{ node(id: 1.5) { id } }",
    "{ initiatives(first: 99999999999) { totalCount } }",
    "{ initiatives(first: 0) { totalCount } }",
    "{ initiatives(first: 501) { totalCount } }",
    "{ initiatives(first: 1, last: 1) { totalCount } }",
    '{ initiatives(after: "forged") { totalCount } }',
    "mutation { x }",
    "subscription { x }",
    "query A { __typename } query B { __typename }",
    "fragment A on Query { ...A } { ...A }",
    "query($id: ID!) { node(id: $id) { id } }",
    "{ " + "a: " * 5000 + "__typename }",
    "{ node" * 2000,
    "\u0000",
    "",
]


@pytest.mark.parametrize("query", BAD_QUERIES, ids=lambda query: repr(query[:40]))
async def test_says_what_is_wrong_with_a_question(query: str, client: httpx.AsyncClient) -> None:
    response = await ask(client, query)
    assert response.status_code in (200, 400)
    assert code_of(response) == "BAD_INPUT"
    assert (await client.post("/graphql", json={"query": query}, headers={"accept": "application/graphql-response+json"})).status_code in (200, 400)


async def test_a_question_that_cannot_be_run_is_400_in_its_own_media_type(client: httpx.AsyncClient) -> None:
    accept = {"accept": "application/graphql-response+json"}
    wrong = await client.post("/graphql", json={"query": "{ nothing }"}, headers=accept)
    assert (wrong.status_code, wrong.headers["content-type"]) == (400, "application/graphql-response+json")
    assert "data" not in wrong.json()
    assert (await client.post("/graphql", json={"query": COUNT}, headers=accept)).status_code == 200


async def test_an_unknown_id_is_null_and_not_found(client: httpx.AsyncClient) -> None:
    response = await ask(client, '{ ownerOf(subject: "domain:nothing") { status } areas { totalCount } }')
    assert response.json()["data"] == {"ownerOf": None, "areas": {"totalCount": 54}}
    assert code_of(response) == "NOT_FOUND"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("query", [COUNT, "mutation { __typename }", "subscription { __typename }", "{ ...Q } fragment Q on Query { areas { totalCount } }", None])
async def test_only_post_asks(method: str, query: str | None, client: httpx.AsyncClient) -> None:
    response = await client.request(method, "/graphql", params={"query": query} if query else {})
    assert response.status_code == 405
    assert "POST" in response.headers["allow"]
    assert method == "HEAD" or code_of(response) == "BAD_INPUT"


async def test_the_schema_can_be_asked_for_by_get(client: httpx.AsyncClient) -> None:
    query = {"query": "query($name: String!) { __typename __type(name: $name) { name } }", "variables": '{"name": "Node"}'}
    assert (await client.get("/graphql", params=query)).json() == {"data": {"__typename": "Query", "__type": {"name": "Node"}}}
    for wrong in ({**query, "variables": "["}, {**query, "variables": '"x"'}, {"query": "{"}, {"query": ""}):
        response = await client.get("/graphql", params=wrong, headers={"accept": "application/graphql-response+json"})
        assert (response.status_code, code_of(response)) == (400, "BAD_INPUT")


@pytest.mark.parametrize("names", [999, 1_001, 1_300])
async def test_by_get_a_long_question_is_no_more_than_a_short_one(names: int, client: httpx.AsyncClient) -> None:
    """It was once taken to be about the schema where it was too long to tell."""
    long = "{ areas { totalCount } " + "a " * names + "}"
    for query in (long, "{ __typename } # " + "a " * names + "\nquery A { areas { totalCount } }", "query A {" + "__typename " * names + " areas { totalCount } }"):
        response = await client.get("/graphql", params={"query": query, "operationName": "A"})
        assert (response.status_code, code_of(response)) == (405, "BAD_INPUT")


def nested(depth: int) -> bytes:
    """A question whose JSON is so deep: the request, its variables, and lists."""
    return b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * (depth - 2) + b"]" * (depth - 2) + b"}}"


def keyed(keys: int) -> bytes:
    """A question with so many keys in its variables."""
    inner = {f"b{each}": each for each in range(keys - 1)}
    return json.dumps({"query": "{ __typename }", "variables": {"a": inner}}).encode()


@pytest.mark.parametrize(("body", "status"), [(nested(64), 200), (nested(65), 400), (nested(1_500), 400), (keyed(1_000), 200), (keyed(1_001), 400)])
async def test_json_is_limited(body: bytes, status: int, client: httpx.AsyncClient) -> None:
    response = await client.post("/graphql", content=body, headers=JSON)
    assert response.status_code == status
    assert status == 200 or code_of(response) == "BAD_INPUT"


async def test_a_damaged_request_is_never_a_500(client: httpx.AsyncClient, run_seed: int) -> None:
    draw = random.Random(run_seed)
    whole = json.dumps({"query": 'query A($n: Int) { __typename node(id: "area:\u00e9") { id } }', "variables": {"n": 1, "m": [{}]}, "operationName": "A"}).encode()
    for _ in range(examples(2_000)):
        body = bytearray(whole)
        for _ in range(draw.randint(1, 4)):
            start, end = sorted((draw.randint(0, len(body)), draw.randint(0, len(body))))
            end = draw.choice([start, start + 1, end])
            body[start:end] = draw.choice([b"", draw.randbytes(draw.randint(1, 4)), b'"', b"{", b"[", b"\\u", b"\\ud800", b"1e999", b"null"])
        response = await client.post("/graphql", content=bytes(body), headers=JSON)
        assert response.status_code in (200, 400), bytes(body)
        assert "errors" not in response.json() or code_of(response) in ("BAD_INPUT", "NOT_FOUND"), bytes(body)


async def test_a_long_query_is_not_taken_for_deep_json(client: httpx.AsyncClient) -> None:
    query = "{ " + " ".join(f"a{each}: __type(name: \"Node\") {{ name }}" for each in range(9)) + " " + "__typename " * 5 + "}" + " # {[:" * 2_000
    assert (await ask(client, query)).status_code == 200


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(("size", "status"), [(MOST_BODY, 200), (MOST_BODY + 1, 413)])
async def test_the_body_is_limited(chunked: bool, size: int, status: int, client: httpx.AsyncClient) -> None:
    question = json.dumps({"query": "{ __typename }"}).encode()
    body = question + b" " * (size - len(question))

    async def parts() -> AsyncIterator[bytes]:
        for start in range(0, len(body), 1000):
            yield body[start : start + 1000]

    response = await client.post("/graphql", content=parts() if chunked else body, headers=JSON)
    assert response.status_code == status
    assert status == 200 or code_of(response) == "BAD_INPUT"


async def test_an_error_that_nobody_foresaw_shows_nothing_but_its_number(
    opened: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    closed = Database.open("bolt://127.0.0.1:1", "geheim", "geheim")
    closed._driver = None  # type: ignore[assignment]
    logging.getLogger("snijvlak").propagate = True
    async with client_of(app_on(closed, tmp_path)) as client:
        response = await ask(client, '{ node(id: "area:zeer-geheim") { id } }')
    error = response.json()["errors"][0]
    assert error["extensions"]["code"] == "INTERNAL"
    assert "NoneType" not in response.text
    assert "session" not in response.text
    assert error["extensions"]["incident"] in caplog.text
    assert "zeer-geheim" not in caplog.text


async def test_a_server_that_is_not_there_is_named_without_its_address(tmp_path: Path) -> None:
    async with Database.open("bolt://127.0.0.1:1", "neo4j", "x", deadline_s=8) as nowhere, client_of(app_on(nowhere, tmp_path)) as client:
        response = await ask(client, COUNT)
        assert code_of(response) == "DB_UNAVAILABLE"
        assert "127.0.0.1:1" not in response.text
        assert (await client.get("/readyz")).status_code == 503
        assert (await client.get("/healthz")).json() == {"alive": True}
        assert (await client.post("/", data={"wat": "moestuin"})).status_code == 503


async def test_who_hangs_up_ends_the_question_in_neo4j(seeded: Database, tmp_path: Path) -> None:
    app = app_on(seeded, tmp_path)
    hung_up = asyncio.Event()
    body = json.dumps({"query": "{ initiatives(first: 100) { nodes { ownership { status steps { reason } } } } }"}).encode()
    waiting: list[dict[str, Any]] = [{"type": "http.request", "body": body}]

    async def receive() -> dict[str, Any]:
        if waiting:
            return waiting.pop()
        await hung_up.wait()
        return {"type": "http.disconnect"}

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/graphql", "raw_path": b"/graphql", "root_path": "", "query_string": b"",
        "scheme": "http", "server": ("127.0.0.1", 8000), "client": ("127.0.0.1", 1), "http_version": "1.1",
        "headers": [(b"host", b"127.0.0.1:8000"), (b"content-type", b"application/json")],
    }  # fmt: skip
    asked = asyncio.create_task(app(scope, receive, send))
    await asyncio.sleep(0)
    hung_up.set()
    await asyncio.wait_for(asked, 2)
    assert sent == []
    running = Statement("SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'Initiative' RETURN count(*)")
    await asyncio.sleep(1)
    assert (await seeded.read(running)).one() == [1]  # itself


def test_what_was_too_much_is_told_in_figures() -> None:
    error = shown(TooCostly("introspected", 9, 0))
    assert error["message"].count("\n") == 1
    assert error["extensions"] | {"cure": ""} == {"code": "TOO_COSTLY", "cure": "", "figure": "introspected", "found": 9, "limit": 0}
