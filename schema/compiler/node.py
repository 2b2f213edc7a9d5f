"""Compiles what is asked of a node to one Cypher expression, and to the shape that turns its value into an answer.

In: Asked fields of a label and the variable that holds the node. Out: a Projection. Every value is read in the place where
it is asked: only the properties asked for, as positional lists, nested lists ordered and cut in the database.
"""

from operator import itemgetter
from typing import Any

from graph.database.clauses import by_label, match
from graph.model.definition import LABELS
from graph.model.vocabulary import Property
from schema.compiler.computed import COMPUTED
from schema.compiler.connection import connection
from schema.compiler.context import CompilerContext
from schema.compiler.cypher import ResultPath
from schema.compiler.list_query import Listing, filtered_and_ordered
from schema.compiler.property_values import involvement, read_as, texts
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import Projection, constant, first_of, object_writer
from schema.compiler.shared_nodes import as_lookup
from schema.request.deferred import FieldExecution
from schema.types.relations import RELATIONS, Relation, is_one_to_many


class Compiler(CompilerContext):
    """Compiles the selection of one root field."""

    def node(self, target: str, asked: SelectedField, node: str, *, many: bool = False, once: bool = False) -> Projection:
        if target in LABELS:
            return self._node(target, asked, node, many, once)
        made = {label: self._node(label, asked, node, many, once) for label in self.labels(target)}
        cypher = by_label(node, {label: f"['{label}', {each.cypher}]" for label, each in made.items()}) if made else "null"
        shapes = {label: each.shape for label, each in made.items()}

        def shape(value: Any, run: FieldExecution) -> Any:
            return shapes[value[0]](value[1], run) if value else None

        named: tuple[ResultPath, ...] = tuple((f"={label}", 1, *path) for label, each in made.items() for path in each.named)
        return Projection(cypher, shape, named)

    def _node(self, label: str, asked: SelectedField, node: str, many: bool, once: bool) -> Projection:
        """In place, or in a table where the node itself may come up several times."""
        with self.compiling(again=many):
            made = self.fields(label, asked.below(label), node)
        return as_lookup(label, node, made, marked=self.marked) if self.again and self.in_tables and not once else made

    def fields(self, label: str, asked: dict[str, SelectedField], node: str) -> Projection:
        parts = {key: self.field(label, each, node) for key, each in asked.items()}
        return self.object(label, parts)

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

    def _involvement(self, asked: SelectedField, cypher: str) -> Projection:
        """Texts of the graph, taken apart into objects."""
        parts = {key: itemgetter(each.name) for key, each in asked.below("Involvement").items()}
        write = object_writer("Involvement", parts, marked=self.marked)
        return Projection(cypher, lambda value, _: [write(involvement(text)) for text in texts(value)])

    # -- relations -----------------------------------------------------------------------------------------------

    def related(self, label: str, relation: Relation, asked: SelectedField, node: str) -> Projection:
        """The node or nodes that a relation leads to, valid at the date."""
        pattern, where, m = self.joined(relation, label, node, asked.arguments.get("asOf"))
        if relation.many:
            listing = Listing(f"{label}.{asked.name}", match(pattern), where, m, relation.target, once=is_one_to_many(relation))
            return connection(self, filtered_and_ordered(self, listing, asked), asked)
        made = self.node(relation.target, asked, m, once=is_one_to_many(relation))
        found = match(pattern, *where, f"{m}.key IS NOT NULL").with_(m).order_by(f"{m}.key").limit(1)
        return first_of(made, found.returning(f"{made.cypher} AS one"))
