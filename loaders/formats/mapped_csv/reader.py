"""Reads any table as CSV, with a mapping that says what its columns are in the words of the model.

In: tables, and the mapping (`--mapping FILE`). Out: for each row the nodes and relationships that the mapping makes of
it. The first node of a mapping has to be there in every row; anything else is left out where a column it needs is empty.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from graph.city_time import day_of
from graph.errors import BadInput
from graph.model.vocabulary import Kind
from graph.read.synthetic import ABOUT_PEOPLE
from loaders.faults import Fault
from loaders.formats.mapped_csv.mapping import Mapping as Columns
from loaders.formats.mapped_csv.mapping import Node, Relationship, Value, mapping_at
from loaders.formats.mapped_csv.markup import text_of
from loaders.formats.mapped_csv.template import EACH, Empty, Template
from loaders.formats.shared.booleans import boolean
from loaders.formats.shared.dates import INCLUSIVE, day_after
from loaders.formats.shared.header_rows import HeaderRow, rows
from loaders.formats.shared.statements import Statements, named_source
from loaders.input.files import SourceFile
from loaders.options import LoadOptions
from loaders.person_keys import PersonKeys
from loaders.records import Cell, Entry, Format, Row
from loaders.staging.cells import shown

NOTHING = "a row of which nothing is stated"
NOT_FOUND = "a name that no other row of the table has is not linked"

# By the name of the lookup, what it gives for each value.
Lookups = Mapping[str, Mapping[str, str]]


def read(files: Sequence[SourceFile], options: LoadOptions) -> Iterator[Entry | Fault]:
    """The source, then every row of the tables."""
    if options.mapping is None:
        cure = "Add --mapping FILE; `snijvlak load --suggest FILE` writes a first one."
        raise BadInput("A table can only be read with a mapping", cure)
    mapping = mapping_at(options.mapping)
    if mapping.origin is None and not options.source:
        raise BadInput(f"{options.mapping} names no source", 'Add [source] with key = "…", or --source KEY.')
    if mapping.origin:
        yield from mapping.origin.entries(files, options)
    else:
        yield from named_source(files, options.source or "")
    says = Statements(options.source or (mapping.origin.key if mapping.origin else ""))
    for file in files:
        yield from _table(says, file, mapping, options)


def _table(says: Statements, file: SourceFile, mapping: Columns, options: LoadOptions) -> Iterator[Entry | Fault]:
    reader = _Reader(says, mapping, _lookups(file, mapping), options.people)
    for row in rows(file, mapping.delimiter, header=mapping.header, required=mapping.columns):
        yield row if isinstance(row, Fault) else reader.entry(row)


def _lookups(file: SourceFile, mapping: Columns) -> Lookups:
    found: dict[str, dict[str, str]] = {each.name: {} for each in mapping.lookups}
    if found:
        for row in rows(file, mapping.delimiter, header=mapping.header, required=mapping.columns):
            if isinstance(row, HeaderRow):
                for each in mapping.lookups:
                    found[each.name].setdefault(row.text(each.column), row.text(each.gives))
    return found


class _Reader:
    """Makes the rows of one table."""

    def __init__(self, says: Statements, mapping: Columns, lookups: Lookups, people: PersonKeys) -> None:
        self.says = says
        self.mapping = mapping
        self.lookups = lookups
        self.people = people

    def entry(self, row: HeaderRow) -> Entry | Fault:
        """What one row states; a Fault when it lacks its first node or holds a value that cannot be read."""
        stated: list[Row] = []
        note = ""
        try:
            for number, part in enumerate(self.mapping.parts):
                for cells in _parts(row, part):
                    try:
                        made, said = self._stated(row, part, cells)
                    except Empty as empty:
                        if number == 0 and isinstance(part, Node) and not part.each:
                            return row.place.fault(empty.column, "the cell is empty", "Every row needs it for its key.")
                        note = note or (NOT_FOUND if empty.value else "")
                        continue
                    stated.append(made)
                    note = note or said
        except _Unreadable as wrong:
            return row.place.fault(wrong.column, wrong.reason, wrong.cure)
        return Entry(row.place, stated, row.raw, note or ("" if stated else NOTHING))

    def _stated(self, row: HeaderRow, part: Node | Relationship, cells: Mapping[str, str]) -> tuple[Row, str]:
        values, columns, note = self._values(part.values, cells)
        if isinstance(part, Node):
            key = self._key(part.label, part.key, cells)
            return self.says.node(row.place, part.label, key, {**columns, "key": part.key.column}, **values), note
        start, end = ((label, self._key(label, template, cells)) for label, template in (part.start, part.end))
        columns |= {"from": part.start[1].column, "to": part.end[1].column}
        return self.says.relationship(row.place, part.kind, start, end, columns, **values), note

    def _key(self, label: str, template: Template, cells: Mapping[str, str]) -> str:
        """The key as the mapping makes it; another one where it is made of somebody's name, or is an e-mail address of a person."""
        key = template.filled(cells, self.lookups)
        if self.mapping.tells_names(label, template):
            return self.people.key(key)
        return self.people.without_name(key, ()) if label in ABOUT_PEOPLE else key

    def _values(self, values: Sequence[Value], cells: Mapping[str, str]) -> tuple[dict[str, Cell], dict[str, str], str]:
        """The cells of a row by property, the column of each, and a note."""
        made, columns, note = {}, {}, ""
        for value in values:
            stated = value.item.form is None or value.template.says(cells)  # a count without its number is none
            text = value.template.filled(cells, self.lookups, whole=False) if stated else ""
            made[value.item.name] = _read(value, text) if text else ""
            columns[value.item.name] = value.template.column or value.item.name
            note = INCLUSIVE if value.inclusive and text else note
        return made, columns, note


