"""betweenSilos on the seed: what falls between silos there, since when, and what each filter and order leaves."""

from collections import Counter
from typing import Any

import pytest

from graph.database.session import Database
from tests.schema.asking import Desk, rows, write

ALL = ["BETWEEN_SILOS", "LAPSED", "UNOWNED", "CONTESTED", "PARTLY_OWNED", "SHARED", "OWNED"]
ASKED = """query($f: GapFilter, $o: GapOrder = OPEN_LONGEST, $on: Date) { betweenSilos(filter: $f, orderBy: $o, asOf: $on, first: 500) { totalCount nodes {
  subject { __typename } initiative { id startedOn stage asks } silos { id } uncovered { id } openSince openDays
  ownership { status lead { party { id } } topics { subject { ... on Domain { id } ... on Problem { id } } departments { id } } } } } }"""


async def gaps(desk: Desk, order: str = "OPEN_LONGEST", on: str | None = None, **wanted: Any) -> list[Any]:
    found = (await desk.answer(ASKED, f=wanted or None, o=order, on=on))["betweenSilos"]
    assert found["totalCount"] == len(found["nodes"])
    assert all(each["subject"]["__typename"] == "Initiative" for each in found["nodes"])
    return list(found["nodes"])


def ids(found: list[Any]) -> list[str]:
    return [each["initiative"]["id"].removeprefix("initiative:") for each in found]


async def test_the_seed_stands_as_its_story_says(desk: Desk) -> None:
    listed = (await desk.answer("{ initiatives(first: 100) { nodes { asks ownership { status } } } }"))["initiatives"]["nodes"]
    asking = [each["ownership"]["status"] for each in listed if each["asks"] != ["NOTHING"]]
    assert Counter(asking) == {"OWNED": 42, "SHARED": 15, "BETWEEN_SILOS": 15, "PARTLY_OWNED": 6, "LAPSED": 6, "UNOWNED": 5, "CONTESTED": 5}
    assert sum(each["asks"] == ["NOTHING"] for each in listed) == 6


async def test_what_falls_between_silos_is_the_default(desk: Desk) -> None:
    found = await gaps(desk)
    assert found == await gaps(desk, status=["BETWEEN_SILOS"])
    assert {each["ownership"]["status"] for each in found} == {"BETWEEN_SILOS"}
    assert {"buurtkamer-laakkade", "speeltuin-zandbak"} <= set(ids(found))
    assert all(len(each["silos"]) > 1 for each in found)


@pytest.mark.parametrize("status", ALL)
async def test_each_status_lists_what_asks_for_something_and_has_no_lead(desk: Desk, status: str) -> None:
    listed = (await desk.answer("{ initiatives(first: 100) { nodes { id asks stage startedOn endedOn ownership { status lead { party { id } } } } } }"))["initiatives"]["nodes"]
    wanted = {
        each["id"].removeprefix("initiative:")
        for each in listed
        if each["ownership"]["status"] == status and each["ownership"]["lead"] is None and each["asks"] != ["NOTHING"]
        and (each["startedOn"] is None or str(each["startedOn"]) <= "2017-11-14")
        and (str(each["endedOn"]) >= "2017-11-14" if each["endedOn"] else each["stage"] not in ("STOPPED", "DONE"))
    }  # fmt: skip
    assert set(ids(await gaps(desk, status=[status]))) == wanted


@pytest.mark.parametrize(("initiative", "since", "days"), [("buurtkamer-laakkade", "2015-01-20", 1029), ("speeltuin-zandbak", "2015-06-02", 896)])
async def test_how_long_the_stories_are_open(desk: Desk, initiative: str, since: str, days: int) -> None:
    found = {each["initiative"]["id"]: each for each in await gaps(desk)}[f"initiative:{initiative}"]
    assert (str(found["openSince"]), found["openDays"]) == (since, days)
    assert initiative != "buurtkamer-laakkade" or [each["id"] for each in found["uncovered"]] == ["domain:0.3"]


# (initiative, last day that it was open, days it had been open by the day after)
SOLVED = [("moestuin-moerwijk", "2017-03-31", 383), ("regentuin-bosjes", "2017-01-31", 485)]


