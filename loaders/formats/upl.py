"""Reads the uniform list of products (UPL): what governments do for residents, and which government does it.

In: the list itself (`UPL-actueel.csv`), its products by field of the Single Digital Gateway, or those fields, as CSV.
Out: a Problem for each product, its URI's last part as key; a Responsibility for each level that offers it, held by
that level; a Domain for each field of information, PART_OF its area. A product stands in as many rows as it has legal
grounds: they are one. The placeholder "not available yet" is no product.
"""

from collections.abc import Callable, Iterator, Sequence

from loaders.faults import WHOLE, Fault
from loaders.formats.shared.header_rows import HeaderRow, delimiter_of, header_of, rows
from loaders.formats.shared.statements import Origin, Statements
from loaders.input.files import SourceFile
from loaders.options import LoadOptions
from loaders.records import Entry, Format, Row

ORIGIN = Origin("upl", "Uniforme Productnamenlijst", "CC0-1.0", "https://standaarden.overheid.nl/upl")
PLACEHOLDER = "UPL-naam_nog_niet_beschikbaar"
NO_PRODUCT = "the placeholder for products that have no name yet"
# A municipality as a whole never owns; the others carry a public task and may.
LEVELS = {"Rijk": "Organisation", "Provincie": "Organisation", "Waterschap": "Organisation", "Gemeente": "Department"}
PRODUCT = {"key": "URI", "title": "UniformeProductnaam"}


def read(files: Sequence[SourceFile], options: LoadOptions) -> Iterator[Entry | Fault]:
    """The source, then every row of the files."""
    says = Statements(options.source or ORIGIN.key)
    yield from ORIGIN.entries(files, options)
    for file in files:
        delimiter = delimiter_of(file)
        header = header_of(file, delimiter)
        made = next((made for columns, made in KINDS.items() if set(columns) <= set(header)), None)
        if made is None:
            known = "; ".join(", ".join(columns) for columns in KINDS)
            yield file.place(1).fault(WHOLE, "this is no table of the UPL", f"It has these columns, or these: {known}.")
            continue
        for row in rows(file, delimiter):
            yield row if isinstance(row, Fault) else made(says, row)


def _product(says: Statements, row: HeaderRow) -> Entry | Fault:
    """A row of the list: the product, and the levels of government that offer it."""
    key = _identifier(row.text("URI"))
    if not key:
        return row.place.fault("URI", "the cell is empty", "Every product has a URI.")
    if key == PLACEHOLDER:
        return Entry(row.place, (), row.raw, NO_PRODUCT)
    stated = [says.node(row.place, "Problem", key, PRODUCT, title=row.text("UniformeProductnaam"))]
    for level, label in LEVELS.items():
        flag = row.text(level)
        if flag == "X":
            stated += _offered(says, row, key, level, label)
        elif flag:
            return row.place.fault(level, f"{flag!r} is neither X nor empty", "Write X, or leave it empty.")
    return Entry(row.place, stated, row.raw)


def _offered(says: Statements, row: HeaderRow, product: str, level: str, label: str) -> list[Row]:
    party, task = (label, level.lower()), f"{product}/{level.lower()}"
    kind: dict[str, str] = {"level": "MUNICIPALITY"} if label == "Department" else {"publicTask": "true"}
    return [
        says.node(row.place, label, party[1], {}, name=level, **kind),
        says.node(row.place, "Responsibility", task, role="OWNER"),
        says.relationship(row.place, "HOLDS", party, ("Responsibility", task), {"from": level}),
        says.relationship(row.place, "FOR", ("Responsibility", task), ("Problem", product), {"to": "URI"}),
    ]


def _product_in_field(says: Statements, row: HeaderRow) -> Entry | Fault:
    """A row that says under which field of information a product falls."""
    key, code = _identifier(row.text("URI")), row.text("SDG_Code")
    if not key or not code:
        return row.place.fault("SDG_Code" if key else "URI", "the cell is empty", "Fill it in, or drop the row.")
    domain = ("Domain", code)
    stated = (
        says.node(row.place, "Problem", key, PRODUCT, title=row.text("UniformeProductnaam")),
        says.node(row.place, *domain, {"key": "SDG_Code", "name": "SDG_Thema"}, name=row.text("SDG_Thema")),
        says.relationship(row.place, "FALLS_UNDER", ("Problem", key), domain, {"to": "SDG_Code"}),
    )
    return Entry(row.place, stated, row.raw)


def _field(says: Statements, row: HeaderRow) -> Entry | Fault:
    """A field of information, and the area it is part of."""
    code, area = row.text("SDG_Code"), _identifier(row.text("SDG_IGURI"))
    if not code or not area:
        return row.place.fault("SDG_IGURI" if code else "SDG_Code", "the cell is empty", "Fill it in, or drop the row.")
    columns = {"key": "SDG_IGURI", "name": "SDG_Informatiegebied"}
    stated = (
        says.node(row.place, "Domain", area, columns, name=row.text("SDG_Informatiegebied")),
        says.node(row.place, "Domain", code, {"key": "SDG_Code", "name": "SDG_Thema"}, name=row.text("SDG_Thema")),
        says.relationship(row.place, "PART_OF", ("Domain", code), ("Domain", area), {"from": "SDG_Code", "to": "SDG_IGURI"}),
    )
    return Entry(row.place, stated, row.raw)


def _identifier(uri: str) -> str:
    """The part of a URI that names the thing within its list."""
    return uri.rsplit("/", 1)[-1]


# What a table is follows from its columns, not from its name.
KINDS: dict[tuple[str, ...], Callable[[Statements, HeaderRow], Entry | Fault]] = {
    ("UniformeProductnaam", "URI", *LEVELS): _product,
    ("UniformeProductnaam", "URI", "SDG_Code", "SDG_Thema"): _product_in_field,
    ("SDG_Code", "SDG_Informatiegebied", "SDG_IGURI", "SDG_Thema"): _field,
}
FORMAT = Format(
    "upl", "The uniform list of government products (UPL) as CSV, with the level that offers each.", (".csv",), read
)
