"""The questions that Snijvlak itself asks: the page and the command line read through these files, as anybody else would.

In: the name of an operation and its variables. Out: its data; the first error is raised as an AskError.
"""

from functools import cache
from importlib.resources import files
from typing import Any

from graph.errors import SnijvlakError
from schema.engine.engine import Question
from snijvlak.errors import Shown
from snijvlak.execution import AppContext, execute


class AskError(SnijvlakError):
    """An operation was answered with an error: its message, its code."""

    def __init__(self, error: Shown) -> None:
        cause, _, cure = str(error["message"]).partition("\n")
        super().__init__(cause, cure or "Mend the question or its variables.")
        self.code = error["extensions"]["code"]


@cache
def text_of(name: str) -> str:
    """The text of an operation."""
    return files(__name__).joinpath(f"{name}.graphql").read_text("utf-8")


async def run(name: str, context: AppContext, **variables: Any) -> dict[str, Any]:
    """The data of an operation; raises AskError for the first error."""
    outcome = await execute(Question(text_of(name), variables), context)
    if outcome.errors:
        raise AskError(outcome.errors[0])
    return outcome.data or {}