@pytest.mark.parametrize(("initiative", "on", "days"), SOLVED)
async def test_what_was_solved_was_open_until_the_day_before(desk: Desk, initiative: str, on: str, days: int) -> None:
    found = {each["initiative"]["id"]: each for each in await gaps(desk, on=on, status=ALL)}[f"initiative:{initiative}"]
    assert found["openDays"] == days - 1
    after = str(int(on[:4])) + ("-04-01" if on.endswith("03-31") else "-02-01")
    assert initiative not in ids(await gaps(desk, on=after, status=["BETWEEN_SILOS", "SHARED", "LAPSED", "UNOWNED"]))


async def test_the_days_of_every_solved_initiative_are_those_of_the_story(desk: Desk) -> None:
    """Nine initiatives, with the days before and after that the seed tells: both from `since` and from the day before it."""
    told = {(383, 227), (393, 714), (184, 244), (264, 409), (471, 531), (470, 105), (485, 286), (316, 623), (286, 309)}
    listed = (await desk.answer("{ initiatives(first: 100) { nodes { id startedOn ownership { status since lead { party { id } } } } } }"))["initiatives"]["nodes"]
    from datetime import date, timedelta

    found = set()
    for each in listed:
        settled, since = each["ownership"]["status"] == "OWNED" or each["ownership"]["lead"], each["ownership"]["since"]
        if not settled or not since or str(since) == str(each["startedOn"]):
            continue
        day = date.fromisoformat(str(since))
        before = {one["initiative"]["id"]: one for one in await gaps(desk, on=str(day - timedelta(days=1)), status=ALL, includeEnded=True)}.get(each["id"])
        if before and before["openDays"] is not None and before["ownership"]["status"] != "OWNED":
            found.add((before["openDays"] + 1, (date(2017, 11, 14) - day).days))
    assert told <= found


async def test_the_orders(desk: Desk) -> None:
    longest = await gaps(desk, status=ALL[:-1])
    dates = [str(each["openSince"] or "9999") for each in longest]
    assert dates == sorted(dates)
    newest = [str(each["initiative"]["startedOn"] or "0000") for each in await gaps(desk, "NEWEST", status=ALL[:-1])]
    assert newest == sorted(newest, reverse=True)
    most = [len(each["silos"]) for each in await gaps(desk, "MOST_SILOS", status=ALL[:-1])]
    assert most == sorted(most, reverse=True)
    for order in ("NEWEST", "MOST_SILOS"):
        assert sorted(ids(await gaps(desk, order, status=ALL[:-1]))) == sorted(ids(longest))


async def test_each_filter_leaves_what_it_says(desk: Desk, seeded: Database) -> None:
    every = await gaps(desk, status=ALL[:-1])
    stage = [each for each in every if each["initiative"]["stage"] in ("IDEA", "PAUSED")]
    assert ids(await gaps(desk, status=ALL[:-1], stages=["IDEA", "PAUSED"])) == ids(stage) != []
    later = [each for each in every if str(each["initiative"]["startedOn"]) > "2016-05-01"]
    assert ids(await gaps(desk, status=ALL[:-1], startedAfter="2016-05-01")) == ids(later) != []
    earlier = [each for each in every if each["initiative"]["startedOn"] and str(each["initiative"]["startedOn"]) < "2016-05-01"]
    assert ids(await gaps(desk, status=ALL[:-1], startedBefore="2016-05-01")) == ids(earlier) != []
    long = [each for each in every if each["openDays"] is not None and each["openDays"] >= 500]
    assert ids(await gaps(desk, status=ALL[:-1], openAtLeastDays=500)) == ids(long) != []
    silo = every[0]["silos"][0]["id"]
    assert ids(await gaps(desk, status=ALL[:-1], silos=[silo])) == ids([each for each in every if silo in [one["id"] for one in each["silos"]]])
    there = {row[0] for row in await rows(seeded, "MATCH (i:Initiative)-[:LOCATED_IN]->(:Area)-[:PART_OF*0..]->(:Area {key: 'laak'}) RETURN i.key")}
    assert set(ids(await gaps(desk, status=ALL[:-1], areas=["area:laak"]))) == set(ids(every)) & there != set()
    assert ids(await gaps(desk, status=ALL[:-1], areas=["area:den-haag"])) != []


