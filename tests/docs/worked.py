"""The worked examples of docs/loading.md: their files, the command, what it prints, the question and its answer.

In: the page. Out: Examples, to run as they are printed, and the page with other results put in.
"""

import re
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "loading.md"
_BLOCK = re.compile(r"```(?P<kind>[a-z ]+)\n(?P<text>.*?)```\n", re.DOTALL)
_FILE = re.compile(r"`(?P<name>[^`\n]+)`\n\n```[a-z ]+\n(?P<text>.*?)```\n", re.DOTALL)


@dataclass(frozen=True)
class Example:
    """One section of the page."""

    title: str
    files: dict[str, str]
    command: list[str]
    printed: str
    question: str
    answer: str

    @property
    def format(self) -> str:
        return self.command[self.command.index("--format") + 1]

    def write(self, folder: Path) -> Path:
        """Its files, in that folder."""
        for name, text in self.files.items():
            (folder / name).write_text(text, "utf-8")
        return folder


def examples(page: str | None = None) -> list[Example]:
    """Every section of the page that runs a command."""
    sections = re.split(r"^## ", page or PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return [_example(section) for section in sections if "```console" in section]


def _example(section: str) -> Example:
    blocks = {found["kind"]: found["text"] for found in _BLOCK.finditer(section)}
    command, _, printed = blocks["console"].partition("\n")
    files = {found["name"]: found["text"] for found in _FILE.finditer(section)}
    words = command.removeprefix("$ snijvlak ").split()
    return Example(section.split("\n")[0], files, words, printed, blocks["graphql"], blocks["json"])


def replaced(page: str, example: Example, printed: str, answer: str) -> str:
    """The page with what this example prints and what it answers."""
    start = page.index(f"## {example.title}\n")
    end = page.find("\n## ", start + 1)
    section = page[start : end if end > 0 else None]
    command = f"$ snijvlak {' '.join(example.command)}\n"
    anew = section.replace(f"{command}{example.printed}```", f"{command}{printed}```")
    anew = anew.replace(f"```json\n{example.answer}```", f"```json\n{answer}```")
    return page.replace(section, anew)
