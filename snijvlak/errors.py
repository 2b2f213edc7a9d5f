"""What a caller sees of an error: a message, a code, and for what we did not foresee only the number of the incident.

In: GraphQL errors and exceptions. Out: errors as the API shows them. Nothing of a statement, a path or a value leaks:
only errors of `graph.errors`, written for people, and errors about the text of the question itself are shown.
"""

import logging
import secrets
import traceback
from collections.abc import Collection
from typing import Any

from graphql import GraphQLError

from graph.errors import BadInput, DatabaseUnavailable, DeadlineExceeded, SnijvlakError
from schema.limits.limits import TooCostly

log = logging.getLogger("snijvlak")

MOST_ERRORS, LONGEST = 10, 500
SHAPE = 'Send {"query": "...", "variables": {...}, "operationName": "..."} as JSON in UTF-8.'
# What HTTP is told of an answer without data, by code; what is not in it, the question caused, and gets 200 as answers do.
STATUSES = {each.code: each.http_status for each in (DatabaseUnavailable, DeadlineExceeded, SnijvlakError)}
Shown = dict[str, Any]


class RequestRejected(BadInput):
    """A request that is no question; `status` says why in HTTP."""

    def __init__(self, status: int, cause: str, cure: str = SHAPE) -> None:
        super().__init__(cause, cure)
        self.http_status = status


class ResponseTooLarge(SnijvlakError):
    """The answer is larger than one answer may be."""

    code = "RESPONSE_TOO_LARGE"


def status_of(codes: Collection[str]) -> int:
    """The HTTP status of an answer without data that has these codes."""
    return next((status for code, status in STATUSES.items() if code in codes), 200)


def shown(error: Exception) -> Shown:
    """An exception as an error of the API."""
    if isinstance(error, SnijvlakError) and error.code != SnijvlakError.code:
        return _for_people(error)
    incident = secrets.token_hex(6)
    log_incident(incident, error)
    message = f"Something went wrong inside Snijvlak.\nReport incident {incident} with the question you asked."
    return _shown(message, SnijvlakError.code, incident=incident)


def _for_people(error: SnijvlakError) -> Shown:
    cause = error.cause
    if isinstance(error, DatabaseUnavailable):
        log.warning("%s", cause)
        cause = cause.partition(": ")[0]  # after the colon come the words of the driver, with addresses
    much = {"figure": error.figure, "found": error.found, "limit": error.limit} if isinstance(error, TooCostly) else {}
    return _shown(f"{cause}\n{error.cure}" if error.cure else cause, error.code, cure=error.cure, **much)


def shown_all(errors: list[GraphQLError]) -> list[Shown]:
    """The errors of one GraphQL answer, at most ten."""
    return [_located(error) for error in errors[:MOST_ERRORS]]


def _located(error: GraphQLError) -> Shown:
    """One GraphQL error, with where in the question it belongs."""
    cause = _cause(error)
    found = _shown(error.message, BadInput.code) if cause is None else shown(cause)
    if error.locations:
        found["locations"] = [{"line": each.line, "column": each.column} for each in error.locations]
    if error.path:
        found["path"] = list(error.path)
    return found


def _cause(error: GraphQLError) -> Exception | None:
    """What was raised in our code; None when the question itself is wrong, which its author may read."""
    original = error.original_error
    while isinstance(original, GraphQLError) and original.original_error is not None:
        original = original.original_error
    if isinstance(original, GraphQLError) or original is None:
        about_question = error.path is None or error.message.startswith("Argument ")
        return None if about_question else error
    return original


def _shown(message: str, code: str, **extensions: Any) -> Shown:
    message = message.encode("utf-8", "replace").decode()
    message = message if len(message) <= LONGEST else f"{message[:LONGEST]}…"  # it may hold all of a value that does not fit
    return {"message": message, "extensions": {"code": code, **{name: each for name, each in extensions.items() if each not in (None, "")}}}


def log_incident(incident: str, error: BaseException) -> None:
    """Log where it happened. The text of a foreign exception may hold what somebody typed, so only its type is kept."""
    said = error.cause if isinstance(error, SnijvlakError) else "(its text is not kept)"
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{each.filename}:{each.lineno} {each.name}" for each in reversed(frames[-12:]))
    log.error("incident %s: %s %s at %s", incident, type(error).__name__, said, places)
