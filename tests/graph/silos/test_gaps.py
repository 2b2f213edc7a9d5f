"""Gaps, matrix and bridges as they are served, on random graphs beside the specification: list, order, totals, pages, filters."""

import random
from datetime import date
from typing import Any

import pytest

from graph.database.session import Database
from graph.silos.gaps import page as listing
from tests.examples import examples
from tests.graph.ownership.stored import store
from tests.graph.silos import specification
from tests.graph.silos.random_cities import STATUSES, day_of, random_city, random_filter, spread
from tests.schema.asking import Desk

GRAPHS = examples(250)
LIST = """query($f: GapFilter, $o: GapOrder, $on: Date, $first: Int, $after: String) {
  betweenSilos(filter: $f, orderBy: $o, asOf: $on, first: $first, after: $after) { totalCount aggregate { by(group: STATUS) { value count } }
    nodes { subject { ... on Initiative { id } } silos { id } uncovered { id } openSince openDays bridges { department { id } official { id } ties } }
    pageInfo { hasNextPage endCursor } } }"""
PAGE = """query($f: GapFilter, $o: GapOrder, $on: Date, $first: Int, $after: String, $last: Int, $before: String) {
  betweenSilos(filter: $f, orderBy: $o, asOf: $on, first: $first, after: $after, last: $last, before: $before) {
    nodes { subject { ... on Initiative { id } } openSince } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
COUNT = "query($f: GapFilter, $on: Date) { betweenSilos(filter: $f, asOf: $on) { totalCount } }"
MATRICES = """query($f: GapFilter, $on: Date, $least: Int, $by: SiloDimension) {
  SILO: siloMatrix(by: $by, filter: $f, asOf: $on, minCell: $least) { ...all } DEPARTMENT: siloMatrix(by: DEPARTMENT, filter: $f, asOf: $on, minCell: $least) { ...all }
  DOMAIN: siloMatrix(by: DOMAIN, filter: $f, asOf: $on, minCell: $least) { ...all } }
  fragment all on SiloMatrix { labels { id } cells { row column initiatives between expected } total between }"""


def as_asked(wanted: specification.Filter) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, date) else value for name, value in wanted.items()}


async def test_lists_and_matrices_agree_with_the_specification(
    database: Database, run_seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, seen = Desk(database), 0
    for number in range(GRAPHS):
        rng = random.Random(f"{run_seed}-silos-{number}")
        graph = spread(rng, random_city(rng))
        await store(database, graph)
        # As in a large city, where a page is read in steps, each of more rows than the one before.
        monkeypatch.setattr(listing, "FIRST_ROWS", rng.choice((1, 2, 400)))
        for _ in range(2):
            on = day_of(rng, graph)
            silos = sorted({silo for each in specification.population(graph, on, {}) for silo in each.silos})
            wanted = random_filter(rng, graph, silos)
            where = f"SNIJVLAK_SEED={run_seed} graph {number} on {on} with {wanted}"
            order = rng.choice(("OPEN_LONGEST", "OPEN_LONGEST", "MOST_SILOS", "NEWEST"))
            seen += await _list_agrees(desk, graph, on, wanted, order, where)
            await agree_on_matrices(desk, graph, on, wanted, rng.choice((1, 1, 2)), where)
    assert GRAPHS < 20 or seen > GRAPHS


async def _list_agrees(desk: Desk, graph: Any, on: date, wanted: specification.Filter, order: str, where: str) -> int:
    expected = specification.gaps(graph, on, wanted, order)
    asked = {"f": as_asked(wanted), "o": order, "on": str(on)}
    found = (await desk.answer(LIST, **asked, first=500))["betweenSilos"]
    assert [each["subject"]["id"] for each in found["nodes"]] == [each.id for each in expected], f"{where} {order}"
    assert found["totalCount"] == len(expected), where
    assert (await desk.answer(COUNT, f=asked["f"], on=asked["on"]))["betweenSilos"]["totalCount"] == len(expected), where
    for each, told in zip(expected, found["nodes"], strict=True):
        assert [one["id"] for one in told["silos"]] == sorted(each.silos), f"{where}: {each.id}"
        assert [one["id"] for one in told["uncovered"]] == sorted(each.uncovered), f"{where}: {each.id}"
        assert told["openSince"] == (str(each.open_since) if each.open_since else None), f"{where}: {each.id}"
        bridges = [(one["department"]["id"], one["official"] and one["official"]["id"], one["ties"]) for one in told["bridges"]]
        assert bridges == specification.bridges(graph, on, each.silos, named=True), f"{where}: {each.id}"
    await _pages_agree(desk, asked, [each.id for each in expected], where)
    return len(expected)


async def _pages_agree(desk: Desk, asked: dict[str, Any], expected: list[str], where: str) -> None:
    """Page by page, forwards and backwards."""
    for size, end, other in (("first", "endCursor", "after"), ("last", "startCursor", "before")):
        listed: list[str] = []
        page: dict[str, Any] = {size: 2}
        while True:
            found = (await desk.answer(PAGE, **asked, **page))["betweenSilos"]
            ids = [each["subject"]["id"] for each in found["nodes"]]
            listed = listed + ids if size == "first" else ids + listed
            if not found["pageInfo"]["hasNextPage" if size == "first" else "hasPreviousPage"]:
                break
            page[other] = found["pageInfo"][end]
        assert listed == expected, f"{where} {size}"


async def agree_on_matrices(desk: Desk, graph: Any, on: date, wanted: specification.Filter, least: int, where: str) -> None:
    found = await desk.answer(MATRICES, f=as_asked(wanted), on=str(on), least=least)
    for by, told in found.items():
        cells = {(each["row"], each["column"]): (each["initiatives"], each["between"], each["expected"]) for each in told["cells"]}
        labels = [each["id"] for each in told["labels"]]
        matrix = {"total": told["total"], "between": told["between"], "labels": labels, "cells": cells}
        assert matrix == specification.matrix(graph, on, by, wanted, least), f"{where} by {by}"
        assert list(cells) == sorted(cells)


async def test_totals_of_list_and_matrix_agree(database: Database, run_seed: int) -> None:
    """What the list counts is what the matrix counts, pair by pair; on the diagonal, what lies between departments of one silo alone.

    That happens where the silo itself does not stand on that day: then it joins nobody.
    """
    desk = Desk(database)
    for number in range(examples(20)):
        rng = random.Random(f"{run_seed}-totals-{number}")
        graph = random_city(rng)
        await store(database, graph)
        on = day_of(rng, graph)
        told = (await desk.answer(MATRICES, on=str(on), least=1))["SILO"]
        assert told["between"] == await _count(desk, on)
        nodes = (await desk.answer(LIST, on=str(on), first=500))["betweenSilos"]["nodes"]
        silos = [[silo["id"] for silo in each["silos"]] for each in nodes]
        for cell in told["cells"]:
            pair = [cell["row"], cell["column"]]
            counted = await _count(desk, on, pair=pair) if cell["row"] != cell["column"] else silos.count(pair[:1])
            assert cell["between"] == counted, f"SNIJVLAK_SEED={run_seed} graph {number} on {on}: {cell}"
        by_status = sum([await _count(desk, on, status=[each]) for each in STATUSES])
        every = len([each for each in specification.population(graph, on, {}) if each.answer.lead is None])
        assert by_status == every


async def _count(desk: Desk, on: date, **wanted: Any) -> int:
    return int((await desk.answer(COUNT, f=wanted or None, on=str(on)))["betweenSilos"]["totalCount"])
