"""One run: every operation, with all contenders in turn.

In: an open Neo4j that holds the city, and what may take part. Out: Measured operations, and the memory each server took.
"""

import operator
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import psutil

from bench import load, servers
from bench.ask import answered, open_context
from bench.bare import BareDriver
from bench.city import City
from bench.city.running_city import RunningCity
from bench.latency_probe import waited
from bench.load import Unanswered
from bench.measure import Pace, Work, in_turn, watched
from bench.operations import PAGE, Operation, operations, variants_of
from bench.results import BARE, BY_HAND, OURS, PEER, REFERENCE, Measured
from bench.servers import Server
from graph.database.statement import Statement
from snijvlak.execution import AppContext
from snijvlak.settings import Settings

WALK = f"query ($after: String) {{ initiatives(first: {PAGE}, after: $after) {{ nodes {{ id }} pageInfo {{ endCursor }} }} }}"


@dataclass(frozen=True)
class Field:
    """All that take part: servers by name, the bare driver, and Snijvlak in this process."""

    asking: AppContext
    servers: Mapping[str, Server]
    bare: BareDriver
    neo4j: psutil.Process

    def memory(self) -> dict[str, str]:
        """What each server holds, in MiB."""
        return {f"Memory of {name}": f"{server.rss_mib:.0f} MiB" for name, server in self.servers.items()}


@asynccontextmanager
async def field(graph: RunningCity, *, with_peer: bool) -> AsyncIterator[Field]:
    """Start all of them."""
    where = graph.where
    async with AsyncExitStack() as stack:
        asking = await stack.enter_async_context(open_context(where))
        started = {OURS: await stack.enter_async_context(servers.snijvlak(where))}
        if "executor" in Settings.model_fields:
            started[REFERENCE] = await stack.enter_async_context(servers.snijvlak(where, "reference"))
        if with_peer:
            started[PEER] = await stack.enter_async_context(servers.peer(where))
        yield Field(asking, started, stack.enter_context(BareDriver(where)), graph.process)


async def questions(found: Field, city: City) -> list[Operation]:
    """The operations, with cursors of this very Snijvlak."""
    cursors: list[tuple[str, str]] = []
    for _ in range(variants_of(city)):
        page = (await answered(found.asking, WALK, {"after": cursors[-1][0] if cursors else None})).data["initiatives"]
        cursors.append((page["pageInfo"]["endCursor"], page["nodes"][-1]["id"].partition(":")[2]))
    return operations(city, cursors, servers.TODAY)


async def measure(found: Field, operation: Operation, pace: Pace) -> Measured:
    """One operation."""
    at_once = 1 if operation.alone else pace.at_once
    contenders: dict[str, Work] = {}
    for name, server in found.servers.items():
        bodies = _bodies(operation, theirs=name == PEER)
        if bodies:
            busy = partial(load.keep_busy, server.port, server.path, bodies, at_once=at_once)
            contenders[name] = watched(busy, server.process, found.neo4j)
    ours, by_hand = await _statements(found.asking, operation), _by_hand(operation)
    for name, statements in ((BARE, ours), (BY_HAND, by_hand)):
        if statements:
            busy = partial(found.bare.keep_busy, statements, at_once=at_once)
            contenders[name] = watched(busy, found.bare.process, found.neo4j)
    figures = await in_turn(contenders, pace)
    same = {} if operation.alone else await _agreement(found, operation, by_hand)
    return Measured(operation, at_once, figures, same, await _waited(found.servers[OURS], operation, pace))


async def _waited(server: Server, operation: Operation, pace: Pace) -> str:
    try:
        return str(await waited(server, _bodies(operation, theirs=False), pace.slice_s))
    except Unanswered:
        return ""


def _bodies(operation: Operation, *, theirs: bool) -> list[bytes]:
    document = operation.peers_document if theirs else operation.document
    asked = operation.peers if theirs else operation.ours
    return [load.body_of(document, each) for each in asked] if document else []


async def _statements(asking: AppContext, operation: Operation) -> list[Statement]:
    """What the bare driver has to run; nothing where Snijvlak does not answer the question."""
    try:
        return [
            each
            for variables in operation.ours
            for each in (await answered(asking, operation.document, variables)).statements
        ]
    except Unanswered:
        return []


def _by_hand(operation: Operation) -> list[Statement]:
    return [Statement(operation.statement, each) for each in operation.by_hand] if operation.statement else []


async def _agreement(found: Field, operation: Operation, by_hand: Sequence[Statement]) -> dict[str, tuple[int, int]]:
    """How many answers of the others are the same as ours, in every variant; single answers where one asks for many."""
    told: dict[str, tuple[int, int]] = {}
    for place, asked in enumerate(operation.ours):
        try:
            ours = operation.same(await found.servers[OURS].ask(operation.document, asked))
        except Unanswered:
            return {}
        for name, other in (await _others(found, operation, place, by_hand)).items():
            same, count = told.get(name, (0, 0))
            told[name] = same + sum(map(operator.eq, ours, other)), count + max(len(ours), len(other))
    return told


async def _others(found: Field, operation: Operation, place: int, by_hand: Sequence[Statement]) -> dict[str, Any]:
    """What the others answer to one variant; those who refuse it are told of with their figures."""
    told: dict[str, Any] = {}
    for name in (REFERENCE, PEER):
        document, asked = (
            (operation.peers_document, operation.peers) if name == PEER else (operation.document, operation.ours)
        )
        if document and name in found.servers:
            with suppress(Unanswered):
                told[name] = operation.same(await found.servers[name].ask(document, asked[place]))
    if by_hand:
        told[BY_HAND] = operation.same((await found.bare.rows(by_hand[place]))[0][0])
    return told
