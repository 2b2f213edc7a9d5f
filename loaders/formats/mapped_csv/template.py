"""Texts with the names of columns in them, such as `{main}/{sub|slug}`, filled in for one row after another.

In: the text of a template. Out: a Template. Error: WrongTemplate. Filters after `|`, one after the other: lower, slug, last (the part after
the last slash), or the name of a lookup.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from loaders.formats.shared.slugs import slug
from loaders.text import cleaned, column_name

EACH = "each"
_PART = re.compile(r"\{([^{}|]+)((?:\|[^{}|]+)*)\}")
FILTERS: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "slug": slug,
    "last": lambda text: text.rsplit("/", 1)[-1],
}


class WrongTemplate(ValueError):
    """The template cannot be filled in."""


class Empty(Exception):
    """A column of a template is empty in this row, or is not found by its lookup."""

    def __init__(self, column: str, value: str = "") -> None:
        super().__init__(column)
        self.column = column
        self.value = value


@dataclass(frozen=True)
class Template:
    """Constant texts and, between them, columns with their filters."""

    texts: tuple[str, ...]
    columns: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def parsed(cls, text: str) -> "Template":
        """From its text; WrongTemplate when a brace is left over."""
        texts = tuple(_PART.sub("\0", text).split("\0"))
        if any(brace in part for part in texts for brace in "{}"):
            raise WrongTemplate(f"{text!r} has a brace that names no column")
        return cls(texts, tuple((column_name(found[1]), _filters(found[2])) for found in _PART.finditer(text)))

    @property
    def column(self) -> str:
        """The first column, to speak of in a fault; empty for a constant."""
        return self.columns[0][0] if self.columns else ""

    def says(self, cells: Mapping[str, str]) -> bool:
        """False where all its columns are empty in this row: what stands around them says nothing by itself."""
        return not self.columns or any(cells[column].strip() for column, _ in self.columns)

    def filled(self, cells: Mapping[str, str], lookups: Mapping[str, Mapping[str, str]], *, whole: bool = True) -> str:
        """The text for this row. `whole`: raise Empty where a column is empty, instead of leaving it out."""
        made = [self.texts[0]]
        for (column, filters), text in zip(self.columns, self.texts[1:], strict=True):
            value = cells[column].strip()
            for name in filters if value else ():
                value = _filtered(column, value, name, lookups)
            if whole and not value:
                raise Empty(column)
            made += value, text
        return cleaned("".join(made))


def _filters(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split("|")[1:])


def _filtered(column: str, value: str, name: str, lookups: Mapping[str, Mapping[str, str]]) -> str:
    if name in FILTERS:
        return FILTERS[name](value)
    found = lookups[name].get(value)
    if found is None:
        raise Empty(column, value)
    return found
