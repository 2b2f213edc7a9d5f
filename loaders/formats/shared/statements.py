"""Makes rows of what a source states, in the words of the model and under one source.

In: a place, a label or type, and cells. Out: rows as `loaders.staging.validate` takes them. A cell without a value is empty, so
what a source no longer tells is taken away again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.model.definition import node_id
from loaders.faults import Place
from loaders.input.files import SourceFile
from loaders.options import LoadOptions
from loaders.records import NODES, RELATIONSHIPS, Cell, Entry, Row

Columns = Mapping[str, str]
_OWN: Columns = {}


@dataclass(frozen=True)
class Statements:
    """Makes rows, all stated by the source of this key."""

    source: str

    def node(self, place: Place, label: str, key: str, columns: Columns = _OWN, **cells: Cell | None) -> Row:
        """That this node exists, with these properties."""
        return Row(NODES, label, place, {"key": key, **_filled(cells), "source": (self.source,)}, columns)

    def relationship(
        self,
        place: Place,
        kind: str,
        start: tuple[str, str],
        end: tuple[str, str],
        columns: Columns = _OWN,
        **cells: Cell | None,
    ) -> Row:
        """That this relationship exists, from one (label, key) to another."""
        ends: dict[str, Cell] = {"from": node_id(*start), "to": node_id(*end)}
        return Row(RELATIONSHIPS, kind, place, {**ends, **_filled(cells), "source": (self.source,)}, columns)


@dataclass(frozen=True)
class Origin:
    """Where a format's files come from: becomes the Source that everything in them is attributed to."""

    key: str
    title: str
    licence: str = ""
    url: str = ""

    def entries(self, files: Sequence[SourceFile], options: LoadOptions) -> Iterator[Entry]:
        """That this source exists, or the one that the caller names instead; nothing when there is nothing to read."""
        if options.source and options.source != self.key:
            yield from named_source(files, options.source)
        elif files:
            place, says = files[0].place(1), Statements(self.key)
            told = says.node(place, "Source", self.key, title=self.title, licence=self.licence, url=self.url)
            yield Entry(place, (told,))


def named_source(files: Sequence[SourceFile], key: str) -> Iterator[Entry]:
    """That the source exists which the caller names; what is known of it stays, since nothing is said of that here."""
    if files:
        place = files[0].place(1)
        yield Entry(place, (Statements(key).node(place, "Source", key),))


def _filled(cells: Mapping[str, Cell | None]) -> dict[str, Cell]:
    return {name: value or "" for name, value in cells.items()}
