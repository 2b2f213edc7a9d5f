"""Compiles what is asked of a node to one Cypher expression, and to the shape that turns its value into an answer.

In: Asked fields of a label and the variable that holds the node. Out: a Projection. Every value is read in the place where
it is asked: only the properties asked for, as positional lists, nested lists ordered and cut in the database.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from graph.model.definition import LABELS, PARTIES, RELATIONSHIPS
from graph.model.viewer import Viewer
from graph.model.vocabulary import Kind, Property
from schema.compiler.computed import COMPUTED
from schema.compiler.connection import connection
from schema.compiler.cypher import ResultPath, labels_of, valid_tie
from schema.compiler.list_query import Listing
from schema.compiler.ordering import filtered_and_ordered
from schema.compiler.planning_cost import Lookups
from schema.compiler.property_values import NAMES, involvement, read_as, reading, texts
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import TYPENAME, OwnershipBatch, Projection, constant, object_of, unchanged
from schema.compiler.shared_nodes import as_lookup
from schema.request.deferred import TODAY, FieldExecution
from schema.types.relations import RELATIONS, Relation, once_each


class Compiler:
    """Compiles the selection of one root field. Values go to `parameters`; the text holds names of ours only.

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
        cases = " ".join(f"WHEN {node}:{label} THEN {self.name_of(label, node)}" for label in self.labels(target))
        return f"CASE {cases} END"

    def kind_of(self, target: str, node: str) -> str:
        """The word of the API for what kind of node, or relationship, something is."""
        if target == "Relationship":
            return f"type({node})"
        cases = " ".join(f"WHEN {node}:{label} THEN '{label.upper()}'" for label in self.labels(target))
        return f"CASE {cases} END"

    # -- nodes ---------------------------------------------------------------------------------------------------

    @contextmanager
    def compiling(self, *, again: bool, in_tables: bool = True) -> Iterator[None]:
        """What is compiled now is in a list, or where no tables can be read."""
        outer = self.again, self.in_tables
        self.again, self.in_tables = self.again or again, self.in_tables and in_tables
        try:
            yield
        finally:
            self.again, self.in_tables = outer

    def node(self, target: str, asked: SelectedField, node: str, *, many: bool = False, once: bool = False) -> Projection:
        """What is asked of a node of a type; of an interface or union: for each label it may have.

        `many`: there may be more than one, so that what they lead to may come up several times. `once`: this one does not.
        """
        if target in LABELS:
            return self._node(target, asked, node, many, once)
        made = {label: self._node(label, asked, node, many, once) for label in self.labels(target)}
        cases = " ".join(f"WHEN {node}:{label} THEN ['{label}', {each.cypher}]" for label, each in made.items())
        shapes = {label: each.shape for label, each in made.items()}

        def shape(value: Any, run: FieldExecution) -> Any:
            return shapes[value[0]](value[1], run) if value else None

        named: tuple[ResultPath, ...] = tuple((f"={label}", 1, *path) for label, each in made.items() for path in each.named)
        return Projection(f"CASE {cases} END" if cases else "null", shape, named)

    def _node(self, label: str, asked: SelectedField, node: str, many: bool, once: bool) -> Projection:
        """In place, or in a table where the node itself may come up several times."""
        with self.compiling(again=many):
            made = self.fields(label, asked.below(label), node)
        return as_lookup(self, label, node, made) if self.again and self.in_tables and not once else made

    def fields(self, label: str, asked: dict[str, SelectedField], node: str) -> Projection:
        """A positional list of what is asked of one label."""
        parts = {key: self.field(label, each, node) for key, each in asked.items()}
        return self.object(label, parts)

    def object(self, type_name: str, parts: dict[str, Projection]) -> Projection:
        """An object of the API with these parts."""
        return object_of(type_name, parts, NAMES, marked=self.marked)

    def field(self, label: str, asked: SelectedField, node: str) -> Projection:
        """One field of a node of a label."""
        if asked.name == "__typename":
            return constant(label)
        relation = next((each for each in RELATIONS[label] if each.field == asked.name), None)
        if relation:
            return self.related(label, relation, asked, node)
        computed = COMPUTED.get(asked.name)
        if computed:
            return computed(self, label, asked, node)
        return self.property(label, LABELS[label].property(asked.name), asked, node)

    def property(self, label: str, prop: Property, asked: SelectedField, node: str) -> Projection:
        """A property, or null where the viewer may not see it."""
        cypher = f"{node}.{prop.name}" if self.viewer.sees(prop) else "null"
        if prop.name == "involvement":
            return self._involvement(asked, cypher)
        if prop.name == LABELS[label].title and not LABELS[label].party:
            return read_as(f"coalesce({cypher}, {node}.key)", "({v} if type({v}) is str else as_text({v}))")
        return self.value(cypher, prop)

    def value(self, cypher: str, prop: Property) -> Projection:
        """A value of a property. A date comes as text: the driver takes long to make a date of each."""
        if prop.kind is Kind.DATE and not self.marked:
            return unchanged(f"CASE WHEN {cypher} IS :: DATE NOT NULL THEN toString({cypher}) END" if cypher != "null" else cypher)
        return read_as(cypher, reading(prop, marked=self.marked))

    def _involvement(self, asked: SelectedField, cypher: str) -> Projection:
        """Texts of the graph, taken apart into objects."""
        wanted = [(key, each.name) for key, each in asked.below("Involvement").items()]
        start: dict[Any, Any] = {TYPENAME: "Involvement"} if self.marked else {}

        def one(text: str) -> dict[Any, Any]:
            found = involvement(text)
            return start | {key: found[name] for key, name in wanted}

        return Projection(cypher, lambda value, _: [one(text) for text in texts(value)])

    # -- relations -----------------------------------------------------------------------------------------------

    def day(self, asked: SelectedField) -> str:
        """The date a field is asked for, as a parameter."""
        return self.parameter(asked.arguments.get("asOf") or TODAY)

    def joined(self, relation: Relation, label: str, node: str, as_of: Any) -> tuple[str, list[str], str]:
        """MATCH and conditions that lead from a node of a label along a relation to what may be seen; and its variable.

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
        return f"MATCH {relation.pattern.format(n=node, r=r, m=m)}", where, m

    def related(self, label: str, relation: Relation, asked: SelectedField, node: str) -> Projection:
        """The node or nodes that a relation leads to, valid at the date."""
        match, where, m = self.joined(relation, label, node, asked.arguments.get("asOf"))
        if relation.many:
            listing = Listing(f"{label}.{asked.name}", match, where, m, relation.target, once=once_each(relation))
            return connection(self, filtered_and_ordered(self, listing, asked), asked)
        made = self.node(relation.target, asked, m, once=once_each(relation))
        query = f"{match} WHERE {' AND '.join((*where, f'{m}.key IS NOT NULL'))} WITH {m} ORDER BY {m}.key LIMIT 1 RETURN {made.cypher} AS one"
        return Projection(f"head(COLLECT {{ {query} }})", made.shape, made.named)
