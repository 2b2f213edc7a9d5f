"""Who is let in, and what a browser may do with what it gets."""

import logging
from pathlib import Path

import httpx
import pytest

from graph.database.session import Database
from tests.snijvlak.front import app_on, client_of

QUESTION = {"query": "{ __typename }"}


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000", "127.0.0.1"])
async def test_names_of_this_machine_are_let_in(host: str, client: httpx.AsyncClient) -> None:
    assert (await client.post("/graphql", json=QUESTION, headers={"host": host})).status_code == 200


STRANGE = ["::1", "localhost:1@evil", "localhost:", "localhost:http", "localhost:123456", "localhost evil", "localhost,evil", "user@localhost", "[::1", "[::1]evil", "localhost/", "localhost#", "[localhost]", "local\u017fhost"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", "localhost.evil.example", "[::2]:8000", "", *STRANGE])
async def test_other_names_are_not(host: str, client: httpx.AsyncClient) -> None:
    for method, path in (("POST", "/graphql"), ("GET", "/"), ("GET", "/about.json")):
        response = await client.request(method, path, headers={"host": host.encode()})
        assert response.status_code == 403
        assert response.json()["errors"][0]["extensions"]["code"] == "BAD_INPUT"


async def test_the_name_of_the_setting_is_let_in(seeded: Database, tmp_path: Path) -> None:
    async with client_of(app_on(seeded, tmp_path, host="Snijvlak.example"), "http://snijvlak.example") as client:
        assert (await client.post("/graphql", json=QUESTION)).status_code == 200


@pytest.mark.parametrize(("origin", "host"), [("http://127.0.0.1:8000", "127.0.0.1:8000"), ("HTTP://LocalHost", "localhost"), ("http://localhost", "localhost:80"), ("http://[::1]:8000", "[::1]:8000")])
async def test_our_own_pages_may_ask(origin: str, host: str, client: httpx.AsyncClient) -> None:
    assert (await client.post("/graphql", json=QUESTION, headers={"origin": origin, "host": host})).status_code == 200


async def test_our_own_pages_may_ask_over_tls(seeded: Database, tmp_path: Path) -> None:
    async with client_of(app_on(seeded, tmp_path), "https://127.0.0.1:8000") as client:
        assert (await client.post("/graphql", json=QUESTION, headers={"origin": "https://127.0.0.1:8000"})).status_code == 200
        assert (await client.post("/graphql", json=QUESTION, headers={"origin": "http://127.0.0.1:8000"})).status_code == 403


async def test_one_host_and_no_two(client: httpx.AsyncClient) -> None:
    for both in (["127.0.0.1:8000", "127.0.0.1:8000"], ["127.0.0.1:8000", "evil.example"]):
        response = await client.post("/graphql", json=QUESTION, headers=[("host", each) for each in both])
        assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_INPUT")


async def test_no_origin_beside_ours(client: httpx.AsyncClient) -> None:
    both = [("origin", "http://127.0.0.1:8000"), ("origin", "http://evil.example")]
    assert (await client.post("/graphql", json=QUESTION, headers=both)).status_code == 403


IMAGE = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}
FOLLOWED = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document", "accept": "text/html"}


@pytest.mark.parametrize("site", ["cross-site", "same-site", "something-new"])
async def test_an_image_of_another_site_asks_nothing(site: str, client: httpx.AsyncClient) -> None:
    for path in ("/graphql?query={__typename}", "/", "/about.json", "/static/page.css"):
        assert (await client.get(path, headers={**IMAGE, "sec-fetch-site": site})).status_code == 403
        assert (await client.get(path, headers={**IMAGE, "sec-fetch-site": "same-origin"})).status_code == 200


async def test_links_of_other_sites_lead_to_the_pages_alone(client: httpx.AsyncClient) -> None:
    assert (await client.get("/", headers=FOLLOWED)).status_code == 200
    assert (await client.get("/graphql", headers=FOLLOWED)).status_code in (307, 503)
    assert (await client.get("/about.json", headers=FOLLOWED)).status_code == 403
    assert (await client.get("/", headers={**FOLLOWED, "sec-fetch-dest": "iframe"})).status_code == 403
    assert (await client.post("/graphql", json=QUESTION, headers=FOLLOWED)).status_code == 403


STRANGE_ORIGINS = ["https://127.0.0.1:8000", "ftp://127.0.0.1:8000", "http://127.0.0.1:8000/", "http://x@127.0.0.1:8000", "127.0.0.1:8000", "http://127.0.0.1:8000 http://evil.example"]


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:3000", "http://localhost:8000", "", *STRANGE_ORIGINS])
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
