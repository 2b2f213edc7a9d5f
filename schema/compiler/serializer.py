"""From what was read to the answer: functions written for one selection, from positional lists to plain objects.

In: the projections of the parts of an object, by response key. Out: a Projection with a function that was generated for
just those parts, so that no field of an answer costs more than an index and a check. A *marked* answer also carries the
name of each object's type: that is what graphql-core asks for when it completes the answer instead of us.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.database.clauses import Query, collect
from graph.ownership.facts.needs import Need
from schema.compiler.cypher import PathEnd, ResultPath, as_list
from schema.request.deferred import Deferred, FieldExecution, NullInNonNullField

Serializer = Callable[[Any, FieldExecution], Any]
OwnershipResolver = Callable[..., Any]

TYPENAME = 0  # the key of a type's name in a marked answer: no response key is a number


@dataclass(frozen=True)
class Projection:
    """Cypher for a value, the shape that reads it, and where in it nodes are named of which more is read beside it.

    `named`: each path leads to ids of subjects of ownership, or ends in a Table and leads to keys of its nodes.

    No cypher: nothing has to be read. `inline`: the shape as a Python expression on `{v}`, where it is that short.
    `fill`: the value is the id of a subject, and the answer is made by this when the facts are there. `told`: the value is a
    key in this table.
    """

    cypher: str
    shape: Serializer
    named: tuple[ResultPath, ...] = ()
    inline: str | None = None
    fill: OwnershipResolver | None = None
    told: PathEnd | None = None


def unchanged(cypher: str) -> Projection:
    """A value that goes out as it came in."""
    return Projection(cypher, lambda value, _: value, inline="{v}")


def constant(value: Any) -> Projection:
    """A value that needs no reading."""
    return Projection("", lambda *_: value, inline=repr(value))


def first_of(made: Projection, query: Query) -> Projection:
    """What a projection makes of the first row of a query; null where there is none."""
    return Projection(f"head({collect(query)})", made.shape, made.named)


def list_of(made: Projection, cypher: str) -> Projection:
    """A list of what a projection makes."""
    shape = made.shape
    return Projection(cypher, lambda values, run: [shape(each, run) for each in values], tuple(("*", *path) for path in made.named))


def object_of(type_name: str, parts: Mapping[str, Projection], names: Mapping[str, Any], *, marked: bool) -> Projection:
    """An object with these parts under their response keys, read as one positional list; null stays null."""
    read = [part for part in parts.values() if part.cypher]
    named = tuple((place, *path) for place, part in enumerate(read) for path in part.named)
    writer = _SerializerWriter(dict(names))
    place = 0
    for key, part in parts.items():
        writer.add(key, part, f"v[{place}]")
        place += bool(part.cypher)
    return Projection(as_list(part.cypher for part in read), writer.function(type_name if marked else None), named)


def object_writer(type_name: str, parts: Mapping[str, Callable[..., Any]], *, marked: bool, required: Collection[str] | None = None) -> Callable[..., Any]:
    """Writes an object from values in memory: each part is called with what the writer is called with.

    `required`: null stays null, and a null under one of these keys is a NullInNonNullField; in a marked answer graphql-core
    says so itself.
    """
    start: dict[Any, Any] = {TYPENAME: type_name} if marked else {}

    def write(*values: Any) -> Any:
        return start | {key: part(*values) for key, part in parts.items()}

    def checked(value: Any, *rest: Any) -> Any:
        if value is None:
            return None
        answer = write(value, *rest)
        if not marked and any(answer[key] is None for key in required or ()):
            raise NullInNonNullField
        return answer

    return write if required is None else checked


class _SerializerWriter:
    """Writes the source of one shape."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names
        self.items: list[str] = []
        self.waiting: list[str] = []

    def add(self, key: str, part: Projection, value: str) -> None:
        """One more key of the object; keys are names as GraphQL allows them, written as Python literals."""
        if part.fill:
            self.items.append(f"{key!r}: None")
            self.waiting.append(f"run.waiting.append((answer, {key!r}, {value}, {self.name(part.fill)}))")
        elif part.inline:
            self.items.append(f"{key!r}: {part.inline.format(v=value) if part.cypher else part.inline}")
        else:
            self.items.append(f"{key!r}: {self.name(part.shape)}({value}, run)")

    def name(self, value: Any) -> str:
        """A name for a value in the source."""
        name = f"n{len(self.names)}"
        self.names[name] = value
        return name

    def function(self, type_name: str | None) -> Serializer:
        """The shape."""
        marks = [f"{TYPENAME}: {type_name!r}"] if type_name else []
        lines = ["if v is None:", "    return None", f"answer = {{{', '.join((*marks, *self.items))}}}", *self.waiting, "return answer"]
        return function(lines, self.names)


def function(lines: Iterable[str], names: dict[str, Any]) -> Serializer:
    """A function of (v, run) with these lines. They hold our own text, and response keys as literals."""
    source = "\n".join(("def shape(v, run):", *(f"    {line}" for line in lines)))
    exec(compile(source, "<shape>", "exec"), names)  # noqa: S102
    made: Serializer = names["shape"]
    return made


@dataclass
class OwnershipBatch:
    """The ownership answers that are read together. What is asked of nodes inside them is read beside the facts."""

    extras: dict[str, list[str]] = field(default_factory=dict)
    areas: list[str | Deferred] = field(default_factory=list)
    needs: set[Need] = field(default_factory=set)
    used: bool = False
    deeper: OwnershipBatch | None = None

    def add(self, label: str, cypher: str) -> int:
        """Ask a column of all nodes of a label that the facts hold; answers its place."""
        columns = self.extras.setdefault(label, [])
        columns.append(cypher)
        return len(columns) - 1

    def below(self) -> OwnershipBatch:
        """The ownership answers asked inside these."""
        self.deeper = self.deeper or OwnershipBatch()
        return self.deeper

    def columns(self) -> dict[str, str]:
        """The extra column of each label, as Cypher."""
        return {label: as_list(columns) for label, columns in self.extras.items()}
