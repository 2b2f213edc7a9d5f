"""Cypher as clauses: queries put together a clause at a time, whose text is laid out as it is read, a clause a line.

In: patterns, predicates and expressions, as text of ours; a caller's values stay parameters. Out: a Query, which is frozen: each
clause makes a new one. `str` gives its text; `collect`, `count` and `exists` make it an expression, indented in braces.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Query:
    """Clauses in their order."""

    clauses: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join(self.clauses)

    def then(self, *clauses: object) -> "Query":
        """These clauses after it, as they are; empty ones are none."""
        return Query((*self.clauses, *filter(None, map(str, clauses))))

    def match(self, pattern: str, *where: str) -> "Query":
        """MATCH a pattern under some conditions."""
        return self.then(f"MATCH {pattern}").where(*where)

    def optional_match(self, pattern: str, *where: str) -> "Query":
        """OPTIONAL MATCH a pattern under some conditions."""
        return self.then(f"OPTIONAL MATCH {pattern}").where(*where)

    def where(self, *predicates: str) -> "Query":
        """WHERE all of these hold; nothing where there are none."""
        return self.then(f"WHERE {all_of(predicates)}") if predicates else self

    def with_(self, *items: str, distinct: bool = False) -> "Query":
        """WITH these items."""
        return self.then(f"WITH {'DISTINCT ' if distinct else ''}{', '.join(items)}")

    def unwind(self, expression: str, name: str) -> "Query":
        """A row for each item of a list."""
        return self.then(f"UNWIND {expression} AS {name}")

    def order_by(self, *items: str) -> "Query":
        """ORDER BY these expressions."""
        return self.then(f"ORDER BY {', '.join(items)}")

    def limit(self, number: object) -> "Query":
        """At most so many rows."""
        return self.then(f"LIMIT {number}")

    def call(self, query: "Query", *variables: str) -> "Query":
        """CALL a subquery that sees these variables."""
        return self.then(_in_braces(f"CALL ({', '.join(variables)})", query))

    def returning(self, *items: str, distinct: bool = False) -> "Query":
        """RETURN these items."""
        return self.then(f"RETURN {'DISTINCT ' if distinct else ''}{', '.join(items)}")


def match(pattern: str, *where: str) -> Query:
    """A Query that begins with MATCH."""
    return Query().match(pattern, *where)


def unwind(expression: str, name: str) -> Query:
    """A Query that begins with UNWIND."""
    return Query().unwind(expression, name)


def all_of(predicates: Iterable[str]) -> str:
    """The predicate that all of these hold."""
    return " AND ".join(predicates)


def by_label(node: str, cases: Mapping[str, str], otherwise: str | None = None) -> str:
    """The expression of the first of these labels that a node has; null, or `otherwise`, where it has none."""
    whens = " ".join(f"WHEN {node}:{label} THEN {expression}" for label, expression in cases.items())
    return f"CASE {whens}{f' ELSE {otherwise}' if otherwise else ''} END"


def collect(query: Query) -> str:
    """The list of the one column that a query returns."""
    return _in_braces("COLLECT", query)


def count(query: Query) -> str:
    """How many rows a query returns."""
    return _in_braces("COUNT", query)


def exists(query: Query) -> str:
    """Whether a query finds anything."""
    return _in_braces("EXISTS", query)


def _in_braces(word: str, query: Query) -> str:
    text = "\n".join(query.clauses).replace("\n", "\n  ")
    return f"{word} {{\n  {text}\n}}"
