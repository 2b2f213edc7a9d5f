"""What can go wrong, as exceptions that say what, where and how to mend it.

SnijvlakError                 cause + cure, exit code 2, HTTP 500, code INTERNAL
├── BadInput                  something a caller gave is wrong (exit 2, HTTP 400, BAD_INPUT)
├── NotFound                  no such thing, or not for this viewer (HTTP 200, NOT_FOUND)
├── DeadlineExceeded          the answer took too long (HTTP 504, DEADLINE)
├── ConcurrentWrite           somebody else wrote in the meantime; nothing of this was written
├── DatabaseUnavailable       Neo4j cannot be reached or cannot answer (HTTP 503, DB_UNAVAILABLE)
│   └── OutOfMemory           it may answer when asked for less at a time
└── ServerError               the managed Neo4j cannot be installed or started (see graph.server)
"""


class SnijvlakError(Exception):
    """An error with one line of cause and one line of cure; never a traceback for the user."""

    code = "INTERNAL"
    exit_code = 2
    http_status = 500

    def __init__(self, cause: str, cure: str = "") -> None:
        super().__init__(cause)
        self.cause = cause
        self.cure = cure

    def __str__(self) -> str:
        return f"{self.cause}\n{self.cure}" if self.cure else self.cause


class BadInput(SnijvlakError):
    """Something the caller gave is wrong; the cause says which, the cure what would be right."""

    code = "BAD_INPUT"
    http_status = 400


class NotFound(SnijvlakError):
    """No such thing, or nothing this viewer may see: the two look the same."""

    code = "NOT_FOUND"
    exit_code = 2
    http_status = 200


class DeadlineExceeded(SnijvlakError):
    """The answer was not there within the deadline; the server's transaction has been ended."""

    code = "DEADLINE"
    http_status = 504


class ConcurrentWrite(SnijvlakError):
    """Somebody else wrote between reading and writing: the transaction was undone, and has to be prepared anew."""

    code = "INTERNAL"
    http_status = 409


class DatabaseUnavailable(SnijvlakError):
    """Neo4j cannot be reached, refuses us, or cannot answer now."""

    code = "DB_UNAVAILABLE"
    http_status = 503


class OutOfMemory(DatabaseUnavailable):
    """A transaction would take more memory than Neo4j may use: it was undone. With less in it, it may go."""


class ServerError(SnijvlakError):
    """The managed Neo4j cannot be installed, verified or started."""
