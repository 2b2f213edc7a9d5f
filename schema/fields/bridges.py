"""`Gap.bridges`: who has ties to several silos of a gap.

In: the page of gaps. Out: what is asked of their bridges. Encounters are read in one Statement for the page, departments and
officials in one each; nothing is read where bridges are not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
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
from schema.compiler.serializer import TYPENAME
from schema.request.deferred import FieldExecution, NullInNonNullField
from schema.types.builder import answer_field, object_type

_ENDS = {"department": "Department", "official": "Official"}
_FOUND = "bridges found"  # beside the variables of the request: none of those has a space in its name


class Bridging:
    """The bridges of a list of gaps: `part` while it is compiled, `read` when a page is known."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self._picked: dict[tuple[int, str], DeferredLookup] = {}
        self._asked = False

    def part(self, asked: SelectedField) -> Part:
        """A list of Bridge for a Gap."""
        self._asked = True
        fields, place = asked.below("Bridge"), len(self._picked)
        for key, each in fields.items():
            if each.name in _ENDS:
                self._picked[place, key] = DeferredLookup(self._compiler, each, _ENDS[each.name])
        start: dict[Any, Any] = {TYPENAME: "Bridge"} if self._compiler.marked else {}

        def one(bridge: Bridge, nodes: dict[Any, Any]) -> Any:
            answer = start | {key: _value(each.name, bridge, nodes.get((place, key), {})) for key, each in fields.items()}
            if not start and any(each.name == "department" and answer[key] is None for key, each in fields.items()):
                raise NullInNonNullField
            return answer

        def fill(gap: ListedGap, _: Any, run: FieldExecution) -> Any:
            bridges, nodes = run.variables[_FOUND]
            return [one(bridge, nodes) for bridge in bridges[gap.subject]]

        return fill

    async def read(self, run: FieldExecution, page: Iterable[ListedGap], day: date) -> FieldExecution:
        """A run that knows the bridges of a page."""
        if not self._asked:
            return run
        record = (await run.read(encounters_query(day))).one()
        met = Bridges(Encounters(record, day), named=self._compiler.viewer.role is ViewerRole.ANALYST)
        bridges = {gap.subject: met.between(gap.silos) for gap in page}
        every = [bridge for found in bridges.values() for bridge in found]
        nodes = {place: await each.read(run, _ids(every)) for place, each in self._picked.items()}
        return FieldExecution(run.context, {**run.variables, _FOUND: (bridges, nodes)}, run.waiting)


def _ids(bridges: Iterable[Bridge]) -> list[str]:
    return [each for bridge in bridges for each in (bridge.department, bridge.official) if each]


def _value(name: str, bridge: Bridge, nodes: dict[str, Any]) -> Any:
    if name == "__typename":
        return "Bridge"
    return bridge.ties if name == "ties" else nodes.get(getattr(bridge, name) or "")


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
