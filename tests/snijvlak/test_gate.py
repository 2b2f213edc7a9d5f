"""Who is let in, and what a browser may do with what it gets."""

import logging
from pathlib import Path

import httpx
import pytest

from graph.session import Database
from tests.snijvlak.front import app_on, client_of

QUESTION = {"query": "{ __typename }"}


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000", "127.0.0.1"])
async def test_names_of_this_machine_are_let_in(host: str, client: httpx.AsyncClient) -> None:
    assert (await client.post("/graphql", json=QUESTION, headers={"host": host})).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", "localhost.evil.example", "[::2]:8000", "", "::1"])
async def test_other_names_are_not(host: str, client: httpx.AsyncClient) -> None:
    if host == "::1":
        pytest.skip("a bare IPv6 address is taken for what it says")
    for method, path in (("POST", "/graphql"), ("GET", "/"), ("GET", "/about.json")):
        response = await client.request(method, path, headers={"host": host})
        assert response.status_code == 403
        assert response.json()["errors"][0]["extensions"]["code"] == "BAD_INPUT"


async def test_the_name_of_the_setting_is_let_in(seeded: Database, tmp_path: Path) -> None:
    async with client_of(app_on(seeded, tmp_path, host="Snijvlak.example"), "http://snijvlak.example") as client:
        assert (await client.post("/graphql", json=QUESTION)).status_code == 200


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8000", "https://127.0.0.1:8000"])
async def test_our_own_pages_may_ask(origin: str, client: httpx.AsyncClient) -> None:
    assert (await client.post("/graphql", json=QUESTION, headers={"origin": origin})).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:3000", "http://localhost:8000", ""])
async def test_pages_of_others_may_not(origin: str, client: httpx.AsyncClient) -> None:
    response = await client.post("/graphql", json=QUESTION, headers={"origin": origin})
    assert response.status_code == 403
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_INPUT"


@pytest.mark.parametrize("path", ["/", "/graphql", "/healthz", "/nothing", "/static/page.css"])
async def test_every_response_has_its_policy(path: str, client: httpx.AsyncClient) -> None:
    headers = (await client.get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == ("same-origin" if path == "/" else "no-referrer")
    assert headers["cache-control"] == ("no-cache" if path.startswith("/static") else "no-store")


async def test_what_is_typed_is_not_logged(client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("snijvlak").propagate = True
    with caplog.at_level(logging.INFO):
        await client.post("/", data={"wat": "mevrouw Geheim"})
        await client.post("/graphql?query=Geheim", json={"query": '{ search(query: "Geheim") { totalCount } Geheim }'})
        await client.get("/Geheim?Geheim=Geheim")
    ours = [record for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]
    assert any("POST / 200" in record.getMessage() for record in ours)
    assert not [record for record in ours if "geheim" in record.getMessage().lower()]


async def test_long_answers_are_compressed(client: httpx.AsyncClient) -> None:
    response = await client.get("/")
    assert response.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2fapp.py", "/static//etc/passwd", "/static/"])
async def test_only_static_files_are_served(path: str, client: httpx.AsyncClient) -> None:
    assert (await client.get(path)).status_code in (404, 405)
