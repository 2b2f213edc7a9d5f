"""What `snijvlak schema` prints: the SDL of the API as it is committed, and the processing register.

In: the committed schema, and `graph.model.definition`. Out: text.
"""

import csv
import io
import json
from collections.abc import Iterator
from importlib.resources import files

from graph.model.definition import LABELS, RELATIONSHIPS
from graph.model.vocabulary import Personal, Visibility

COLUMNS = ("what", "meaning", "betekenis", "visible_to", "purpose", "kept")
Row = dict[str, str]


def sdl(as_json: bool = False) -> str:
    """The schema of the API."""
    text = files("schema").joinpath("schema.graphql").read_text("utf-8")
    return json.dumps({"sdl": text}) + "\n" if as_json else text


def text(as_json: bool = False) -> str:
    """The processing register, as CSV or JSON."""
    rows = list(register())
    if as_json:
        return json.dumps({"register": rows}, ensure_ascii=False, indent=2) + "\n"
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def register() -> Iterator[Row]:
    """Everything in the model that is about a person: what, for whom, what for, how long."""
    for label in LABELS.values():
        if label.personal:
            yield _row(label.name, label.en, label.nl, label.visibility, label.personal)
        for prop in label.properties:
            if prop.personal:
                yield _row(f"{label.name}.{prop.name}", prop.en, prop.nl, prop.visibility, prop.personal)
    for kind in RELATIONSHIPS.values():
        for prop in kind.properties:
            if prop.personal:
                yield _row(f"{kind.name}.{prop.name}", prop.en, prop.nl, prop.visibility, prop.personal)


def _row(what: str, en: str, nl: str, visibility: Visibility, personal: Personal) -> Row:
    return dict(zip(COLUMNS, (what, en, nl, visibility.value, personal.purpose, personal.kept), strict=True))
