"""Office files whose ZIP container is the weapon: bombs, floods, and directories that lie."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tests.factories.documents import MAIN_PARTS, office, office_parts, zipped
from tests.factories.hostile import Case

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class RawMember:
    """As it is written; the `local` values stand before the bytes, the others in the directory."""

    name: bytes
    packed: bytes
    size: int
    checksum: int
    method: int = 8
    flags: int = 0
    comment: bytes = b""
    local_name: bytes | None = None
    local_method: int | None = None
    local_size: int | None = None


def member(name: str, content: bytes) -> RawMember:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflate.compress(content) + deflate.flush()
    return RawMember(name.encode(), packed, len(content), zlib.crc32(content))


def honest_members(extension: str = "docx") -> list[RawMember]:
    return [member(name, str(content).encode()) for name, content in office_parts(extension).items()]


def archive(
    members: Iterable[RawMember], *, gap: bytes = b"", before: bytes = b"", same_bytes: bool = False
) -> bytes:
    """`gap` stands between the members and their directory; `same_bytes` lets every entry point at the first."""
    body, directory = bytearray(before), bytearray()
    count = 0
    for one in members:
        place = len(before) if same_bytes else len(body)
        if not same_bytes or not count:
            body += _local(one) + one.packed
        directory += _entry(one, place)
        count += 1
    body += gap
    ends = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF, len(directory), len(body), 0
    )
    return bytes(body + directory) + ends


def _local(one: RawMember) -> bytes:
    name = one.name if one.local_name is None else one.local_name
    method = one.method if one.local_method is None else one.local_method
    size = one.size if one.local_size is None else one.local_size
    head = struct.pack(
        "<4s5H3I2H",
        b"PK\x03\x04", 20, one.flags, method, 0, 33, one.checksum, len(one.packed), size, len(name), 0,
    )  # fmt: skip
    return head + name


def _entry(one: RawMember, place: int) -> bytes:
    head = struct.pack(
        "<4s6H3I5H2I",
        b"PK\x01\x02", 20, 20, one.flags, one.method, 0, 33, one.checksum, len(one.packed), one.size,
        len(one.name), 0, len(one.comment), 0, 0, 0, place,
    )  # fmt: skip
    return head + one.name + one.comment


def with_member(name: str, content: bytes = b"<x/>") -> bytes:
    return archive([*honest_members(), member(name, content)])


def zip_bomb() -> bytes:
    return office("docx", more={"word/media/image1.bmp": bytes(64 * MB)})


def bomb_that_announces_little() -> bytes:
    bomb = member("word/media/image1.bmp", bytes(64 * MB))
    start = zlib.crc32(bytes(100))
    return archive([*honest_members(), replace(bomb, size=100, checksum=start)])


def bomb_of_shared_bytes() -> bytes:
    """Thousands of names for the same bytes: they grow without growing the file."""
    bomb = member("[Content_Types].xml", bytes(100_000))
    names = ("[Content_Types].xml", MAIN_PARTS["docx"], *(f"word/{n}.xml" for n in range(900)))
    return archive([replace(bomb, name=name.encode()) for name in names], same_bytes=True)


def nested_bomb() -> bytes:
    return office(
        "docx", more={"word/embeddings/data.xlsx": office("xlsx", more={"xl/media/1.bmp": bytes(64 * MB)})}
    )


def nested_three_times() -> bytes:
    inner = office("xlsx", more={"xl/embeddings/a.xlsx": office("xlsx")})
    return office("docx", more={"word/embeddings/a.xlsx": inner})


def many_members() -> bytes:
    one = member("", b"")
    return archive(
        [*honest_members(), *(replace(one, name=b"word/media/%d.png" % n) for n in range(100_000))]
    )


def huge_directory() -> bytes:
    one = member("", b"")
    told = (replace(one, name=b"word/media/%d.png" % n, comment=bytes(60_000)) for n in range(100))
    return archive([*honest_members(), *told])


def locked() -> bytes:
    return archive([replace(one, flags=1) for one in honest_members()])


def with_lie(**lie: object) -> bytes:
    *others, last = honest_members()
    return archive([*others, replace(last, **lie)])


def with_comment() -> bytes:
    target = io.BytesIO(office("docx"))
    with zipfile.ZipFile(target, "a") as file:
        file.comment = b"<script>"
    return target.getvalue()


def _refused(name: str, code: str, make) -> Case:
    return Case(name, "docx", make, code)


ARCHIVES = (
    _refused("zip bomb", "unpacks_too_large", zip_bomb),
    _refused("zip bomb that announces little", "unreadable", bomb_that_announces_little),
    _refused("zip bomb of shared bytes", "unreadable", bomb_of_shared_bytes),
    _refused("zip bomb in an embedded file", "unpacks_too_large", nested_bomb),
    _refused("file in a file in a file", "has_embedded", nested_three_times),
    _refused("100,000 members", "unpacks_too_large", many_members),
    _refused("huge directory", "unpacks_too_large", huge_directory),
    _refused("locked archive", "old_or_locked", locked),
    _refused("other name in the local header", "unreadable", lambda: with_lie(local_name=b"word/macros.xml")),
    _refused("other method in the local header", "unreadable", lambda: with_lie(local_method=0)),
    _refused("other size in the local header", "unreadable", lambda: with_lie(local_size=9)),
    _refused("unknown method", "unreadable", lambda: with_lie(method=99)),
    _refused("wrong checksum", "unreadable", lambda: with_lie(checksum=1)),
    _refused(
        "hidden bytes before the directory", "unreadable", lambda: archive(honest_members(), gap=b"#!/bin/sh")
    ),
    _refused(
        "bytes before the archive",
        "content_differs",
        lambda: archive(honest_members(), before=b"#!/bin/sh\n"),
    ),
    _refused("bytes behind the archive", "two_in_one", lambda: office("docx") + b"<script>"),
    _refused("comment of the archive", "two_in_one", with_comment),
    _refused("cut off", "unreadable", lambda: office("docx")[:-30]),
    _refused("zip slip", "unreadable", lambda: with_member("../../etc/cron.d/x.xml")),
    _refused("zip slip with backslashes", "unreadable", lambda: with_member("..\\..\\x.xml")),
    _refused("absolute name", "unreadable", lambda: with_member("/etc/x.xml")),
    _refused("name with a drive", "unreadable", lambda: with_member("C:/x.xml")),
    _refused("name with a NUL", "unreadable", lambda: with_member("word/x.xml\0.exe")),
    _refused("same name twice", "unreadable", lambda: with_member("word/document.xml")),
    _refused("same name in capitals", "unreadable", lambda: with_member("Word/Document.xml")),
    _refused("no types", "content_differs", lambda: zipped({"word/document.xml": "<document/>"})),
    _refused("plain archive", "content_differs", lambda: zipped({"catatan.txt": "x"})),
    Case("document as workbook", "xlsx", lambda: office("docx"), "content_differs"),
)
