"""The commands that tell what many answers say together; each reads through an operation, as any other tool would.

In: arguments. Out: an exit code, and what `show_silos`, `show_time` and `show_events` show.
"""

from enum import StrEnum
from typing import Annotated

import typer

from snijvlak.cli.event_loop import in_loop

commands = typer.Typer()
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
Start = Annotated[str | None, typer.Option("--from", help="First day, as 2017-01-31.")]
End = Annotated[str | None, typer.Option("--to", help="First day that no longer counts.")]


@commands.command()
def timeline(
    text: Annotated[str, typer.Argument(help="An id such as initiative:moestuin-moerwijk, or words of a title.")],
    area: Annotated[str | None, typer.Option("--area", help="Id of the area to answer for, such as area:laak.")] = None,
    start: Start = None,
    end: End = None,
    json: Json = False,
) -> None:
    """Who owned this when, period by period."""
    from snijvlak.cli import queries
    from snijvlak.cli.output import timeline as show_time

    show_time.timeline(in_loop(queries.timeline(text, area, start, end)), json)


@commands.command()
def diff(
    department: Annotated[str, typer.Argument(help="An id such as department:dsb-groen, or words of a name.")],
    start: Annotated[str, typer.Option("--from", help="The first day, as 2017-01-31.")],
    end: Annotated[str, typer.Option("--to", help="The second day.")],
    first: Annotated[int, typer.Option("--first", min=1, max=500, help="How many of each list to show.")] = 25,
    json: Json = False,
) -> None:
    """What a department gained, lost and saw changed between two days."""
    from snijvlak.cli import queries
    from snijvlak.cli.output import timeline as show_time

    show_time.diff(in_loop(queries.diff(department, start, end, first)), json)


@commands.command()
def solved(
    start: Start = None,
    end: End = None,
    first: Annotated[int, typer.Option("--first", min=1, max=500, help="How many to show.")] = 25,
    json: Json = False,
) -> None:
    """Which gaps were solved, the last one first, with the days before and since."""
    from snijvlak.cli import queries
    from snijvlak.cli.output import timeline as show_time

    show_time.solved(in_loop(queries.answered("solved", first=first, **{"from": start, "to": end})), json)


@commands.command()
def gaps(
    first: Annotated[int, typer.Option("--first", min=1, max=500, help="How many to show.")] = 25,
    json: Json = False,
) -> None:
    """What falls between silos, the longest open first."""
    from snijvlak.cli import queries
    from snijvlak.cli.output import silos as show_silos

    show_silos.gaps(in_loop(queries.answered("gaps", first=first)), json)


class Dimension(StrEnum):
    """What the rows and columns of the matrix are."""

    SILO = "SILO"
    DEPARTMENT = "DEPARTMENT"
    DOMAIN = "DOMAIN"


@commands.command()
def matrix(
    by: Annotated[Dimension, typer.Option("--by", case_sensitive=False, help="What the rows and columns are.")] = Dimension.SILO,
    area: Annotated[list[str] | None, typer.Option("--area", help="Only in this area and below, such as area:laak; may be repeated.")] = None,
    min_cell: Annotated[int, typer.Option("--min-cell", min=1, help="Leave out pairs with fewer initiatives.")] = 1,
    first: Annotated[int, typer.Option("--first", min=1, help="How many pairs to show; --json has all of them.")] = 25,
    json: Json = False,
) -> None:
    """Which services meet in how many initiatives, and how many of those fall between them."""
    from snijvlak.cli import queries
    from snijvlak.cli.output import silos as show_silos

    wanted = {"areas": area} if area else None
    show_silos.matrix(in_loop(queries.answered("matrix", by=str(by), minCell=min_cell, filter=wanted)), first, json)


