"""Reads a mapping: how the columns of any table become nodes and relationships of the model.

In: a TOML file, or the name of one that comes with Snijvlak. Out: a Mapping. Error: BadInput that names the file, the
part of it and what would be right. docs/loading.md explains the format by examples.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.model.definition import LABELS, NODES, RELATIONSHIPS, split_id
from graph.model.vocabulary import Property
from graph.read.synthetic import ABOUT_PEOPLE
from loaders.formats.mapped_csv.template import EACH, FILTERS, Template, WrongTemplate
from loaders.formats.shared.statements import Origin
from loaders.text import cleaned, column_name

PARTS = ("source", "table", "node", "relationship", "lookup")
BUNDLED = "mappings"
LONGEST = 1 << 20
CURE = "Name a TOML file in UTF-8, or a mapping that comes with Snijvlak."


@dataclass(frozen=True)
class Value:
    """How a property gets its value: a template, and what to do with the text."""

    item: Property
    template: Template
    date: str = ""
    separator: str = ""
    decimal: str = ""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    html: bool = False
    inclusive: bool = False


@dataclass(frozen=True)
class Node:
    """A node that every row states, or every part of the column `each`."""

    label: str
    key: Template
    values: tuple[Value, ...]
    each: str = ""
    separator: str = ""


@dataclass(frozen=True)
class Relationship:
    """A relationship that every row states, or every part of the column `each`."""

    kind: str
    start: tuple[str, Template]
    end: tuple[str, Template]
    values: tuple[Value, ...]
    each: str = ""
    separator: str = ""


@dataclass(frozen=True)
class Lookup:
    """The value of one column for each value of another, over all rows of a file."""

    name: str
    column: str
    gives: str


@dataclass(frozen=True)
class Mapping:
    """All that a mapping file says."""

    origin: Origin | None
    delimiter: str
    header: tuple[str, ...]
    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]
    lookups: tuple[Lookup, ...]

    @property
    def parts(self) -> list[Node | Relationship]:
        """What a row may state, nodes first."""
        return [*self.nodes, *self.relationships]

    def tells_names(self, label: str, key: Template) -> bool:
        """Whether a key is made of a person's name, or is that of a label whose keys are."""
        return label in self._keyed_by_name or bool(_columns_of(key) & self._names_of_people)

    @cached_property
    def _names_of_people(self) -> frozenset[str]:
        """The columns in which names of people stand."""
        named = (value for node in self.nodes if node.label in ABOUT_PEOPLE for value in node.values if value.item.name == "name")
        return frozenset(column for value in named for column in _columns_of(value.template))

    @cached_property
    def _keyed_by_name(self) -> frozenset[str]:
        people = (node for node in self.nodes if node.label in ABOUT_PEOPLE)
        return frozenset(node.label for node in people if _columns_of(node.key) & self._names_of_people)

    @property
    def columns(self) -> list[str]:
        """Every column that the table has to have."""
        named = [name for part in self.parts for name in _columns(part)]
        named += [name for lookup in self.lookups for name in (lookup.column, lookup.gives)]
        return [name for name in dict.fromkeys(named) if name != EACH]


def _columns(part: Node | Relationship) -> Iterator[str]:
    ends = (part.key,) if isinstance(part, Node) else (part.start[1], part.end[1])
    for template in (*ends, *(value.template for value in part.values)):
        yield from (column for column, _ in template.columns)
    if part.each:
        yield part.each


def _columns_of(template: Template) -> set[str]:
    return {column for column, _ in template.columns}


def mapping_at(path: Path) -> Mapping:
    """The mapping in that file, or the one of that name that comes with Snijvlak."""
    bundled = resources.files("loaders.formats.mapped_csv") / BUNDLED / f"{path.name}.toml"
    file = bundled if path.name == str(path) and not path.exists() and bundled.is_file() else path
    return parsed(_text(file, path), str(path))


