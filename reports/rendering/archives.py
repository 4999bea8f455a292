"""ZIP archives of which the same members always give the same bytes."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# What made it is kept in an archive; a fixed system and mode say nothing of the machine.
_UNIX = 3
_READABLE = 0o100644 << 16


def packed(members: Mapping[str, bytes], *, at: datetime) -> bytes:
    """In the order of `members`, each dated `at` (UTC)."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(_member(name, at), content, ZIP_DEFLATED)
    return target.getvalue()


def repacked(content: bytes, *, at: datetime) -> bytes:
    """The members of another archive, in their order, without the dates of their making."""
    with ZipFile(io.BytesIO(content)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()}, at=at)


def moment_of(iso: str) -> datetime:
    """The moment of a payload (`gathered_at`), in UTC."""
    return datetime.fromisoformat(iso).astimezone(UTC)


def _member(name: str, at: datetime) -> ZipInfo:
    member = ZipInfo(name, date_time=at.timetuple()[:6])
    member.create_system = _UNIX
    member.external_attr = _READABLE
    return member
