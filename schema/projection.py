"""Compiles what is asked of a node to one Cypher expression, and to the shape that turns its value into an answer.

In: Asked fields of a label and the variable that holds the node. Out: a Projection. Every value is read in the place where
it is asked: only the properties asked for, as positional lists, nested lists ordered and cut in the database.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from typing import Any

from graph.errors import BadInput
from graph.model import LABELS, NODES, PARTIES, RELATIONSHIPS, SUBJECTS
from graph.terms import InvolvementLevel
from graph.viewer import Viewer
from graph.vocabulary import Kind, Property
from schema.cursor import Cursors
from schema.selection import Asked
from schema.types.relations import RELATIONS, Relation

Path = tuple[int | str, ...]  # where in a value ids of subjects stand; "*" goes into each item of a list
Shape = Callable[[Any, "Shaping"], Any]
EACH = "*"


@dataclass
class Shaping:
    """What shapes share while one answer is made: what has still to be filled in."""

    waiting: list[tuple[dict[str, Any], str, "Deferred"]] = field(default_factory=list)


@dataclass(frozen=True)
class Deferred:
    """A value that is known only when the facts of ownership are there."""

    subject: str
    level: "Level"
    fill: Callable[[str, Any], Any]


@dataclass(frozen=True)
class Projection:
    """Cypher for a value, the shape that reads it, and where in it ids of subjects of ownership stand."""

    cypher: str
    shape: Shape
    owned: tuple[Path, ...] = ()


@dataclass
class Level:
    """The ownership answers that are read together. What is asked of nodes inside them is read beside the facts."""

    extras: dict[str, list[str]] = field(default_factory=dict)
    areas: set[str] = field(default_factory=set)
    used: bool = False
    deeper: "Level | None" = None

    def add(self, label: str, cypher: str) -> int:
        """Ask a column of all nodes of a label that the facts hold; answers its place."""
        columns = self.extras.setdefault(label, [])
        columns.append(cypher)
        return len(columns) - 1

    def below(self) -> "Level":
        """The ownership answers asked inside these."""
        self.deeper = self.deeper or Level()
        return self.deeper

    def columns(self) -> dict[str, str]:
        """The extra column of each label, as Cypher."""
        return {label: f"[{', '.join(columns)}]" for label, columns in self.extras.items()}


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
        """Predicate: the node is of the type and may be seen."""
        labels = self.labels(target)
        return f"({' OR '.join(f'{node}:{label}' for label in labels)})" if labels else "false"

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
        computed = _COMPUTED.get(asked.name)
        if computed:
            return computed(self, label, asked, node)
        return self.property(label, LABELS[label].property(asked.name), node)

    def property(self, label: str, prop: Property, node: str) -> Projection:
        """A property, or null where the viewer may not see it."""
        cypher = f"{node}.{prop.name}" if self.viewer.sees(prop) else "null"
        if prop.name == "involvement":
            return Projection(
                cypher, lambda value, _: [_involvement(each) for each in value or [] if isinstance(each, str)]
            )
        if prop.name == LABELS[label].title and not LABELS[label].party:
            return Projection(f"coalesce({cypher}, {node}.key)", _as_text)
        return Projection(cypher, _reader(prop))

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
            f"COUNT {{ {listing.match} WHERE {' AND '.join(listing.where)} RETURN DISTINCT {listing.node} }}"
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
        for name, each in _node_selections(asked):
            made = self.node(listing.target, each, listing.node)
            parts.append(made.cypher)
            shapes[name] = (len(parts), made.shape)
            owned += [(len(parts), *path) for path in made.owned]
        for extra in listing.extra:
            parts.append(extra)
        return parts, shapes, owned


@dataclass(frozen=True)
class Listing:
    """What a list is of: a MATCH clause, its conditions, the variable of the node, its type, and how it is ordered."""

    name: str
    match: str
    where: Sequence[str]
    node: str
    target: str
    order: tuple[tuple[str, bool, Kind], ...] = ()  # (expression, descending, kind), before the key
    extra: tuple[str, ...] = ()
    carry: tuple[str, ...] = ()
    tie: str | None = None

    @property
    def carried(self) -> str:
        return ", ".join((self.node, *self.carry))

    @property
    def key(self) -> str:
        """What breaks ties: the key, or the id where a list holds several labels."""
        if self.tie:
            return self.tie
        return f"{self.node}.key" if self.target in LABELS else node_id_cypher(self.node)


@dataclass(frozen=True)
class Page:
    """A cut from a list: from the start or the end, after or before a cursor."""

    cursors: Cursors
    listing: Listing
    size: int
    backwards: bool
    started: bool
    values: tuple[str, ...]
    beyond: tuple[str, ...]
    order: str
    limit: str
    label: str

    @classmethod
    def of(cls, compiler: Compiler, listing: Listing, asked: Asked) -> "Page":
        arguments = asked.arguments
        size, backwards = page_size(asked.name, arguments)
        keys = [*listing.order, (listing.key, False, Kind.STRING)]
        label = f"{asked.type_name}|{listing.name}|{'|'.join(f'{each[0]}{each[1]}' for each in listing.order)}"
        beyond = [
            _beyond(compiler, keys, compiler.cursors.read(label, cursor), before)
            for cursor, before in ((arguments.get("after"), False), (arguments.get("before"), True))
            if cursor
        ]
        order = ", ".join(_order(*each, backwards) for each in keys)
        started = bool(arguments.get("before") if backwards else arguments.get("after"))
        values = tuple(each[0] for each in keys)
        limit = compiler.parameter(size + 1)
        return cls(
            compiler.cursors,
            listing,
            size,
            backwards,
            started,
            values,
            (f"{listing.key} IS NOT NULL", *beyond),
            order,
            limit,
            label,
        )

    def answer(
        self, asked: Asked, total: Any, rows: list[Any], shapes: dict[str, tuple[int, Shape]], shaping: Shaping
    ) -> dict[str, Any]:
        """The page as asked: nodes, edges, page info and count, each under its response key."""
        more, rows = len(rows) > self.size, rows[: self.size]
        rows = rows[::-1] if self.backwards else rows
        answer: dict[str, Any] = {"__typename": asked.type_name}
        for key, each in asked.below(asked.type_name).items():
            if each.name == "nodes":
                place, shape = shapes[key]
                answer[key] = [shape(row[place], shaping) for row in rows]
            elif each.name == "edges":
                answer[key] = [self._edge(each, row, shapes, key, shaping) for row in rows]
            elif each.name == "pageInfo":
                answer[key] = self._info(each, rows, more)
            elif each.name == "totalCount":
                answer[key] = total
        return answer

    def _edge(
        self, asked: Asked, row: Any, shapes: dict[str, tuple[int, Shape]], prefix: str, shaping: Shaping
    ) -> dict[str, Any]:
        edge: dict[str, Any] = {"__typename": asked.type_name}
        for key, each in asked.below(asked.type_name).items():
            if each.name == "node":
                place, shape = shapes[f"{prefix}.{key}"]
                edge[key] = shape(row[place], shaping)
            elif each.name == "score":
                edge[key] = row[-1]
            else:
                edge[key] = self._cursor(row)
        return edge

    def _info(self, asked: Asked, rows: list[Any], more: bool) -> dict[str, Any]:
        values = {
            "hasNextPage": self.started if self.backwards else more,
            "hasPreviousPage": more if self.backwards else self.started,
            "startCursor": self._cursor(rows[0]) if rows else None,
            "endCursor": self._cursor(rows[-1]) if rows else None,
        }
        return {key: values.get(each.name) for key, each in asked.below("PageInfo").items()}

    def _cursor(self, row: Any) -> str:
        return self.cursors.write(self.label, row[0])


MOST, USUAL = 500, 25


def page_size(field: str, arguments: dict[str, Any]) -> tuple[int, bool]:
    """How many, and whether from the end. BadInput for both ends at once, and outside 1 to 500."""
    first, last = arguments.get("first"), arguments.get("last")
    if first is not None and last is not None:
        raise BadInput(
            f"{field}: first and last were both given.", "Give one of the two: first pages forward, last backward."
        )
    size = first if first is not None else last if last is not None else USUAL
    if not 1 <= size <= MOST:
        raise BadInput(
            f"{field}: {'last' if last is not None else 'first'} is {size}.",
            f"Give a number from 1 to {MOST}, and page with a cursor.",
        )
    return size, last is not None


def as_list(expressions: Iterable[str]) -> str:
    """A Cypher list of expressions."""
    return f"[{', '.join(expressions)}]"


def valid(variable: str, day: str) -> str:
    """The one predicate of validity, as Cypher: from validFrom up to but not including validTo, or on the day attested."""
    return (
        f"({variable}.validFrom IS NULL OR {variable}.validFrom <= {day}) AND ({variable}.validTo IS NULL OR {day} < {variable}.validTo)"
        f" AND ({variable}.attestedOn IS NULL OR {variable}.attestedOn = {day})"
    )


def node_id_cypher(node: str, labels: Iterable[str] = NODES) -> str:
    """The id of a node whose label is not known beforehand."""
    cases = " ".join(f"WHEN {node}:{label} THEN '{LABELS[label].prefix}:'" for label in labels)
    return f"CASE {cases} END + {node}.key"


def flatten(value: str, path: Path, depth: int = 0) -> str:
    """A list of what stands at a path in a nested value, as Cypher."""
    if not path:
        return f"[{value}]"
    step, rest = path[0], path[1:]
    if step == EACH:
        item = f"x{depth}"
        return f"reduce(found{depth} = [], {item} IN coalesce({value}, []) | found{depth} + {flatten(item, rest, depth + 1)})"
    if isinstance(step, str):
        return f"CASE WHEN {value}[0] = '{step[1:]}' THEN {flatten(value, rest, depth)} ELSE [] END"
    return flatten(f"{value}[{step}]", rest, depth)


def _node_selections(asked: Asked) -> list[tuple[str, Asked]]:
    """The selections on nodes of a page: those under `nodes`, and those under `node` of `edges`."""
    found: list[tuple[str, Asked]] = []
    for key, each in asked.below(asked.type_name).items():
        if each.name == "nodes":
            found.append((key, each))
        elif each.name == "edges":
            found += [
                (f"{key}.{under}", node) for under, node in each.below(each.type_name).items() if node.name == "node"
            ]
    return found


def _order(expression: str, descending: bool, kind: Kind, backwards: bool) -> str:
    """One part of ORDER BY; what has no value comes last, or first when going backwards."""
    way = " DESC" if descending != backwards else ""
    if expression.endswith(".key"):
        return f"{expression}{way}"
    return f"{expression} IS NULL{' DESC' if backwards else ''}, {expression}{way}"


def _beyond(compiler: Compiler, keys: list[tuple[str, bool, Kind]], values: list[object], before: bool) -> str:
    """Predicate: a node comes after (or before) the cursor, in the order of the keys, nulls last."""
    if len(values) != len(keys):
        raise BadInput("The cursor was not given out for this order.", "Ask for the first page again in the new order.")
    either: list[str] = []
    equal: list[str] = []
    for (expression, descending, kind), value in zip(keys, values, strict=True):
        parameter = "null"
        if value is not None:
            parameter = compiler.parameter(value)
            parameter = {Kind.DATE: f"date({parameter})", Kind.DATETIME: f"datetime({parameter})"}.get(kind, parameter)
        past = _past(expression, descending, before, parameter)
        either.append(" AND ".join((*equal, past)))
        equal.append(f"{expression} = {parameter}" if value is not None else f"{expression} IS NULL")
    return f"({' OR '.join(either)})"


def _past(expression: str, descending: bool, before: bool, value: str) -> str:
    if value == "null":
        return f"{expression} IS NOT NULL" if before else "false"
    sign = "<" if descending != before else ">"
    if before or expression.endswith(".key"):
        return f"{expression} {sign} {value}"
    return f"({expression} {sign} {value} OR {expression} IS NULL)"


# -- what a property's value may look like ------------------------------------------------------------------------------

_DATED = frozenset(name for name, label in LABELS.items() if any(prop.name == "validTo" for prop in label.properties))
_PLAIN: dict[Kind, type | tuple[type, ...]] = {
    Kind.STRING: str,
    Kind.INTEGER: int,
    Kind.FLOAT: (int, float),
    Kind.DATE: date,
    Kind.DATETIME: datetime,
}


def _reader(prop: Property) -> Shape:
    """Reads a value of a property; a wrong type or an unknown word is no value, so that it never breaks an answer."""
    known = prop.term.__members__ if prop.term else None
    if prop.kind is Kind.BOOLEAN:
        return lambda value, _: value if isinstance(value, bool) else (None if prop.name == "bridgeVisible" else False)
    if prop.kind is Kind.STRINGS:
        return lambda value, _: (
            [each for each in value if isinstance(each, str) and (known is None or each in known)]
            if isinstance(value, list)
            else []
        )
    if known is not None:
        return lambda value, _: value if isinstance(value, str) and value in known else None
    wanted = _PLAIN[prop.kind]
    refused = datetime if prop.kind is Kind.DATE else bool
    return lambda value, _: value if isinstance(value, wanted) and not isinstance(value, refused) else None


def _as_text(value: Any, _: Shaping) -> str:
    return value if isinstance(value, str) else str(value)


def _involvement(text: str) -> dict[str, Any]:
    """'moment; level; who came; what changed; evidence' as an object of the API."""
    moment, level, who, what, evidence = [part.strip() or None for part in (text.split(";") + [""] * 5)[:5]]
    stated = level if level in InvolvementLevel.__members__ else "NOT_STATED"
    return {
        "__typename": "Involvement",
        "moment": moment,
        "level": stated,
        "whoCame": who,
        "whatChanged": what,
        "evidence": evidence,
    }


# -- computed fields ----------------------------------------------------------------------------------------------------


def _id(compiler: Compiler, label: str, asked: Asked, node: str) -> Projection:
    return Projection(f"'{LABELS[label].prefix}:' + {node}.key", lambda value, _: value)


def _sources(compiler: Compiler, label: str, asked: Asked, node: str) -> Projection:
    """Sources by rank, then key: those the node is stated in, and the one it names itself."""
    m = compiler.fresh("m")
    made = compiler.node("Source", asked, m)
    limit = " LIMIT 1" if asked.name == "source" else ""
    query = (
        f"MATCH ({m}:Source) WHERE ({node})-[:STATED_IN]->({m}) OR {m}.key = {node}.source"
        f" WITH {m} ORDER BY CASE WHEN {m}.key = {node}.source THEN 0 ELSE 1 END, {m}.rank, {m}.key{limit} RETURN {made.cypher} AS one"
    )
    collected = f"COLLECT {{ {query} }}"
    if asked.name == "source":
        return Projection(f"head({collected})", made.shape, made.owned)
    return Projection(
        collected,
        lambda value, shaping: [made.shape(each, shaping) for each in value],
        tuple((EACH, *path) for path in made.owned),
    )


def _silo(compiler: Compiler, label: str, asked: Asked, node: str) -> Projection:
    """The nearest SERVICE at or above; else the highest that is not the municipality."""
    s, m = compiler.fresh("s"), compiler.fresh("m")
    day = compiler.day(asked)
    made = compiler.node("Department", asked, m)
    query = (
        f"MATCH path = ({node})(()-[{s}:PART_OF WHERE {valid(s, day)}]->(:Department)){{0,32}}({m}:Department)"
        f" WHERE {m}.level IS NULL OR {m}.level <> 'MUNICIPALITY'"
        f" WITH {m}, length(path) AS steps, coalesce({m}.level = 'SERVICE', false) AS service"
        f" ORDER BY NOT service, CASE WHEN service THEN steps ELSE -steps END, {m}.key LIMIT 1 RETURN {made.cypher} AS one"
    )
    return Projection(f"head(COLLECT {{ {query} }})", made.shape, made.owned)


def _on_behalf_of(compiler: Compiler, label: str, asked: Asked, node: str) -> Projection:
    """The department that an official who holds it had joined last on the day it began."""
    w, m, o = compiler.fresh("w"), compiler.fresh("m"), compiler.fresh("o")
    made = compiler.node("Department", asked, m)
    day = f"coalesce({node}.validFrom, {compiler.parameter(compiler.today)})"
    query = (
        f"MATCH ({node})<-[:HOLDS]-({o}:Official)-[{w}:WORKS_FOR]->({m}:Department) WHERE {w}.validFrom IS NULL OR {w}.validFrom <= {day}"
        f" WITH {m}, {w} ORDER BY coalesce({w}.validFrom, date('0001-01-01')) DESC, NOT ({valid(w, day)}), {m}.key LIMIT 1 RETURN {made.cypher} AS one"
    )
    return Projection(f"head(COLLECT {{ {query} }})", made.shape, made.owned)


def _sent_on_because(compiler: Compiler, label: str, asked: Asked, node: str) -> Projection:
    """The reason of the referral that leaves a contact."""
    r = compiler.fresh("r")
    seen = all(compiler.viewer.sees(prop) for prop in RELATIONSHIPS["REFERRED_TO"].properties)
    query = f"MATCH ({node})-[{r}:REFERRED_TO]->(:Contact) RETURN {r}.reason AS one ORDER BY one LIMIT 1"
    return Projection(f"head(COLLECT {{ {query} }})" if seen else "null", lambda value, _: value)


def _ownership(compiler: Compiler, label: str, asked: Asked, node: str) -> Projection:
    from schema.owned import ownership_field

    return ownership_field(compiler, label, asked, node)


_COMPUTED: dict[str, Callable[[Compiler, str, Asked, str], Projection]] = {
    "id": _id,
    "source": _sources,
    "sources": _sources,
    "silo": _silo,
    "onBehalfOf": _on_behalf_of,
    "reason": _sent_on_because,
    "ownership": _ownership,
}
