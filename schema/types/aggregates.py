"""What lists can be counted by: enums and truth values, the years and months of dates, and the nodes they lead to.

In: the model and the table of relations. Out: `GROUPS` by label, each with its word in the API.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.model.definition import LABELS, NODES
from graph.model.vocabulary import Kind, Property
from schema.types.relations import RELATIONS, Relation

LENGTHS = {"YEAR": 4, "MONTH": 7}  # how much of a date as text tells the year, and the month


@dataclass(frozen=True)
class Group:
    """What a list can be counted by: its word in the API, and the property or relation behind it."""

    name: str
    prop: Property | None = None
    part: str | None = None
    relation: Relation | None = None

    @property
    def en(self) -> str:
        """What it is, in English."""
        return (self.prop or self.relation).en  # type: ignore[union-attr]

    @property
    def nl(self) -> str:
        """What it is, in Dutch."""
        return (self.prop or self.relation).nl  # type: ignore[union-attr]


def groups_of(label: str) -> dict[str, Group]:
    """What a list of a label can be counted by, by its word in the API."""
    return {group.name: group for group in _groups(label)}


def _groups(label: str) -> Iterator[Group]:
    for prop in LABELS[label].properties:
        word = _constant(prop.name)
        if prop.term or prop.kind is Kind.BOOLEAN:
            yield Group(word, prop)
        elif prop.kind in (Kind.DATE, Kind.DATETIME):
            yield from (Group(f"{word}_{part}", prop, part) for part in LENGTHS)
    for relation in RELATIONS[label]:
        yield Group(_constant(relation.field), relation=relation)


def _constant(name: str) -> str:
    """startedOn as STARTED_ON."""
    return "".join(f"_{each}" if each.isupper() else each.upper() for each in name)


GROUPS = {label: groups_of(label) for label in NODES}
