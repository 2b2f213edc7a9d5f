"""The root fields of ownership: ownerOf, ownersOf, ownerOfTogether and betweenSilos.

In: the Asked root field and the Context. Out: answers. The facts and what is asked of the nodes in them are one Statement;
a list of gaps takes a second one, for only the page is told in full.
"""

from collections.abc import Callable
from typing import Any

from graph.errors import BadInput, NotFound
from graph.ownership.answer import answer_at
from graph.ownership.gaps import Gap, GapFilter, gaps_of
from graph.ownership.parsing import Reading, facts_from
from graph.ownership.reading import city
from graph.ownership.rule import Question
from schema.compile import compiler_of, fill, read_facts
from schema.context import Context
from schema.owned import Owned, Part, answer_of
from schema.paging import page_size
from schema.projection import Compiler
from schema.selection import Asked
from schema.shaping import Shaping

MOST_SUBJECTS = 500


async def owner_of(context: Context, asked: Asked) -> Any:
    """`ownerOf(subject)`: NotFound when there is no such subject for this viewer."""
    subject = asked.arguments["subject"]
    answer = (await _answers(context, asked, [subject]))[0]
    if answer is None:
        raise NotFound(
            f"ownerOf: there is no initiative, problem or domain with the id {subject!r}.",
            "Look it up with search, or list initiatives, problems or domains.",
        )
    return answer


async def owners_of(context: Context, asked: Asked) -> list[Any]:
    """`ownersOf(subjects)`: in the order asked, doubles kept."""
    subjects = asked.arguments["subjects"]
    if len(subjects) > MOST_SUBJECTS:
        raise BadInput(f"ownersOf: {len(subjects)} subjects were given.", f"Ask for at most {MOST_SUBJECTS} at a time.")
    return await _answers(context, asked, subjects)


async def _answers(context: Context, asked: Asked, subjects: list[str]) -> list[Any]:
    compiler = compiler_of(context)
    arguments = asked.arguments
    area, day = arguments.get("area"), arguments.get("asOf") or context.today
    part = _prepared(compiler, asked, area)
    reading = await read_facts(context, compiler, compiler.level, list(dict.fromkeys(subjects)))
    _known_area(reading, area, asked.name)
    shaping = Shaping()
    answers: list[Any] = []
    for each in subjects:
        subject = reading.aliases.get(each, each)
        found = reading.facts.subject(subject)
        answer = answer_at(reading.moment(day, arguments.get("asKnownAt")), Question(subject, area)) if found else None
        answers.append(part(answer, reading, shaping))
    await fill(context, compiler, shaping, compiler.level.below(), None)
    return answers


async def owner_of_together(context: Context, asked: Asked) -> Any:
    """`ownerOfTogether(domains, problems)`: the topics of one question."""
    arguments = asked.arguments
    given = [*(arguments.get("domains") or []), *(arguments.get("problems") or [])]
    if not given or len(given) > MOST_SUBJECTS:
        raise BadInput(
            f"ownerOfTogether: {len(given)} domains and problems were given.",
            f"Give 1 to {MOST_SUBJECTS} domains and problems together.",
        )
    compiler = compiler_of(context)
    area, day = arguments.get("area"), arguments.get("asOf") or context.today
    part = _prepared(compiler, asked, area)
    reading = await read_facts(context, compiler, compiler.level, given)
    _known_area(reading, area, asked.name)
    topics = tuple(_topic(reading, each) for each in given)
    shaping = Shaping()
    answer = part(answer_at(reading.moment(day), Question(None, area, topics)), reading, shaping)
    await fill(context, compiler, shaping, compiler.level.below(), None)
    return answer


def _topic(reading: Reading, identifier: str) -> str:
    subject = reading.aliases.get(identifier, identifier)
    if subject not in reading.facts.domains and subject not in reading.facts.problems:
        raise NotFound(
            f"ownerOfTogether: there is no domain or problem with the id {identifier!r}.",
            "Look it up with search, or list domains or problems.",
        )
    return subject


def _prepared(compiler: Compiler, asked: Asked, area: str | None) -> Part:
    if area:
        compiler.level.areas.add(area)
    compiler.level.used = True
    return answer_of(compiler, asked, compiler.level)


def _known_area(reading: Reading, area: str | None, field: str) -> None:
    if area and area not in reading.facts.areas:
        raise NotFound(f"{field}: there is no area with the id {area!r}.", "Look it up with search or list areas.")


# -- gaps ---------------------------------------------------------------------------------------------------------


