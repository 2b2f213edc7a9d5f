"""`siloMatrix`: which silos, departments or domains meet in how many initiatives, and how many of those fall between.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. What is asked of the labels is read in a Statement of its own, once
it is known which they are.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from graph.errors import BadInput
from graph.silos.gaps.count import matrix_for, rows_to_count
from graph.silos.gaps.matrix import Cell, Matrix, SiloDimension
from graph.silos.gaps.span import GapQuery
from schema.compiler.deferred_lookup import DeferredLookup
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import object_writer
from schema.compiler.statement import Resolver
from schema.fields.gaps import gap_filter
from schema.request.deferred import TODAY, FieldExecution, resolve
from schema.types.builder import answer_field, argument, object_type
from schema.types.nodes import AS_OF

_LABELS = ("Department", "Organisation", "Domain")


def silo_matrix(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`siloMatrix`."""
    arguments = asked.arguments
    part = _matrix_part(compiler, asked)

    async def ask(run: FieldExecution) -> Any:
        wanted = gap_filter("siloMatrix", resolve(arguments.get("filter") or {}, run), None)
        day, least = resolve(arguments.get("asOf") or TODAY, run), resolve(arguments.get("minCell"), run)
        if least is not None and least < 1:
            raise BadInput(f"siloMatrix: minCell is {least}.", "Give 1 or more.")
        by, listed = SiloDimension[resolve(arguments.get("by"), run) or "SILO"], GapQuery(wanted, day)
        async with run.context.city.read(run.read, rows_to_count(listed)) as (city, rows):
            matrix = await matrix_for(city, listed, by, least or 1, rows)
        return await part(matrix, run)

    return ask


def _matrix_part(compiler: Compiler, asked: SelectedField) -> Callable[[Matrix, FieldExecution], Any]:
    """SiloMatrix, of a Matrix."""
    fields = asked.below("SiloMatrix")
    labels = {key: DeferredLookup(compiler, each, *_LABELS) for key, each in fields.items() if each.name == "labels"}
    cells = {key: _cell_part(compiler, each) for key, each in fields.items() if each.name == "cells"}

    def part(key: str, name: str) -> Callable[[Matrix, FieldExecution], Any]:
        if key in labels:
            return lambda matrix, run: labels[key].in_order(run, matrix.labels)
        if key in cells:
            return lambda matrix, _: [cells[key](cell) for cell in matrix.cells]
        return lambda matrix, _: "SiloMatrix" if name == "__typename" else getattr(matrix, name)

    write = object_writer("SiloMatrix", {key: part(key, each.name) for key, each in fields.items()}, marked=compiler.marked)

    async def fill(matrix: Matrix, run: FieldExecution) -> Any:
        for each in labels.values():
            await each.read(run, matrix.labels)
        return write(matrix, run)

    return fill


def _cell_part(compiler: Compiler, asked: SelectedField) -> Callable[[Cell], Any]:
    """SiloCell, of a Cell."""
    parts: dict[str, Callable[[Cell], Any]] = {
        key: (lambda _: "SiloCell") if each.name == "__typename" else attrgetter(each.name) for key, each in asked.below("SiloCell").items()
    }
    return object_writer("SiloCell", parts, marked=compiler.marked)


# -- in the API --------------------------------------------------------------------------------------------------------

object_type("SiloMatrix",
        "Which silos meet in how many initiatives, and how many of those fall between.",
        "Welke diensten elkaar in hoeveel initiatieven tegenkomen, en hoeveel daarvan tussen de diensten vallen.", [
    answer_field("labels", "list[Node]",
        "What the rows and columns are, in order of id.", "Wat de rijen en kolommen zijn, op volgorde van id."),
    answer_field("cells", "list[SiloCell]",
        "Each pair once; what is empty or below `minCell` is left out.",
        "Elk paar één keer; wat leeg is of onder `minCell` blijft, ontbreekt."),
    answer_field("total", "int",
        "Initiatives that ask for something and have at least one topic that somebody answers for.",
        "Initiatieven die iets vragen en waarvan iemand ten minste één onderwerp oppakt."),
    answer_field("between", "int", "Those of them that fall between silos.", "Die daarvan die tussen de diensten vallen."),
])

object_type("SiloCell",
        "The initiatives that two silos have in common; on the diagonal those of one silo alone.",
        "De initiatieven die twee diensten gemeen hebben; op de diagonaal die van één dienst alleen.", [
    answer_field("row", "ID", "Id of the first.", "Id van de eerste."),
    answer_field("column", "ID", "Id of the second; the same on the diagonal.", "Id van de tweede; dezelfde op de diagonaal."),
    answer_field("initiatives", "int", "How many.", "Hoeveel."),
    answer_field("between", "int", "How many of those fall between silos.", "Hoeveel daarvan tussen de diensten vallen."),
    answer_field("expected", "float | None",
        "How many there would be if both were spread without regard to each other; empty on the diagonal.",
        "Hoeveel het er zouden zijn als beide los van elkaar verdeeld waren; leeg op de diagonaal."),
])

ROOT_FIELDS = [
    answer_field("siloMatrix", "SiloMatrix",
        "How many initiatives lie in each pair of silos, and how many of those fall between them. Any status, unless the filter names "
            "some.",
        "Hoeveel initiatieven bij elk paar diensten liggen, en hoeveel daarvan ertussen vallen. Elke status, tenzij het filter er noemt.",
        [
            argument("by", "SiloDimension | None", "What the rows and columns are.", "Wat de rijen en kolommen zijn.", "SILO"),
            argument("filter", "GapFilter | None", "Which initiatives count.", "Welke initiatieven meetellen.", None),
            AS_OF,
            argument("minCell", "int | None",
                "Leave out cells with fewer initiatives; 1 or more.", "Laat cellen met minder initiatieven weg; 1 of meer.", 1),
        ],
        silo_matrix),
]
