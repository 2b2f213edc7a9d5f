"""GraphiQL and the page in a real browser that reaches no other host."""

from pathlib import Path

import pytest

from graph.database.session import Database
from graph.server import RunningServer
from snijvlak.pages.graphiql import is_built
from tests.browser import watched_page
from tests.snijvlak.front import named, serving


async def test_graphiql_runs_the_default_question(seeded: Database, neo4j_server: RunningServer, tmp_path: Path) -> None:
    if not is_built():
        pytest.skip("NOT TESTED: GraphiQL in a browser, since its bundle is not built")
    async with serving(tmp_path, TODAY="2017-11-14", **named(neo4j_server)) as running, watched_page() as watched:
        page = watched.page
        await page.goto(running.said["graphiql"])
        await page.locator(".graphiql-query-editor .view-line", has_text="betweenSilos").first.wait_for()
        await page.locator(".graphiql-execute-button").click()
        await page.locator(".graphiql-response", has_text="totalCount").wait_for()
        assert watched.other_hosts == []
        assert watched.complaints == []


async def test_the_page_is_asked_and_answers(seeded: Database, neo4j_server: RunningServer, tmp_path: Path) -> None:
    async with serving(tmp_path, TODAY="2017-11-14", **named(neo4j_server)) as running, watched_page() as watched:
        page = watched.page
        await page.goto(running.said["page"])
        await page.get_by_label("Waar gaat het over?").fill("moestuin")
        await page.get_by_role("button", name="Zoek wie dit oppakt").click()
        await page.get_by_role("heading", name="Moestuin op het schoolplein").wait_for()
        assert page.url == running.said["page"]
        await page.locator("button.link").first.click()
        await page.locator("h2").wait_for()
        assert page.url == running.said["page"]
        assert watched.other_hosts == []
        assert watched.complaints == []
