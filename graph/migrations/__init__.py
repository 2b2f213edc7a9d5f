"""Constraints and indexes, version by version, as Cypher files `V0001__name.cypher`.

In: `graph.model.definition`. Out: the statements that make a graph fast to read and keys unique; each can be run again.
A file is never changed once released: what the model adds later comes in a file of its own.
"""

from collections.abc import Iterable
from importlib.resources import files

from graph.database.statement import Statement
from graph.model.definition import LABELS
from graph.model.vocabulary import Label, Visibility
from graph.search_tokens import TEXTS

# Labels whose title may be searched by everybody who may see them; contacts and residents are in no search index.
SEARCHED = (
    "Department",
    "Organisation",
    "Initiative",
    "Problem",
    "Domain",
    "Area",
    "Counter",
    "Event",
    "Document",
    "Source",
    "Official",
)


def _visibility_of_text(label: Label) -> Visibility:
    """The narrowest class among a label and the texts of it that are searched."""
    classes = {label.visibility, *(prop.visibility for prop in label.properties if prop.name in TEXTS)}
    return max(classes, key=list(Visibility).index)


def _search_indexes() -> dict[Visibility, tuple[str, ...]]:
    found: dict[Visibility, list[str]] = {}
    for name in SEARCHED:
        found.setdefault(_visibility_of_text(LABELS[name]), []).append(name)
    return {visibility: tuple(names) for visibility, names in found.items()}


# One index for each visibility class: scores depend on all texts of an index, so one for all would tell which words hidden ones hold.
SEARCH_INDEXES = {f"search_{visibility.value.lower()}": labels for visibility, labels in _search_indexes().items()}


def search_indexes_of(labels: Iterable[str]) -> tuple[str, ...]:
    """The search indexes that hold nothing but nodes of these labels."""
    return tuple(name for name, held in SEARCH_INDEXES.items() if set(held) <= set(labels))


def constraint_names() -> dict[str, str]:
    """Name of each constraint and index that the model asks for, with the Cypher that makes it."""
    # Neo4j fills the indexes for searching behind the scenes: they go first, so that the others are made meanwhile.
    wanted = {
        name: f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{'|'.join(labels)}) ON EACH [n.searchTokens]\n"
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}"
        for name, labels in SEARCH_INDEXES.items()
    }
    for label in LABELS.values():
        name = f"{label.name.lower()}_key"
        wanted[name] = f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label.name}) REQUIRE n.key IS UNIQUE"
        for column in label.indexed:
            index = f"{label.name.lower()}_{column.lower()}"
            wanted[index] = f"CREATE INDEX {index} IF NOT EXISTS FOR (n:{label.name}) ON (n.{column})"
    return wanted


def migration_text() -> str:
    """What the first migration file has to say, made from the model."""
    head = "// Keys are unique for each label; the indexes serve ordering, looking up and searching.\n// Made from graph/model/definition.py; every statement can be run again.\n\n"
    # An index over all labels, as graphs had before there was one for each visibility class.
    head += "DROP INDEX search_tokens IF EXISTS;\n\n"
    return head + "".join(f"{cypher};\n\n" for cypher in constraint_names().values()).rstrip("\n") + "\n"


def statements() -> list[Statement]:
    """The statements of all migration files, in order of version."""
    names = sorted(entry.name for entry in files(__name__).iterdir() if entry.name.endswith(".cypher"))
    return [Statement(text) for name in names for text in _split(files(__name__).joinpath(name).read_text("utf-8"))]


def _split(text: str) -> list[str]:
    code = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    return [part.strip() for part in code.split(";\n") if part.strip().rstrip(";")]
