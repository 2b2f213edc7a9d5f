"""`betweenSilos`: what falls between silos, as a list with its counts.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. One Statement reads all but the plain initiatives; those are read as
rows, for a page only as many as it takes; and the page is told from a last one.
"""

from functools import partial
from typing import Any

from graph.errors import BadInput
from graph.ownership.answer.ownership import answer_at
from graph.ownership.facts.model import Facts
from graph.ownership.history.reading import Reading
from graph.ownership.rule.decide import OwnershipQuestion
from graph.silos.gaps.count import group_counts_of, rows_to_count
from graph.silos.gaps.group_counts import Count
from graph.silos.gaps.page import page_of
from graph.silos.gaps.span import CursorExpired, GapQuery, ListedGap, PageRange
from graph.silos.gaps.span import Page as GapPage
from graph.silos.population.city import CityFacts, RowsOf
from graph.silos.population.gap_filter import GapFilter
from schema.compiler.aggregate import checked_first
from schema.compiler.deferred_lookup import DeferredLookup
from schema.compiler.node import Compiler
from schema.compiler.ownership import OwnershipCompiler, Part, answer_of
from schema.compiler.page import Page, connection_part, cursor_of, page_size
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver, read_facts, resolve_ownership
from schema.fields.bridges import Bridging
from schema.request.deferred import TODAY, FieldExecution, map_deferred, resolve
from schema.types.builder import answer_field, argument, object_type
from schema.types.filters import input_type
from schema.types.nodes import AS_OF, PAGING, connection_type

_NOTHING = GapPage((), False, False)
_GROUPED = ("Department", "Organisation", "Domain")


