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


def rows_to_count(query: GapQuery, groups: frozenset[str] = frozenset()) -> RowsOf:
    """The rows that `tally_of` and `matrix_for` count."""
    return lambda city: all_rows(city, query.rows, named=_looks_at_each(query, groups))


async def group_counts_of(city: CityFacts, query: GapQuery, groups: frozenset[str], rows: list[Any]) -> GroupCounts:
    """How many gaps there are, and of each group."""
    return await aside(_group_counts, city, query, groups, rows)


def _group_counts(city: CityFacts, query: GapQuery, groups: frozenset[str], rows: list[Any]) -> GroupCounts:
    group_counts, bitset_rule, dated = GroupCounts(groups), city.bitset_rule(query.day), _looks_at_each(query, groups)
    if not dated:
        kept = (bitset_rule.silo_bits if "SILOS" in groups else 0) | (bitset_rule.uncovered_bits if "UNCOVERED" in groups else 0)
        counted, rows = _in_bulk(city, query, rows, kept)
        for (bits, outcome), number in counted.items():
            group_counts.add_many(outcome.status if outcome else "", bitset_rule.silos.ids_in(bits), bitset_rule.uncovered.ids_in(bits), number)
    group_counts.add(_decided(city, query, rows, named=dated))
    return group_counts


async def matrix_for(city: CityFacts, query: GapQuery, by: SiloDimension, least: int, rows: list[Any]) -> Matrix:
    """The matrix of all that meets the filter."""
    return await aside(lambda: matrix_of(_members(city, query, by, rows), least))


def _members(city: CityFacts, query: GapQuery, by: SiloDimension, rows: list[Any]) -> Counter[Member]:
    """The population: how many have the same places, and fall between silos or not."""
    members, bitset_rule, dated = Counter[Member](), city.bitset_rule(query.day), _looks_at_each(query)
    if not dated:
        kinds = {SiloDimension.SILO: (bitset_rule.silos, bitset_rule.silo_bits), SiloDimension.DEPARTMENT: (bitset_rule.parties, bitset_rule.party_bits)}
        bits, kept = kinds.get(by, (bitset_rule.domains, bitset_rule.topic_bits))
        counted, rows = _in_bulk(city, query, rows, kept | COVERED)
        for (found, outcome), number in counted.items():
            if found & COVERED:
                members[frozenset(bits.ids_in(found)), outcome is BETWEEN] += number
    members.update(filter(None, (member_of(gap, by) for gap in _decided(city, query, rows, named=dated))))
    return members


def _looks_at_each(query: GapQuery, groups: frozenset[str] = frozenset()) -> bool:
    """Whether the filter or a group looks at stages or dates of single initiatives: then rows are named."""
    wanted = query.wanted
    days = wanted.started_after or wanted.started_before or wanted.open_at_least_days is not None or wanted.once_owned is not None
    return bool(wanted.stages or days or "STAGE" in groups)


def _in_bulk(city: CityFacts, query: GapQuery, rows: list[Any], kept: int) -> tuple[Groups, list[list[Any]]]:
    return city.bitset_rule(query.day).count(rows, query.wanted, kept, by_the_rule(city, query.day))


def _decided(city: CityFacts, query: GapQuery, rows: list[Any], *, named: bool) -> Iterator[Gap]:
    yield from gaps_in(city.history, query.named(city), query.wanted, query.day)
    yield from gaps_in(city.history, initiatives_of(city, rows, named=named), query.wanted, query.day)
