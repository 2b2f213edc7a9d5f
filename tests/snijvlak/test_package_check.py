"""Packages of others with the names of our rooms are refused by name."""

import subprocess
import sys
from pathlib import Path

import pytest

from snijvlak.package_check import HERE, ROOMS, check_rooms, is_ours
from tests.snijvlak.front import environment


def test_ours_are_ours() -> None:
    check_rooms()


@pytest.mark.parametrize("name", ["graph", "schema", "loaders"])
def test_another_one_before_ours_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text("class Schema: ...\n")
    variables = environment(tmp_path)
    variables["PYTHONPATH"] = f"{tmp_path}:{variables['PYTHONPATH']}"
    # -P: the folder we are in does not come first, as it would not for an installed command
    ended = subprocess.run([sys.executable, "-P", "-m", "snijvlak", "--version"], env=variables, capture_output=True, text=True, cwd=tmp_path)
    assert ended.returncode == 2
    assert f"The package `{name}`" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 2


@pytest.mark.parametrize("name", [name for name in ROOMS if name != "seed"])
def test_another_one_laid_over_ours_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("snijvlak.package_check.HERE", tmp_path)
    room = tmp_path / name
    room.mkdir()
    (room / ROOMS[name]).write_text("")
    (room / "__init__.py").write_text('"""The map."""\n')
    assert is_ours(room, ROOMS[name])
    (room / "__init__.py").write_text("class Schema: ...\n")
    assert not is_ours(room, ROOMS[name])
    assert tmp_path != HERE
