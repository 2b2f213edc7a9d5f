"""The page of officials: asked by form, answered in Dutch, without scripts."""

from pathlib import Path

import httpx
import pytest
from rich.text import Text

from graph.database.session import Database
from graph.database.statement import Statement
from schema.engine.executor import Executor
from snijvlak.cli.output import common as show
from tests.snijvlak.front import app_on, client_of


async def answer(client: httpx.AsyncClient, **fields: str) -> str:
    response = await client.post("/", data=fields)
    assert response.status_code == 200
    return response.text


@pytest.mark.parametrize("executor", list(Executor))
async def test_the_page_asks_the_engine_of_the_application(seeded: Database, tmp_path: Path, executor: Executor) -> None:
    app = app_on(seeded, tmp_path, executor=executor)
    engine = app.state.context().engine
    async with client_of(app) as client:
        assert "Team Wijkgroen en Zelfbeheer" in await answer(client, wat="initiative:moestuin-moerwijk")
        plans = len(engine.plans.kept)
        await client.post("/graphql", json={"query": "{ domains { totalCount } }"})
    assert engine.executor is executor
    assert 0 < plans < len(engine.plans.kept)


async def test_the_form(client: httpx.AsyncClient) -> None:
    text = (await client.get("/")).text
    assert '<html lang="nl">' in text
    assert "Wie pakt dit op?" in text
    assert "Verzonnen voorbeeld; zegt niets over de echte dienst." in text
    assert "14 november 2017" in text
    assert ">Laakkwartier en Spoorwijk (Laak)</option>" in text
    assert "<script" not in text


async def test_the_owner_the_person_the_door_and_why(client: httpx.AsyncClient) -> None:
    text = await answer(client, wat="initiative:moestuin-moerwijk")
    assert "Sinds 1 april 2017 pakt Team Wijkgroen en Zelfbeheer dit op." in text
    assert "Voor de bewoner: </strong>Team Wijkgroen en Zelfbeheer pakt dit op." in text
    assert "Vraag naar" in text
    assert "Groenloket" in text
    assert "070 000 00 10" in text
    assert "Waarom?" in text
    assert "is hiervoor zelf aangewezen" in text
    assert "This counter" not in text


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("initiative:regentuin-bosjes", "Sinds 1 februari 2017 trekt Waterschap Duin en Vliet dit, samen met Afdeling Riolering en Waterbeheersing."),
        ("initiative:buurtkamer-laakkade", "valt dit tussen diensten in"),
        ("initiative:speeltuin-zandbak", "Sinds 2 juni 2015 valt dit tussen diensten in"),
    ],
)
async def test_the_stories(subject: str, said: str, client: httpx.AsyncClient) -> None:
    assert said in await answer(client, wat=subject)


async def test_words_find_the_title_that_holds_them(client: httpx.AsyncClient) -> None:
    text = await answer(client, wat="moestuin")
    assert "<h2>Moestuin op het schoolplein</h2>" in text
    assert "Bedoelde u iets anders?" in text


async def test_an_area_is_kept_and_used(client: httpx.AsyncClient) -> None:
    text = await answer(client, wat="domain:5.7", gebied="area:laak")
    assert '<option value="area:laak" selected>' in text


async def test_nothing_found(client: httpx.AsyncClient) -> None:
    assert "Niets gevonden" in await answer(client, wat="qqqqqqqq")
    assert "Typ eerst" in await answer(client, wat=" ")
    assert "Dit staat niet in onze gegevens." in await answer(client, wat="domain:nothing")
    assert "Dit staat niet in onze gegevens." in await answer(client, wat="domain:5.7", gebied="area:nothing")


async def test_what_is_typed_stays_text(client: httpx.AsyncClient) -> None:
    text = await answer(client, wat='"><script>alert(1)</script>')
    assert "<script" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"wat=%ff", "application/x-www-form-urlencoded", 400),
        (b"\xff=1", "application/x-www-form-urlencoded", 400),
        (b"&".join([b"a=1"] * 50), "application/x-www-form-urlencoded", 400),
        (b"niets", "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 415),
    ],
)
async def test_another_form_is_refused(body: bytes, kind: str, status: int, client: httpx.AsyncClient) -> None:
    assert (await client.post("/", content=body, headers={"content-type": kind})).status_code == status


async def test_every_status_has_its_sentence(client: httpx.AsyncClient) -> None:
    query = '{ betweenSilos(first: 500, filter: {status: [OWNED, SHARED, CONTESTED, PARTLY_OWNED, BETWEEN_SILOS, LAPSED, UNOWNED]}) { nodes { subject { ... on Initiative { id } } ownership { status } } } }'
    nodes = (await client.post("/graphql", json={"query": query})).json()["data"]["betweenSilos"]["nodes"]
    one_each = {node["ownership"]["status"]: node["subject"]["id"] for node in nodes}
    assert len(one_each) >= 5
    for subject in one_each.values():
        text = await answer(client, wat=subject)
        assert 'class="verdict"' in text
        assert "role=\"alert\"" not in text


async def test_an_empty_graph_has_an_empty_page(database: Database, tmp_path: Path) -> None:
    assert (await database.read(Statement("MATCH (n) RETURN count(n)"))).one() == [0]
    async with client_of(app_on(database, tmp_path)) as client:
        assert "Wie pakt dit op?" in (await client.get("/")).text
        assert "Niets gevonden" in await answer(client, wat="moestuin")


TURNED = "Veilig\u202egnisgalsleod\u202c"


async def test_what_the_browser_sends_back_stays_what_it_is(client: httpx.AsyncClient) -> None:
    text = await answer(client, wat="qqqq\u202eqqqq")
    assert 'value="qqqq\u202eqqqq"' in text
    assert "Wij vonden niets bij “qqqqqqqq”." in text


async def test_no_stored_name_turns_the_page_around(database: Database, tmp_path: Path) -> None:
    """Another program may have stored such a name; the loader takes these signs out."""
    await database.write(Statement("CREATE (:Domain {key: 'd', name: $name})", {"name": TURNED}))
    async with client_of(app_on(database, tmp_path)) as client:
        page = await answer(client, wat="domain:d")
    assert "<h2>Veiliggnisgalsleod</h2>" in page
    assert not set("\u202e\u202c") & set(page)


def test_no_stored_name_turns_a_terminal_around(capsys: pytest.CaptureFixture[str]) -> None:
    show.line(Text(TURNED))
    show.out.print(TURNED)
    assert capsys.readouterr().out == 2 * "Veilig\ufffdgnisgalsleod\ufffd\n"
