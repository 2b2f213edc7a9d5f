"""Nodes that an answer names in many places are read once: their keys stand in those places, and what is asked of them in a table.

A page of a hundred initiatives names the same few domains again and again. Read in place, all that hangs below a domain
is walked and sent for each initiative that touches it; in a table, once.

In: a node of one label that may come up several times, and its Projection. Out: a Projection of its key, whose path ends in
a Table; the clauses that read all tables of an answer beside it; and what they told, by key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from graph.database.clauses import collect
from schema.compiler.cypher import PathEnd, ResultPath, flatten, unwound
from schema.compiler.serializer import Projection
from schema.request.deferred import FieldExecution, NullInNonNullField


@dataclass(frozen=True, eq=False)
class LookupTable(PathEnd):
    """What is asked of nodes of a label, wherever in an answer their keys stand. `node`: the variable it is compiled for."""

    label: str
    node: str
    made: Projection
    marked: bool

    def read(self, root: str, path: ResultPath) -> str:
        """[key, value] of each node whose key stands at a path in a value: one for each, in any order."""
        clauses, key = unwound(root, path)
        nodes = clauses.with_(f"{key} AS key", distinct=True).match(f"({self.node}:{self.label} {{key: key}})")
        return collect(nodes.returning(f"[key, {self.made.cypher}] AS row"))


class LazyRows(dict[Any, Any]):
    """The answers of a table by key, each made where it is first met; no key, no node."""

    def __init__(self, rows: Iterable[tuple[Any, Any]], table: LookupTable, run: FieldExecution) -> None:
        super().__init__({None: None})
        self._rows = dict(rows)
        self._table = table
        self._run = run

    def __missing__(self, key: Any) -> Any:
        if key in self._rows:
            answer = self[key] = self._table.made.shape(self._rows[key], self._run)
            return answer
        if self._table.marked:
            return None
        raise NullInNonNullField  # it went after its key was read: graphql-core is to read it all again, and to say what is missing


def as_lookup(label: str, node: str, made: Projection, *, marked: bool) -> Projection:
    """What is asked of a node that may come up several times: its key in place, where more than properties is asked."""
    if "MATCH" not in made.cypher and not made.named:
        return made
    table = LookupTable(label, node, made, marked)
    return Projection(f"{node}.key", lambda key, run: run.tables[table][key], ((table,),), told=table)


@dataclass
class LookupTables:
    """What is read beside an answer: tables by the variable that holds them, and Cypher for lists of subjects of ownership."""

    tables: dict[str, LookupTable] = field(default_factory=dict)
    queries: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, made: Projection) -> LookupTables:
        """For the variable `answer`; a table may lead to further tables, which come after it."""
        found = cls()
        waiting = [("answer", path) for path in made.named]
        for root, path in waiting:
            table = path[-1] if path else None
            if not isinstance(table, LookupTable):
                found.subjects.append(flatten(root, path))
                continue
            name = f"told{len(found.tables)}"
            found.tables[name] = table
            found.queries.append(table.read(root, path[:-1]))
            waiting += [(name, ("*", 1, *below)) for below in table.made.named]
        return found

    @property
    def names(self) -> str:
        """The variables of the answer and its tables."""
        return ", ".join(("answer", *self.tables))

    def statement(self, cypher: str) -> str:
        """Reads the answer and its tables."""
        return f"{self._clauses(cypher)}\nRETURN {self.names}" if self.tables else f"RETURN {cypher} AS answer"

    def with_subjects(self, cypher: str) -> str:
        """The same as clauses before others, with the ids of all subjects in the variable `ids`."""
        ids = " + ".join(self.subjects) or "[]"
        return f"{self._clauses(cypher)}\nWITH {self.names}, [id IN {ids} WHERE id IS NOT NULL] AS ids"

    def _clauses(self, cypher: str) -> str:
        lines, names = [f"WITH {cypher} AS answer"], "answer"
        for name, query in zip(self.tables, self.queries, strict=True):
            lines.append(f"WITH {names}, {query} AS {name}")
            names = f"{names}, {name}"
        return "\n".join(lines)

    @contextmanager
    def serializing(self, values: Iterable[Any], run: FieldExecution) -> Iterator[None]:
        """While an answer is made of what was read. Then it is forgotten: it holds the FieldExecution that holds it."""
        outer = run.tables
        run.tables = {table: LazyRows(rows, table, run) for table, rows in zip(self.tables.values(), values, strict=True)}
        try:
            yield
        finally:
            run.tables = outer
