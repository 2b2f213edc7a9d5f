"""What the compilers of one root field share: the viewer, parameters, fresh names, and what the viewer may see.

In: a viewer. Out: a CompilerContext. How a node is compiled is left open here: `schema.compiler.node` says it, which imports
all that a node may lead to; those modules reach it again through `node` and `fields`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from graph.database.clauses import by_label
from graph.model.definition import LABELS, PARTIES, RELATIONSHIPS
from graph.model.viewer import Viewer
from graph.model.vocabulary import Kind, Property
from schema.compiler.cypher import labels_of, valid_tie
from schema.compiler.property_values import NAMES, read_as, reading
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import OwnershipBatch, Projection, object_of, unchanged
from schema.request.deferred import TODAY
from schema.types.relations import Relation

# Planning takes Neo4j a fiftieth of a second for each list and up to a sixth for each condition or count; no deadline ends it.
_PLANNING_WEIGHTS = {"MATCH ": 1, "EXISTS {": 2, "COUNT {": 2}


@dataclass
class Lookups:
    """How much Neo4j has to plan for all Statements of one root field; `schema.limits.limits` holds it to the most allowed.

    The text is what counts: a filter stands in it once for the list, and once more for each count of that list.
    """

    number: int = 0

    def add(self, text: str) -> None:
        """Count the lists, counts and conditions of one Statement."""
        self.number += sum(weight * text.count(word) for word, weight in _PLANNING_WEIGHTS.items())


class CompilerContext(ABC):
    """What a root field is compiled with. Values go to `parameters`; the text holds names of ours only.

    `marked`: the answer is completed by graphql-core, which needs the type of each object and dates as dates. `again`: what is
    compiled stands in a list, so that it may lead to the same nodes several times; those are read in tables, `in_tables`.
    """

    def __init__(self, viewer: Viewer, *, marked: bool = False, lookups: Lookups | None = None) -> None:
        self.viewer = viewer
        self.marked = marked
        self.lookups = lookups or Lookups()
        self.parameters: dict[str, Any] = {}
        self.level = OwnershipBatch()
        self.again = False
        self.in_tables = True
        self._names = count()

    def parameter(self, value: Any) -> str:
        """A parameter with this value, which may be Deferred; the day of the request is one for all."""
        if value is TODAY:
            self.parameters["today"] = value
            return "$today"
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"

    def fresh(self, prefix: str) -> str:
        """A variable nobody uses yet."""
        return f"{prefix}{next(self._names)}"

    # -- visibility ----------------------------------------------------------------------------------------------

    def labels(self, target: str) -> tuple[str, ...]:
        """The labels behind a type of the API, as far as the viewer may see them."""
        return tuple(name for name in labels_of(target) if self.viewer.sees(LABELS[name]))

    @property
    def hidden_parties(self) -> tuple[str, ...]:
        """The labels of parties that the viewer may not see: for the viewer, what they hold is held by nobody."""
        return tuple(name for name in PARTIES if not self.viewer.sees(LABELS[name]))

    def is_seen(self, target: str, node: str) -> str:
        """Predicate: the node is of the type, may be seen, and has a key: without one it has no id to be told by."""
        labels = self.labels(target)
        named = " OR ".join(f"{node}:{label}" for label in labels)
        return f"({named}) AND {node}.key IS NOT NULL" if labels else "false"

    def starts_hidden(self, types: Iterable[str]) -> dict[str, list[str]]:
        """Labels from which the viewer may not see relationships, each with those of the types for which that is so."""
        found: dict[str, list[str]] = {}
        for name in types:
            for label in self.viewer.hidden_starts(RELATIONSHIPS[name]):
                found.setdefault(label, []).append(name)
        return found

    def relationship_is_seen(self, types: Iterable[str], r: str, start: str) -> list[str]:
        """Predicates: a relationship of one of these types, which starts at that node, may be seen; none where all may."""
        return [
            f"NOT ({start}:{label} AND type({r}) IN {self.parameter(names)})" for label, names in self.starts_hidden(types).items()
        ]

    def name_of(self, target: str, node: str) -> str:
        """What names a node of a type to a person, as far as the viewer may see it."""
        if target in LABELS:
            title = LABELS[target].title
            named = f"{node}.{title}" if title and self.viewer.sees(LABELS[target].property(title)) else "null"
            return named if LABELS[target].party else f"coalesce({named}, {node}.key)"
        return by_label(node, {label: self.name_of(label, node) for label in self.labels(target)})

    def kind_of(self, target: str, node: str) -> str:
        """The word of the API for what kind of node, or relationship, something is."""
        if target == "Relationship":
            return f"type({node})"
        return by_label(node, {label: f"'{label.upper()}'" for label in self.labels(target)})

    # -- nodes ---------------------------------------------------------------------------------------------------

    @abstractmethod
    def node(self, target: str, asked: SelectedField, node: str, *, many: bool = False, once: bool = False) -> Projection:
        """What is asked of a node of a type; of an interface or union: for each label it may have.

        `many`: there may be more than one, so that what they lead to may come up several times. `once`: this one does not.
        """

    @abstractmethod
    def fields(self, label: str, asked: dict[str, SelectedField], node: str) -> Projection:
        """A positional list of what is asked of one label."""

    @contextmanager
    def compiling(self, *, again: bool, in_tables: bool = True) -> Iterator[None]:
        """What is compiled now is in a list, or where no tables can be read."""
        outer = self.again, self.in_tables
        self.again, self.in_tables = self.again or again, self.in_tables and in_tables
        try:
            yield
        finally:
            self.again, self.in_tables = outer

    def object(self, type_name: str, parts: dict[str, Projection]) -> Projection:
        """An object of the API with these parts."""
        return object_of(type_name, parts, NAMES, marked=self.marked)

    def value(self, cypher: str, prop: Property) -> Projection:
        """A value of a property. A date comes as text: the driver takes long to make a date of each."""
        if prop.kind is Kind.DATE and not self.marked:
            return unchanged(f"CASE WHEN {cypher} IS :: DATE NOT NULL THEN toString({cypher}) END" if cypher != "null" else cypher)
        return read_as(cypher, reading(prop, marked=self.marked))

    # -- relations -----------------------------------------------------------------------------------------------

    def day(self, asked: SelectedField) -> str:
        """The date a field is asked for, as a parameter."""
        return self.parameter(asked.arguments.get("asOf") or TODAY)

    def joined(self, relation: Relation, label: str, node: str, as_of: Any) -> tuple[str, list[str], str]:
        """Pattern and conditions that lead from a node of a label along a relation to what may be seen; and its variable.

        Only what holds on the day `as_of`, today where that is None: then what is told as it was recorded asks nothing of the
        nodes. That a node has a key is left to the caller: a list asks it anyway.
        """
        r, m = self.fresh("r"), self.fresh("m")
        seen, day = self.labels(relation.target), self.parameter(as_of or TODAY)
        ends = [] if relation.recorded and as_of is None else [(node, label), (m, relation.target)]
        holds = valid_tie(r, ends, day)
        where = holds[:1]
        for start in self.starts_hidden(relation.types):
            where.append(f"NOT {m if relation.is_against else node}:{start}")
        if relation.target not in seen:
            where.append(f"({' OR '.join(f'{m}:{label}' for label in seen) or 'false'})")
        where += holds[1:]
        return relation.pattern.format(n=node, r=r, m=m), where, m