@commands.command()
def closers(
    area: Annotated[list[str] | None, typer.Option("--area", help="Only gaps in this area and below, such as area:laak; may be repeated.")] = None,
    first: Annotated[int, typer.Option("--first", min=1, max=100, help="How many decisions to show.")] = 10,
    json: Json = False,
) -> None:
    """Which single decisions would close the most gaps."""
    from snijvlak.cli import queries
    from snijvlak.cli.output import silos as show_silos

    show_silos.closers(in_loop(queries.answered("gap_closers", filter={"areas": area} if area else None, first=first)), json)


@commands.command()
def double_work(
    area: Annotated[list[str] | None, typer.Option("--area", help="Both in this area or below, such as area:laak; may be repeated.")] = None,
    domain: Annotated[list[str] | None, typer.Option("--domain", help="Both about this domain or a narrower one, such as domain:5.7; may be repeated.")] = None,
    initiative: Annotated[str | None, typer.Option("--initiative", help="Only pairs with the initiative of this id.")] = None,
    min_score: Annotated[float | None, typer.Option("--min-score", help="Only texts that are at least so alike, above 0 up to 1; default 0.2.")] = None,
    first: Annotated[int, typer.Option("--first", min=1, max=500, help="How many to show.")] = 25,
    json: Json = False,
) -> None:
    """Which initiatives may be doing the same in different silos without knowing it."""
    from snijvlak.cli import queries
    from snijvlak.cli.output import silos as show_silos

    variables = {"areas": area or None, "domains": domain or None, "initiative": initiative, "minScore": min_score}
    show_silos.double_work(in_loop(queries.answered("double_work", first=first, **variables)), json)


@commands.command()
def misrouting(
    start: Annotated[str | None, typer.Option("--from", help="First day, as 2017-01-31; default a year before --to.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="First day that no longer counts; default tomorrow.")] = None,
    min_cell: Annotated[int, typer.Option("--min-cell", min=1, help="Leave out cells of fewer ways.")] = 5,
    json: Json = False,
) -> None:
    """At which doors residents came for somebody else, and who was sent round."""
    from snijvlak.cli import queries
    from snijvlak.cli.output import silos as show_silos

    variables = {"from": start, "to": end, "minCell": min_cell}
    show_silos.ways(in_loop(queries.answered("contacts", **variables)), json)


@commands.command()
def ties(
    silo: Annotated[str | None, typer.Option("--silo", help="Only what joins this silo to others, such as department:stadsbeheer.")] = None,
    first: Annotated[int, typer.Option("--first", min=1, max=500, help="How many pairs to show.")] = 25,
    json: Json = False,
) -> None:
    """Which two services hang on one tie: one initiative, one event, one official."""
    from snijvlak.cli import queries
    from snijvlak.cli.output import silos as show_silos

    show_silos.ties(in_loop(queries.answered("silo_ties", silos=[silo] if silo else None, first=first)), json)


class AddedUpBy(StrEnum):
    """What heads are added up by."""

    EVENT = "EVENT"
    AREA = "AREA"


@commands.command()
def representativeness(
    by: Annotated[AddedUpBy, typer.Option("--by", case_sensitive=False, help="Each event by itself, or all that are held beside one area.")] = AddedUpBy.EVENT,
    start: Start = None,
    end: End = None,
    area: Annotated[list[str] | None, typer.Option("--area", help="Only events in this area and below, such as area:laak; may be repeated.")] = None,
    domain: Annotated[str | None, typer.Option("--domain", help="Only events about this domain and below, such as domain:5.7.")] = None,
    min_cell: Annotated[int, typer.Option("--min-cell", min=3, help="Leave out counts of fewer heads, and others that would give them away.")] = 5,
    first: Annotated[int, typer.Option("--first", min=1, max=500, help="How many to show.")] = 25,
    json: Json = False,
) -> None:
    """Who was missing at events, beside the inhabitants of the area around them."""
    from snijvlak.cli import queries
    from snijvlak.cli.output import events as show_events

    variables = {"by": str(by), "from": start, "to": end, "areas": area, "domain": domain, "minCell": min_cell, "first": first}
    show_events.representativeness(in_loop(queries.answered("representativeness", **variables)), json)
