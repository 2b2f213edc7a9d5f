"""How a test asks a question: in process, of a real Neo4j, as the front door will.

In: GraphQL and variables. Out: `Told`: the answer, the codes of its errors and the Statements that it took.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import orjson

import seed
from graph.city_time import AMSTERDAM
from graph.database.session import Database
from graph.database.statement import Statement
from graph.errors import SnijvlakError
from graph.model.viewer import ANALYST, Viewer, ViewerRole
from graph.silos.population.city import CityCache
from schema.engine.engine import Engine, Question
from schema.limits.limits import Limits
from schema.request.context import Context
from schema.request.cursor import Cursors

# These tests ask for everything there is; what a caller may ask for is tested with the limits and at the front door.
ANYTHING = Limits(**dict.fromkeys((each.name for each in fields(Limits)), 10**9))
ANSWERING = Engine(limits=dict.fromkeys(ViewerRole, ANYTHING))


@dataclass(frozen=True)
class Told:
    """What came back. `codes` holds a class name where an error is none of ours, so that no test takes it for one."""

    data: Any
    codes: tuple[str, ...]
    messages: tuple[str, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Desk:
    """Where questions are asked; what is known of the city goes with the desk."""

    database: Database
    viewer: Viewer = ANALYST
    today: date = seed.REFERENCE_DATE
    cursors: Cursors = field(default_factory=lambda: Cursors(b"a secret of the tests"))
    answering: Engine = ANSWERING
    zone: ZoneInfo = AMSTERDAM
    city: CityCache = field(default_factory=CityCache)

    async def ask(self, question: str, **variables: Any) -> Told:
        """Ask, whatever comes of it."""
        context = Context(self.database, self.viewer, self.today, self.cursors, deadline_s=60.0, zone=self.zone, city=self.city)
        try:
            answered = await self.answering.answer(Question(question, variables), context)
        except SnijvlakError as error:
            return Told(None, (error.code,), (error.cause,), tuple(context.statements))
        errors = [(each, each.original_error) for each in answered.errors]
        return Told(
            orjson.loads(orjson.dumps(answered.data)),
            tuple(getattr(of, "code", None) if isinstance(of, SnijvlakError) else type(of or told).__name__ for told, of in errors),
            tuple(f"{told.message} ({of!r})" for told, of in errors),
            tuple(context.statements),
        )

    async def answer(self, question: str, **variables: Any) -> Any:
        """The data of a question that must go well."""
        told = await self.ask(question, **variables)
        assert not told.codes, f"{told.messages[:3]} to {question}"
        return told.data

    async def refused(self, question: str, **variables: Any) -> str:
        """The code of the one error of a question that must not go well."""
        told = await self.ask(question, **variables)
        assert len(told.codes) == 1, f"{told.messages} {told.data}"
        return told.codes[0]


async def rows(database: Database, cypher: str, **parameters: Any) -> list[list[Any]]:
    """What the graph itself holds, to hold an answer against."""
    return list((await database.read(Statement(cypher, parameters), deadline_s=60.0)).rows)


async def write(database: Database, cypher: str, **parameters: Any) -> None:
    """Write as another tool would, past the loader and its checks."""
    await database.write(Statement(cypher, parameters), deadline_s=60.0)


async def whole_list(desk: Desk, question: str, name: str, size: int, *, backwards: bool = False, **variables: Any) -> list[Any]:
    """Every node of a list, page by page; the question takes $first, $after, $last and $before."""
    found: list[Any] = []
    cursor = None
    while True:
        page = {"last": size, "before": cursor} if backwards else {"first": size, "after": cursor}
        listed = (await desk.answer(question, **page, **variables))[name]
        found = listed["nodes"] + found if backwards else found + listed["nodes"]
        info: Mapping[str, Any] = listed["pageInfo"]
        if not info["hasPreviousPage" if backwards else "hasNextPage"]:
            return found
        assert listed["nodes"], "a page that promises more is not empty"
        cursor = info["startCursor" if backwards else "endCursor"]
