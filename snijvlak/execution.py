"""Executes one GraphQL question: for the API, the page and the command line alike.

Who is told what is decided last: where real people came into the graph while it was read, the question is answered anew for PUBLIC.

In: a Question and the Context of the request. Out: an Outcome with data and errors as they are shown. Never raises but
for cancellation: whatever goes wrong is an error in the Outcome.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from graph.errors import BadInput, DeadlineExceeded
from schema.engine.engine import Engine, Question
from schema.request.context import Context
from snijvlak.errors import Shown, shown, shown_all

SPARE_S = 0.5  # above the deadline of each statement, so that those say which one was late
ANSWERING = Engine()


@dataclass(frozen=True)
class Outcome:
    """What came of it. `executed` is False when the question itself could not be run."""

    data: dict[str, Any] | None = None
    errors: list[Shown] = field(default_factory=list)
    executed: bool = True

    @property
    def codes(self) -> set[str]:
        """The codes of all errors."""
        return {error["extensions"]["code"] for error in self.errors}


async def execute(question: Question, context: Context, answering: Engine = ANSWERING) -> Outcome:
    """Run a question within the deadline of the request."""
    try:
        async with asyncio.timeout(context.deadline_s + SPARE_S):
            answered = await answering.answer(question, context)
            if not await context.viewer_holds():
                answered = await answering.answer(question, context)
    except TimeoutError:
        late = DeadlineExceeded(f"There was no answer within {context.deadline_s:g} s", "Ask for less at a time.")
        return Outcome(errors=[shown(late)])
    except BadInput as error:
        return Outcome(errors=[shown(error)], executed=False)
    except Exception as error:
        return Outcome(errors=[shown(error)])
    return Outcome(answered.data, shown_all(answered.errors), answered.executed)