async def between_silos(context: Context, asked: Asked) -> Any:
    """`betweenSilos`: the whole list is decided from one Statement, the page is told from a second."""
    arguments = asked.arguments
    wanted = _filter(arguments.get("filter") or {})
    day = arguments.get("asOf") or context.today
    size, backwards = page_size("betweenSilos", arguments)
    facts = facts_from((await context.read(city())).one()).facts
    order = str(getattr(arguments["orderBy"], "value", arguments["orderBy"]))
    gaps = gaps_of(facts, wanted, order, day)
    listing = f"betweenSilos|{order}|{day}"
    page, before, after = _cut(context, gaps, listing, arguments, size, backwards)
    compiler = compiler_of(context)
    part = _gap_connection(compiler, asked, context, listing)
    reading = (
        await read_facts(context, compiler, compiler.level, [gap.subject for gap in page]) if page else Reading(facts)
    )
    shaping = Shaping()
    answer = part((page, len(gaps), before, after), reading, shaping)
    await fill(context, compiler, shaping, compiler.level.below(), None)
    return answer


def _filter(given: dict[str, Any]) -> GapFilter:
    known = {name: value for name, value in given.items() if value is not None}
    pair = known.get("pair")
    if pair is not None and len(set(pair)) != 2:
        raise BadInput(
            "betweenSilos: pair does not hold two different ids.", "Give the ids of two silos or of two domains."
        )
    for name in ("status", "stages"):
        if name in known:
            known[name] = [str(getattr(each, "value", each)) for each in known[name]]
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
    context: Context, gaps: list[Gap], listing: str, arguments: dict[str, Any], size: int, backwards: bool
) -> tuple[list[Gap], bool, bool]:
    """The page of a list that is in memory, and whether there is more before and after it. A cursor holds the subject."""
    places = {gap.subject: place for place, gap in enumerate(gaps)}
    start, end = 0, len(gaps)
    for name in ("after", "before"):
        if arguments.get(name) is not None:
            place = places.get(str(context.cursors.read(listing, arguments[name])[0]))
            if place is None:
                raise BadInput(
                    f"betweenSilos: what the cursor {name} stands for is no longer in the list.",
                    "Ask for the first page again.",
                )
            start, end = (place + 1, end) if name == "after" else (start, place)
    page = gaps[start:end][-size:] if backwards else gaps[start:end][:size]
    first = places[page[0].subject] if page else start
    return page, first > 0, bool(page) and places[page[-1].subject] < len(gaps) - 1


def _gap_connection(compiler: Compiler, asked: Asked, context: Context, listing: str) -> Part:
    """GapConnection, of (page, total, more before, more after)."""
    owned = Owned(compiler, compiler.level)
    compiler.level.used = True

    def connection_part(field: Asked) -> Part:
        if field.name == "totalCount":
            return lambda value, *_: value[1]
        if field.name == "pageInfo":
            return owned.object("PageInfo", field, info_part)
        if field.name == "nodes":
            nodes = owned.many(owned.object("Gap", field, gap_part))
            return lambda value, reading, shaping: nodes(value[0], reading, shaping)
        edges = owned.many(owned.object("GapEdge", field, edge_part))
        return lambda value, reading, shaping: edges(value[0], reading, shaping)

    def edge_part(field: Asked) -> Part:
        if field.name == "cursor":
            return lambda gap, *_: cursor(gap)
        return owned.object("Gap", field, gap_part)

    def info_part(field: Asked) -> Part:
        found: dict[str, Callable[[Any], Any]] = {
            "hasPreviousPage": lambda value: value[2],
            "hasNextPage": lambda value: value[3],
            "startCursor": lambda value: cursor(value[0][0]) if value[0] else None,
            "endCursor": lambda value: cursor(value[0][-1]) if value[0] else None,
        }
        return lambda value, *_: found[field.name](value)

    def cursor(gap: Gap) -> str:
        return context.cursors.write(listing, [gap.subject])

    def gap_part(field: Asked) -> Part:
        return _gap_part(owned, compiler, field)

    return owned.object("GapConnection", asked, connection_part)


def _gap_part(owned: Owned, compiler: Compiler, asked: Asked) -> Part:
    """A field of Gap."""
    if asked.name == "ownership":
        part = answer_of(compiler, asked, compiler.level)
        return lambda gap, reading, shaping: part(
            answer_at(reading.moment(gap.day), Question(gap.subject)), reading, shaping
        )
    if asked.name in ("subject", "initiative"):
        entity = owned.entity("Subject" if asked.name == "subject" else "Initiative", asked)
        return lambda gap, reading, shaping: entity(gap.subject, reading, shaping)
    if asked.name in ("silos", "uncovered"):
        entity = owned.entity("Party" if asked.name == "silos" else "Domain", asked)
        return lambda gap, reading, shaping: [entity(each, reading, shaping) for each in getattr(gap, asked.name)]
    return lambda gap, *_: gap.open_since if asked.name == "openSince" else gap.open_days
