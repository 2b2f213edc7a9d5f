"""Reads the register of government organisations (ROO): who holds which office, and the municipalities themselves.

In: the exports of office-holders and of organisations, as CSV with a comma or semicolon. Out: a municipality →
Department of level MUNICIPALITY, its TOOI code as key (`gm0518`), with its general Counter; a person → Official who
WORKS_FOR it. A person stands in as many rows as offices: these are one Official with all functions. The register has no
identifier of persons, so the key is the municipality's code with a keyed hash of the name, for the name itself is not for
everybody and a key is; other spellings of a name are other officials until somebody merges them. A contact for the Woo
is a Counter and no person; where a person is named, that name is not kept.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from loaders.faults import WHOLE, Fault, Place
from loaders.formats.shared.dates import INCLUSIVE, day_after, iso
from loaders.formats.shared.header_rows import HeaderRow, delimiter_of, header_of, rows
from loaders.formats.shared.statements import Origin, Statements
from loaders.input.files import SourceFile
from loaders.options import LoadOptions
from loaders.records import Entry, Format, Row

ORIGIN = Origin("roo", "Register van Overheidsorganisaties", "CC0-1.0", "https://organisaties.overheid.nl")
ORGANISATION, NAME, FUNCTION, TOOI = (
    "Organisatie (onderdeel)",
    "Naam",
    "Functie",
    "Resource identifier v5.0 organisatie",
)
HOLDERS = (ORGANISATION, NAME, FUNCTION, TOOI)
OFFICIAL_NAME, ORGANISATION_TOOI = "Officiële naam", "TOOi URI"
ORGANISATIONS = (OFFICIAL_NAME, ORGANISATION_TOOI)
WOO = "Woo-contactpersoon"
NAME_LEFT_OUT = "the name of a Woo contact is not kept: it may be a person's"
NO_SEAT = "a seat outside a municipality is not kept"
# Words that only stand in the name of a desk or team, never in a person's.
_DESK = re.compile(
    r"\bwoo|contact|\bteam|cluster|\bkcc\b|juridi|afdeling|zaken|bureau|balie|loket|griffi|rekenkamer|informatie"
    r"|medewerker|coördinator|coordinator|functionaris|secretari|gemeente|@|openbaarheid|archief|bestuur|concern",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(dhr|mw|mevr|mevrouw|heer)\b|\b[a-z]\.", re.IGNORECASE)

Functions = dict[tuple[str, str], list[str]]


def read(files: Sequence[SourceFile], options: LoadOptions) -> Iterator[Entry | Fault]:
    """The source, then every row of the files."""
    says = Statements(options.source or ORIGIN.key)
    yield from ORIGIN.entries(files, options)
    kinds = [(file, delimiter_of(file)) for file in files]
    functions = _functions(kinds)
    for file, delimiter in kinds:
        header = set(header_of(file, delimiter))
        if set(HOLDERS) <= header:
            for row in rows(file, delimiter):
                yield row if isinstance(row, Fault) else _holder(says, row, functions, options)
        elif set(ORGANISATIONS) <= header:
            for row in rows(file, delimiter):
                yield row if isinstance(row, Fault) else _organisation(says, row)
        else:
            cure = f"It has the columns {', '.join(HOLDERS)}, or {', '.join(ORGANISATIONS)}."
            yield file.place(1).fault(WHOLE, "this is no export of the register", cure)


def _functions(files: Sequence[tuple[SourceFile, str]]) -> Functions:
    """All functions of each person, by municipality and name, in the order of the alphabet."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file, delimiter in files:
        if set(HOLDERS) <= set(header_of(file, delimiter)):
            for row in rows(file, delimiter):
                if isinstance(row, HeaderRow) and row.text(FUNCTION):
                    found[_person(row)].add(row.text(FUNCTION))
    return {person: sorted(functions) for person, functions in found.items()}


def _person(row: HeaderRow) -> tuple[str, str]:
    """Who it is: the code of the organisation, and the name without needless spaces."""
    return _code(row.text(TOOI)), " ".join(row.text(NAME).split())


