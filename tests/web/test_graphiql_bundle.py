"""The built GraphiQL page by itself: complete, strict, and with our questions as tabs."""

import json
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.browser import watched_page

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / "snijvlak" / "web" / "static" / "graphiql"
QUESTIONS = ROOT / "snijvlak" / "web" / "questions"
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; worker-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'"
)


class Strict(SimpleHTTPRequestHandler):
    """Serves files under the policy that the application sends; there is no API behind it."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def do_GET(self) -> None:
        if self.path != "/about.json":
            return super().do_GET()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"notice_nl": "Voorbeeld", "notice_en": "Example", "today": "2017-11-14"}).encode())
        return None

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"errors": [{"message": "there is no API here"}]}')

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    assert BUNDLE.is_dir(), "GraphiQL is not built: run make install, or python web/build.py"
    handler = partial(Strict, directory=str(BUNDLE.parents[1]))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/static/graphiql/graphiql.html"
        server.shutdown()


async def test_page_opens_strictly_with_no_other_host(address: str) -> None:
    async with watched_page() as watched:
        page = watched.page
        await page.goto(address)
        await page.locator(".graphiql-execute-button").wait_for()
        await page.locator(".graphiql-execute-button").click()
        await page.locator(".graphiql-response", has_text="there is no API here").wait_for()
        assert await page.locator("html").get_attribute("lang") == "nl"
        assert await page.locator("#notice").inner_text() == "VoorbeeldExample"
        names = [re.findall(r"query (\w+)", path.read_text())[0] for path in sorted(QUESTIONS.glob("*.graphql"))]
        assert await page.locator(".graphiql-tab-button").all_inner_texts() == names
        assert watched.other_hosts == []
        assert watched.complaints == []


def test_bundle_names_no_other_host_to_load_from() -> None:
    page = (BUNDLE / "graphiql.html").read_text(encoding="utf-8")
    assert not re.findall(r'(?:src|href)="(?!\./|data:)', page)
    assert "<style" not in page
    assert len(re.findall(r"<script", page)) == 1
