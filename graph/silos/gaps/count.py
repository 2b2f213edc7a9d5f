"""Everything that is counted over all initiatives that ask for something: totals, groups and the matrix.

In: CityFacts and what is asked. Out: GroupCounts or a Matrix. All rows come in one Statement. Most are simple and are counted in
bulk; on the others, and on those that have a responsibility of their own, the rule decides one by one.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from graph.silos.gaps.gap import Gap, gaps_in
from graph.silos.gaps.group_counts import GroupCounts
from graph.silos.gaps.matrix import Matrix, Member, SiloDimension, matrix_of, member_of
from graph.silos.gaps.span import GapQuery
from graph.silos.population.bitset_rule import BETWEEN, COVERED, Groups
from graph.silos.population.city import CityFacts, RowsOf
from graph.silos.population.rows import all_rows, by_the_rule, initiatives_of
from graph.worker_threads import aside


def rows_to_count(asked: GapQuery, groups: frozenset[str] = frozenset()) -> RowsOf:
    """The rows that `tally_of` and `matrix_for` count."""
    return lambda world: all_rows(world, asked.rows, named=_looks_at_each(asked, groups))


async def tally_of(world: CityFacts, asked: GapQuery, groups: frozenset[str], rows: list[Any]) -> GroupCounts:
    """How many gaps there are, and of each group."""
    return await aside(_tallied, world, asked, groups, rows)


def _tallied(world: CityFacts, asked: GapQuery, groups: frozenset[str], rows: list[Any]) -> GroupCounts:
    tally, bulk, dated = GroupCounts(groups), world.bulk(asked.day), _looks_at_each(asked, groups)
    if not dated:
        kept = (bulk.silo_bits if "SILOS" in groups else 0) | (bulk.uncovered_bits if "UNCOVERED" in groups else 0)
        counted, rows = _in_bulk(world, asked, rows, kept)
        for (bits, verdict), number in counted.items():
            tally.add_many(verdict.status if verdict else "", bulk.silos.ids_in(bits), bulk.uncovered.ids_in(bits), number)
    tally.add(_decided(world, asked, rows, named=dated))
    return tally


async def matrix_for(world: CityFacts, asked: GapQuery, by: SiloDimension, least: int, rows: list[Any]) -> Matrix:
    """The matrix of all that meets the filter."""
    return await aside(lambda: matrix_of(_members(world, asked, by, rows), least))


def _members(world: CityFacts, asked: GapQuery, by: SiloDimension, rows: list[Any]) -> Counter[Member]:
    """The population: how many have the same places, and fall between silos or not."""
    members, bulk, dated = Counter[Member](), world.bulk(asked.day), _looks_at_each(asked)
    if not dated:
        kinds = {SiloDimension.SILO: (bulk.silos, bulk.silo_bits), SiloDimension.DEPARTMENT: (bulk.parties, bulk.party_bits)}
        bits, kept = kinds.get(by, (bulk.domains, bulk.topic_bits))
        counted, rows = _in_bulk(world, asked, rows, kept | COVERED)
        for (found, verdict), number in counted.items():
            if found & COVERED:
                members[frozenset(bits.ids_in(found)), verdict is BETWEEN] += number
    members.update(filter(None, (member_of(gap, by) for gap in _decided(world, asked, rows, named=dated))))
    return members


def _looks_at_each(asked: GapQuery, groups: frozenset[str] = frozenset()) -> bool:
    """Whether the filter or a group looks at stages or dates of single initiatives: then rows are named."""
    wanted = asked.wanted
    days = wanted.started_after or wanted.started_before or wanted.open_at_least_days is not None or wanted.once_owned is not None
    return bool(wanted.stages or days or "STAGE" in groups)


def _in_bulk(world: CityFacts, asked: GapQuery, rows: list[Any], kept: int) -> tuple[Groups, list[list[Any]]]:
    return world.bulk(asked.day).count(rows, asked.wanted, kept, by_the_rule(world, asked.day))


def _decided(world: CityFacts, asked: GapQuery, rows: list[Any], *, named: bool) -> Iterator[Gap]:
    yield from gaps_in(world.history, asked.named(world), asked.wanted, asked.day)
    yield from gaps_in(world.history, initiatives_of(world, rows, named=named), asked.wanted, asked.day)
