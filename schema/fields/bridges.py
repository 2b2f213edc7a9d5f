"""`Gap.bridges`: who has ties to several silos of a gap.

In: the page of gaps. Out: what is asked of their bridges. Encounters are read in one Statement for the page, departments and
officials in one each; nothing is read where bridges are not asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from graph.model.viewer import ViewerRole
from graph.silos.gaps.span import ListedGap
from graph.silos.ties.bridges import Bridge, Bridges
from graph.silos.ties.encounters import Encounters, encounters_query
from schema.compiler.deferred_lookup import DeferredLookup
from schema.compiler.node import Compiler
from schema.compiler.ownership import Part
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import object_writer
from schema.request.deferred import FieldExecution
from schema.types.builder import answer_field, object_type

_ENDS = {"department": "Department", "official": "Official"}


class Bridging:
    """The bridges of a list of gaps: `part` while it is compiled, `read` when a page is known."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self._lookups: list[DeferredLookup] = []
        self._asked = False

    def part(self, asked: SelectedField) -> Part:
        """A list of Bridge for a Gap."""
        self._asked = True
        fields = asked.below("Bridge")
        required = [key for key, each in fields.items() if each.name == "department"]
        write = object_writer("Bridge", {key: self._field(each) for key, each in fields.items()}, marked=self._compiler.marked, required=required)
        return lambda gap, _, run: [write(bridge, run) for bridge in run.lookup.answers[self][gap.subject]]

    def _field(self, asked: SelectedField) -> Callable[[Bridge, FieldExecution], Any]:
        """A field of a Bridge."""
        if asked.name == "__typename":
            return lambda *_: "Bridge"
        if asked.name == "ties":
            return lambda bridge, _: bridge.ties
        lookup = DeferredLookup(self._compiler, asked, _ENDS[asked.name])
        self._lookups.append(lookup)
        return lambda bridge, run: lookup.answers(run).get(getattr(bridge, asked.name) or "")

    async def read(self, run: FieldExecution, page: Iterable[ListedGap], day: date) -> None:
        """Read the bridges of a page, and what is asked of their ends."""
        if not self._asked:
            return
        record = (await run.read(encounters_query(day))).one()
        met = Bridges(Encounters(record, day), named=self._compiler.viewer.role is ViewerRole.ANALYST)
        bridges = {gap.subject: met.between(gap.silos) for gap in page}
        run.lookup.answers[self] = bridges
        ids = _ids(bridge for between in bridges.values() for bridge in between)
        for lookup in self._lookups:
            await lookup.read(run, ids)


def _ids(bridges: Iterable[Bridge]) -> list[str]:
    return [each for bridge in bridges for each in (bridge.department, bridge.official) if each]


# -- in the API --------------------------------------------------------------------------------------------------------

object_type("Bridge",
        "Who has ties to two or more of the silos: a department, and the official where that may be shown.",
        "Wie banden heeft met twee of meer van de diensten: een afdeling, en de ambtenaar waar dat getoond mag worden.", [
    answer_field("department", "Department",
        "The department they are in, or joined last.", "De afdeling waar zij werken, of het laatst kwamen werken."),
    answer_field("official", "Official | None",
        "The official, for analysts and where the official agreed; empty: all others of that department together.",
        "De ambtenaar, voor analisten en als de ambtenaar ermee instemt; leeg: alle anderen van die afdeling samen."),
    answer_field("ties", "int",
        "Seats in one of the silos, and events with somebody of one, up to the date.",
        "Plekken bij een van de diensten, en bijeenkomsten met iemand van een dienst, tot en met de datum."),
])
