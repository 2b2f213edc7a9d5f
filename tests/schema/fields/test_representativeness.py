"""Who is missing, over the API, on the seed: beside plain Python, page by page, and with head counts for staff only."""

import pytest

from graph.database.session import Database
from graph.model.viewer import PUBLIC
from seed import REFERENCE_DATE as TODAY
from tests.graph.silos.representativeness_specification import Question
from tests.graph.silos.stored_graph import stored_graph
from tests.graph.silos.test_representativeness import ASKED, asked, rounded
from tests.schema.asking import Desk, whole_list

PAGES = """query($by: Gathered, $first: Int, $after: String, $last: Int, $before: String) {
  representativeness(by: $by, first: $first, after: $after, last: $last, before: $before) {
    nodes { event { id date } area { id } events } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""


@pytest.mark.parametrize("least", [3, 5, 12])
async def test_the_seed_is_as_plain_python_tells_it(seeded: Database, least: int) -> None:
    expected = Question(await stored_graph(seeded), TODAY, least)
    assert await asked(Desk(seeded), ASKED, by="EVENT", least=least) == rounded(expected.by_event())
    assert await asked(Desk(seeded), ASKED, by="AREA", least=least) == rounded(expected.by_area())


async def test_pages_give_every_event_once_by_date(desk: Desk) -> None:
    whole = (await desk.answer(PAGES, first=500))["representativeness"]["nodes"]
    days = [each["event"]["date"] or "9999" for each in whole]
    assert days == sorted(days)
    assert len(whole) == (await desk.answer("{ events { totalCount } }"))["events"]["totalCount"]
    assert await whole_list(desk, PAGES, "representativeness", 4) == whole
    assert await whole_list(desk, PAGES, "representativeness", 4, backwards=True) == whole
    areas = (await desk.answer(PAGES, by="AREA", first=500))["representativeness"]["nodes"]
    assert [each["area"] and each["area"]["id"] for each in areas] == ["area:voorbeeldbuurt-singel", None]
    assert sum(each["events"] for each in areas) == len(whole)


async def test_head_counts_themselves_are_for_staff(seeded: Database) -> None:
    asked_for = '{ events(filter: {headCounts: {isEmpty: false}}) { totalCount } node(id: "event:stemdag-ypenburg") { ... on Event { headCounts statements { property } } } }'
    staff, street = await Desk(seeded).answer(asked_for), await Desk(seeded, PUBLIC).answer(asked_for)
    assert staff["events"]["totalCount"] == 16
    assert "opleiding: praktijk of mbo: 4" in staff["node"]["headCounts"]
    assert street["events"]["totalCount"] == 0
    assert street["node"]["headCounts"] == []
    assert "headCounts" not in {each["property"] for each in street["node"]["statements"]}
