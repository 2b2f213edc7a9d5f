"""The locks name packages, versions and hashes, and nowhere to get them: pip knows that."""

from pathlib import Path

import pytest

LOCKS = sorted((Path(__file__).parents[2] / "requirements").glob("*.txt"))


def test_there_are_locks() -> None:
    assert [each.name for each in LOCKS] == ["dev.txt", "runtime.txt"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda each: each.name)
def test_a_lock_holds_no_address(lock: Path) -> None:
    lines = lock.read_text("utf-8").splitlines()
    words = [line.split()[0] for line in lines if line.strip()]
    assert all(word == "#" or word.startswith("--hash=") or "==" in word for word in words)
    assert not [line for line in lines if "://" in line or " @ " in line]
