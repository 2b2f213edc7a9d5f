"""No public name is a word that says nothing: what was found, made or kept is what a name should say."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("graph", "schema", "loaders", "snijvlak")
EMPTY_WORDS = {"told", "found", "made", "held", "kept", "taken", "asked", "given", "each", "beside", "here", "there"}
# Names with such a word, and why they have it.
EXCEPTIONS = {
    "graph.errors.NotFound": "the code of the API is NOT_FOUND",
    "snijvlak.http.protocol.Connection.connection_made": "asyncio's",
}
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def public_names() -> Iterator[str]:
    """Each module, class, function and method that others may use, as `room.module.Class.method`."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield module
            yield from _names_in(ast.parse(path.read_text("utf-8")), module)


def _names_in(node: ast.AST, place: str) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not child.name.startswith("_"):
            name = f"{place}.{child.name}"
            yield name
            if isinstance(child, ast.ClassDef):
                yield from _names_in(child, name)


def _says_nothing(name: str) -> bool:
    parts = _PART.findall(name.rpartition(".")[2])
    return not EMPTY_WORDS.isdisjoint(part.lower() for part in parts)


def test_public_names_say_something() -> None:
    silent = {name for name in public_names() if _says_nothing(name)}
    assert silent == set(EXCEPTIONS)
