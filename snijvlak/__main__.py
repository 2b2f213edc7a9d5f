"""The command `snijvlak`: whatever goes wrong is one line of cause and one line of cure, never a traceback.

In: the arguments. Out: an exit code: 0 all done, 1 some refused, 2 nothing done.
"""

import sys
import traceback

from snijvlak.package_check import ForeignPackage, check_rooms

TRACEBACK = "--traceback"
NOTHING_DONE, STOPPED = 2, 130


def main() -> None:
    """Run the command line and exit."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line; the exit code."""
    try:
        check_rooms()
    except ForeignPackage as error:
        report_error(error.cause, error.cure)
        return NOTHING_DONE
    return _run([each for each in arguments if each != TRACEBACK], TRACEBACK in arguments)


def _run(arguments: list[str], wants_traceback: bool) -> int:
    from graph.errors import SnijvlakError  # only now is it sure whose `graph` that is
    from snijvlak.cli.commands import command

    try:
        return command(arguments)
    except KeyboardInterrupt:
        return STOPPED
    except Exception as error:
        if wants_traceback:
            traceback.print_exc()
        known = error if isinstance(error, SnijvlakError) else SnijvlakError(*_unforeseen(error))
        report_error(known.cause, known.cure)
        return known.exit_code


def _unforeseen(error: Exception) -> tuple[str, str]:
    """Cause and cure of what should not have happened."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"Something went wrong that Snijvlak did not foresee: {type(error).__name__} at {last.filename}:{last.lineno}",
        f"Report it, with what this shows: the same command with {TRACEBACK}.",
    )


def report_error(cause: str, cure: str) -> None:
    """Cause and cure, each on a line of stderr."""
    for line in (cause, cure):
        if line:
            print(" ".join(line.split()), file=sys.stderr)


if __name__ == "__main__":
    main()
