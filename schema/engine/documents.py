"""Documents: parsed, measured and validated once, then kept, for tools ask the same questions again and again.

In: the text of a document and the name of an operation. Out: a PreparedOperation, or the errors of the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from cachetools import LRUCache
from graphql import (
    DocumentNode,
    FloatValueNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    Visitor,
    get_variable_values,
    parse,
    validate,
    visit,
)
from graphql.execution.values import VariableValues

from graph.errors import BadInput
from schema.compiler.selection import plain
from schema.limits.estimate import CostEstimator
from schema.limits.limits import TooCostly
from schema.request.plan_key import Variable, variables_of

MOST_ERRORS = 10
# What a document takes in memory, with its text: measured, a token is about one kilobyte once it is parsed and validated.
TOKEN_BYTES, MOST_BYTES = 1_024, 64 << 20
MOST_DIGITS = 400  # the longest that a number of 64 bits can need
V = TypeVar("V")
_LONG_NUMBER = re.compile(rf"[0-9.eE+-]{{{MOST_DIGITS},}}")

@dataclass(frozen=True)
class PreparedOperation:
    """One operation of a document. Compared by identity: it is kept as long as its plans are."""

    schema: GraphQLSchema
    document: DocumentNode
    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode] = field(repr=False)

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def is_known(self) -> bool:
        """True once it was found to be valid: asking for it again costs next to nothing."""
        return "variables" in self.__dict__

    @property
    def weight(self) -> int:
        """About how many bytes of memory the document takes, with its text."""
        assert self.document.loc is not None
        return len(self.document.loc.source.body) + self.document.token_count * TOKEN_BYTES

    @cached_property
    def costing(self) -> CostEstimator:
        """What it asks for at most. To be looked at before it is validated, which takes longer than in proportion."""
        return CostEstimator(self.schema, self.document, self.operation)

    @cached_property
    def errors(self) -> list[GraphQLError]:
        """What is wrong with the document."""
        return validate(self.schema, self.document, max_errors=MOST_ERRORS, hide_suggestions=True, allow_empty_selection_sets=False)

    @cached_property
    def variables(self) -> list[Variable]:
        """Its variables."""
        return variables_of(self.schema, self.document, self.operation)

    def coerced(self, given: Mapping[str, Any] | None) -> VariableValues:
        """The values of its variables; InvalidDocument when these do not fit, or the document itself is wrong."""
        if self.errors:
            raise InvalidDocument(self.errors)
        found = get_variable_values(self.schema, self.operation.variable_definitions or (), dict(given or {}), max_errors=MOST_ERRORS, hide_suggestions=True)
        if isinstance(found, list):
            raise InvalidDocument(found)
        return found


class InvalidDocument(Exception):
    """The document or its variables cannot be run; nothing was."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = errors


class Documents:
    """The documents of one schema."""

    def __init__(self, schema: GraphQLSchema, most: int = 500, most_bytes: int = MOST_BYTES) -> None:
        self._schema = schema
        self._kept: LRUCache[Hashable, PreparedOperation] = bounded_cache(most, most_bytes, lambda prepared: prepared.weight)

    def prepare(self, text: str, operation: str | None, most_tokens: int) -> PreparedOperation:
        """The operation of that name, or the only one. Wrong for a document that cannot be read, TooCostly for too long a
        one, BadInput when there is no such operation."""
        key = (text, operation, most_tokens)
        prepared = self._kept.get(key)
        if prepared is None:
            prepared = self._prepare(parsed(text, most_tokens), operation)
            self._kept[key] = prepared
        return prepared

    def _prepare(self, document: DocumentNode, name: str | None) -> PreparedOperation:
        operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
        if name is None and len(operations) > 1:
            raise BadInput("The document holds several operations", "Name the one to run in operationName.")
        named = [each for each in operations if name is None or (each.name and each.name.value == name)]
        if not named or named[0].operation is not OperationType.QUERY:
            raise BadInput("The document holds no operation of that name that can be run", "Name one of its queries in operationName.")
        fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
        return PreparedOperation(self._schema, document, named[0], fragments)


def bounded_cache(most: int, most_bytes: int, weight: Callable[[V], int]) -> LRUCache[Hashable, V]:
    """The values used last: of at most so many bytes together, and at most so many, for none counts as less than its part."""
    return LRUCache(most_bytes, getsizeof=lambda value: min(max(weight(value), most_bytes // most), most_bytes))


def parsed(text: str, most_tokens: int) -> DocumentNode:
    """The document of a text."""
    try:
        document = parse(text, max_tokens=most_tokens, allow_empty_selection_sets=False)
    except GraphQLError as error:
        if f"more than {most_tokens} tokens" in error.message or f"more that {most_tokens} tokens" in error.message:
            raise TooCostly("tokens", most_tokens + 1, most_tokens) from None
        raise InvalidDocument([error]) from None
    if _LONG_NUMBER.search(text):  # inside a text it does no harm
        _check_numbers(document)
    return document


def _check_numbers(document: DocumentNode) -> None:
    """Wrong for a number that no type takes: Python refuses to read one of some thousand digits, with an error of its own."""
    found = _Numbers()
    visit(document, found)
    if found.errors:
        raise InvalidDocument(found.errors[:MOST_ERRORS])


class _Numbers(Visitor):
    """The numbers of a document that are too long."""

    def __init__(self) -> None:
        super().__init__()
        self.errors: list[GraphQLError] = []

    def enter_int_value(self, node: IntValueNode, *_: Any) -> None:
        self._look(node)

    def enter_float_value(self, node: FloatValueNode, *_: Any) -> None:
        self._look(node)

    def _look(self, node: IntValueNode | FloatValueNode) -> None:
        if len(node.value) > MOST_DIGITS:
            self.errors.append(GraphQLError(f"A number of {len(node.value)} characters is not taken; at most {MOST_DIGITS} are.\nWrite it shorter.", node))


def words(values: Mapping[str, Any]) -> dict[str, Any]:
    """Coerced variables with enum values as their words."""
    return {name: plain(value) for name, value in values.items()}
