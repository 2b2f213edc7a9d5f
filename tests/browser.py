"""A headless Chromium that reaches this machine only, for the tests of pages.

In: Debian's chromium, or a browser that playwright has installed. Out: pages whose requests to any
other host fail and are remembered, as are the errors on their console. Without a browser the tests
are skipped with a reason that says so.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import ConsoleMessage, Page, Route, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HERE = ("127.0.0.1", "localhost", "::1")


@dataclass
class Watched:
    """A page, and what it did that it should not."""

    page: Page
    other_hosts: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@asynccontextmanager
async def watched_page() -> AsyncIterator[Watched]:
    """One page in a browser of its own; wait with locators, since strict pages forbid `eval`."""
    async with async_playwright() as playwright:
        browser = next(filter(None, map(shutil.which, NAMES)), None)
        if browser is None and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("NOT TESTED: pages in a browser, since neither chromium nor playwright's own is installed")
        running = await playwright.chromium.launch(executable_path=browser, args=list(QUIET))
        watched = Watched(await running.new_page(viewport={"width": 1400, "height": 800}))
        await watch(watched)
        try:
            yield watched
        finally:
            await running.close()


async def watch(watched: Watched) -> None:
    """Stop requests to other hosts; remember them and every error or warning on the console."""

    async def route(request: Route) -> None:
        address = urlsplit(request.request.url)
        if address.scheme in ("http", "https", "ws") and address.hostname not in HERE:
            watched.other_hosts.append(request.request.url)
            await request.abort()
        else:
            await request.continue_()

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            watched.complaints.append(message.text)

    await watched.page.route("**/*", route)
    watched.page.on("console", console)
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
