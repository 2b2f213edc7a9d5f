"""`siloMatrix`: which silos, departments or domains meet in how many initiatives, and how many of those fall between.

In: the GapQuery root field and a Compiler. Out: a Resolver. What is asked of the labels is read in a Statement of its own, once
it is known which they are.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from graph.errors import BadInput
from graph.silos.gaps.count import matrix_for, rows_to_count
from graph.silos.gaps.matrix import Cell, Matrix, SiloDimension
from graph.silos.gaps.span import GapQuery
from graph.silos.population.city import WORLDS
from schema.compiler.deferred_lookup import DeferredLookup
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import object_writer
from schema.compiler.statement import Resolver
from schema.fields.gaps import gap_filter
from schema.request.deferred import TODAY, FieldExecution, resolve

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
        async with WORLDS.read(run.read, rows_to_count(listed)) as (world, rows):
            matrix = await matrix_for(world, listed, by, least or 1, rows)
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
