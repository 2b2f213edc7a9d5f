"""Executes one GraphQL question: for the API, the page and the command line alike.

Who is told what is decided last: where real people came into the graph while it was read, the question is answered anew for PUBLIC.

In: a Question, and the AppContext of the request. Out: an Outcome with data and errors as they are shown. Never raises but
for cancellation: whatever goes wrong is an error in the Outcome.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from graph.database.session import Database
from graph.errors import BadInput, DeadlineExceeded
from schema.engine.engine import Engine, Question
from schema.request.context import Context
from schema.request.cursor import Cursors
from snijvlak.errors import Shown, shown, shown_all
from snijvlak.notices import AnswerNotice
from snijvlak.settings import Settings

DEADLINE_S = 10.0
SPARE_S = 0.5  # above the deadline of each statement, so that those say which one was late


@dataclass
class AppContext(Context):
    """What one request brings along, and the engine of the application that answers it."""

    engine: Engine = field(kw_only=True)


class Application:
    """What all requests to one graph share: its settings, one Engine, and the secret of its cursors."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._database, self._zone = database, settings.zone
        self._cursors = Cursors(settings.cursor_secret())
        self.engine = Engine(settings.executor)

    def context(self, about: AnswerNotice, deadline_s: float = DEADLINE_S) -> AppContext:
        """The context of one request, for who is assumed to ask now."""
        return AppContext(
            self._database, about.viewer, about.today(), self._cursors, deadline_s,
            zone=self._zone, confirm=about.confirm, city=self.engine.city, engine=self.engine,
        )  # fmt: skip


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


async def execute(question: Question, context: AppContext) -> Outcome:
    """Run a question within the deadline of the request."""
    try:
        async with asyncio.timeout(context.deadline_s + SPARE_S):
            answered = await context.engine.answer(question, context)
            if not await context.viewer_holds():
                answered = await context.engine.answer(question, context)
    except TimeoutError:
        late = DeadlineExceeded(f"There was no answer within {context.deadline_s:g} s", "Ask for less at a time.")
        return Outcome(errors=[shown(late)])
    except BadInput as error:
        return Outcome(errors=[shown(error)], executed=False)
    except Exception as error:
        return Outcome(errors=[shown(error)])
    return Outcome(answered.data, shown_all(answered.errors), answered.executed)
