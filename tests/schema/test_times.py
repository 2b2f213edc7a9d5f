"""Times over the API: an instant is the same in every zone, and a day or a month is that of the city."""

from datetime import UTC, date, datetime, timedelta, timezone
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from graph.database.session import Database
from tests.examples import examples
from tests.schema.asking import Desk, whole_list, write

AMSTERDAM, KIRITIMATI = ZoneInfo("Europe/Amsterdam"), ZoneInfo("Pacific/Kiritimati")
NIGHT = datetime(2017, 3, 1, 23, 30, tzinfo=UTC)
ZONES = ("Z", "+01:00", "-11:00", "+13:45", "[Europe/Amsterdam]", "[Pacific/Kiritimati]")
NO_TIMES = ("localdatetime('2017-03-01T23:30:00')", "'2017-03-01T23:30:00Z'", "date('2017-03-01')", "7", "null")
TESTS = {
    "eq": lambda one, other: one == other, "gt": lambda one, other: one > other, "gte": lambda one, other: one >= other,
    "lt": lambda one, other: one < other, "lte": lambda one, other: one <= other,
}  # fmt: skip
CONTACTS = """query($filter: ContactFilter, $orderBy: [ContactOrder!], $first: Int, $after: String, $last: Int, $before: String) {
  contacts(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""


def written(at: datetime, zone: str) -> str:
    """The Cypher of an instant, as somebody in a zone wrote it down."""
    return f"datetime({{datetime: datetime('{at.isoformat()}'), timezone: '{zone.strip('[]')}'}})"


async def some_contacts(database: Database, random: Random, count: int = 24) -> dict[str, tuple[datetime | None, str]]:
    """Contacts at few instants in many zones, and some with what is no time; by id, with the instant and the channel."""
    found: dict[str, tuple[datetime | None, str]] = {}
    rows = []
    for number in range(count):
        at = NIGHT + random.choice((-1, 0, 0, 0, 1)) * random.choice((timedelta(microseconds=1), timedelta(seconds=1), timedelta(days=1)))
        odd, channel = (random.randrange(len(NO_TIMES)) if random.random() < 0.2 else None), random.choice(("desk", "phone"))
        rows.append({"key": f"{random.randrange(100):02}-{number}", "channel": channel, "at": at.isoformat(), "zone": random.choice(ZONES).strip("[]"), "odd": odd})
        found[f"contact:{rows[-1]['key']}"] = at if odd is None else None, channel
    odds = " ".join(f"WHEN {place} THEN {odd}" for place, odd in enumerate(NO_TIMES))
    time = "datetime({datetime: datetime(row.at), timezone: row.zone})"
    await write(database, f"UNWIND $rows AS row CREATE (:Contact {{key: row.key, channel: row.channel, at: CASE row.odd {odds} ELSE {time} END}})", rows=rows)
    return found


async def test_an_instant_is_met_in_whatever_zone_it_was_written_or_asked(database: Database, run_seed: int) -> None:
    random = Random(f"{run_seed}")
    held, desk = await some_contacts(database, random), Desk(database)
    for shift in (-1, 0, 1):
        asked = (NIGHT + shift * timedelta(microseconds=1)).astimezone(timezone(timedelta(hours=random.choice((-11, 0, 1, 13)))))
        given = asked.isoformat()
        wanted: dict[str, Any] = {name: {key for key, (at, _) in held.items() if at and test(at, asked)} for name, test in TESTS.items()}
        wanted |= {"in": wanted["eq"], "ne": set(held) - wanted["eq"]}
        for operator, expected in wanted.items():
            conditions = {"at": {operator: [given, given] if operator == "in" else given}}
            page = (await desk.answer(CONTACTS, filter=conditions, first=500))["contacts"]
            assert ({each["id"] for each in page["nodes"]}, page["totalCount"]) == (expected, len(expected)), f"{conditions} seed {run_seed}"
    none = (await desk.answer(CONTACTS, filter={"at": {"isNull": True}}, first=500))["contacts"]["nodes"]
    assert {each["id"] for each in none} == {key for key, (at, _) in held.items() if at is None}
    assert not (await desk.answer(CONTACTS, filter={"at": {"in": []}}))["contacts"]["nodes"]


async def test_the_told_time_finds_what_it_was_told_of(database: Database) -> None:
    await write(database, "CREATE (:Contact {key: 'a', at: datetime('2017-03-01T23:30:00.123456789+01:00')})")
    desk = Desk(database)
    at = (await desk.answer("{ contacts { nodes { at } } }"))["contacts"]["nodes"][0]["at"]
    assert (await desk.answer(CONTACTS, filter={"at": {"eq": at}}))["contacts"]["totalCount"] == 1


async def test_the_same_instant_in_two_zones_is_a_tie(database: Database, run_seed: int) -> None:
    """Ties are broken by what is asked next, and pages by cursor hold each once, forwards and backwards."""
    for number in range(examples(40)):
        random = Random(f"{run_seed}-{number}")
        await write(database, "MATCH (c:Contact) DELETE c")
        held = await some_contacts(database, random)
        down, then = random.random() < 0.5, random.choice((None, False, True))
        expected = sorted(held)
        if then is not None:
            expected.sort(key=lambda each: held[each][1], reverse=then)
        expected.sort(key=lambda each: held[each][0] or NIGHT, reverse=down)
        expected.sort(key=lambda each: held[each][0] is None)
        orders = [{"at": "DESC" if down else "ASC"}, *([{"channel": "DESC" if then else "ASC"}] if then is not None else [])]
        only = {"at": {"gte": "2017-01-01T00:00:00Z"}} if random.random() < 0.3 else None
        expected = [each for each in expected if not only or held[each][0]]
        for backwards in (False, True):
            found = await whole_list(Desk(database), CONTACTS, "contacts", random.choice((1, 2, 5, 30)), backwards=backwards, orderBy=orders, filter=only)
            assert [each["id"] for each in found] == expected, f"seed {run_seed}-{number} {orders} {only}"


async def test_an_order_by_a_time_without_an_index_and_below_another_list(database: Database) -> None:
    """Records of who confirmed when have no index, and lists inside lists use none."""
    await write(database, f"""CREATE (:Domain {{key: 'd'}})<-[:FOR]-(:Responsibility {{key: 'b', confirmedAt: {written(NIGHT, 'Z')}}}),
        (:Domain {{key: 'e'}})<-[:FOR]-(:Responsibility {{key: 'a', confirmedAt: {written(NIGHT, '+01:00')}}})""")
    asked = '{ responsibilities(orderBy: [{ confirmedAt: DESC }]) { nodes { id } } domains(filter: { responsibilities: { some: { confirmedAt: { eq: "2017-03-02T00:30:00+01:00" } } } }) { totalCount } }'
    found = await Desk(database).answer(asked)
    assert [each["id"] for each in found["responsibilities"]["nodes"]] == ["responsibility:a", "responsibility:b"]
    assert found["domains"]["totalCount"] == 2


# The last minute of a day of the city and the first of the next, around both ends of summer time, and elsewhere.
BORDERS = [
    (AMSTERDAM, date(2017, 3, 26), "2017-03-25T22:59:59Z", "2017-03-25T23:00:00Z"),
    (AMSTERDAM, date(2017, 3, 27), "2017-03-26T21:59:59Z", "2017-03-26T22:00:00Z"),
    (AMSTERDAM, date(2017, 10, 29), "2017-10-28T21:59:59Z", "2017-10-28T22:00:00Z"),
    (AMSTERDAM, date(2017, 10, 30), "2017-10-29T22:59:59Z", "2017-10-29T23:00:00Z"),
    (AMSTERDAM, date(2017, 3, 1), "2017-02-28T22:59:59Z", "2017-02-28T23:00:00Z"),
    (KIRITIMATI, date(2017, 3, 1), "2017-02-28T09:59:59Z", "2017-02-28T10:00:00Z"),
    (ZoneInfo("America/Sao_Paulo"), date(2017, 10, 15), "2017-10-15T02:59:59Z", "2017-10-15T03:00:00Z"),  # has no midnight
]


@pytest.mark.parametrize(("city", "day", "before", "first"), BORDERS, ids=lambda each: str(each)[:19])
async def test_a_day_is_a_day_of_the_city(database: Database, city: ZoneInfo, day: date, before: str, first: str, run_seed: int) -> None:
    """Ways of residents, counts by month and what was not confirmed since a day turn at the midnight of the city."""
    for key, at in (("before", before), ("first", first)):
        time = written(datetime.fromisoformat(at), Random(f"{run_seed}{first}").choice(ZONES))
        await write(database, f"CREATE (:Contact {{key: $key, at: {time}}}), (:Department {{key: $key}})-[:HOLDS]->(:Responsibility {{key: $key, confirmedAt: {time}}})", key=key)
    asked = """query($day: Date!, $eve: Date!) { from: contactChains(from: $day) { nodes { beganOn contacts { id } } } until: contactChains(from: $eve, to: $day) { nodes { beganOn contacts { id } } }
      misrouting(from: $day, to: "2018-01-01") { chains } stale: staleOwnership(olderThan: $day) { nodes { id } } contacts { aggregate { by(group: AT_MONTH) { value count } } } }"""
    found = await Desk(database, zone=city).answer(asked, day=day.isoformat(), eve=(day - timedelta(days=1)).isoformat())
    assert found["from"]["nodes"] == [{"beganOn": day.isoformat(), "contacts": [{"id": "contact:first"}]}]
    assert found["until"]["nodes"] == [{"beganOn": (day - timedelta(days=1)).isoformat(), "contacts": [{"id": "contact:before"}]}]
    assert found["misrouting"] == {"chains": 1}
    assert found["stale"]["nodes"] == [{"id": "responsibility:before"}]
    months = [day.isoformat()[:7], (day - timedelta(days=1)).isoformat()[:7]]
    assert {each["value"]: each["count"] for each in found["contacts"]["aggregate"]["by"]} == {each: months.count(each) for each in months}


@pytest.mark.parametrize(("city", "day"), [(AMSTERDAM, "2017-03-02"), (KIRITIMATI, "2017-03-02"), (ZoneInfo("America/Lima"), "2017-03-01")], ids=str)
async def test_a_time_in_the_place_of_a_date_is_its_day_in_the_city(database: Database, city: ZoneInfo, day: str) -> None:
    """Somebody else wrote when an initiative began to the second: gaps, and the rule, count from that day of the city."""
    await write(database, f"CREATE (:Initiative {{key: 'i', startedOn: {written(NIGHT, 'Z')}, asks: ['MONEY']}})-[:TOUCHES]->(:Domain {{key: 'd'}})")
    asked = "query($day: Date!) { betweenSilos(asOf: $day, filter: { status: [UNOWNED] }) { totalCount nodes { openSince } } }"
    desk, eve = Desk(database, zone=city), (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    assert (await desk.answer(asked, day=day))["betweenSilos"] == {"totalCount": 1, "nodes": [{"openSince": day}]}
    assert (await desk.answer(asked, day=eve))["betweenSilos"] == {"totalCount": 0, "nodes": []}


async def test_what_was_known_at_an_instant(database: Database) -> None:
    """Recorded at half past midnight in Amsterdam: known at that very instant, in whatever zone it is asked, and not before."""
    await write(database, f"CREATE (:Department {{key: 'a', level: 'SERVICE'}})-[:HOLDS]->(:Responsibility {{key: 'r', recordedFrom: {written(NIGHT, '[Europe/Amsterdam]')}}})-[:FOR]->(:Domain {{key: 'd'}})")
    asked = 'query($at: DateTime!) { ownerOf(subject: "domain:d", asKnownAt: $at) { status } ownershipTimeline(subject: "domain:d", asKnownAt: $at) { ownership { status } } }'
    for at, status in (("2017-03-01T23:30:00Z", "OWNED"), ("2017-03-02T13:30:00+14:00", "OWNED"), ("2017-03-01T23:30:00", "OWNED"), ("2017-03-02T00:29:59+01:00", "UNOWNED")):
        found = await Desk(database).answer(asked, at=at)
        assert (found["ownerOf"]["status"], found["ownershipTimeline"][-1]["ownership"]["status"]) == (status, status), at
