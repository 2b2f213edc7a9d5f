"""Each package's docstring is its map: a line for every module and package in the folder, and for nothing else."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("graph", "schema", "loaders", "snijvlak")
# Folders of data or of one kind of file, which tell what they hold in a sentence.
NO_MODULES = {"graph/migrations", "snijvlak/operations"}
_LINE = re.compile(r"^([a-z_0-9]+) {2,}\S", re.MULTILINE)
PACKAGES = sorted(str(each.parent.relative_to(ROOT)) for room in ROOMS for each in (ROOT / room).rglob("__init__.py"))


@pytest.mark.parametrize("package", PACKAGES)
def test_a_map_names_all_that_is_there(package: str) -> None:
    folder = ROOT / package
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    modules = {each.stem for each in folder.glob("*.py")} - {"__init__"}
    packages = {each.parent.name for each in folder.glob("*/__init__.py")}
    assert text, f"{package} has no docstring"
    if package not in NO_MODULES:
        assert set(_LINE.findall(text)) == modules | packages
