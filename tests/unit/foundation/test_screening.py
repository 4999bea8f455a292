"""What may not stand in the log, and what must not be mistaken for it."""

import hashlib
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.audit.screening import unfit_values


@pytest.mark.parametrize(
    ("value", "looks_like"),
    [
        ("budi@contoh.test", "a mail address"),
        ("surel:budi@contoh.test", "a mail address"),
        ("3171234567890001", "an identity number"),
        (3171234567890001, "an identity number"),
        ("NIK:3171234567890001", "an identity number"),
        ("31.7123.456789.0001", "an identity number"),
        ("3171-2345-6789-0001", "an identity number"),
        ("081234567890", "a phone number"),
        ("+6281234567890", "a phone number"),
        ("0812-3456-7890", "a phone number"),
        ("628123456789", "a phone number"),
        ("Budi Santoso", "prose"),
        ("baris\nlain", "prose"),
    ],
)
def test_what_tells_of_a_person_is_named_by_its_place_only(value: str | int, looks_like: str) -> None:
    assert list(unfit_values({"note": value})) == [f"data.note: {looks_like}"]


def test_it_is_found_at_any_depth_and_in_keys() -> None:
    data = {"a": [{"b": ("x", "budi@contoh.test")}], "0812-3456-7890": 1}
    assert list(unfit_values(data)) == ["data.a.0.b.1: a mail address", "data (key): a phone number"]


@pytest.mark.parametrize(
    "value",
    [
        "", None, True, 0, 42, 10**9, 20261122, 1.5, Decimal(1234567890123456), date(2026, 11, 22),
        datetime(2026, 11, 22, 8, tzinfo=UTC), "2026-11-22", "2026-11-22T08:00:00.123456+07:00", "evidence.received",
        "TT-261122-7KQ2ZM", "DD-260812-7KQ2ZM", "irm_end_of_term:completion", "B09-2026", "11.71", "rencana-aksi-2011-2013",
        "9d7c08d0-0812-4345-8812-081234567890", UUID(int=8123456789012345), hashlib.md5(b"", usedforsecurity=False).hexdigest(),
        "0" * 64, "08123456789" + "a" * 53, "OSError", "commitments.csv", "@", "12345678", "1234567890123456789",
    ],
)  # fmt: skip
def test_codes_keys_counts_days_and_fingerprints_are_welcome(value: object) -> None:
    assert list(unfit_values({"value": value})) == []


@given(st.binary())
def test_no_fingerprint_is_mistaken(content: bytes) -> None:
    assert list(unfit_values({"sha256": hashlib.sha256(content).hexdigest()})) == []


@given(st.uuids())
def test_no_public_id_is_mistaken(public_id: UUID) -> None:
    assert list(unfit_values({"evidence": str(public_id), "hex": public_id.hex})) == []


@given(st.datetimes(timezones=st.timezones()))
def test_no_time_is_mistaken(at: datetime) -> None:
    assert list(unfit_values({"at": at.isoformat(), "on": at.date().isoformat()})) == []


@given(st.from_regex(r"08[1-9]\d{8,9}", fullmatch=True), st.sampled_from(["{}", "({})", "hp:{}", "x/{}"]))
def test_every_mobile_number_is_found(number: str, form: str) -> None:
    assert list(unfit_values({"value": form.format(number)})) == ["data.value: a phone number"]
