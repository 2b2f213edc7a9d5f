"""Compiles what is asked of a node to one Cypher expression, and to the shape that turns its value into an answer.

In: Asked fields of a label and the variable that holds the node. Out: a Projection. Every value is read in the place where
it is asked: only the properties asked for, as positional lists, nested lists ordered and cut in the database.
"""

from datetime import date
from itertools import count
from typing import Any

from graph.model import LABELS, NODES, PARTIES, SUBJECTS
from graph.viewer import Viewer
from graph.vocabulary import Property
from schema.computed import COMPUTED
from schema.cursor import Cursors
from schema.cypher import EACH, Path, as_list, valid
from schema.paging import Listing, Page, node_selections
from schema.selection import Asked
from schema.shaping import Deferred, Level, Projection, Shape, Shaping
from schema.types.relations import RELATIONS, Relation
from schema.values import as_text, involvements, reader

_DATED = frozenset(name for name, label in LABELS.items() if any(prop.name == "validTo" for prop in label.properties))


class Compiler:
    """Compiles the selection of one root field. Values go to `parameters`; the text holds names of ours only."""

    def __init__(self, viewer: Viewer, today: date, cursors: Cursors) -> None:
        self.viewer = viewer
        self.today = today
        self.cursors = cursors
        self.parameters: dict[str, Any] = {}
        self.level = Level()
        self._names = count()

    def parameter(self, value: Any) -> str:
        """A parameter with this value."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"

    def fresh(self, prefix: str) -> str:
        """A variable nobody uses yet."""
        return f"{prefix}{next(self._names)}"

    # -- visibility ----------------------------------------------------------------------------------------------

    def labels(self, target: str) -> tuple[str, ...]:
        """The labels behind a type of the API, as far as the viewer may see them."""
        group = {"Party": PARTIES, "Subject": SUBJECTS, "Node": NODES}.get(target, (target,))
        return tuple(name for name in group if self.viewer.sees(LABELS[name]))

    def is_seen(self, target: str, node: str) -> str:
        """Predicate: the node is of the type, may be seen, and has a key: without one it has no id to be told by."""
        labels = self.labels(target)
        named = " OR ".join(f"{node}:{label}" for label in labels)
        return f"({named}) AND {node}.key IS NOT NULL" if labels else "false"

    # -- nodes ---------------------------------------------------------------------------------------------------

    def node(self, target: str, asked: Asked, node: str) -> Projection:
        """What is asked of a node of a type; of an interface or union: for each label it may have."""
        if target in LABELS:
            return self.fields(target, asked.below(target), node)
        cases: list[str] = []
        shapes: dict[str, Shape] = {}
        owned: list[Path] = []
        for label in self.labels(target):
            made = self.fields(label, asked.below(label), node)
            cases.append(f"WHEN {node}:{label} THEN ['{label}', {made.cypher}]")
            shapes[label] = made.shape
            owned += [(f"={label}", 1, *path) for path in made.owned]
        cypher = f"CASE {' '.join(cases)} END" if cases else "null"
        return Projection(cypher, lambda value, shaping: value and shapes[value[0]](value[1], shaping), tuple(owned))

    def fields(self, label: str, asked: dict[str, Asked], node: str) -> Projection:
        """A positional list of what is asked of one label."""
        made = {key: self.field(label, each, node) for key, each in asked.items()}
        owned = tuple((place, *path) for place, each in enumerate(made.values()) for path in each.owned)
        shapes = [(key, each.shape) for key, each in made.items()]

        def shape(value: Any, shaping: Shaping) -> Any:
            if value is None:
                return None
            answer: dict[str, Any] = {"__typename": label}
            for (key, part), item in zip(shapes, value, strict=True):
                answer[key] = found = part(item, shaping)
                if isinstance(found, Deferred):
                    shaping.waiting.append((answer, key, found))
            return answer

        return Projection(as_list(each.cypher for each in made.values()), shape, owned)

    def field(self, label: str, asked: Asked, node: str) -> Projection:
        """One field of a node of a label."""
        relation = next((each for each in RELATIONS[label] if each.field == asked.name), None)
        if relation:
            return self.related(relation, asked, node)
        computed = COMPUTED.get(asked.name)
        if computed:
            return computed(self, label, asked, node)
        return self.property(label, LABELS[label].property(asked.name), node)

    def property(self, label: str, prop: Property, node: str) -> Projection:
        """A property, or null where the viewer may not see it."""
        cypher = f"{node}.{prop.name}" if self.viewer.sees(prop) else "null"
        if prop.name == "involvement":
            return Projection(cypher, lambda value, _: involvements(value))
        if prop.name == LABELS[label].title and not LABELS[label].party:
            return Projection(f"coalesce({cypher}, {node}.key)", lambda value, _: as_text(value))
        read = reader(prop)
        return Projection(cypher, lambda value, _: read(value))

    # -- relations -----------------------------------------------------------------------------------------------

    def day(self, asked: Asked) -> str:
        """The date a field is asked for, as a parameter."""
        return self.parameter(asked.arguments.get("asOf") or self.today)

    def related(self, relation: Relation, asked: Asked, node: str) -> Projection:
        """The node or nodes that a relation leads to, valid at the date."""
        r, m = self.fresh("r"), self.fresh("m")
        day = self.day(asked)
        match = f"MATCH {relation.pattern.format(n=node, r=r, m=m)}"
        where = [valid(r, day), self.is_seen(relation.target, m)]
        where += [valid(m, day)] if relation.dated and relation.many and relation.target in _DATED else []
        if relation.many:
            return self.connection(Listing(f"{asked.name}:{node[0]}", match, where, m, relation.target), asked)
        made = self.node(relation.target, asked, m)
        query = f"{match} WHERE {' AND '.join(where)} WITH {m} ORDER BY {m}.key LIMIT 1 RETURN {made.cypher} AS one"
        return Projection(f"head(COLLECT {{ {query} }})", made.shape, made.owned)

    def connection(self, listing: "Listing", asked: Asked) -> Projection:
        """A page of nodes, ordered, with what the page and its edges are asked for."""
        page = Page.of(self, listing, asked)
        parts, shapes, owned = self._page_parts(listing, asked)
        total = any(each.name == "totalCount" for each in asked.below(asked.type_name).values())
        rows = as_list((as_list(page.values), *parts))
        query = f"{listing.match} WHERE {' AND '.join((*listing.where, *page.beyond))} WITH DISTINCT {listing.carried} ORDER BY {page.order} LIMIT {page.limit} RETURN {rows} AS row"
        counted = (
            f"COUNT {{ {listing.match} WHERE {' AND '.join((*listing.where, f'{listing.key} IS NOT NULL'))} RETURN DISTINCT {listing.node} }}"
            if total
            else "null"
        )

        def shape(value: Any, shaping: Shaping) -> Any:
            return page.answer(asked, value[0], value[1], shapes, shaping)

        return Projection(f"[{counted}, COLLECT {{ {query} }}]", shape, tuple((1, EACH, *path) for path in owned))

    def _page_parts(
        self, listing: "Listing", asked: Asked
    ) -> tuple[list[str], dict[str, tuple[int, Shape]], list[Path]]:
        """The projections asked for under `nodes` and under `edges { node }`, by the key they answer under."""
        parts: list[str] = []
        shapes: dict[str, tuple[int, Shape]] = {}
        owned: list[Path] = []
        for name, each in node_selections(asked):
            made = self.node(listing.target, each, listing.node)
            parts.append(made.cypher)
            shapes[name] = (len(parts), made.shape)
            owned += [(len(parts), *path) for path in made.owned]
        for extra in listing.extra:
            parts.append(extra)
        return parts, shapes, owned
