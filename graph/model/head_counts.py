"""Counts per group, as texts hold them: 'group: number', or 'dimension: group: number' where groups overlap.

In: the texts of a property of the model that has this form, such as the heads at an event or the inhabitants of an area.
Out: numbers by Group. A colon parts them, and not a slash: 'ouders/verzorgers' is one group. What is not of the form counts
as missing, and `snijvlak check` lists it; a group that is named twice counts both.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from graph.model.vocabulary import Form

DIGITS = 8  # of one number: more people than any city has, and sums still fit where numbers are read as 32 bits
COUNTS = Form(rf"(?: *[^: ][^:]*:){{1,2}} *[0-9]{{1,{DIGITS}}} *", "'group: number' or 'dimension: group: number', such as 'age: 18-24: 12'")
_FORM = re.compile(COUNTS.pattern)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people in a dimension (missing: groups that belong to none); the same one in capitals or not."""

    key: tuple[str, str]
    dimension: str | None = field(compare=False)
    name: str = field(compare=False)

    @classmethod
    def of(cls, dimension: str | None, name: str) -> "Group":
        """The group as somebody wrote it."""
        written = " ".join(dimension.split()) if dimension else None
        spelled = " ".join(name.split())
        return cls(((written or "").casefold(), spelled.casefold()), written, spelled)


Counts = dict[Group, int]


def counts_of(texts: Any) -> Counts:
    """The counts in a list of texts, in their order; anything else holds none."""
    found: Counts = {}
    for text in texts if isinstance(texts, list) else ():
        if isinstance(text, str) and _FORM.fullmatch(text):
            *dimension, name, number = text.split(":")
            group = Group.of(dimension[0] if dimension else None, name)
            found[group] = found.get(group, 0) + int(number)
    return found


def by_dimension(counts: Counts) -> dict[str, Counts]:
    """The counts of each dimension by its key, in the order in which they are named."""
    found: dict[str, Counts] = {}
    for group, number in counts.items():
        found.setdefault(group.key[0], {})[group] = number
    return found