def between_silos(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`betweenSilos`."""
    arguments = asked.arguments
    size, backwards = page_size("betweenSilos", arguments)
    order = arguments["orderBy"] or "OPEN_LONGEST"
    bridging, counting = Bridging(compiler), _Counting(compiler, asked)
    part = _gap_connection(compiler, asked, bridging, counting)
    pages = any(each.name not in ("totalCount", "aggregate", "__typename") for each in asked.below("GapConnection").values())

    async def ask(run: FieldExecution) -> Any:
        wanted = gap_filter("betweenSilos", resolve(arguments.get("filter") or {}, run), GapFilter.status)
        listed = GapQuery(wanted, resolve(arguments.get("asOf") or TODAY, run), order)
        signed = f"betweenSilos|{order}|{listed.day}"
        span = PageRange(resolve(size, run), backwards, *(_cursor(run, signed, resolve(arguments.get(name), run)) for name in ("after", "before")))
        async with run.context.city.read(run.read, counting.rows(listed)) as (city, rows):
            page = await _page(run, city, listed, span) if pages or span.after or span.before else _NOTHING
            total, counts = await counting.counted(run, city, listed, rows)
        told = [gap.subject for gap in page.gaps]
        reading = await read_facts(run, compiler, compiler.level, told) if told else Reading(Facts())
        await bridging.read(run, page.gaps, listed.day)
        await counting.read_nodes(run, counts)
        answer = part(Page(page.gaps, page.more_before, page.more_after, cursor_of(signed, _key), total, counts), reading, run)
        await resolve_ownership(run, compiler, compiler.level.below(), None)
        return answer

    return ask


def _key(gap: ListedGap) -> list[Any]:
    return [gap.subject]


def _cursor(run: FieldExecution, signed: str, given: str | None) -> str | None:
    """The id that a cursor stands for."""
    return str(run.context.cursors.read(signed, given)[0]) if given is not None else None


async def _page(run: FieldExecution, city: CityFacts, listed: GapQuery, span: PageRange) -> GapPage:
    try:
        return await page_of(run.read, city, listed, span)
    except CursorExpired as error:
        raise BadInput(
            f"betweenSilos: what the cursor {error} stands for is no longer in the list.", "Ask for the first page again."
        ) from None


class _Counting:
    """What is counted over the whole list; `counted` when the question is asked."""

    def __init__(self, compiler: Compiler, asked: SelectedField) -> None:
        self._compiler = compiler
        below = asked.below("GapConnection").values()
        self._groups = _groups(asked)
        self._names = frozenset(group for group, _ in self._groups)
        self._asked = bool(self._groups) or any(
            each.name == "totalCount" or (each.name == "aggregate" and any(one.name == "count" for one in each.below("GapAggregate").values()))
            for each in below
        )
        self._nodes: list[DeferredLookup] = []

    def rows(self, listed: GapQuery) -> RowsOf | None:
        """The rows to count; None where nothing is counted."""
        return rows_to_count(listed, self._names) if self._asked else None

    async def counted(self, run: FieldExecution, city: CityFacts, listed: GapQuery, rows: list[Any]) -> tuple[int, dict[tuple[str, int], list[Count]]]:
        """The total, and the counts by group and size."""
        if not self._asked:
            return 0, {}
        sizes = [(group, resolve(first, run)) for group, first in self._groups]
        group_counts = await group_counts_of(city, listed, self._names, rows)
        return group_counts.total, {(group, first): group_counts.by(city.facts, group)[:first] for group, first in sizes}

    async def read_nodes(self, run: FieldExecution, counts: dict[tuple[str, int], list[Count]]) -> None:
        """Read what is asked of the nodes of the counts."""
        ids = [each.node for by_group in counts.values() for each in by_group if each.node]
        for lookup in self._nodes:
            await lookup.read(run, ids)

    def part(self, owned: OwnershipCompiler, asked: SelectedField) -> Part:
        """The counts by one group."""
        group, first = asked.arguments["group"], asked.arguments["first"]

        def part(field: SelectedField) -> Part:
            if field.name == "count":
                return lambda count, *_: count.number
            if field.name == "value":
                return lambda count, *_: count.value
            lookup = DeferredLookup(self._compiler, field, *_GROUPED)
            self._nodes.append(lookup)
            return lambda count, _, run: lookup.answers(run).get(count.node or "")

        buckets = owned.many(owned.object("Bucket", asked, part))
        return lambda gaps, reading, run: buckets(gaps.counts[group, resolve(first, run)], reading, run)


def _groups(asked: SelectedField) -> list[tuple[str, Any]]:
    """The counts that are asked for."""
    return [
        (field.arguments["group"], map_deferred(field.arguments["first"], partial(checked_first, "by")))
        for each in asked.below("GapConnection").values()
        if each.name == "aggregate"
        for field in each.below("GapAggregate").values()
        if field.name == "by"
    ]


def gap_filter(field: str, given: dict[str, Any], statuses: frozenset[str] | None) -> GapFilter:
    """A GapFilter as given to a field; `statuses` where none are named."""
    known = {name: value for name, value in given.items() if value is not None}
    pair = known.get("pair")
    if pair is not None and len(set(pair)) != 2:
        raise BadInput(
            f"{field}: pair does not hold two different ids.", "Give the ids of two silos or of two domains."
        )
    days = known.get("openAtLeastDays")
    if days is not None and days < 0:
        raise BadInput(f"{field}: openAtLeastDays is {days}.", "Give 0 or more.")
    ids = {name: frozenset(known.get(name, ())) for name in ("domains", "silos", "pair", "areas", "stages")}
    return GapFilter(
        status=frozenset(known["status"]) if "status" in known else statuses,
        started_after=known.get("startedAfter"),
        started_before=known.get("startedBefore"),
        open_at_least_days=days,
        once_owned=known.get("onceOwned"),
        include_ended=known.get("includeEnded", False),
        **ids,
    )


def _gap_connection(compiler: Compiler, asked: SelectedField, bridging: Bridging, counting: _Counting) -> Part:
    """GapConnection, of a page of gaps."""
    owned = OwnershipCompiler(compiler, compiler.level)
    compiler.level.used = True

    def aggregate_part(field: SelectedField) -> Part:
        return owned.value(lambda gaps, _: gaps.total) if field.name == "count" else counting.part(owned, field)

    def aggregate(field: SelectedField) -> Part | None:
        return owned.object(field.type_name, field, aggregate_part) if field.name == "aggregate" else None

    def gap_part(field: SelectedField) -> Part:
        return _gap_part(owned, compiler, field, bridging)

    return connection_part(owned, asked, lambda field: owned.object("Gap", field, gap_part), aggregate)


def _gap_part(owned: OwnershipCompiler, compiler: Compiler, asked: SelectedField, bridging: Bridging) -> Part:
    """A field of Gap."""
    if asked.name == "bridges":
        return bridging.part(asked)
    if asked.name == "ownership":
        part = answer_of(compiler, asked, compiler.level)
        return lambda gap, reading, run: part(
            answer_at(reading.snapshot(gap.day), OwnershipQuestion(gap.subject)), reading, run
        )
    if asked.name in ("subject", "initiative"):
        entity = owned.entity("Subject" if asked.name == "subject" else "Initiative", asked)
        return lambda gap, reading, run: entity(gap.subject, reading, run)
    if asked.name in ("silos", "uncovered"):
        entity = owned.entity("Party" if asked.name == "silos" else "Domain", asked)
        return lambda gap, reading, run: [entity(each, reading, run) for each in getattr(gap, asked.name)]
    return owned.date(lambda gap, _: gap.open_since) if asked.name == "openSince" else lambda gap, *_: gap.open_days


# -- in the API --------------------------------------------------------------------------------------------------------

_IDS = "list[ID]"

input_type("GapFilter",
    "Which gaps to list; all conditions must hold.", "Welke gaten in de lijst komen; alle voorwaarden moeten gelden.",
    {
        "status": ("list[OwnershipStatus]", (
            "Statuses to list; default BETWEEN_SILOS.",
            "Statussen in de lijst; standaard BETWEEN_SILOS.")),
        "domains": (_IDS, ("About one of these domains or a narrower one.", "Over een van deze werkvelden of een smaller.")),
        "silos": (_IDS, ("One of these silos is involved.", "Een van deze diensten is betrokken.")),
        "pair": (_IDS, (
            "Both of these silos, or both of these domains, are involved.",
            "Deze beide diensten, of deze beide werkvelden, zijn betrokken.")),
        "areas": (_IDS, ("In one of these areas or below.", "In een van deze gebieden of daaronder.")),
        "stages": ("list[Stage]", ("In one of these stages.", "In een van deze stadia.")),
        "startedAfter": ("Date", ("Started after this day.", "Begonnen na deze dag.")),
        "startedBefore": ("Date", ("Started before this day.", "Begonnen voor deze dag.")),
        "openAtLeastDays": ("int", ("Open for at least so many days.", "Minstens zoveel dagen open.")),
        "onceOwned": ("bool", ("Whether somebody owned it earlier.", "Of iemand het eerder oppakte.")),
        "includeEnded": ("bool", ("Also those that ended or stopped.", "Ook wat is afgelopen of gestopt.")),
    },
    {"includeEnded": False})

object_type("Gap", "Something that nobody owns, or not one alone.", "Iets dat niemand oppakt, of niet één alleen.", [
    answer_field("subject", "Subject", "What it is about.", "Waar het over gaat."),
    answer_field("initiative", "Initiative | None", "The initiative.", "Het initiatief."),
    answer_field("ownership", "Ownership", "The whole answer.", "Het hele antwoord."),
    answer_field("silos", "list[Party]", "The silos of those who answer for its topics.", "De diensten van wie de onderwerpen oppakken."),
    answer_field("uncovered", "list[Domain]", "Domains that nobody answers for.", "Werkvelden die niemand oppakt."),
    answer_field("openSince", "Date | None",
        "First day of the unbroken run without one owner or a lead; null where it is not known.",
        "Eerste dag van de onafgebroken tijd zonder één eigenaar of trekker; leeg als dat niet bekend is."),
    answer_field("openDays", "int | None",
        "Days since then, up to the date looked at.", "Dagen sindsdien, tot de datum waarop is gekeken."),
    answer_field("bridges", "list[Bridge]",
        "Who has ties to two or more of the silos, most ties first.",
        "Wie banden heeft met twee of meer van de diensten, de meeste banden eerst."),
])

connection_type(
    "Gap",
    groups={
        "STATUS": ("Status of the ownership.", "Status van het eigenaarschap."),
        "STAGE": ("How far the initiative is.", "Hoe ver het initiatief is."),
        "SILOS": ("The silos involved.", "De betrokken diensten."),
        "UNCOVERED": ("The domains that nobody answers for.", "De werkvelden die niemand oppakt."),
    },
)

ROOT_FIELDS = [
    answer_field("betweenSilos", "GapConnection",
        "What falls between silos; by filter, everything else that nobody owns.",
        "Wat tussen diensten valt; met een filter ook al het andere dat niemand oppakt.",
        [
            argument("filter", "GapFilter | None", "Which gaps to list.", "Welke gaten in de lijst komen.", None),
            argument("orderBy", "GapOrder | None", "In what order.", "In welke volgorde.", "OPEN_LONGEST"),
            AS_OF,
            *PAGING,
        ],
        between_silos),
]
