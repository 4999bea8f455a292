from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("true", True), ("Yes", True), (" on ", True), ("0", False), ("FALSE", False), ("", False)],
)
def test_flag(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv("SWITCH", value)
    assert env.flag("SWITCH") is expected


def test_names_drop_what_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOSTS", " renaksi.example, ,www.renaksi.example,")
    assert env.names("HOSTS") == ["renaksi.example", "www.renaksi.example"]


def test_folder_is_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOLDER", "data")
    assert env.folder("FOLDER", Path("elsewhere")) == tmp_path / "data"


def test_postgres_address_is_read_with_quoted_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://renaksi:a%40b%2Fc@db.example:5433/renaksi")
    database = env.database("DATABASE_URL")
    assert {key: database[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "renaksi",
        "USER": "renaksi",
        "PASSWORD": "a@b/c",
        "HOST": "db.example",
        "PORT": "5433",
    }
    assert database["OPTIONS"] == {"options": "-c jit=off"}


def test_sqlite_flushes_every_commit_and_locks_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////srv/renaksi.sqlite3")
    database = env.database("DATABASE_URL")
    assert (database["NAME"], database["OPTIONS"]["transaction_mode"]) == (
        "/srv/renaksi.sqlite3",
        "IMMEDIATE",
    )
    assert database["OPTIONS"]["init_command"] == "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"


@pytest.mark.parametrize("reader", [env.text, env.secret, env.flag, env.integer, env.names, env.database])
def test_a_required_variable_that_is_not_set_is_named(monkeypatch: pytest.MonkeyPatch, reader) -> None:
    monkeypatch.delenv("MISSING", raising=False)
    with pytest.raises(
        ImproperlyConfigured, match=r"^Environment variable MISSING is required and not set\.$"
    ):
        reader("MISSING")


@pytest.mark.parametrize(
    ("reader", "value", "sentence"),
    [
        (env.flag, "perhaps", "must be true or false"),
        (env.integer, "ten", "must be a whole number"),
        (env.secret, "short-secret", "must have at least 50 characters"),
        (env.database, "mysql://someone@host/secret-name", "must start with sqlite:/// or postgres://"),
    ],
)
def test_a_wrong_value_is_refused_and_never_repeated(
    monkeypatch: pytest.MonkeyPatch, reader, value: str, sentence: str
) -> None:
    monkeypatch.setenv("WRONG", value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        reader("WRONG")
    assert str(refusal.value) == f"Environment variable WRONG {sentence}."


@pytest.mark.parametrize("value", ["0", "26", "-1"])
def test_number_out_of_bounds_stops_the_start(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SIZE", value)
    with pytest.raises(ImproperlyConfigured, match=r"SIZE must be a whole number from 1 to 25\."):
        env.integer("SIZE", 10, least=1, most=25)


@pytest.mark.parametrize("value", ["1", "25"])
def test_number_at_its_bounds_is_taken(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SIZE", value)
    assert env.integer("SIZE", 10, least=1, most=25) == int(value)