async def test_filters_on_what_was_decided(desk: Desk) -> None:
    every = await gaps(desk)
    pair = [each["id"] for each in every[0]["silos"][:2]]
    both = [each for each in every if set(pair) <= {one["id"] for one in each["silos"]}]
    assert ids(await gaps(desk, pair=pair)) == ids(both) != []
    topics = sorted({each["subject"]["id"] for each in every[0]["ownership"]["topics"]})[:2]  # a topic once for each area
    assert ids(every)[0] in ids(await gaps(desk, pair=topics))
    assert ids(await gaps(desk, domains=topics[:1])) == [name for name, each in zip(ids(every), every, strict=True) if topics[0] in [one["subject"]["id"] for one in each["ownership"]["topics"]]]
    broad = await gaps(desk, domains=["domain:5"])
    assert {name for name, each in zip(ids(every), every, strict=True) if any(one["subject"]["id"].startswith("domain:5") for one in each["ownership"]["topics"])} <= set(ids(broad))
    once, never = await gaps(desk, status=ALL[:-1], onceOwned=True), await gaps(desk, status=ALL[:-1], onceOwned=False)
    assert sorted(ids(once) + ids(never)) == sorted(ids(await gaps(desk, status=ALL[:-1])))
    assert once
    ended = await gaps(desk, status=ALL, includeEnded=True)
    assert set(ids(await gaps(desk, status=ALL))) < set(ids(ended))


@pytest.mark.parametrize("wanted", [
    {"silos": ["department:none"]}, {"domains": ["x"]}, {"areas": ["area:none"]}, {"status": []}, {"stages": [], "startedAfter": "2100-01-01"},
    {"openAtLeastDays": 1_000_000}, {"pair": ["department:a", "department:b"]},
])  # fmt: skip
async def test_a_filter_that_nothing_meets_leaves_nothing(desk: Desk, wanted: dict[str, Any]) -> None:
    assert await gaps(desk, **wanted) == []


@pytest.mark.parametrize("wanted", [{"pair": []}, {"pair": ["a"]}, {"pair": ["a", "a"]}, {"pair": ["a", "b", "c"]}, {"openAtLeastDays": -1}])
async def test_a_filter_that_makes_no_sense_is_bad_input(desk: Desk, wanted: dict[str, Any]) -> None:
    assert await desk.refused(ASKED, f=wanted) == "BAD_INPUT"


async def test_a_cursor_whose_gap_was_closed_asks_for_the_first_page(desk: Desk, seeded: Database) -> None:
    first = (await desk.answer("{ betweenSilos(first: 1) { nodes { initiative { id } } pageInfo { endCursor } } }"))["betweenSilos"]
    key = first["nodes"][0]["initiative"]["id"].removeprefix("initiative:")
    before = (await rows(seeded, "MATCH (n:Initiative {key: $key}) RETURN n.asks", key=key))[0][0]
    await write(seeded, "MATCH (n:Initiative {key: $key}) SET n.asks = ['NOTHING']", key=key)
    try:
        asked = "query($c: String) { betweenSilos(after: $c) { totalCount } }"
        assert await desk.refused(asked, c=first["pageInfo"]["endCursor"]) == "BAD_INPUT"
    finally:
        await write(seeded, "MATCH (n:Initiative {key: $key}) SET n.asks = $asks", key=key, asks=before)


async def test_the_edges_of_gaps_are_their_nodes(desk: Desk) -> None:
    found = (await desk.answer("{ betweenSilos(first: 5) { edges { cursor node { initiative { id } } } nodes { initiative { id } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }"))["betweenSilos"]
    assert [each["node"] for each in found["edges"]] == found["nodes"]
    assert (found["edges"][0]["cursor"], found["edges"][-1]["cursor"]) == (found["pageInfo"]["startCursor"], found["pageInfo"]["endCursor"])
    assert (found["pageInfo"]["hasNextPage"], found["pageInfo"]["hasPreviousPage"]) == (True, False)
