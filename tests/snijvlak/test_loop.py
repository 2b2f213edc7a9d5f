"""Garbage is freed in portions: a server that frees much at once answers nobody meanwhile."""

import gc
from collections.abc import Iterator

import pytest

from snijvlak.loop import YOUNGEST, collect_seldom


@pytest.fixture
def as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)


@pytest.mark.usefixtures("as_before")
def test_cycles_are_freed_a_few_at_a_time() -> None:
    freed: list[int] = []

    def note(phase: str, told: dict[str, int]) -> None:
        if phase == "stop":
            freed.append(told["collected"])

    collect_seldom()
    gc.callbacks.append(note)
    try:
        for _ in range(20 * YOUNGEST):
            cycle: list[object] = []
            cycle.append(cycle)
    finally:
        gc.callbacks.remove(note)
    assert sum(freed) > 18 * YOUNGEST
    assert max(freed) < 2 * YOUNGEST
