"""When Python looks for garbage in cycles, which nothing else frees.

In: nothing. Out: nothing; how often the collector of this process looks, and whether it does so now.

Two users want the opposite. An answer over all initiatives is worked out from lists that live as long as the question:
looking through them again and again takes a fifth of its time, and a quarter of a load's. A server answers nobody while the
collector frees what it found, and each answer of the driver leaves some fifty objects in cycles: its session, result and
hydrator know each other. So Python looks seldom by itself, and a server tidies up between two answers.
"""

import gc

SELDOM = (50_000, 10, 10)  # not more seldom: answers of the driver hold on to the batches of a load in cycles
YOUNGEST, MIDDLE, OLDEST = 5_000, 20, 50


def relax_gc() -> None:
    """Let Python look for cycles less often, and never among what is there already (`gapClosers`: 10.5 and 8.1 s)."""
    gc.freeze()
    gc.set_threshold(*SELDOM)


def collect_step(*, at_rest: bool) -> None:
    """Free the youngest garbage, if there is some: 4 ms, where waiting for Python's own turn would make that 42 ms at once.

    Older garbage in its turn, as Python would; the oldest only when nobody waits for an answer.
    """
    youngest, middle, oldest = gc.get_count()
    if youngest < YOUNGEST:
        return
    if middle < MIDDLE:
        gc.collect(0)
    elif oldest < OLDEST or not at_rest:
        gc.collect(1)
    else:
        gc.collect()
