"""How many examples a random test takes: all of them in `make test-deep`, a twentieth in `make test`.

In: the full number and SNIJVLAK_EXAMPLES, a factor (default 1). Out: the number for this run.
`@settings(max_examples=examples(500))`, or `range(examples(500))` around one's own generator.
"""

import os

FACTOR = float(os.environ.get("SNIJVLAK_EXAMPLES", "1"))


def examples(full: int, quick: int | None = None) -> int:
    """The number for this run, at least one; where all of them are not wanted, `quick` at most: for those that take long."""
    number = max(1, round(full * FACTOR))
    return number if quick is None or FACTOR >= 1 else min(number, quick)
