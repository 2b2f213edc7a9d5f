"""Cypher with its parameters, as one value.

In: text made of our own constants and the names of `graph.model.definition`; values of any request as parameters only.
Out: a Statement for `graph.database.session`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Statement:
    """One Cypher statement. `text` never holds anything a caller gave: that is what `parameters` are for."""

    text: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


def block(text: str, indent: int = 2) -> str:
    """The lines of a Cypher block, indented to stand inside another one."""
    return "\n".join(" " * indent + line if line else line for line in text.strip("\n").splitlines())