class _Unreadable(ValueError):
    """A cell does not hold what the mapping says it holds."""

    def __init__(self, column: str, reason: str, cure: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason
        self.cure = cure


def _parts(row: HeaderRow, part: Node | Relationship) -> Iterator[Mapping[str, str]]:
    """The cells of the row, once for every part of the column that the mapping repeats."""
    if not part.each:
        yield row.cells
        return
    for each in row.cells[part.each].split(part.separator):
        if each.strip():
            yield {**row.cells, EACH: each}


def _read(value: Value, text: str) -> Cell:
    """The text as the model wants it."""
    if value.html:
        text = text_of(text)
    if value.date:
        text = _day(value, text)
    if value.inclusive:
        text = day_after(text)
    if value.yes or value.no:
        return _yes_or_no(value, text)
    if value.item.kind is Kind.BOOLEAN and (said := boolean(text)) is not None:
        return "true" if said else "false"
    if value.decimal:
        text = text.replace(value.decimal, ".")
    if value.separator:
        return tuple(dict.fromkeys(part.strip() for part in text.split(value.separator) if part.strip()))
    return (text,) if value.item.kind is Kind.STRINGS else text


def _day(value: Value, text: str) -> str:
    try:
        return day_of(datetime.strptime(text, value.date)).isoformat()
    except ValueError as error:
        reason = f"{shown(text)} is not a day written as {value.date}"
        raise _Unreadable(value.template.column, reason, "Correct it, or the date of the mapping.") from error


def _yes_or_no(value: Value, text: str) -> str:
    said = boolean(text) if not (value.yes and value.no) else None  # words that only one list names, or neither
    if text in value.yes or (said and text not in value.no):
        return "true"
    if text in value.no or said is False:
        return "false"
    reason = f"{shown(text)} is neither {' or '.join(value.yes or ['yes'])} nor {' or '.join(value.no or ['no'])}"
    raise _Unreadable(value.template.column, reason, "Correct it, or add it to the mapping.")


FORMAT = Format(
    "csv",
    "Any table as CSV, with --mapping FILE: a TOML file that says what its columns are; see --suggest.",
    (".csv",),
    read,
)
