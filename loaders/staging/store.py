"""What a load states, kept in a temporary file while it is looked at: a million rows take little memory.

In: validated elements, in the order of the files. Out: the same in order of identity, each with its place, and what is
wrong with them. The file goes when the load ends, also when it is killed.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from graph.database.batching import batches
from graph.write.columns import ColumnSet, Identity
from loaders.faults import Fault, Place

FLUSH = 2_000
CACHE_KIB = 24_000
PAGE = 32_768  # bytes; with pages of 4 KiB, reading and indexing takes a tenth longer
# `kind` is the number of a Kind. Every table of elements ends with the same columns.
_TABLES = """
CREATE TABLE node (kind INT, key TEXT, shape INT, entry INT, file INT, line INT, ref TEXT, sources INT, vals BLOB);
CREATE TABLE relationship (kind INT, start TEXT, stop TEXT, first TEXT, shape INT, entry INT, file INT, line INT, ref TEXT,
  sources INT, vals BLOB);
CREATE TABLE claimed (label TEXT, key TEXT, place TEXT, PRIMARY KEY (label, key)) WITHOUT ROWID;
CREATE TABLE fault (entry INT, file TEXT, line INT, col TEXT, reason TEXT, cure TEXT);
CREATE TABLE pending (kind INT, element INT, added INT, PRIMARY KEY (kind, element)) WITHOUT ROWID;
CREATE TABLE raw (entry INTEGER PRIMARY KEY, text TEXT);
CREATE TABLE duplicate (row INT, element INT, node INT, entry INT);
"""
_INDEX_DUPLICATES = "CREATE INDEX duplicates ON duplicate (element, node, entry)"
IDENTITY = {"node": ("kind", "key"), "relationship": ("kind", "start", "stop", "first")}


# What is to be written, of nodes and relationships alike, with all entries that state it.
_ENTRIES = """
SELECT coalesce(node.entry, relationship.entry) FROM pending
LEFT JOIN node ON node.rowid = pending.element AND node.kind = pending.kind
LEFT JOIN relationship ON relationship.rowid = pending.element AND relationship.kind = pending.kind
UNION SELECT duplicate.entry FROM pending
LEFT JOIN node ON node.rowid = pending.element AND node.kind = pending.kind
JOIN duplicate ON duplicate.element = pending.element AND duplicate.node = (node.rowid IS NOT NULL)"""
_SOURCES_OF_NODE = "SELECT sources FROM node WHERE kind = ? AND key = ?"
_SOURCES_OF_RELATIONSHIP = "SELECT sources FROM relationship WHERE kind = ? AND start = ? AND stop = ? AND first = ?"


class Stopped(Exception):
    """Somebody does not want it any more."""


class Kind(NamedTuple):
    """A label, or a type with the labels it joins. Where several sources state one thing, each has a turn of its own."""

    name: str
    ends: tuple[str, ...]
    turn: int = 0

    @property
    def table(self) -> str:
        """In which table its elements are staged."""
        return "relationship" if self.ends else "node"


class Staged(NamedTuple):
    """One element as it is staged; `row` is its number in its table, `vals` JSON of its values."""

    identity: Identity
    row: int
    shape: int
    entry: int
    file: int
    line: int
    ref: str
    sources: int
    vals: bytes


# A row as SQLite gives it: the identity in one column or three, then as in Staged. A row that is put in has its kind
# before the identity and no number yet; the rest stands in the same places, counted from the end.
Raw = tuple[Any, ...]
COLUMNS = ("rowid", "shape", "entry", "file", "line", "ref", "sources", "vals")
ROW, SHAPE, ENTRY, FILE, LINE, REF, SOURCES, VALS = range(-len(COLUMNS), 0)


# Of each table as n: the columns of a Raw, and the order of identity.
NAMES = {table: ", ".join(f"n.{name}" for name in (*identity[1:], *COLUMNS)) for table, identity in IDENTITY.items()}
ORDERS = {table: ", ".join(f"n.{name}" for name in (*identity, "rowid")) for table, identity in IDENTITY.items()}
_ALL = {table: f"SELECT {NAMES[table]} FROM {table} AS n WHERE n.kind = ? ORDER BY {ORDERS[table]}" for table in IDENTITY}  # noqa: S608
_PENDING = {
    table: f"SELECT {NAMES[table]} FROM pending AS p JOIN {table} AS n ON n.rowid = p.element "  # noqa: S608
    f"WHERE p.kind = ? AND p.added = ? ORDER BY {ORDERS[table]}"
    for table in IDENTITY
}


def _text_of(row: tuple[Any, ...]) -> int:
    """Bytes of text in a row as it was put in."""
    return len(row[VALS])


def staged_of(raw: Raw) -> Staged:
    """A raw row with names."""
    return Staged(raw[:ROW], *raw[ROW:])


class Staging:
    """The temporary file. Shapes, sources and files are numbered and kept in memory; there are few.

    `also` gets all rows of nodes or of relationships too, as they are put in, as long as nothing is wrong. `as_read`: no
    row was taken out or made otherwise since. `doubles`: tables (node, relationship) in which an element may stand more than once.
    """

    def __init__(self) -> None:
        self.sql = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        sizes = (f"page_size={PAGE}", f"cache_size=-{CACHE_KIB}")
        for pragma in (*sizes, "journal_mode=MEMORY", "synchronous=OFF", "locking_mode=EXCLUSIVE"):
            self.sql.execute(f"PRAGMA {pragma}")
        self.sql.executescript(_TABLES)
        self.sql.execute("BEGIN")
        self.shapes: list[ColumnSet] = []
        self.kinds: list[Kind] = []
        self.sources: list[tuple[str, ...]] = []
        self.files: list[str] = []
        self.nodes: list[tuple[Any, ...]] = []
        self.relationships: list[tuple[Any, ...]] = []
        self.raws: list[tuple[int, str]] = []
        self.also: Callable[[list[tuple[Any, ...]]], None] | None = None
        self.as_read = True
        self.doubles: set[str] = set()
        self.faults = 0
        self._stopped = False
        self._numbers: dict[Any, int] = {}

    # -- numbers ---------------------------------------------------------------------------------------------------

    def kind(self, name: str, ends: tuple[str, ...], turn: int = 0) -> int:
        """Number of a label, or of a type with the labels it joins."""
        return self._number(self.kinds, Kind(name, ends, turn))

    def shape(self, shape: ColumnSet) -> int:
        """Number of a shape."""
        return self._number(self.shapes, shape)

    def sources_of(self, keys: tuple[str, ...]) -> int:
        """Number of the sources that state something."""
        return self._number(self.sources, keys)

    def file(self, name: str) -> int:
        """Number of a file."""
        return self._number(self.files, name)

    def _number(self, known: list[Any], value: Any) -> int:
        found = self._numbers.get((id(known), value))
        if found is None:
            found = self._numbers[id(known), value] = len(known)
            known.append(value)
        return found

    # -- putting in ------------------------------------------------------------------------------------------------

    def flush(self) -> None:
        """Write what was gathered. Raises Stopped."""
        if self._stopped:
            raise Stopped
        if self.also and not self.faults:
            for rows in filter(None, (self.nodes, self.relationships)):
                self.also(rows)
        if self.nodes:
            self.sql.executemany("INSERT INTO node VALUES (?,?,?,?,?,?,?,?,?)", self.nodes)
            self.nodes.clear()
        if self.relationships:
            self.sql.executemany("INSERT INTO relationship VALUES (?,?,?,?,?,?,?,?,?,?,?)", self.relationships)
            self.relationships.clear()
        if self.raws:
            self.sql.executemany("INSERT INTO raw VALUES (?,?)", self.raws)
            self.raws.clear()

    def add_fault(self, entry: int, fault: Fault) -> None:
        """Something that is wrong with an entry."""
        self.faults += 1
        row = (entry, fault.file, fault.line, fault.column, fault.reason, fault.cure)
        self.sql.execute("INSERT INTO fault VALUES (?,?,?,?,?,?)", row)

    def claim(self, label: str, key: str, place: object) -> None:
        """That a node was to be stated there, in a row that is refused."""
        self.sql.execute("INSERT OR IGNORE INTO claimed VALUES (?,?,?)", (label, key, str(place)))

    def stop(self) -> None:
        """Have another thread, which is putting something in, end that with an error."""
        self._stopped = True
        self.sql.interrupt()

    def index(self) -> None:
        """Make ready for looking things up; when all is in. What stands there once is found out on the way."""
        self.flush()
        self.sql.execute(_INDEX_DUPLICATES)
        for table, identity in IDENTITY.items():
            try:
                self.sql.execute(f"CREATE UNIQUE INDEX {table}s ON {table} ({', '.join(identity)})")
            except sqlite3.IntegrityError:
                self._index_doubles(table)

    def allow_doubles(self) -> None:
        """Before an identity is made otherwise: then an element may stand there twice."""
        for table in set(IDENTITY) - self.doubles:
            self.sql.execute(f"DROP INDEX {table}s")
            self._index_doubles(table)

    def _index_doubles(self, table: str) -> None:
        self.doubles.add(table)
        self.sql.execute(f"CREATE INDEX {table}s ON {table} ({', '.join(IDENTITY[table])})")

    # -- taking out ------------------------------------------------------------------------------------------------

    def raw(self, kind: int) -> Iterator[Raw]:
        """All of a label or of a type with its ends, in order of identity."""
        return self.sql.cursor().execute(_ALL[self.kinds[kind].table], (kind,))

    def chunks(self, kinds: Collection[int]) -> Iterator[list[tuple[Any, ...]]]:
        """All rows of these kinds as they were put in, in the order of the files."""
        chosen = ", ".join(map(str, kinds))
        for table in IDENTITY:
            rows = self.sql.cursor().execute(f"SELECT * FROM {table} NOT INDEXED WHERE kind IN ({chosen})")  # noqa: S608
            yield from batches(rows, FLUSH, _text_of)

    def entries_of(self, kinds: Collection[int]) -> Iterator[int]:
        """Entries that state something of these kinds; some come several times."""
        chosen = ", ".join(map(str, kinds))
        for table in IDENTITY:
            rows = f"FROM {table} NOT INDEXED WHERE kind IN ({chosen})"
            yield from (row[0] for row in self.sql.cursor().execute(f"SELECT entry {rows}"))
            also = f"SELECT entry FROM duplicate WHERE node = {table == 'node'} AND element IN (SELECT rowid {rows})"  # noqa: S608
            yield from (row[0] for row in self.sql.cursor().execute(also))

    def elements(self, kind: int) -> Iterator[Staged]:
        """The same with names."""
        return map(staged_of, self.raw(kind))

    def pending(self, kind: int, *, added: bool) -> Iterator[Raw]:
        """Those of a kind that have to be written: the new ones, or the others; in order of identity."""
        return self.sql.cursor().execute(_PENDING[self.kinds[kind].table], (kind, added))

    def pending_entries(self) -> Iterable[int]:
        """Entries that state something which has to be written."""
        return [row[0] for row in self.sql.execute(_ENTRIES)]

    def count(self, kind: int) -> int:
        """How many of a label, or of a type with its ends."""
        text = f"SELECT count(*) FROM {self.kinds[kind].table} WHERE kind = ?"  # noqa: S608  our own names
        return int(self.sql.execute(text, (kind,)).fetchone()[0])

    def names_real(self, labels: Collection[str]) -> bool:
        """Whether a node of these labels is stated that is not marked as synthetic."""
        return any(self._states_real(number) for number, kind in enumerate(self.kinds) if kind.name in labels and not kind.ends)

    def _states_real(self, kind: int) -> bool:
        for number, shape in enumerate(self.shapes):
            where = "kind = ? AND shape = ?"
            if "synthetic" in shape.columns:  # JSON of the values stands in a BLOB
                where += f" AND coalesce(json_extract(CAST(vals AS TEXT), '$[{shape.columns.index('synthetic')}]'), 0) <> 1"
            if self.sql.execute(f"SELECT 1 FROM node NOT INDEXED WHERE {where} LIMIT 1", (kind, number)).fetchone():  # noqa: S608  our own names
                return True
        return False

    def place(self, staged: Staged) -> Place:
        """Where an element is stated."""
        return Place(self.files[staged.file], staged.line, staged.ref)

    def fault_list(self, most: int) -> tuple[Fault, ...]:
        """What is wrong, in order of file and line."""
        rows = self.sql.execute(
            "SELECT file, line, col, reason, cure FROM fault ORDER BY file, line, rowid LIMIT ?", (most,)
        )
        return tuple(Fault(*row) for row in rows)

    def duplicates_of(self, element: int, *, node: bool) -> Iterable[int]:
        """Entries that state the same element once more."""
        rows = self.sql.execute("SELECT entry FROM duplicate WHERE element = ? AND node = ?", (element, node))
        return [row[0] for row in rows]

    def stated_by(self, name: str, ends: tuple[str, ...], identity: Sequence[str], source: str) -> bool:
        """Whether this load states an element, and as of that source."""
        for number, kind in enumerate(self.kinds):
            if kind[:2] == (name, ends):
                text = _SOURCES_OF_RELATIONSHIP if ends else _SOURCES_OF_NODE
                rows = self.sql.execute(text, (number, *identity))
                if any(source in self.sources[row[0]] for row in rows):
                    return True
        return False


@contextmanager
def staging() -> Iterator[Staging]:
    """A temporary file of SQLite's own, which has no name and so is gone at the end, however that comes."""
    made = Staging()
    try:
        yield made
    finally:
        made.sql.close()
