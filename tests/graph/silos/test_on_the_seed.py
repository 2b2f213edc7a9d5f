"""Gaps, matrices and bridges of the seed beside the specification."""

from datetime import date

import pytest

from graph.database.session import Database
from graph.model.viewer import PUBLIC
from tests.graph.silos import double_work_specification, specification
from tests.graph.silos.stored_graph import stored_graph
from tests.graph.silos.test_double_work import STREET
from tests.graph.silos.test_double_work import agree as agree_on_double_work
from tests.graph.silos.test_gaps import LIST, MATRICES, agree_on_matrices
from tests.schema.asking import Desk

TODAY = date(2017, 11, 14)
STATUSES = ["BETWEEN_SILOS", "PARTLY_OWNED", "LAPSED", "UNOWNED", "CONTESTED", "SHARED"]


@pytest.mark.parametrize("wanted", [{}, {"areas": ["area:laak"]}, {"status": ["BETWEEN_SILOS", "PARTLY_OWNED"]}])
async def test_the_matrices_of_the_seed(seeded: Database, wanted: specification.Filter) -> None:
    graph = await stored_graph(seeded)
    await agree_on_matrices(Desk(seeded), graph, TODAY, wanted, 1, f"seed with {wanted}")
    found = await Desk(seeded).answer(MATRICES, f=wanted, on=str(TODAY), least=3)
    assert all(cell["initiatives"] >= 3 for each in found.values() for cell in each["cells"])


async def test_the_gaps_of_the_seed_with_their_bridges(seeded: Database) -> None:
    graph = await stored_graph(seeded)
    for desk, named in ((Desk(seeded), True), (Desk(seeded, PUBLIC), False)):
        found = (await desk.answer(LIST, f={"status": STATUSES}, on=str(TODAY), first=500))["betweenSilos"]["nodes"]
        expected = specification.population(graph, TODAY, {"status": STATUSES})
        by_id = {each.id: each for each in expected}
        assert {each["subject"]["id"] for each in found} == set(by_id)
        for each in found:
            silos = by_id[each["subject"]["id"]].silos
            bridges = [(one["department"]["id"], one["official"] and one["official"]["id"], one["ties"]) for one in each["bridges"]]
            assert bridges == specification.bridges(graph, TODAY, silos, named=named)
        assert any(each["bridges"] for each in found)
        assert named == any(one["official"] for each in found for one in each["bridges"])


@pytest.mark.parametrize("wanted", ["minCell: 0", "filter: {pair: [\"a\"]}", "filter: {openAtLeastDays: -1}"])
async def test_what_makes_no_sense_is_bad_input(seeded: Database, wanted: str) -> None:
    assert await Desk(seeded).refused(f"{{ siloMatrix({wanted}) {{ total }} }}") == "BAD_INPUT"


@pytest.mark.parametrize("wanted", [{}, {"minScore": 1e-6}, {"minScore": 0.001, "areas": ["area:escamp"]}])
async def test_the_double_work_of_the_seed(seeded: Database, wanted: specification.Filter) -> None:
    """Two tell of one resident, whom only an analyst sees: for a passer-by those do not know each other."""
    graph, found = await stored_graph(seeded), []
    for desk, seen in ((Desk(seeded), double_work_specification.PARTIES), (Desk(seeded, PUBLIC), STREET)):
        found.append(await agree_on_double_work(desk, graph, TODAY, wanted, seen, f"seed with {wanted}"))
    assert found == {0: [1, 1], 1e-6: [1, 2], 0.001: [0, 1]}[wanted.get("minScore", 0)]
