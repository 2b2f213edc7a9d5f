"""Suggests a mapping for a table by looking at the names of its columns and at its first rows.

In: a table. Out: the text of a TOML file that loads, to be read and corrected by whoever knows the table. No cell of the
table is copied into it.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import PurePath

from loaders.formats.shared.header_rows import HeaderRow, delimiter_of, header_of, rows
from loaders.formats.shared.slugs import slug
from loaders.input.files import SourceFile

LOOKED_AT = 1000
DATES = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%m/%d/%Y")
SEPARATORS = (";", "|", ",")
# What columns are called, in Dutch and English, for each thing that the model has a place for.
KEY = re.compile(r"(^|[ _-])(id|key|code|sleutel|nummer|number|uuid|pk|uri)($|[ _-])|code$|id$", re.IGNORECASE)
TITLE = re.compile(r"^(naam|name|titel|title|onderwerp|subject|nom|t[ií]tol)$|naam$|name$|title$", re.IGNORECASE)
TEXT = re.compile(r"beschrijving|omschrijving|descri|summary|samenvatting|toelichting", re.IGNORECASE)
AREA = re.compile(r"wijk|buurt|stadsdeel|district|neighbou?rhood|gebied|borough", re.IGNORECASE)
DOMAIN = re.compile(r"categor|thema|theme|domein|domain|taakveld|group|groep", re.IGNORECASE)
DEPARTMENT = re.compile(r"afdeling|department|dienst|agency|team|directie", re.IGNORECASE)
BEGIN, END = re.compile(r"start|begin|from|vanaf", re.IGNORECASE), re.compile(r"end|eind|tot$|until", re.IGNORECASE)
DATE = re.compile(r"datum|date|dag|day", re.IGNORECASE)
LABELS = (
    ("Initiative", re.compile(r"initiati|project|plan", re.IGNORECASE)),
    ("Event", re.compile(r"bijeenkomst|meeting|event|evenement|agenda", re.IGNORECASE)),
    ("Problem", re.compile(r"melding|probleem|problem|onderwerp|product|service|request|complaint", re.IGNORECASE)),
    ("Department", DEPARTMENT),
    ("Area", AREA),
    ("Domain", DOMAIN),
)
# The properties of each label that hold its name, its text, and its first and last day.
PLACES = {
    "Initiative": ("title", "summary", "startedOn", "endedOn"),
    "Event": ("title", "", "date", ""),
    "Problem": ("title", "description", "", ""),
    "Department": ("name", "", "validFrom", "validTo"),
    "Area": ("name", "", "", ""),
    "Domain": ("name", "description", "", ""),
}
LINKS = {
    "Area": {"Initiative": "LOCATED_IN", "Problem": "LOCATED_IN", "Event": "LOCATED_IN", "Area": "PART_OF"},
    "Domain": {"Initiative": "TOUCHES", "Problem": "FALLS_UNDER", "Event": "CONCERNS", "Domain": "PART_OF"},
    "Department": {"Department": "PART_OF"},
}


@dataclass(frozen=True)
class Column:
    """One column of a table: its name and the cells that were looked at."""

    name: str
    cells: Sequence[str]

    @property
    def is_key(self) -> bool:
        """True when every cell is filled and none stands there twice."""
        return bool(self.cells) and all(self.cells) and len(set(self.cells)) == len(self.cells)

    @property
    def date(self) -> str:
        """How its days are written; empty when it does not hold days."""
        filled = [cell for cell in self.cells if cell]
        return next((form for form in DATES if filled and all(_is_day(cell, form) for cell in filled)), "")

    @property
    def separator(self) -> str:
        """What parts the values of its cells; empty when they hold one each."""
        for each in SEPARATORS:
            held = [cell for cell in self.cells if each in cell and f"{each} " not in cell]
            if len(held) * 20 > len([cell for cell in self.cells if cell]):
                return each
        return ""


def suggest(file: SourceFile) -> str:
    """A first mapping for that table, as TOML."""
    delimiter = delimiter_of(file)
    looked = [row for row in islice(rows(file, delimiter), LOOKED_AT) if isinstance(row, HeaderRow)]
    named = [name for name in header_of(file, delimiter) if name and not set(name) & set("{}|")]
    columns = [Column(name, [row.text(name) for row in looked]) for name in named]
    return "\n".join(_Suggestion(file.ref, delimiter, columns).lines()) + "\n"


def _is_day(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True


class _Suggestion:
    """Chooses a place for each column, and writes it down."""

    def __init__(self, ref: str, delimiter: str, columns: Sequence[Column]) -> None:
        self.name = slug(PurePath(ref).stem) or "table"
        self.delimiter = delimiter
        self.columns = columns
        self.used: set[str] = set()
        self.key = self._take(_key(columns))
        self.label = _label(self.name, columns)

    def lines(self) -> Iterator[str]:
        """The lines of the mapping."""
        yield "# A first guess from the names of the columns: read it, correct it, then load with --mapping."
        yield from ("[source]", f"key = {_text(self.name)}", f"title = {_text(self.name)}", 'licence = ""', "")
        if self.delimiter != ",":
            yield from ("[table]", f"delimiter = {_text(self.delimiter)}", "")
        if not self.key:
            yield "# No column has a value of its own in every row, and a node needs one: name it here."
        key = "{" + (self.key or (self.columns[0].name if self.columns else "column")) + "}"
        yield from self._node(self.label, key, self._properties())
        for label, pattern in (("Domain", DOMAIN), ("Area", AREA), ("Department", DEPARTMENT)):
            for column in self._named(pattern):
                yield from self._linked(label, column, key)
        left = [column.name for column in self.columns if column.name not in self.used]
        if left:
            yield f"# Not used: {', '.join(json.dumps(name, ensure_ascii=False) for name in left)}."

    def _properties(self) -> Mapping[str, str]:
        """Of each property, how it is filled."""
        title, text, first, last = PLACES[self.label]
        found = {}
        for place, pattern in ((title, TITLE), (text, TEXT)):
            if place and (column := next(self._named(pattern), None)):
                found[place] = _text("{" + column.name + "}")
                self._take(column)
        for place, pattern in ((first, BEGIN), (last, END), (first, DATE)):
            if not place or place in found:
                continue
            if column := next((each for each in self._named(pattern) if each.date), None):
                found[place] = _day(column)
                self._take(column)
        return found

    def _linked(self, label: str, column: Column, key: str) -> Iterator[str]:
        """A node for the column, and how it belongs to the first one."""
        self._take(column)
        each = {"each": column.name, "separator": column.separator} if column.separator else {}
        there = "{each}" if each else "{" + column.name + "}"
        main = f"{self.label.lower()}:{key}"
        if label == "Department" and self.label in ("Initiative", "Problem", "Domain"):
            task = f"{key}/{there}"
            yield from self._node(label, there, {"name": _text(there)}, each)
            yield from self._node("Responsibility", task, {"role": _text("OWNER")}, each)
            yield from self._relationship("HOLDS", f"department:{there}", f"responsibility:{task}", each)
            yield from self._relationship("FOR", f"responsibility:{task}", main, each)
        elif kind := LINKS[label].get(self.label):
            if kind == "PART_OF":
                each = {}
                there = "{" + column.name + "}"
            yield from self._node(label, there, {"name": _text(there)}, each)
            yield from self._relationship(kind, main, f"{label.lower()}:{there}", each)
        else:
            self.used.discard(column.name)

    def _node(
        self, label: str, key: str, properties: Mapping[str, str], each: Mapping[str, str] | None = None
    ) -> Iterator[str]:
        yield from ("[[node]]", f"label = {_text(label)}", f"key = {_text(key)}")
        yield from (f"{name} = {_text(value)}" for name, value in (each or {}).items())
        yield from (f"properties.{name} = {value}" for name, value in properties.items())
        yield ""

    def _relationship(self, kind: str, start: str, end: str, each: Mapping[str, str]) -> Iterator[str]:
        yield from ("[[relationship]]", f"type = {_text(kind)}", f"from = {_text(start)}", f"to = {_text(end)}")
        yield from (f"{name} = {_text(value)}" for name, value in each.items())
        yield ""

    def _named(self, pattern: re.Pattern[str]) -> Iterator[Column]:
        return (each for each in list(self.columns) if each.name not in self.used and pattern.search(each.name))

    def _take(self, column: Column | None) -> str:
        if column is None:
            return ""
        self.used.add(column.name)
        return column.name


def _key(columns: Sequence[Column]) -> Column | None:
    """A column that is unique: one that is called a key before any other."""
    unique = [each for each in columns if each.is_key]
    return next((each for each in unique if KEY.search(each.name)), unique[0] if unique else None)


def _label(name: str, columns: Sequence[Column]) -> str:
    """What a row is: as the file is called, else as one of its columns is called."""
    for text in (name, *(each.name for each in columns)):
        for label, pattern in LABELS:
            if pattern.search(text):
                return label
    return "Initiative"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _day(column: Column) -> str:
    value = _text("{" + column.name + "}")
    return value if column.date == DATES[0] else f"{{ value = {value}, date = {_text(column.date)} }}"
