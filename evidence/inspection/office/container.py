"""A ZIP file read in the one way that leaves no room for a second one.

From the first byte to the last it holds members and their directory, nothing else; local headers say what the
directory says; each member unpacks to exactly the size that it announces (APPNOTE.TXT 4.3).
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.inspection.refusal import CheckFailed

MOST_MEMBERS = 5_000
MOST_DIRECTORY_BYTES = 2 * 1024 * 1024
MOST_UNPACKED_BYTES = 300 * 1024 * 1024
# Office files of people unpack to some ten times their size, bombs to a thousand times.
MOST_UNPACKED_TIMES = 100
_SMALL_BYTES = 1024 * 1024
_AT_ONCE = 256 * 1024
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_SIZES_FOLLOW = 0x8
_SIZES_ELSEWHERE = 0xFFFFFFFF
# Signature, checksum and two sizes of four or eight bytes.
_MOST_DESCRIPTOR_BYTES = 24
# Signature, version, flags, method, time, date, checksum, packed, unpacked, length of the name, of the rest.
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
# Signature, disk, disk of the directory, members here, members, size and place of the directory, comment.
_END = struct.Struct("<4s4H2IH")
_END_SIGNATURE = b"PK\x05\x06"


@dataclass(frozen=True, slots=True)
class Member:
    """`start` and `end` bound its packed bytes."""

    name: str
    size: int
    checksum: int
    is_deflated: bool
    start: int
    end: int


@dataclass(slots=True)
class Budget:
    """How many bytes may still be unpacked from a file and from what is embedded in it."""

    left: int

    @classmethod
    def for_packed(cls, packed: int) -> "Budget":
        return cls(max(_SMALL_BYTES, min(MOST_UNPACKED_BYTES, MOST_UNPACKED_TIMES * packed)))

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise CheckFailed("unpacks_too_large")


@dataclass(frozen=True, slots=True)
class Container:
    data: bytes
    members: tuple[Member, ...]

    @classmethod
    def opened(cls, data: bytes) -> "Container":
        """Raises CheckFailed for what is no plain ZIP file, or too large to be unpacked."""
        directory = _directory_start(data)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                listed = sorted(archive.infolist(), key=lambda info: info.header_offset)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, EOFError) as error:
            raise CheckFailed("unreadable") from error
        members = tuple(_member(data, info) for info in listed)
        _check_order(listed, members, directory)
        Budget.for_packed(len(data)).take(sum(member.size for member in members))
        return cls(data, members)

    def named(self, name: str) -> Member | None:
        return next((member for member in self.members if member.name == name), None)

    def chunks(self, member: Member, budget: Budget | None = None) -> Iterator[bytes]:
        """What it holds, piece by piece; raises CheckFailed at the end unless that is what it announced."""
        size = checksum = 0
        for chunk in self._unpacked(member):
            size += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
            if budget is not None:
                budget.take(len(chunk))
            if size > member.size:
                raise CheckFailed("unreadable")
            yield chunk
        if (size, checksum) != (member.size, member.checksum):
            raise CheckFailed("unreadable")

    def _unpacked(self, member: Member) -> Iterator[bytes]:
        packed = memoryview(self.data)[member.start : member.end]
        if not member.is_deflated:
            yield from (bytes(packed[at : at + _AT_ONCE]) for at in range(0, len(packed), _AT_ONCE))
            return
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        waiting: bytes | memoryview = packed
        try:
            while not inflate.eof and (chunk := inflate.decompress(waiting, _AT_ONCE)):
                yield chunk
                waiting = inflate.unconsumed_tail
        except zlib.error as error:
            raise CheckFailed("unreadable") from error
        if not inflate.eof or inflate.unused_data:
            raise CheckFailed("unreadable")


def _directory_start(data: bytes) -> int:
    """From the record at the very end; its figures are looked at before any library makes lists of them."""
    at = data.rfind(_END_SIGNATURE, max(0, len(data) - _END.size - 0xFFFF))
    if at == -1 or at + _END.size > len(data):
        raise CheckFailed("unreadable")
    _, disk, directory_disk, here, members, size, start, comment = _END.unpack_from(data, at)
    if members > MOST_MEMBERS or size > MOST_DIRECTORY_BYTES:
        raise CheckFailed("unpacks_too_large")
    if (disk, directory_disk, here) != (0, 0, members) or start + size != at:
        raise CheckFailed("unreadable")
    if at + _END.size + comment != len(data) or comment:
        raise CheckFailed("two_in_one")
    return start


def _member(data: bytes, info: zipfile.ZipInfo) -> Member:
    try:
        _, _, flags, method, _, _, _, packed, size, name_length, extra = _LOCAL_HEADER.unpack_from(
            data, info.header_offset
        )
    except struct.error as error:
        raise CheckFailed("unreadable") from error
    if (info.flag_bits | flags) & _ENCRYPTED:
        raise CheckFailed("old_or_locked")
    name_at = info.header_offset + _LOCAL_HEADER.size
    raw_name = data[name_at : name_at + name_length]
    said_here = (method, raw_name)
    said_there = (info.compress_type, _raw_name(info))
    sizes_fit = flags & _SIZES_FOLLOW or all(
        here in {there, _SIZES_ELSEWHERE}
        for here, there in ((packed, info.compress_size), (size, info.file_size))
    )
    if said_here != said_there or not sizes_fit or method not in _METHODS:
        raise CheckFailed("unreadable")
    start = name_at + name_length + extra
    is_deflated = method == zipfile.ZIP_DEFLATED
    return Member(
        info.orig_filename, info.file_size, info.CRC, is_deflated, start, start + info.compress_size
    )


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    """As the library read it, before it cut the name at a NUL or turned separators."""
    is_unicode = info.flag_bits & 0x800
    return info.orig_filename.encode("utf-8" if is_unicode else "cp437")


def _check_order(listed: list[zipfile.ZipInfo], members: tuple[Member, ...], directory: int) -> None:
    """One member after the other from the first byte on, then the directory: no gap, no two of the same bytes."""
    ends_at = 0
    gap = 0
    for info, member in zip(listed, members, strict=True):
        if not 0 <= info.header_offset - ends_at <= gap:
            raise CheckFailed("unreadable")
        ends_at = member.end
        gap = _MOST_DESCRIPTOR_BYTES if info.flag_bits & _SIZES_FOLLOW else 0
    if not members or not 0 <= directory - ends_at <= gap:
        raise CheckFailed("unreadable")
