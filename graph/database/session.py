"""Runs Statements against Neo4j: with a deadline, an access mode the server enforces, capped retries and bookmarks.

In: a Statement. Out: its records as plain Python values (dates are `datetime.date`), and the bookmarks of what was read
or written. Errors: DeadlineExceeded, DatabaseUnavailable, OutOfMemory; the driver's own exceptions do not leave this module.
"""

import asyncio
import logging
import random
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

import neo4j
from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncTransaction
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError
from neo4j.time import Date as NeoDate
from neo4j.time import DateTime as NeoDateTime

from graph.database.health import Health
from graph.database.statement import Statement
from graph.errors import BadInput, ConcurrentWrite, DatabaseUnavailable, DeadlineExceeded, OutOfMemory, SnijvlakError

log = logging.getLogger(__name__)

# The driver itself never gives up reading (a frozen server hangs it), so every call stands under a deadline of ours.
CONNECT_S = 3.0
ACQUIRE_S = 2.0
RETRY_S = 5.0
FIRST_PAUSE_S = 0.2
LIVENESS_S = 30.0
POOL = 25
# Neo4j keeps as many plans; and as many are made at once, so that others are answered while some are long in the making.
PLANS, PLANNING = 250, 4

Row = list[Any]
T = TypeVar("T")


@dataclass(frozen=True)
class Result:
    """The records of a Statement, in order, with the bookmarks to hand back to whoever has to read after this."""

    rows: Sequence[Row]
    bookmarks: frozenset[str] = field(default_factory=frozenset)
    seconds: float = 0.0

    def one(self) -> Row:
        """The only record; LookupError when there is not exactly one."""
        if len(self.rows) != 1:
            raise LookupError(f"expected one record, got {len(self.rows)}")
        return self.rows[0]


@dataclass(frozen=True)
class CheckedStatement:
    """A Statement of a transaction whose rows are looked at before it goes on; whatever `check` raises undoes it all."""

    statement: Statement
    check: Callable[[list[Row]], None]


@dataclass(frozen=True)
class Wait:
    """What is awaited between two Statements of a transaction; whatever it raises undoes it all."""

    until: Callable[[], Awaitable[None]]


TransactionStep = Statement | CheckedStatement | Wait
"""What a transaction consists of."""


# What most values are, and what stays as it is.
_SCALARS = frozenset({str, int, float, bool, type(None)})


def to_python_value(value: Any) -> Any:
    """One value of a raw Answer, as Python has it."""
    return value.to_native() if isinstance(value, NeoDate | NeoDateTime) else value


def to_python(value: Any) -> Any:
    """Neo4j's temporal values as Python's, at any depth of lists and maps, which are changed where they stand."""
    if isinstance(value, list):
        for place, item in enumerate(value):
            if type(item) not in _SCALARS:
                value[place] = to_python(item)
        return value
    if isinstance(value, dict):
        for key, item in value.items():
            if type(item) not in _SCALARS:
                value[key] = to_python(item)
        return value
    return to_python_value(value)


# The bookmark of its answer names the last transaction that was committed before.
LAST_WRITTEN = Statement("RETURN 1 AS one")


