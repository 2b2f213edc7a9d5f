"""Random valid operations, made from the schema itself.

In: a source of random numbers and ids that are in the graph. Out: a document with its variables. Everything a selection can
hold is drawn: fragments, also on interfaces and unions, aliases, the same field twice, `__typename`, @include and @skip,
arguments as literals and as variables, filters to some depth, orders on several fields, nested pages from either end.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any

import orjson
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    is_required_input_field,
)

DATES = ("2016-05-01", "2017-11-14", "2018-01-01", "2024-02-29")
TIMES = ("2017-01-01T00:00:00+00:00", "2017-11-14T12:00:00+01:00")
WORDS = ("groen", "Haag", "a", "De", "schoon", "wijk")
SIZES = ("first", "last")


@dataclass
class Drawing:
    """One operation being drawn. `left`: how many fields it may still take."""

    random: Random
    schema: GraphQLSchema
    ids: list[str]
    left: int
    words: tuple[str, ...] = WORDS
    values: dict[str, Any] = field(default_factory=dict)
    declared: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)

    def document(self) -> tuple[str, dict[str, Any]]:
        """The document and its variables."""
        query = self.schema.query_type
        assert query is not None
        fields = [self.field(name, query.fields[name], 0, "r") for name in self.random.sample(list(query.fields), self.random.choice((1, 1, 2)))]
        signature = f"query Drawn({', '.join(self.declared)})" if self.declared else "query"
        return "\n".join((f"{signature} {{ {' '.join(fields)} }}", *self.fragments)), self.values

    # -- selections ----------------------------------------------------------------------------------------------

    def field(self, name: str, definition: GraphQLField, depth: int, prefix: str) -> str:
        """One field, under an alias so that no two fields of one key differ in their arguments."""
        self.left -= 1
        given = self.arguments(definition)
        # One key may not have two types on two kinds of node.
        alias = f"{prefix}{next(self.numbers)}: " if given or prefix != "a" or self.chance(0.15) else ""
        inner = self.selection(get_named_type(definition.type), depth + 1)
        return f"{alias}{name}{given}{self.directive()}{inner}"

    def selection(self, kind: Any, depth: int) -> str:
        """The selection set of a type; nothing for a leaf."""
        if is_leaf_type(kind):
            return ""
        parts = ["__typename"] if self.chance(0.25) else []
        if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            possible = self.schema.get_possible_types(kind)
            some = self.random.sample(possible, min(len(possible), self.random.choice((1, 2, 3))))
            parts += [f"... on {each.name}{self.directive()} {self.fields(each, depth, each.name)}" for each in some]
        if not isinstance(kind, GraphQLUnionType):
            parts.append(self.fragment(kind, depth) if self.chance(0.15) else self.fields(kind, depth)[1:-1])
        return f" {{ {' '.join(filter(None, parts))} }}"

    def fields(self, kind: GraphQLObjectType | GraphQLInterfaceType, depth: int, prefix: str = "a") -> str:
        """Some fields of a type, leaves only when the operation is deep or long enough."""
        leaves = [name for name, each in kind.fields.items() if is_leaf_type(get_named_type(each.type)) and not each.args]
        others = [name for name in kind.fields if name not in leaves]
        chosen = self.random.sample(leaves, min(len(leaves), self.random.choice((1, 2, 3))))
        if others and self.left > 0 and depth < 7:
            chosen += self.random.sample(others, min(len(others), self.random.choice((0, 1, 1, 2))))
        if not chosen:
            chosen = ["__typename"]
        if self.chance(0.1):
            chosen.append(chosen[0])
        own = [name if name == "__typename" else self.field(name, kind.fields[name], depth, prefix) for name in chosen]
        return f"{{ {' '.join(own)} }}"

    def fragment(self, kind: Any, depth: int) -> str:
        """A fragment of its own, spread here."""
        name = f"F{len(self.fragments)}"
        self.fragments.append("")
        self.fragments[int(name[1:])] = f"fragment {name} on {kind.name} {self.fields(kind, depth)}"
        return f"...{name}"

    def directive(self) -> str:
        """Now and then @include or @skip, of a literal or a variable."""
        if not self.chance(0.08):
            return ""
        shown = self.chance(0.7)
        name = self.random.choice(("include", "skip"))
        value = shown == (name == "include")
        return f" @{name}(if: {self.variable('Boolean!', value) if self.chance(0.5) else str(value).lower()})"

    # -- arguments -----------------------------------------------------------------------------------------------

    def arguments(self, definition: GraphQLField) -> str:
        """Arguments that go together: never both ends of a page, cursors not at all."""
        end = self.random.choice(SIZES)
        parts = []
        for name, each in definition.args.items():
            if name in ("after", "before") or (name in SIZES and name != end):
                continue
            if is_required_argument(each) or self.chance(0.95 if name in SIZES else 0.3):
                value = self.value(each.type, name, 0)
                parts.append(f"{name}: {self.variable(str(each.type), value) if self.chance(0.3) else literal(each.type, value)}")
        return f"({', '.join(parts)})" if parts else ""

    def variable(self, kind: str, value: Any) -> str:
        """A variable of that type and value."""
        name = f"v{len(self.declared)}"
        self.declared.append(f"${name}: {kind}")
        self.values[name] = value
        return f"${name}"

    def value(self, kind: GraphQLInputType, name: str, depth: int) -> Any:
        """A value as JSON has it."""
        if isinstance(kind, GraphQLNonNull):
            return self.value(kind.of_type, name, depth)
        if isinstance(kind, GraphQLList):
            return [self.value(kind.of_type, name, depth) for _ in range(self.random.choice((1, 1, 2, 3)))]
        if isinstance(kind, GraphQLInputObjectType):
            names = self.random.sample(list(kind.fields), 1 if depth or self.chance(0.7) else 2)
            if depth > 2:
                names = [each for each in names if not isinstance(get_named_type(kind.fields[each].type), GraphQLInputObjectType)]
            needed = [each for each, known in kind.fields.items() if is_required_input_field(known)]
            return {each: self.value(kind.fields[each].type, each, depth + 1) for each in dict.fromkeys([*needed, *names])}
        return self.leaf(kind, name)

    def leaf(self, kind: Any, name: str) -> Any:
        """A value of a scalar or enum; sizes small, ids of the graph mostly."""
        if isinstance(kind, GraphQLEnumType):
            return self.random.choice(list(kind.values))
        if kind.name == "Int":
            return self.random.choice((1, 2, 3) if name in (*SIZES, "depth", "maxHops") else (0, 1, 2, 40))
        return {
            "ID": lambda: self.random.choice(self.ids) if self.chance(0.95) else "domain:nowhere",
            "Date": lambda: self.random.choice(DATES),
            "DateTime": lambda: self.random.choice(TIMES),
            "Boolean": lambda: self.chance(0.5),
            "Float": lambda: self.random.choice((0, 0.5, 3)),
            "String": lambda: self.random.choice(self.words),
        }[kind.name]()

    def chance(self, share: float) -> bool:
        """True so often."""
        return self.random.random() < share


def literal(kind: Any, value: Any) -> str:
    """A value as it stands in a document."""
    if value is None:
        return "null"
    if isinstance(kind, GraphQLNonNull):
        return literal(kind.of_type, value)
    if isinstance(kind, GraphQLList):
        return f"[{', '.join(literal(kind.of_type, each) for each in value)}]"
    if isinstance(kind, GraphQLInputObjectType):
        return f"{{{', '.join(f'{name}: {literal(kind.fields[name].type, each)}' for name, each in value.items())}}}"
    return str(value) if isinstance(kind, GraphQLEnumType) else orjson.dumps(value).decode()


def drawn(
    random: Random, schema: GraphQLSchema, ids: list[str], most_fields: int = 14, words: tuple[str, ...] = ()
) -> tuple[str, dict[str, Any]]:
    """One operation with its variables; `words` are drawn as texts beside the usual ones."""
    return Drawing(random, schema, ids, most_fields, WORDS + words).document()
