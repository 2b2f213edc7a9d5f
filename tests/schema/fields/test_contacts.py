"""The ways of residents over the API: pages in order both ways, what the seed tells, and nothing for who sees no contacts."""

from typing import Any

from tests.schema.asking import Desk, whole_list

CHAINS = """query($first: Int, $after: String, $last: Int, $before: String) {
  contactChains(from: "2014-01-01", first: $first, after: $after, last: $last, before: $before) {
    nodes { contacts { id } beganOn hops days daysUntilOwner firstWasOwner } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""


async def test_pages_give_every_way_once_in_order(desk: Desk) -> None:
    whole = (await desk.answer(CHAINS, first=500))["contactChains"]["nodes"]
    assert [each["beganOn"] for each in whole] == sorted(each["beganOn"] for each in whole)
    assert await whole_list(desk, CHAINS, "contactChains", 4) == whole
    assert await whole_list(desk, CHAINS, "contactChains", 4, backwards=True) == whole
    contacts = (await desk.answer("{ contacts { totalCount } }"))["contacts"]["totalCount"]
    assert sum(len(each["contacts"]) for each in whole) == contacts


async def test_the_story_of_the_school_garden(desk: Desk) -> None:
    asked = """{ contactChains(from: "2016-04-01", to: "2016-04-14") { nodes { subject { ... on Initiative { id } } hops days firstDoor { ... on Counter { name } }
      firstParty { name } ownerReachedOn rightParty { id } } }
      referralLoops(from: "2016-04-12", to: "2016-04-13") { nodes { kinds daysLost } } }"""
    found = await desk.answer(asked)
    garden = next(each for each in found["contactChains"]["nodes"] if each["subject"]["id"] == "initiative:moestuin-moerwijk")
    assert (garden["hops"], garden["days"], garden["firstDoor"]["name"], garden["rightParty"]) == (4, 317, "Servicepunt stadsdeel Escamp", None)
    assert found["referralLoops"]["nodes"] == [{"kinds": ["RETURNED", "NO_OWNER"], "daysLost": 317}]


async def test_counts_need_one_statement(desk: Desk) -> None:
    told = await desk.ask('{ misrouting(from: "2014-01-01") { chains right wrong suppressed } contactChains { totalCount } }')
    assert (told.codes, len(told.statements)) == ((), 2)


async def test_who_sees_no_contacts_sees_no_ways(street: Desk) -> None:
    found: Any = await street.answer('{ misrouting(from: "2014-01-01") { chains cells { contacts } } contactChains(from: "2014-01-01") { totalCount } referralLoops { totalCount } }')
    assert found == {"misrouting": {"chains": 0, "cells": []}, "contactChains": {"totalCount": 0}, "referralLoops": {"totalCount": 0}}


async def test_bad_periods_and_cells_are_refused(desk: Desk) -> None:
    assert await desk.refused('{ misrouting(from: "2017-01-02", to: "2017-01-02") { chains } }') == "BAD_INPUT"
    assert await desk.refused("{ misrouting(minCell: 0) { chains } }") == "BAD_INPUT"
    assert await desk.refused('{ contactChains(after: "x") { totalCount } }') == "BAD_INPUT"