class Database:
    """A Neo4j server or cluster, open for Statements. One for each process."""

    def __init__(self, driver: AsyncDriver, database: str, deadline_s: float) -> None:
        self._driver = driver
        self._database = database
        self.deadline_s = deadline_s
        self.health = Health(POOL)
        self._turns = PlanningTurns(PLANS, PLANNING)

    @classmethod
    def open(cls, uri: str, user: str, password: str, database: str = "neo4j", *, deadline_s: float = 10.0) -> Self:
        """Open the driver; nothing is sent yet. `deadline_s` holds for every Statement that names none of its own."""
        driver = AsyncGraphDatabase.driver(
            uri,
            auth=(user, password),
            max_connection_pool_size=POOL,
            connection_timeout=CONNECT_S,
            connection_acquisition_timeout=ACQUIRE_S,
            liveness_check_timeout=LIVENESS_S,
            notifications_min_severity="OFF",
            user_agent="snijvlak",
        )
        return cls(driver, database, deadline_s)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections; a server that no longer answers is not waited for."""
        try:
            async with asyncio.timeout(CONNECT_S):
                await self._driver.close()
        except (TimeoutError, DriverError, Neo4jError, OSError) as error:
            log.debug("closing the driver: %s", error)

    async def read(
        self, statement: Statement, *, deadline_s: float | None = None, bookmarks: Iterable[str] = (), raw: bool = False, watched: bool = True
    ) -> Result:
        """Read in READ mode: the server refuses any write, and a cluster answers from a follower.

        `raw`: dates and times are left as the driver gives them, for a large answer of which few values are dates.
        `watched`: how it goes counts for the health of the database.
        """
        deadline = deadline_s or self.deadline_s
        started = time.perf_counter()

        async def once() -> Result:
            return await self._read_once(statement, deadline, neo4j.Bookmarks.from_raw_values(bookmarks))

        with self.health.watching() if watched else nullcontext():
            answer = await _guarded(once, deadline)
        rows = answer.rows if raw else [[to_python(value) for value in row] for row in answer.rows]
        return Result(rows, answer.bookmarks, time.perf_counter() - started)

    async def _read_once(self, statement: Statement, deadline: float, bookmarks: neo4j.Bookmarks) -> Result:
        """One round trip, where a transaction of the driver's takes three."""
        async with self._driver.session(
            database=self._database, default_access_mode=neo4j.READ_ACCESS, bookmarks=bookmarks
        ) as session:
            # Only Statements of ours get here, and those never hold a caller's text.
            query = neo4j.Query(statement.text, timeout=deadline)
            async with self._turns.turn(statement.text):  # it is planned once the server says what it will tell
                result = await session.run(query, dict(statement.parameters))
            rows = [record.values() async for record in result]
            return Result(rows, frozenset((await session.last_bookmarks()).raw_values))

    async def plan(self, statement: Statement) -> dict[str, Any]:
        """How Neo4j would run a Statement: operators with `operatorType`, `args` and `children`. Nothing is run."""

        async def once() -> dict[str, Any]:
            async with self._driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session:
                query = neo4j.Query(f"EXPLAIN {statement.text}", timeout=self.deadline_s)
                result = await session.run(query, dict(statement.parameters))
                return dict((await result.consume()).plan or {})

        return await _guarded(once, self.deadline_s)

    async def write(
        self, *steps: TransactionStep, deadline_s: float | None = None, bookmarks: Iterable[str] = ()
    ) -> Result:
        """Write all Statements in one transaction; rows are those of the last. May run more than once: keep it idempotent."""
        return await self._write(steps, deadline_s, bookmarks)

    async def schema(self, *statements: Statement) -> None:
        """Create or drop constraints and indexes, each in a transaction of its own, as Neo4j wants it."""
        for statement in statements:
            await self._write([statement], 60.0, ())

    async def _write(
        self, steps: Sequence[TransactionStep], deadline_s: float | None, bookmarks: Iterable[str]
    ) -> Result:
        deadline = deadline_s or self.deadline_s
        started = time.perf_counter()

        async def once() -> Result:
            return await self._write_once(steps, deadline, neo4j.Bookmarks.from_raw_values(bookmarks))

        answer = await _guarded(once, deadline)
        return Result(answer.rows, answer.bookmarks, time.perf_counter() - started)

    async def _write_once(self, steps: Sequence[TransactionStep], deadline: float, bookmarks: neo4j.Bookmarks) -> Result:
        async with self._driver.session(
            database=self._database, default_access_mode=neo4j.WRITE_ACCESS, bookmarks=bookmarks
        ) as session:
            tx = await session.begin_transaction(timeout=deadline)
            try:
                rows = await _written(tx, steps)
                await tx.commit()
            except asyncio.CancelledError:
                tx.cancel()  # a server that no longer answers is not asked to roll back
                raise
            except BaseException:
                await tx.close()
                raise
            return Result(rows, frozenset((await session.last_bookmarks()).raw_values))


async def _written(tx: AsyncTransaction, steps: Sequence[TransactionStep]) -> list[Row]:
    rows: list[Row] = []
    for each in steps:
        if isinstance(each, Wait):
            await each.until()
            continue
        statement = each.statement if isinstance(each, CheckedStatement) else each
        # Only Statements of ours get here, and those never hold a caller's text.
        result = await tx.run(statement.text, dict(statement.parameters))
        rows = [[to_python(value) for value in record.values()] async for record in result]
        if isinstance(each, CheckedStatement):
            each.check(rows)
    return rows


