"""ZIP archives of the same members are the same."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from reports.rendering.archives import moment_of, packed, repacked

pytestmark = pytest.mark.once

AT = datetime(2026, 11, 2, 3, 4, 6, tzinfo=UTC)
MEMBERS = {"b.txt": b"dua" * 99, "a.txt": b"satu"}


def test_members_keep_their_order_and_one_date() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(MEMBERS, at=AT))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == MEMBERS
        assert [one.filename for one in archive.infolist()] == ["b.txt", "a.txt"]
        assert {one.date_time for one in archive.infolist()} == {(2026, 11, 2, 3, 4, 6)}


def test_when_and_how_they_were_packed_leaves_no_trace() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, content in MEMBERS.items():
            archive.writestr(name, content)
    assert made.getvalue() != packed(MEMBERS, at=AT)
    assert repacked(made.getvalue(), at=AT) == packed(MEMBERS, at=AT)


@pytest.mark.parametrize("iso", ["2026-11-02T03:04:06Z", "2026-11-02T10:04:06+07:00"])
def test_moments_are_told_in_utc(iso: str) -> None:
    assert moment_of(iso) == AT
