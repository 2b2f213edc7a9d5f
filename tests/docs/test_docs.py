"""The documents hold what they say: generated pages are current, README's questions are answered as printed."""

import re
import tomllib
from pathlib import Path

import pytest

from docs.build import PAGE, page
from graph.model.definition import LABELS, RELATIONSHIPS
from snijvlak.cli.register import register

ROOT = Path(__file__).resolve().parents[2]
MARKDOWN = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "seed" / "README.md"])


def test_the_page_of_the_model_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `make docs` and commit docs/model.md"


def test_the_page_of_the_model_is_whole() -> None:
    text = page()
    for thing in (*LABELS.values(), *RELATIONSHIPS.values()):
        section = text.split(f"\n### {thing.name}\n")[1].split("\n### ")[0]
        assert thing.en in section
        assert thing.nl in section
        assert thing.origin in section
        for prop in thing.properties:
            row = next(line for line in section.splitlines() if line.startswith(f"| `{prop.name}` |"))
            assert all(said in row for said in (prop.en, prop.nl, prop.origin, prop.visibility.value, prop.kind.value.replace(" NOT NULL", "")))
        for start, end in getattr(thing, "ends", ()):
            assert start in section
            assert end in section
    for row in register():
        assert f"| {row['what']} |" in text


def test_every_dependency_has_a_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    decisions = [each.read_text("utf-8") for each in (ROOT / "docs" / "decisions").glob("*.md")]
    rows = [line.split("|")[1] for text in decisions for line in text.splitlines() if line.startswith("| `")]
    for dependency in project["dependencies"]:
        name = re.split(r"[\[<>=; ]", dependency)[0]
        assert any(f"`{name}`" in row for row in rows), f"{name} has no reason in docs/decisions"


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", path.read_text("utf-8")):
        assert target.startswith("https://") or (path.parent / target).exists(), target


def test_readme_is_short_and_dutch_comes_first() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(text.splitlines()) <= 150
    assert text.index("## Beginnen") < text.index("## English")
    for room in ("snijvlak/", "schema/", "loaders/", "graph/", "seed/"):
        assert f"`{room}`" in text


def test_publiccode_is_as_the_standard_asks() -> None:
    text = (ROOT / "publiccode.yml").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert text.startswith('publiccodeYmlVersion: "0"\n')
    assert f"softwareVersion: {project['version']}\n" in text
    assert f"license: {project['license']}\n" in text
    for short in re.findall(r"shortDescription: (.+)", text):
        assert len(short) <= 150
    for long in re.findall(r"longDescription: >\n((?: {6}.+\n)+)", text):
        assert 150 <= len(" ".join(long.split())) <= 10_000
    assert re.findall(r"^  (nl|en):$", text, re.MULTILINE) == ["nl", "en"]


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text
    assert re.findall(r"^## (\d+)\.", text, re.MULTILINE) == [str(number) for number in range(1, 16)]
    assert "Compatible Licences" in text