async def _retried(once: Callable[[], Awaitable[T]]) -> T:
    """Once, and again where the server says that it may go better then. The driver's own way also would where memory ran out."""
    give_up, pause = 0.0, FIRST_PAUSE_S
    while True:
        try:
            return await once()
        except (DriverError, Neo4jError) as error:
            give_up = give_up or time.monotonic() + RETRY_S
            if not error.is_retryable() or _out_of_memory(error) or time.monotonic() + pause > give_up:
                raise
            log.debug("again in about %.1f s: %s", pause, type(error).__name__)
        await asyncio.sleep(pause * random.uniform(0.8, 1.2))  # noqa: S311  not a secret: two writers must not keep in step
        pause *= 2


async def _guarded(once: Callable[[], Awaitable[T]], deadline: float) -> T:
    """Run under the deadline, again where that may help, and turn whatever the driver raises into an error of ours."""
    try:
        async with asyncio.timeout(deadline):
            return await _retried(once)
    except UnicodeEncodeError:
        raise BadInput("A text holds half of a character, which cannot be sent", "Write the text in UTF-8, without lone surrogates.") from None
    except TimeoutError as error:
        raise DeadlineExceeded(
            f"Neo4j gave no answer within {deadline:g} s",
            "Ask for less at a time, or look at /readyz and the server's log if it happens to every question.",
        ) from error
    except AuthError as error:
        raise DatabaseUnavailable(
            f"Neo4j refused the user or password: {error.message}",
            "Check SNIJVLAK_NEO4J_USER and SNIJVLAK_NEO4J_PASSWORD; after three wrong tries it also refuses right ones for 5 s.",
        ) from error
    except ClientError as error:
        raise _refused(error, deadline) from error
    except (DriverError, Neo4jError, OSError) as error:
        if _out_of_memory(error):
            raise _too_much(error) from error
        raise DatabaseUnavailable(
            f"Neo4j cannot be reached or cannot answer: {type(error).__name__}: {' '.join(str(error).split())}",
            "See that the server runs and that SNIJVLAK_NEO4J_URI is right; `snijvlak doctor` tells more.",
        ) from error


def _out_of_memory(error: Exception) -> bool:
    """True for a statement that takes more than it may: "transient" to Neo4j, but it would only run out again."""
    return isinstance(error, Neo4jError) and "MemoryPoolOutOfMemory" in (error.code or "")


def _too_much(error: Exception) -> OutOfMemory:
    said = error.message if isinstance(error, Neo4jError) else error
    return OutOfMemory(f"The question needs more memory than Neo4j may use: {said}", "Ask for less at a time.")


def _refused(error: ClientError, deadline: float) -> SnijvlakError:
    """What it means that the server refused a statement."""
    if "TransactionTimedOut" in (error.code or ""):
        return DeadlineExceeded(f"Neo4j ended the question after {deadline:g} s", "Ask for less at a time.")
    if "fulltext schema index" in (error.message or ""):
        return DatabaseUnavailable("This graph has no index to search in", "Let `snijvlak check --repair` make it.")
    if "LockAcquisitionTimeout" in (error.code or ""):
        return ConcurrentWrite("Somebody else has been writing the same for long", "Do it again.")
    if "ConstraintValidationFailed" in (error.code or ""):
        return ConcurrentWrite("Somebody else wrote the same at the same time", "Do it again.")
    # The driver's message quotes the statement: that is for our log, not for callers.
    log.error("Neo4j refused a statement of ours: %s %s", error.code, error.message)
    return SnijvlakError(
        f"Neo4j refused a statement of ours: {error.code}",
        "This is a fault in Snijvlak: report it with the question you asked.",
    )


class PlanningTurns:
    """Statements that Neo4j has not planned yet wait for their turn, a few at a time.

    Planning takes seconds where running takes milliseconds, nothing ends it, and as many at once as there are connections would
    leave none to anybody else.
    """

    def __init__(self, kept: int, at_once: int) -> None:
        self._kept = kept
        self._known: OrderedDict[int, None] = OrderedDict()
        self._free = asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def turn(self, text: str) -> AsyncIterator[None]:
        """Wait where the text is new; it is known once this was left without an error."""
        name = hash(text)
        if name in self._known:
            self._known.move_to_end(name)
            yield
            return
        async with self._free:
            yield
        self._known[name] = None
        while len(self._known) > self._kept:
            self._known.popitem(last=False)
