"""Sees that the rooms on the path are ours: other packages are called `graph`, `schema` or `loaders` too.

In: the import path. Out: nothing, or ForeignPackage naming the one that is in the way.
Nothing is imported to find out.
"""

import ast
from importlib.machinery import PathFinder
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
# A module that only our room of that name has.
ROOMS = {"graph": "search_tokens.py", "schema": "schema.graphql", "loaders": "records.py", "seed": "seed.toml"}


class ForeignPackage(Exception):
    """A package of another project stands where one of our rooms should.

    No SnijvlakError: that would be imported from a room which may not be ours.
    """

    def __init__(self, cause: str, cure: str) -> None:
        super().__init__(cause)
        self.cause = cause
        self.cure = cure


def check_rooms() -> None:
    """Raises ForeignPackage for the first room that is not ours."""
    for name, proof in ROOMS.items():
        found = _location(name)
        if found is None or not is_ours(found, proof):
            raise ForeignPackage(
                f"The package `{name}` at {found or 'no place at all'} is not the one of Snijvlak",
                f"Install Snijvlak in an environment of its own: `pip uninstall {name}` there, then install Snijvlak again.",
            )


def is_ours(found: Path, proof: str) -> bool:
    """True when the package lies beside this one, has what ours has, and its `__init__` is a map only, as ours are."""
    if found.parent != HERE or not (found / proof).is_file():
        return False
    if found.name == "seed":
        return True
    tree = ast.parse((found / "__init__.py").read_bytes())
    return not any(isinstance(each, ast.ClassDef) for each in tree.body)


def _location(name: str) -> Path | None:
    spec = PathFinder.find_spec(name)
    return Path(spec.origin).resolve().parent if spec and spec.origin else None
