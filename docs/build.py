"""Writes docs/model.md anew from `graph.model.definition`: `python docs/build.py`.

In: the model and the processing register that is made from it. Out: one Markdown page, Dutch and English side by side.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from graph.model.definition import LABELS, RELATIONSHIPS  # noqa: E402  the path is set first
from graph.model.vocabulary import Label, Property, RelationshipType, Term  # noqa: E402
from snijvlak.cli.register import COLUMNS, register  # noqa: E402

PAGE = ROOT / "docs" / "model.md"
HEAD = """# Het model / The model

Gemaakt uit `graph/model/definition.py` met `make docs`; wijzig dit bestand niet zelf. Made from `graph/model/definition.py` by `make docs`; do not edit.

Zichtbaar voor / visible to: PUBLIC iedereen, everyone · STAFF wie voor de gemeente werkt, those who work for the city · CASE wie de zaak
behandelt, those on the case · STEWARD de beheerder, the steward. Een sleutel is uniek per soort; een id is de soort in kleine letters, een
dubbele punt en de sleutel. A key is unique for each label; an id is the label in lower case, a colon and the key.
"""
COLUMNS_OF_PROPERTIES = ("property", "type", "Nederlands", "English", "source of the term", "visible to")


def page() -> str:
    """The whole page."""
    parts = [HEAD, "## Knopen / Nodes\n", *map(_label, LABELS.values()), "## Relaties / Relationships\n", *map(_type, RELATIONSHIPS.values())]
    parts += ["## Woordenlijsten / Lists of words\n", *map(_term, _terms()), _register()]
    return "\n".join(parts)


def _label(label: Label) -> str:
    about = f"{label.nl}\n{label.en}\nBron van de term / source of the term: {label.origin}. Zichtbaar voor / visible to: {label.visibility.value}."
    return f"### {label.name}\n\n{about}\n\n{_properties(label.properties)}"


def _type(kind: RelationshipType) -> str:
    about = f"{kind.nl}\n{kind.en}\n{_ends(kind)}.\nBron van de term / source of the term: {kind.origin}. Zichtbaar voor / visible to: {kind.visibility.value}{_narrowed(kind)}."
    return f"### {kind.name}\n\n{about}\n\n{_properties(kind.properties)}"


def _narrowed(kind: RelationshipType) -> str:
    return "".join(f"; van / from {label}: {visibility.value}" for label, visibility in kind.narrowed)


def _ends(kind: RelationshipType) -> str:
    """The pairs it may join, those with the same sources together."""
    targets: dict[str, list[str]] = {}
    for start, end in kind.ends:
        targets.setdefault(start, []).append(end)
    sources: dict[tuple[str, ...], list[str]] = {}
    for start, ends in targets.items():
        sources.setdefault(tuple(ends), []).append(start)
    return "; ".join(f"{', '.join(starts)} → {', '.join(ends)}" for ends, starts in sources.items())


def _properties(properties: Iterable[Property]) -> str:
    rows = [(f"`{each.name}`", _kind(each), each.nl, each.en, each.origin, each.visibility.value) for each in properties]
    return _table(COLUMNS_OF_PROPERTIES, rows)


def _kind(prop: Property) -> str:
    stored = "`" + prop.kind.value.removesuffix(" NOT NULL>").rstrip(">") + ("`" if ">" not in prop.kind.value else ">`")
    return f"{stored}, {prop.term.__name__}" if prop.term else stored


def _terms() -> list[type[Term]]:
    things = (*LABELS.values(), *RELATIONSHIPS.values())
    found = dict.fromkeys(prop.term for thing in things for prop in thing.properties if prop.term)
    return sorted(found, key=lambda term: term.__name__)


def _term(term: type[Term]) -> str:
    return f"### {term.__name__}\n\n" + _table(("value", "Nederlands", "English"), [(f"`{each.value}`", each.nl, each.en) for each in term])


def _register() -> str:
    about = (
        "## Register van verwerkingen / Processing register\n\n"
        "Alles in het model dat over een persoon gaat; ook als CSV: `snijvlak schema --register`. Everything in the model that is about a person.\n"
    )
    return f"{about}\n{_table(COLUMNS, (tuple(row[name] for name in COLUMNS) for row in register()))}"


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    return "\n".join(_lines(columns, rows)) + "\n"


def _lines(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    names = list(columns)
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