def _holder(says: Statements, row: HeaderRow, functions: Functions, options: LoadOptions) -> Entry | Fault:
    if empty := next((column for column in HOLDERS if not row.text(column)), None):
        return row.place.fault(empty, "the cell is empty", "Fill it in, or drop the row.")
    code, name = _person(row)
    place, body = row.place, ("Department", code)
    municipality = _municipality(says, place, code, row.text(ORGANISATION))
    inside = _is_municipality(row.text(TOOI))
    if row.text(FUNCTION) == WOO:
        counter, note = _counter(says, place, code, name, row.text(ORGANISATION))
        part = [municipality, says.relationship(place, "PART_OF", ("Counter", counter.cells["key"]), body)] if inside else []  # type: ignore[arg-type]
        return Entry(place, [counter, *part], row.raw, note)
    held, key = functions[code, name], f"{code}/{options.people.key(code, name)}"
    columns = {"key": NAME, "name": NAME, "functions": FUNCTION}
    official = says.node(place, "Official", key, columns, name=name, functions=tuple(held))
    if not inside:
        return Entry(place, [official], row.raw, NO_SEAT)
    seat = says.relationship(place, "WORKS_FOR", ("Official", key), body, {"function": FUNCTION}, function=", ".join(held))
    return Entry(place, [municipality, official, seat], row.raw)


def _counter(says: Statements, place: Place, code: str, name: str, organisation: str) -> tuple[Row, str]:
    """The door for the Woo: under its own name where that is the name of a desk, else only as the door of its body."""
    if _DESK.search(name) and not _PERSON.search(name):
        return says.node(place, "Counter", f"{code}/{name}", {"key": NAME, "name": NAME}, name=name, kind="Woo"), ""
    return says.node(place, "Counter", f"{code}/woo", name=f"{WOO} {organisation}", kind="Woo"), NAME_LEFT_OUT


def _organisation(says: Statements, row: HeaderRow) -> Entry | Fault:
    """A row of the export of organisations, with its general counter."""
    code, name, place = _code(row.text(ORGANISATION_TOOI)), row.text(OFFICIAL_NAME), row.place
    if not code:
        return place.fault(ORGANISATION_TOOI, "the cell is empty", "Every organisation has a TOOI identifier.")
    columns = {"key": ORGANISATION_TOOI, "name": OFFICIAL_NAME}
    if not _is_municipality(row.text(ORGANISATION_TOOI)):
        return Entry(place, [says.node(place, "Organisation", code, columns, name=name, publicTask="true")], row.raw)
    aliases = dict.fromkeys(filter(None, (row.text("Alternatieve naam"), row.text("Afkorting"))))
    first, last = iso(row.text("Startdatum")), iso(row.text("Einddatum"))
    columns |= {"aliases": "Afkorting", "validFrom": "Startdatum", "validTo": "Einddatum"}
    stated = [
        says.node(
            place, "Department", code, columns, name=name, level="MUNICIPALITY", aliases=tuple(aliases), validFrom=first, validTo=day_after(last)
        ),
        says.node(
            place, "Counter", code, {"key": ORGANISATION_TOOI}, name=name, phone=_first(row, "Telefoonnummers"),
            url=_first(row, "Internetpagina's"), address=_address(row),
        ),
        says.relationship(place, "PART_OF", ("Counter", code), ("Department", code)),
    ]  # fmt: skip
    return Entry(place, stated, row.raw, INCLUSIVE if last else "")


def _municipality(says: Statements, place: Place, code: str, name: str) -> Row:
    columns = {"key": TOOI, "name": ORGANISATION}
    return says.node(place, "Department", code, columns, name=name, level="MUNICIPALITY")


def _first(row: HeaderRow, column: str) -> str:
    """The general one of a list such as `14 070, label: algemeen;14 070, label: Omgevingsloket`, else the first."""
    parts = [part.partition(", label: ") for part in row.cells.get(column, "").split(";")]
    general = next((part for part in parts if part[2].strip().lower() == "algemeen"), parts[0])
    return general[0].strip()


def _address(row: HeaderRow) -> str:
    """Where to visit it, from a list of `name: value` pairs."""
    column = next((name for name in row.cells if name.startswith("Adressen")), "")
    for address in row.cells.get(column, "").split(";"):
        parts = dict(part.strip().split(": ", 1) for part in address.split(", ") if ": " in part)
        if parts.get("adresType") == "Bezoekadres" and "openbareRuimte" in parts:
            street = f"{parts['openbareRuimte']} {parts.get('huisnummer', '')}".strip()
            return f"{street}, {parts.get('postcode', '')} {parts.get('woonplaats', '')}".strip(", ")
    return ""


def _code(uri: str) -> str:
    """The code at the end of a TOOI identifier."""
    return uri.rsplit("/", 1)[-1]


def _is_municipality(uri: str) -> bool:
    return "/gemeente/" in uri


FORMAT = Format(
    "roo",
    "The register of government organisations (ROO): office-holders, or organisations, as CSV.",
    (".csv",),
    read,
)
