"""Who has not said who they are is an analyst only while everybody in the graph is invented: looked at for each answer.

Residents here are made up by the test; "real" means that they are not marked as synthetic.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.database.session import LAST_WRITTEN, Database, Result
from graph.database.statement import Statement
from graph.errors import DatabaseUnavailable
from graph.read.synthetic import SyntheticCheck, contains_only_synthetic
from graph.server import RunningServer
from loaders.load import load
from snijvlak.http.app import create_app
from snijvlak.http.server import NoticeRefresher
from snijvlak.instance import Instance
from snijvlak.settings import Settings
from tests.snijvlak.front import client_of

NAMES = {"query": "{ officials(first: 500) { nodes { id name } } residents { totalCount } }"}
INVENTED = (
    "CREATE (:Official {key: 'a', name: 'Verzonnen Naam', synthetic: true}), (:Resident {key: 'r', synthetic: true})"
)
REAL = "CREATE (:Official {key: 'b', name: 'Echte Naam'})"


@asynccontextmanager
async def open_place(database: Database, server: RunningServer, home: Path) -> AsyncIterator[NoticeRefresher]:
    """The front door's view of the graph, which nothing looks at again by itself."""
    place = Instance(Settings(home=home), database, server.uri, managed=False)
    yield NoticeRefresher(place, await place.about())


async def loaded(database: Database, folder: Path) -> None:
    """Load the officials that stand in a folder."""
    (folder / "Source.csv").write_text("key,title,source\ns,Lijst,s\n", "utf-8")
    report = await load(database, [folder / "Source.csv", folder / "Official.csv"])
    assert not report.faults


def ask_on(looking: NoticeRefresher, database: Database) -> httpx.AsyncClient:
    return client_of(create_app(looking.place.settings, database, lambda: looking.about))


async def test_a_real_person_hides_all_staff_values_from_the_next_answer_on(
    database: Database, neo4j_server: RunningServer, tmp_path: Path
) -> None:
    await database.write(Statement(INVENTED))
    async with open_place(database, neo4j_server, tmp_path) as looking, ask_on(looking, database) as client:
        before = (await client.post("/graphql", json=NAMES)).json()
        await database.write(Statement(REAL))  # as another tool does, which says nothing beforehand
        after = (await client.post("/graphql", json=NAMES)).json()
        page = await client.post("/", data={"wat": "official:b"})
    assert before["data"] == {
        "officials": {"nodes": [{"id": "official:a", "name": "Verzonnen Naam"}]},
        "residents": {"totalCount": 1},
    }
    assert [each["name"] for each in after["data"]["officials"]["nodes"]] == [None, None]
    assert after["data"]["residents"]["totalCount"] == 0
    assert "Echte" not in page.text


async def test_a_load_of_real_people_tells_no_answer_a_name(
    database: Database, neo4j_server: RunningServer, tmp_path: Path
) -> None:
    """While it writes, and afterwards; asked without a pause."""
    await database.write(Statement(INVENTED))
    (tmp_path / "Official.csv").write_text(
        "key,name,synthetic,source\n" + "".join(f"x{n},Echte Naam {n},,s\n" for n in range(3_000)), "utf-8"
    )
    async with open_place(database, neo4j_server, tmp_path) as looking, ask_on(looking, database) as client:
        loading = asyncio.create_task(loaded(database, tmp_path))
        answers = []
        while not loading.done():
            answers.append((await client.post("/graphql", json=NAMES)).text)
        await loading
        answers.append((await client.post("/graphql", json=NAMES)).text)
    assert len(answers) > 3
    assert not [each for each in answers if "Echte Naam" in each]
    assert not await contains_only_synthetic(database, public_facts=[])


async def test_a_load_says_that_real_people_follow_before_it_writes_them(database: Database, tmp_path: Path) -> None:
    """In a transaction of its own; where all are invented it says nothing."""
    seen: list[list[Any]] = []

    class Watched(Database):
        async def write(self, *statements: Any, **settings: Any) -> Any:
            answer = await super().write(*statements, **settings)
            seen.append(
                (
                    await self.read(
                        Statement("OPTIONAL MATCH (l:Load) RETURN coalesce(l.realPeople, false), COUNT { (:Official) }")
                    )
                ).one()
            )
            return answer

    watched = Watched(database._driver, database._database, 60.0)
    file = tmp_path / "Official.csv"
    for synthetic, announced in (("true", False), ("", True)):
        await database.write(Statement("MATCH (n) DETACH DELETE n"))
        file.write_text(f"key,name,synthetic,source\nx,Iemand,{synthetic},s\n", "utf-8")
        seen.clear()
        await loaded(watched, tmp_path)
        assert (seen[0] == [True, 0]) is announced
        assert seen[-1] == [False, 1]


async def test_what_cannot_be_confirmed_is_not_told(
    database: Database, neo4j_server: RunningServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neo4j answers the question, and nothing after it: an error, without a name, and PUBLIC from then on."""
    await database.write(Statement(INVENTED))
    async with open_place(database, neo4j_server, tmp_path) as looking, ask_on(looking, database) as client:
        await database.write(Statement("CREATE (:Domain {key: 'later'})"))
        read = Database.read

        async def cut_off(self: Database, statement: Statement, **settings: Any) -> Result:
            if statement is LAST_WRITTEN:
                raise DatabaseUnavailable("Neo4j does not answer", "Start it.")
            return await read(self, statement, **settings)

        monkeypatch.setattr(Database, "read", cut_off)
        answer = (await client.post("/graphql", json=NAMES)).json()
        monkeypatch.setattr("snijvlak.http.server.LOOK_S", 0.01)
        again = asyncio.create_task(looking.run())
        while looking.about.viewer.role.value != "PUBLIC":
            await asyncio.sleep(0.01)
        again.cancel()
    assert answer["errors"][0]["extensions"]["code"] == "DB_UNAVAILABLE"
    assert answer["data"] is None


async def test_nothing_is_looked_up_again_while_nothing_is_written(database: Database) -> None:
    await database.write(Statement(INVENTED))
    check = SyntheticCheck(database, [])
    now = (await database.read(LAST_WRITTEN)).bookmarks
    assert await check.covers(now)
    check._database = None  # type: ignore[assignment]  # any look would fail
    assert await check.covers(now)
