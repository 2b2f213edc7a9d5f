"""Reads votes on citizens' projects as Pabulib publishes them: the projects of a vote, their categories and areas.

In: `.pb` files (sections META, PROJECTS and VOTES, cells parted by semicolons), or Pabulib's table of all projects as
CSV. Columns are found by name. Out: project → Initiative that TOUCHES a Domain for each category and is LOCATED_IN an
Area; the vote → Event that CONCERNS the projects. VOTES is not read at all, since it tells age and sex of voters.

Keys: a project's id is unique in its vote only, and Pabulib names a vote by its file. So the initiative's key is the
file's name without `.pb`, a slash and the project's id; the table has the same name in its column `file`. A domain's key
is the category as it stands; an area's is city/area, since many cities have a Centre.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from loaders.faults import WHOLE, Fault, Place
from loaders.formats.shared import csv_lines as table
from loaders.formats.shared import header_rows as headed
from loaders.formats.shared.csv_lines import Line
from loaders.formats.shared.dates import iso
from loaders.formats.shared.header_rows import HeaderRow, by_column, delimiter_of, rows
from loaders.formats.shared.statements import Origin, Statements
from loaders.input.files import SourceFile
from loaders.options import LoadOptions
from loaders.records import Entry, Format, Row
from loaders.text import column_name

ORIGIN = Origin("pabulib", "Pabulib, a library of participatory budgeting", "", "https://pabulib.org")
SUFFIX = ".pb"
META, PROJECTS, VOTES = "META", "PROJECTS", "VOTES"
SECTIONS = (META, PROJECTS, VOTES)
ID = "project_id"
TABLE = ("file", "unit", ID)
CATEGORY, AREA = ("category", "categories"), ("neighbourhood", "neighborhood", "district", "subunit", "project_area")
NOT_READ = "votes are not read, for they tell age and sex of voters; cost, score and coordinates are not kept"
OWN_COLUMNS = "{}; nor are columns that Pabulib does not have: {}"
# The columns of its list of fields, older ones included, and of its table of projects.
KNOWN = frozenset((
    ID, "cost", "votes", "score", "name", "category", "categories", "target", "beneficiaries", "selected", "neighbourhood",
    "neighborhood", "subunit", "district", "description", "proposer", "public_id", "latitude", "longitude", "project_area",
))  # fmt: skip
NO_CATEGORY = "a project without a category touches no domain"
ONE_VALUE = "a category with a comma and a space is one category, not two"
# A comma that a space follows belongs to a name: `Streets, Sidewalks & Transit`; not at the end of a cell, which stands without spaces.
_BETWEEN = re.compile(r",(?! )")
_YEAR = re.compile(r"\d{4}")
_SECTION_INSIDE = re.compile(r"^(?:META|PROJECTS|VOTES)\s*$", re.MULTILINE)


class Vote(NamedTuple):
    """The vote that a project stood in: its name, and the city and district it was held in, as far as known."""

    key: str
    city: str
    district: str


def read(files: Sequence[SourceFile], options: LoadOptions) -> Iterator[Entry | Fault]:
    """The source, then every vote and every project."""
    says = Statements(options.source or ORIGIN.key)
    yield from ORIGIN.entries(files, options)
    for file in files:
        yield from _vote(says, file) if file.has_suffix(SUFFIX) else _table(says, file)


def _vote(says: Statements, file: SourceFile) -> Iterator[Entry | Fault]:
    """One `.pb` file: an entry for the vote, then one for each project."""
    meta: dict[str, str] = {}
    began, there = file.place(1), False
    for part in _parts(file):
        if isinstance(part, Fault):
            yield part
            return
        section, header, line = part
        if section == META:
            began = began if meta else file.place(line.number, line.raw)
            meta |= {line.cells[0].strip().lower(): line.cells[1].strip()} if len(line.cells) > 1 else {}
        elif header:
            row = by_column(file, header, line)
            yield row if isinstance(row, Fault) else _project(says, row, _vote_of(file, meta))
        elif ID in _header(line):
            there = True
            own = ", ".join(name for name in _header(line) if name and name not in KNOWN)
            yield _event(
                says, began, _vote_of(file, meta), meta, OWN_COLUMNS.format(NOT_READ, own) if own else NOT_READ
            )
        else:
            cure = f"The columns are: {', '.join(_header(line))}."
            yield file.place(line.number, line.raw).fault(ID, "the column is missing", cure)
            return
    if not there:
        cure = "Is this a .pb file of Pabulib, and whole? META and PROJECTS come first."
        yield file.place(1).fault(WHOLE, f"there is no section {PROJECTS}", cure)


def _parts(file: SourceFile) -> Iterator[tuple[str, list[str], Line] | Fault]:
    """Every row of META and PROJECTS with the header it stands under (none: it is the header), and nothing of VOTES.

    Quotes are read as Pabulib's own tools read them, which is not strictly; one that is never closed would swallow the
    next section and is a fault.
    """
    section = ""
    header: list[str] = []
    for line in table.lines(file, ";", strict=False):
        if isinstance(line, Fault):
            yield line
        elif line.cells[0].strip().upper() in SECTIONS and not any(line.cells[1:]):
            section, header = line.cells[0].strip().upper(), []
            if section == VOTES:
                return
        elif not section:
            yield file.place(line.number, line.raw).fault(
                WHOLE, "this stands before the first section", f"Begin with {META}."
            )
            return
        elif _SECTION_INSIDE.search(line.raw):
            yield file.place(line.number, line.raw).fault(
                WHOLE, "a quote is not closed", "Close it, or write it twice."
            )
            return
        else:
            yield section, header, line
            header = header or _header(line)


def _header(line: Line) -> list[str]:
    return headed.named([column_name(name).lower() for name in line.cells])


def _vote_of(file: SourceFile, meta: Mapping[str, str]) -> Vote:
    name = file.ref[: -len(SUFFIX)] if file.has_suffix(SUFFIX) else file.ref
    return Vote(name, meta.get("unit", ""), meta.get("district", ""))


def _event(says: Statements, place: Place, vote: Vote, meta: Mapping[str, str], note: str) -> Entry:
    """The vote itself; many tell only in which year it was."""
    day = meta.get("date_begin", "")
    columns = {"title": "description", "date": "date_begin", "headCounts": "num_votes"}
    heads = (f"voters: {meta['num_votes']}",) if meta.get("num_votes") else ()
    event = says.node(
        place, "Event", vote.key, columns, title=meta.get("description"), kind="VOTE",
        date="" if _YEAR.fullmatch(day) else iso(day), headCounts=heads,
    )  # fmt: skip
    stated = [event, *_areas(says, place, vote, "", ("Event", vote.key))]
    return Entry(place, stated, "", note)


def _table(says: Statements, file: SourceFile) -> Iterator[Entry | Fault]:
    """The table of all projects: one row a project, with the vote it stood in."""
    for row in rows(file, delimiter_of(file), required=TABLE):
        if isinstance(row, Fault):
            yield row
        elif not row.text("file"):
            yield row.place.fault("file", "the cell is empty", "It names the vote.")
        else:
            vote = Vote(row.text("file").removesuffix(SUFFIX), row.text("unit"), row.text("meta_district"))
            entry = _project(says, row, vote)
            event = says.node(row.place, "Event", vote.key, {"key": "file"}, kind="VOTE")
            yield entry if isinstance(entry, Fault) else entry._replace(rows=[event, *entry.rows])


def _project(says: Statements, row: HeaderRow, vote: Vote) -> Entry | Fault:
    """A project: the initiative, that the vote was about it, its domains and its area."""
    place, number = row.place, row.text(ID)
    if not number:
        return place.fault(ID, "the cell is empty", "Every project has an id.")
    subject = ("Initiative", f"{vote.key}/{number}")
    columns = {"key": ID, "title": "name", "summary": "description"}
    stated = [
        says.node(place, *subject, columns, title=row.text("name"), summary=row.text("description")),
        says.relationship(place, "CONCERNS", ("Event", vote.key), subject, {"to": ID}),
    ]
    column = next((name for name in CATEGORY if name in row.cells), CATEGORY[0])
    domains = categories(row.text(column))
    for domain in domains:
        stated.append(says.node(place, "Domain", domain, {"key": column, "name": column}, name=domain))
        stated.append(says.relationship(place, "TOUCHES", subject, ("Domain", domain), {"to": column}))
    area = next((row.text(name) for name in AREA if row.text(name)), "")
    stated += _areas(says, place, vote, area, subject)
    note = NO_CATEGORY if not domains else ONE_VALUE if ", " in row.text(column) else ""
    return Entry(place, stated, row.raw, note)


def categories(text: str) -> list[str]:
    """The categories of a cell, each once, in their order; `none` is none."""
    parts = (part.strip() for part in _BETWEEN.split(text))
    return list(dict.fromkeys(part for part in parts if part and part.lower() != "none"))


def _areas(says: Statements, place: Place, vote: Vote, area: str, thing: tuple[str, str]) -> list[Row]:
    """Where a thing lies: in its own area, else the vote's district, else the city; areas are parts of the city."""
    city, name = ("Area", vote.city), area or vote.district
    made = [says.node(place, *city, {"key": "unit"}, name=vote.city)] if vote.city else []
    if not name:
        return [*made, says.relationship(place, "LOCATED_IN", thing, city)] if made else []
    inside = ("Area", f"{vote.city}/{name}" if vote.city else name)
    made.append(says.node(place, *inside, name=name))
    if vote.city:
        made.append(says.relationship(place, "PART_OF", inside, city))
    return [*made, says.relationship(place, "LOCATED_IN", thing, inside)]


FORMAT = Format(
    "pabulib",
    "Votes on citizens' projects (participatory budgeting): Pabulib's .pb files, or its table of projects as CSV.",
    (SUFFIX, ".csv"),
    read,
)
