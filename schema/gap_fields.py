"""`betweenSilos`: what falls between silos, as a list with its counts.

In: the Asked root field and a Compiler. Out: an Ask. The whole list is decided from one Statement; the page, and an example
of each count, are told from a second one.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from graph.errors import BadInput
from graph.ownership.answer import answer_at
from graph.ownership.facts import Facts
from graph.ownership.gaps import Count, Gap, GapFilter, count_by, gaps_of
from graph.ownership.parsing import Reading, facts_from
from graph.ownership.reading import CITY_NEEDS, city
from graph.ownership.rule import Question
from schema.aggregate import checked_first
from schema.compile import Ask, fill, read_facts
from schema.context import Context
from schema.late import TODAY, Run, then, value_of
from schema.owned import Owned, Part, answer_of
from schema.paging import page_size
from schema.projection import Compiler
from schema.selection import Asked


@dataclass(frozen=True)
class Gaps:
    """A page of gaps, with all of them and what is before and after it; the counts asked for, by group and size."""

    page: list[Gap]
    all: list[Gap]
    before: bool
    after: bool
    signed: str
    counts: dict[tuple[str, int], list[Count]]


def between_silos(compiler: Compiler, asked: Asked) -> Ask:
    """`betweenSilos`: the whole list is decided from one Statement, the page is told from a second."""
    arguments = asked.arguments
    size, backwards = page_size("betweenSilos", arguments)
    order = arguments["orderBy"]
    listing = f"betweenSilos|{order}"
    part = _gap_connection(compiler, asked)

    groups = _groups(asked)

    async def ask(run: Run) -> Any:
        wanted, day = _filter(value_of(arguments.get("filter") or {}, run)), value_of(arguments.get("asOf") or TODAY, run)
        limit, signed = value_of(size, run), f"{listing}|{day}"
        cursors = {name: value_of(arguments.get(name), run) for name in ("after", "before")}
        record = (await run.context.read(city())).one()
        facts, gaps = await asyncio.to_thread(_decided, record, wanted, order, day)
        page, before, after = _cut(run.context, gaps, signed, cursors, limit, backwards)
        sizes = [(group, value_of(first, run)) for group, first in groups]
        counts = {(group, first): count_by(facts, gaps, group)[:first] for group, first in sizes}
        told = dict.fromkeys([*(gap.subject for gap in page), *(each.example for found in counts.values() for each in found)])
        reading = await read_facts(run, compiler, compiler.level, list(told)) if told else Reading(facts)
        answer = part(Gaps(page, gaps, before, after, signed, counts), reading, run)
        await fill(run, compiler, compiler.level.below(), None)
        return answer

    return ask


def _decided(record: Sequence[Any], wanted: GapFilter, order: str, day: date) -> tuple[Facts, list[Gap]]:
    """The facts of the city and the gaps in them: in a large city the work of seconds, so it has a thread of its own."""
    facts = facts_from(record, CITY_NEEDS).facts
    return facts, gaps_of(facts, wanted, order, day)


def _groups(asked: Asked) -> list[tuple[str, Any]]:
    """The counts that are asked for."""
    return [
        (field.arguments["group"], then(field.arguments["first"], partial(checked_first, "by")))
        for each in asked.below("GapConnection").values()
        if each.name == "aggregate"
        for field in each.below("GapAggregate").values()
        if field.name == "by"
    ]


def _filter(given: dict[str, Any]) -> GapFilter:
    known = {name: value for name, value in given.items() if value is not None}
    pair = known.get("pair")
    if pair is not None and len(set(pair)) != 2:
        raise BadInput(
            "betweenSilos: pair does not hold two different ids.", "Give the ids of two silos or of two domains."
        )
    days = known.get("openAtLeastDays")
    if days is not None and days < 0:
        raise BadInput(f"betweenSilos: openAtLeastDays is {days}.", "Give 0 or more.")
    ids = {name: frozenset(known.get(name, ())) for name in ("domains", "silos", "pair", "areas", "stages")}
    return GapFilter(
        status=frozenset(known.get("status", GapFilter.status)),
        started_after=known.get("startedAfter"),
        started_before=known.get("startedBefore"),
        open_at_least_days=days,
        once_owned=known.get("onceOwned"),
        include_ended=known.get("includeEnded", False),
        **ids,
    )


def _cut(
    context: Context, gaps: list[Gap], listing: str, given: dict[str, Any], size: int, backwards: bool
) -> tuple[list[Gap], bool, bool]:
    """The page of a list that is in memory, and whether there is more before and after it. A cursor holds the subject."""
    places = {gap.subject: place for place, gap in enumerate(gaps)}
    start, end = 0, len(gaps)
    for name in ("after", "before"):
        if given[name] is not None:
            place = places.get(str(context.cursors.read(listing, given[name])[0]))
            if place is None:
                raise BadInput(
                    f"betweenSilos: what the cursor {name} stands for is no longer in the list.",
                    "Ask for the first page again.",
                )
            start, end = (place + 1, end) if name == "after" else (start, place)
    page = gaps[start:end][-size:] if backwards else gaps[start:end][:size]
    first = places[page[0].subject] if page else start
    return page, first > 0, bool(page) and places[page[-1].subject] < len(gaps) - 1


def _gap_connection(compiler: Compiler, asked: Asked) -> Part:
    """GapConnection, of a Gaps."""
    owned = Owned(compiler, compiler.level)
    compiler.level.used = True

    def connection_part(field: Asked) -> Part:
        if field.name == "totalCount":
            return lambda gaps, *_: len(gaps.all)
        if field.name == "aggregate":
            return owned.object(field.type_name, field, aggregate_part)
        if field.name == "pageInfo":
            return owned.object("PageInfo", field, info_part)
        if field.name == "nodes":
            nodes = owned.many(owned.object("Gap", field, gap_part))
            return lambda gaps, reading, run: nodes(gaps.page, reading, run)
        edges = owned.many(owned.object("GapEdge", field, edge_part))
        return lambda gaps, reading, run: edges([(gap, gaps.signed) for gap in gaps.page], reading, run)

    def aggregate_part(field: Asked) -> Part:
        if field.name == "count":
            return lambda gaps, *_: len(gaps.all)
        return _counts(owned, field)

    def edge_part(field: Asked) -> Part:
        if field.name == "cursor":
            return lambda edge, _, run: cursor(edge[0], edge[1], run)
        node = owned.object("Gap", field, gap_part)
        return lambda edge, reading, run: node(edge[0], reading, run)

    def info_part(field: Asked) -> Part:
        found: dict[str, Callable[[Gaps, Run], Any]] = {
            "hasPreviousPage": lambda gaps, run: gaps.before,
            "hasNextPage": lambda gaps, run: gaps.after,
            "startCursor": lambda gaps, run: cursor(gaps.page[0], gaps.signed, run) if gaps.page else None,
            "endCursor": lambda gaps, run: cursor(gaps.page[-1], gaps.signed, run) if gaps.page else None,
        }
        return lambda gaps, _, run: found[field.name](gaps, run)

    def cursor(gap: Gap, signed: str, run: Run) -> str:
        return run.context.cursors.write(signed, [gap.subject])

    def gap_part(field: Asked) -> Part:
        return _gap_part(owned, compiler, field)

    return owned.object("GapConnection", asked, connection_part)


def _gap_part(owned: Owned, compiler: Compiler, asked: Asked) -> Part:
    """A field of Gap."""
    if asked.name == "ownership":
        part = answer_of(compiler, asked, compiler.level)
        return lambda gap, reading, run: part(
            answer_at(reading.moment(gap.day), Question(gap.subject)), reading, run
        )
    if asked.name in ("subject", "initiative"):
        entity = owned.entity("Subject" if asked.name == "subject" else "Initiative", asked)
        return lambda gap, reading, run: entity(gap.subject, reading, run)
    if asked.name in ("silos", "uncovered"):
        entity = owned.entity("Party" if asked.name == "silos" else "Domain", asked)
        return lambda gap, reading, run: [entity(each, reading, run) for each in getattr(gap, asked.name)]
    return owned.date(lambda gap, _: gap.open_since) if asked.name == "openSince" else lambda gap, *_: gap.open_days


def _counts(owned: Owned, asked: Asked) -> Part:
    """The counts by one group."""
    group, first = asked.arguments["group"], asked.arguments["first"]

    def part(field: Asked) -> Part:
        if field.name == "count":
            return lambda count, *_: count.number
        if field.name == "value":
            return lambda count, *_: count.value
        node = owned.entity("Node", field)
        return lambda count, reading, run: node(count.node, reading, run) if count.node else None

    buckets = owned.many(owned.object("Bucket", asked, part))
    return lambda gaps, reading, run: buckets(gaps.counts[group, value_of(first, run)], reading, run)
