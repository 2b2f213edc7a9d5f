"""The command `snijvlak`: whatever goes wrong is one line of cause and one line of cure, never a traceback.

In: the arguments. Out: an exit code: 0 all done, 1 some refused, 2 nothing done.
"""

import sys
import traceback

from graph.errors import SnijvlakError

TRACEBACK = "--traceback"
STOPPED = 130


def main() -> None:
    """Run the command line and exit."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line; the exit code."""
    wants_traceback = TRACEBACK in arguments
    try:
        from snijvlak.rooms import check_rooms

        check_rooms()
        from snijvlak.cli import command

        return command([each for each in arguments if each != TRACEBACK])
    except SnijvlakError as error:
        tell(error.cause, error.cure)
        code = error.exit_code
    except KeyboardInterrupt:
        return STOPPED
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        tell(
            f"Something went wrong that Snijvlak did not foresee: {type(error).__name__} at {last.filename}:{last.lineno}",
            f"Report it, with what this shows: the same command with {TRACEBACK}.",
        )
        code = SnijvlakError.exit_code
    if wants_traceback:
        traceback.print_exc()
    return code


def tell(cause: str, cure: str) -> None:
    """Cause and cure, each on a line of stderr."""
    for line in (cause, cure):
        if line:
            print(" ".join(line.split()), file=sys.stderr)


if __name__ == "__main__":
    main()
