"""Reads Signalen, in which residents report problems: which department answers for which kind of report.

In: tables of categories, of departments and of who is responsible (CSV), or the departments as the vendor's API gives
them (JSON). Out: main category → Domain, sub-category → Problem, department → Department, responsible →
Responsibility. The front desk (ASC) becomes a Counter that SERVES the problem; as a department it answers only for what
nobody else is named for. Who may look at a report (can_view) does not answer for it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.faults import WHOLE, Fault
from loaders.formats.shared import booleans
from loaders.formats.shared.booleans import boolean
from loaders.formats.shared.header_rows import HeaderRow, delimiter_of, header_of, rows
from loaders.formats.shared.slugs import slug
from loaders.formats.shared.statements import Origin, Statements
from loaders.formats.signalen import api as signalen_api
from loaders.formats.signalen.rows import NOT_IN_USE, ONLY_LOOKS, City
from loaders.input.files import SourceFile
from loaders.options import LoadOptions
from loaders.records import Entry, Format, Row
from loaders.staging.cells import shown

ORIGIN = Origin("signalen", "Signalen: categorieën en de afdelingen die ze oppakken", "MPL-2.0")
JSON = ".json"


@dataclass(frozen=True)
class Tables:
    """What all tables of a load say together.

    `answering`: for each problem the codes of all departments that are responsible for it. `unused`: problems of
    categories that are not in use.
    """

    answering: dict[str, set[str]]
    unused: frozenset[str]


def read(files: Sequence[SourceFile], options: LoadOptions) -> Iterator[Entry | Fault]:
    """The source, then every category, department and responsibility of the files."""
    city = City(Statements(options.source or ORIGIN.key))
    yield from ORIGIN.entries(files, options)
    tables = {file: delimiter_of(file) for file in files if not file.has_suffix(JSON)}
    together = _together(tables)
    for file in files:
        yield from _table(city, file, tables[file], together) if file in tables else signalen_api.read(city, file)


def _table(city: City, file: SourceFile, delimiter: str, together: Tables) -> Iterator[Entry | Fault]:
    header = header_of(file, delimiter)
    for columns, made in KINDS.items():
        if set(columns) <= set(header):
            for row in rows(file, delimiter):
                yield row if isinstance(row, Fault) else made(city, together, row)
            return
    known = "; ".join(", ".join(columns) for columns in KINDS)
    yield file.place(1).fault(WHOLE, "this is no table of Signalen", f"It has these columns, or these: {known}.")


def _together(tables: Mapping[SourceFile, str]) -> Tables:
    """Who answers for what, and what is not in use, over all tables of the load."""
    answering: dict[str, set[str]] = defaultdict(set)
    used: dict[bool, set[str]] = defaultdict(set)
    for file, delimiter in tables.items():
        told = {"is_responsible", "is_active"} & set(header_of(file, delimiter))
        for row in rows(file, delimiter) if told else ():
            if isinstance(row, Fault):
                continue
            if boolean(row.text("is_responsible")):
                answering[_problem(row)].add(row.text("department_code").lower())
            if "is_active" in row.cells:
                used[boolean(row.text("is_active")) is not False].add(_problem(row))
    return Tables(answering, frozenset(used[False] - used[True]))


def _problem(row: HeaderRow) -> str:
    return f"{row.text('main_slug')}/{row.text('sub_slug')}"


def _category(city: City, _: Tables, row: HeaderRow) -> Entry | Fault:
    """A row of the table of categories; it may name its responsible departments itself."""
    if wrong := _empty(row, "main_slug", "sub_slug"):
        return wrong
    active = row.text("is_active")
    if active and boolean(active) is None:
        return _neither(row, "is_active", active)
    if active and not boolean(active):
        return Entry(row.place, (), row.raw, NOT_IN_USE)
    main, sub, name = row.text("main_slug"), row.text("sub_slug"), row.text("name")
    stated = list(city.problem(row.place, main, sub, name, row.text("description")))
    codes = [code.strip() for code in row.text("responsible_departments").split("|") if code.strip()]
    note = _held(city, row, f"{main}/{sub}", codes, stated)
    return Entry(row.place, stated, row.raw, note)


def _held(city: City, row: HeaderRow, problem: str, codes: Sequence[str], stated: list[Row]) -> str:
    """Adds what the departments named answer for; the note that goes with it."""
    said = ""
    for code in codes:
        made, note = city.answers(row.place, problem, code, {one.lower() for one in codes})
        stated += made
        said = said or note
    return said


def _responsible(city: City, together: Tables, row: HeaderRow) -> Entry | Fault:
    """A row of the table of who is responsible for what."""
    if wrong := _empty(row, "main_slug", "sub_slug", "department_code"):
        return wrong
    said, problem = row.text("is_responsible"), _problem(row)
    if boolean(said) is None:
        return _neither(row, "is_responsible", said)
    if problem in together.unused:
        return Entry(row.place, (), row.raw, NOT_IN_USE)
    if not boolean(said):
        return Entry(row.place, (), row.raw, ONLY_LOOKS)
    made, note = city.answers(row.place, problem, row.text("department_code"), together.answering[problem])
    return Entry(row.place, made, row.raw, note)


def _neither(row: HeaderRow, column: str, said: str) -> Fault:
    return row.place.fault(column, f"{shown(said)} is neither True nor False", booleans.CURE)


def _department(city: City, _: Tables, row: HeaderRow) -> Entry | Fault:
    wrong = _empty(row, "code")
    return wrong or Entry(row.place, city.department(row.place, row.text("code"), row.text("name")), row.raw)


def _of_2018(city: City, _: Tables, row: HeaderRow) -> Entry | Fault:
    """A row of the first table, which has names only; Signalen makes its slugs of them."""
    if wrong := _empty(row, "main_category", "sub_category"):
        return wrong
    main, sub = row.text("main_category"), row.text("sub_category")
    slugs = slug(main), slug(sub)
    stated = list(city.problem(row.place, *slugs, sub, main_name=main))
    codes = [code.strip() for code in row.text("departments").split("|") if code.strip()]
    note = _held(city, row, "/".join(slugs), codes, stated)
    return Entry(row.place, stated, row.raw, note)


def _empty(row: HeaderRow, *columns: str) -> Fault | None:
    empty = next((column for column in columns if not row.text(column)), None)
    return row.place.fault(empty, "the cell is empty", "Fill it in, or drop the row.") if empty else None


# What a table is follows from its columns, not from its name.
KINDS: dict[tuple[str, ...], Callable[[City, Tables, HeaderRow], Entry | Fault]] = {
    ("main_slug", "sub_slug", "department_code", "is_responsible"): _responsible,
    ("main_slug", "sub_slug", "name"): _category,
    ("main_category", "sub_category", "departments"): _of_2018,
    ("code", "name"): _department,
}
FORMAT = Format(
    "signalen",
    "Signalen: categories, departments and who is responsible, as CSV tables or as the departments of its API (JSON).",
    (".csv", JSON),
    read,
)