def _text(file: Traversable, path: Path) -> str:
    """The text of an ordinary file that is no longer than a mapping can be: a device or a pipe may never end."""
    if not file.is_file():
        reason = "it is a pipe, a device or a folder" if path.exists() else "it does not exist"
        raise BadInput(f"{path} cannot be read as a mapping: {reason}", CURE)
    try:
        with file.open("rb") as stream:
            content = stream.read(LONGEST + 1)
        if len(content) > LONGEST:
            raise BadInput(f"{path} cannot be read as a mapping: it has more than {LONGEST:,} bytes", CURE)
        return cleaned(content.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read as a mapping: {error}", CURE) from error


def parsed(text: str, name: str) -> Mapping:
    """The mapping that a TOML text holds; `name` is for messages."""
    try:
        told = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(f"{name} is not TOML: {error}", "Correct it there.") from error
    return _Reader(name, told).mapping()


class _Reader:
    """Turns the tables of a TOML file into a Mapping, and speaks of them as the file does."""

    def __init__(self, name: str, told: dict[str, Any]) -> None:
        self.name = name
        self.told = told
        self.where = ""
        self.filters = set(FILTERS)

    def mapping(self) -> Mapping:
        self._known(self.told, PARTS)
        table = self._part(self.told, "table", dict, {})
        self._known(table, ("delimiter", "header"))
        delimiter = self._part(table, "delimiter", str, ",")
        if len(delimiter) != 1:
            raise self._wrong("the delimiter is not one character", 'Write delimiter = ";", for instance.')
        lookups = tuple(self._lookup(each) for each in self._each("lookup"))
        self.filters |= {each.name for each in lookups}
        nodes = tuple(self._node(each) for each in self._each("node"))
        relationships = tuple(self._relationship(each) for each in self._each("relationship"))
        self.where = ""
        if not nodes and not relationships:
            raise self._wrong("it maps nothing", "Add a [[node]] with label and key, or a [[relationship]].")
        return Mapping(self._origin(), delimiter, self._texts(table, "header"), nodes, relationships, lookups)

    def _origin(self) -> Origin | None:
        self.where = "source"
        source = self._part(self.told, "source", dict, {})
        self._known(source, ("key", "title", "licence", "url"))
        told = {name: self._part(source, name, str, "") for name in ("key", "title", "licence", "url")}
        if source and not told["key"]:
            raise self._wrong("the source has no key", 'Write key = "a-short-name".')
        return Origin(**told) if source else None

    def _lookup(self, told: dict[str, Any]) -> Lookup:
        self._known(told, ("name", "column", "gives"))
        name, column, gives = (self._part(told, name, str) for name in ("name", "column", "gives"))
        return Lookup(name, column_name(column), column_name(gives))

    def _node(self, told: dict[str, Any]) -> Node:
        self._known(told, ("label", "key", "properties", EACH, "separator"))
        label = self._part(told, "label", str)
        if label not in NODES:
            raise self._wrong(f"there is no label {label!r}", f"Use one of: {', '.join(NODES)}.")
        key, values = self._template(self._part(told, "key", str)), self._values(told, LABELS[label].properties)
        return Node(label, key, values, *self._repeated(told))

    def _relationship(self, told: dict[str, Any]) -> Relationship:
        self._known(told, ("type", "from", "to", "properties", EACH, "separator"))
        kind = self._part(told, "type", str)
        if kind not in RELATIONSHIPS:
            raise self._wrong(f"there is no type {kind!r}", f"Use one of: {', '.join(RELATIONSHIPS)}.")
        start, end = (self._end(self._part(told, name, str)) for name in ("from", "to"))
        if (start[0], end[0]) not in RELATIONSHIPS[kind].ends:
            allowed = ", ".join(f"{one} to {other}" for one, other in RELATIONSHIPS[kind].ends)
            raise self._wrong(f"{kind} does not go from {start[0]} to {end[0]}", f"It goes from {allowed}.")
        values = self._values(told, RELATIONSHIPS[kind].properties)
        return Relationship(kind, start, end, values, *self._repeated(told))

    def _end(self, text: str) -> tuple[str, Template]:
        prefix, _, rest = text.partition(":")
        found = split_id(f"{prefix.lower()}:x")
        if found is None or not rest:
            raise self._wrong(f"{text!r} is no id with columns", 'Write it as "domain:{column}".')
        return found[0], self._template(rest)

    def _values(self, told: dict[str, Any], known: Sequence[Property]) -> tuple[Value, ...]:
        by_name = {item.name: item for item in known if item.name not in ("key", "source", "ref")}
        properties = self._part(told, "properties", dict, {})
        self._known(properties, tuple(by_name))
        return tuple(self._value(by_name[name], each) for name, each in properties.items())

    def _value(self, item: Property, told: Any) -> Value:
        if isinstance(told, str):
            return Value(item, self._template(told))
        if not isinstance(told, dict):
            raise self._wrong(f"{item.name} is neither text nor a table", f'Write {item.name} = "{{column}}".')
        self._known(told, ("value", "date", "separator", "decimal", "yes", "no", "html", "inclusive"))
        template = self._template(self._part(told, "value", str))
        texts = {name: self._part(told, name, str, "") for name in ("date", "separator", "decimal")}
        flags = {name: self._part(told, name, bool, False) for name in ("html", "inclusive")}
        return Value(item, template, yes=self._texts(told, "yes"), no=self._texts(told, "no"), **texts, **flags)

    def _template(self, text: str) -> Template:
        try:
            template = Template.parsed(text)
        except WrongTemplate as error:
            raise self._wrong(str(error), "Write columns between braces, as {column}.") from error
        for name in (name for _, filters in template.columns for name in filters):
            if name not in self.filters:
                raise self._wrong(
                    f"there is no filter or lookup {name!r}", f"Use one of: {', '.join(sorted(self.filters))}."
                )
        return template

    def _repeated(self, told: dict[str, Any]) -> tuple[str, str]:
        each, separator = column_name(self._part(told, EACH, str, "")), self._part(told, "separator", str, "")
        if bool(each) != bool(separator):
            raise self._wrong("each and separator go together", 'Write both: each = "column", separator = ";".')
        return each, separator

    def _each(self, part: str) -> Iterator[dict[str, Any]]:
        found = self.told.get(part, [])
        self.where = part
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self._wrong(f"{part} is no list of tables", f"Write [[{part}]], with two brackets.")
        for number, each in enumerate(found, 1):
            self.where = f"{part} {number}"
            yield each

    def _part(self, told: dict[str, Any], name: str, kind: type, default: Any = None) -> Any:
        value = told.get(name, default)
        if not isinstance(value, kind):
            reason = f"{name} is missing" if name not in told else f"{name} is not of the right kind"
            raise self._wrong(reason, f"Give {name} as a {kind.__name__}.")
        return value

    def _texts(self, told: dict[str, Any], name: str) -> tuple[str, ...]:
        found = self._part(told, name, list, [])
        if not all(isinstance(each, str) for each in found):
            raise self._wrong(f"{name} is no list of texts", f'Write {name} = ["one", "other"].')
        return tuple(found)

    def _known(self, told: dict[str, Any], names: Sequence[str]) -> None:
        for name in told:
            if name not in names:
                raise self._wrong(f"{name!r} is not known here", f"Use one of: {', '.join(names)}.")

    def _wrong(self, reason: str, cure: str) -> BadInput:
        return BadInput(f"{self.name}: {self.where + ': ' if self.where else ''}{reason}", cure)
