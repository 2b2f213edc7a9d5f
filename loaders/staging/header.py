"""What the header of a table asks for, worked out once: which columns are read how, and which days belong together.

In: a label or type of the model, and a header. Out: a Table.
"""

from collections.abc import Sequence

from graph.model.definition import LABELS
from graph.model.vocabulary import Kind, Property
from loaders.staging.cells import Reader, reader_of

# First and last day: the last one counts for what has ended on a day, and does not for what is valid until a day.
PERIODS = (("startedOn", "endedOn"), ("validFrom", "validTo"), ("recordedFrom", "recordedTo"))
IDENTIFYING = ("key", "from", "to", "source")


class Table:
    """Rows with one header of one label or type."""

    def __init__(self, name: str, properties: Sequence[Property], columns: tuple[str, ...]) -> None:
        by_name = {item.name: item for item in properties}
        wanted = [column for column in columns if column not in IDENTIFYING]
        self.unknown = [column for column in wanted if column not in by_name or column == "ref"]
        self.columns = tuple(column for column in wanted if column not in self.unknown)
        indexed = LABELS[name].indexed if name in LABELS else ()
        # Of a plain text that is short only that it can be printed is to be seen: it needs no reader.
        self.readers: list[tuple[str, Reader, bool]] = [
            (column, reader_of(item, indexed=column in indexed), item.kind is Kind.STRING and not item.term)
            for column, item in ((column, by_name[column]) for column in self.columns)
        ]
        place = {column: number for number, column in enumerate(self.columns)}
        self.periods = [
            (place[first], place[last], by_name[last]) for first, last in PERIODS if first in place and last in place
        ]
        self.first = place.get("validFrom")
        self.name = name
        # By the prefixes of both ids: number of the kind and of the shape.
        self.shapes: dict[tuple[str, str], tuple[int, int]] = {}
        self.node: tuple[int, int] = (-1, -1)
