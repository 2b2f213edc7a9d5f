"""Settings: each has its default, its meaning in two languages, and a line of cause and cure when it is wrong."""

import stat
import threading
from datetime import date
from pathlib import Path

import pytest

from graph.errors import BadInput, SnijvlakError
from snijvlak.settings import PREFIX, Settings, unknown_settings

NAMES = ["HOME", "CACHE", "HOST", "PORT", "BOLT_PORT", "NEO4J_URI", "NEO4J_USER", "NEO4J_PASSWORD", "NEO4J_DATABASE", "SECRET", "PEOPLE_SECRET", "TIMEZONE", "TODAY", "EXECUTOR", "CONNECTIONS", "AT_ONCE", "RATE"]


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(PREFIX + name, raising=False)


def test_these_and_no_others() -> None:
    assert sorted(name.upper() for name in Settings.model_fields) == sorted(NAMES)
    for field in Settings.model_fields.values():
        assert field.description
        assert isinstance(field.json_schema_extra, dict)
        assert field.json_schema_extra["nl"]


def test_defaults() -> None:
    settings = Settings.read()
    assert (settings.host, settings.port, settings.timezone, settings.neo4j_uri) == ("127.0.0.1", 8000, "Europe/Amsterdam", None)
    assert settings.on_loopback
    assert abs((settings.day() - date.today()).days) <= 1


BAD = {
    "PORT": "abc", "BOLT_PORT": "70000", "NEO4J_URI": "http://localhost:7474", "TIMEZONE": "Europe/Nergens", "TODAY": "14-11-2017", "HOST": None, "SECRET": "of thirty-one characters, alas.", "PEOPLE_SECRET": "short", "RATE": "0", "AT_ONCE": "101", "CONNECTIONS": "201", "EXECUTOR": "fast",
}  # fmt: skip


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, value in BAD.items() if value])
def test_a_wrong_one_is_named_with_its_value_and_cure(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(BadInput) as caught:
        Settings.read()
    assert caught.value.cause.startswith(f"SNIJVLAK_{name}")
    assert (value in caught.value.cause) == (name not in ("SECRET", "PEOPLE_SECRET"))
    assert caught.value.cure
    assert "\n" not in caught.value.cause + caught.value.cure


@pytest.mark.parametrize("name", ["../etc", "/etc/passwd", "Europe"])
def test_a_time_zone_is_no_path(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SNIJVLAK_TIMEZONE", name)
    with pytest.raises(BadInput, match="SNIJVLAK_TIMEZONE"):
        Settings.read()


def test_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SNIJVLAK_TODAY", "2017-11-14")
    assert Settings.read().day() == date(2017, 11, 14)


def test_nothing_can_be_changed_and_no_password_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SNIJVLAK_NEO4J_PASSWORD", "geheim")
    settings = Settings.read()
    assert "geheim" not in repr(settings)
    with pytest.raises(ValueError, match="frozen"):
        settings.port = 1


def test_the_secret_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "new" / "home é")
    secret = settings.cursor_secret()
    assert len(secret) >= 32
    assert settings.cursor_secret() == secret
    assert stat.S_IMODE((settings.home / "secret").stat().st_mode) == 0o600
    assert [path.name for path in settings.home.iterdir()] == ["secret"]


def test_two_at_once_share_one_secret(tmp_path: Path) -> None:
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(Settings(home=tmp_path).cursor_secret())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SnijvlakError, match="cannot be kept"):
        Settings(home=tmp_path / "file").cursor_secret()


def test_a_name_with_a_slip_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SNIJVLAK_PROT", "8001")
    assert "SNIJVLAK_PROT" in unknown_settings()
