"""What passes between a load and the process that writes its import files: one way, in order, and never waited for.

In: values of Python's own types. Out: the same on the other side. They lie in a file until they are read, so that who
reads sources and who writes files each go at their own pace; a pipe tells how long each is, and when there are no more.

Python's marshal takes a fifth of the time of pickle for rows of texts and numbers; both sides are the same Python, and
nobody else writes into that file.
"""

import marshal
import struct
from collections.abc import Iterator
from typing import IO, Any

# Each message is a pair: one of these, and what belongs to it.
MARK, SHAPES, SOURCES, ROWS, END = range(5)
# Name of the file.
FILE = "staged"
# Without looking for what is the same object, which later versions do.
VERSION = 2
_SIZE = struct.Struct("<Q")


def send(file: IO[bytes], pipe: IO[bytes], what: int, value: Any) -> None:
    """One message. Raises OSError when it cannot be written, or nobody reads."""
    message = marshal.dumps((what, value), VERSION)
    file.write(message)
    file.flush()
    pipe.write(_SIZE.pack(len(message)))
    pipe.flush()


def received(file: IO[bytes], pipe: IO[bytes]) -> Iterator[tuple[int, Any]]:
    """All messages, up to the end of the pipe or of the process that wrote into it."""
    while len(size := pipe.read(_SIZE.size)) == _SIZE.size:
        yield marshal.loads(file.read(*_SIZE.unpack(size)))  # noqa: S302  our own
