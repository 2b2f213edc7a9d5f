"""What all output shares: the two consoles, JSON for machines, one line of text, and the notice of every answer.

In: values. Out: text on stdout or stderr.
"""

import json
from collections.abc import Collection
from typing import Any

from rich.text import Text

from snijvlak.cli.output.terminal import console
from snijvlak.notices import AnswerNotice

out = console()
err = console(stderr=True)


def as_json(value: Any) -> None:
    """Print for machines."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def line(text: Text) -> None:
    """Print one line, however long."""
    out.print(text, soft_wrap=True)


def notice(about: AnswerNotice) -> None:
    """What belongs beside every answer."""
    said = f" {about.notices.en}" if about.notices.en else ""
    line(Text(f"Answer for {about.today()}.{said}", style="dim"))


def did_you_mean(others: Collection[dict[str, Any]] | None) -> None:
    """What else the words could have meant."""
    if others:
        line(Text("Or did you mean: " + "; ".join(f"{each['title']} ({each['id']})" for each in others), style="dim"))


def name_of(node: dict[str, Any]) -> str:
    """What a node is called."""
    return str(node["name"] or node["id"])
