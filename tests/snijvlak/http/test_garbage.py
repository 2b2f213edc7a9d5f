"""A server frees garbage a little at a time: while it frees much at once it answers nobody."""

import gc
from collections.abc import Iterator

import pytest

from snijvlak.http.gc_tuning import MIDDLE, OLDEST, YOUNGEST, collect_step, relax_gc


@pytest.fixture
def freed() -> Iterator[list[tuple[int, int]]]:
    """The generations that were looked through, with how much was freed, from here on."""
    thresholds, found = gc.get_threshold(), list[tuple[int, int]]()

    def note(phase: str, told: dict[str, int]) -> None:
        if phase == "stop":
            found.append((told["generation"], told["collected"]))

    gc.collect()
    relax_gc()
    gc.callbacks.append(note)
    yield found
    gc.callbacks.remove(note)
    gc.set_threshold(*thresholds)
    gc.unfreeze()


def cycles(number: int) -> None:
    for _ in range(number):
        cycle: list[object] = []
        cycle.append(cycle)


def test_little_garbage_is_left_alone(freed: list[tuple[int, int]]) -> None:
    cycles(YOUNGEST // 2)
    collect_step(at_rest=True)
    assert not freed


def test_garbage_is_freed_in_small_portions(freed: list[tuple[int, int]]) -> None:
    for _ in range(500):
        cycles(YOUNGEST // 10)
        collect_step(at_rest=False)
    assert sum(number for _, number in freed) > 45 * YOUNGEST
    assert max(number for _, number in freed) < 1.3 * YOUNGEST
    assert {generation for generation, _ in freed} == {0, 1}


@pytest.mark.parametrize("at_rest", [True, False])
def test_the_oldest_only_when_nobody_waits(freed: list[tuple[int, int]], at_rest: bool) -> None:
    for _ in range((MIDDLE + 2) * (OLDEST + 2)):
        cycles(YOUNGEST + 100)
        collect_step(at_rest=at_rest)
    assert any(generation == 2 for generation, _ in freed) == at_rest


def test_what_survives_and_becomes_garbage_later_is_freed(freed: list[tuple[int, int]]) -> None:
    kept: list[object] = []
    for _ in range(YOUNGEST):
        cycle: list[object] = []
        cycle.append(cycle)
        kept.append(cycle)
    collect_step(at_rest=False)
    assert sum(number for _, number in freed) < YOUNGEST // 2
    kept.clear()
    for _ in range(2 * MIDDLE):
        cycles(YOUNGEST + 100)
        collect_step(at_rest=False)
    assert max(number for generation, number in freed if generation == 1) > YOUNGEST
