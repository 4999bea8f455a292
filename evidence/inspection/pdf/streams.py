"""Streams of a PDF that unpack to what no reader could hold."""

import base64
import zlib
from collections.abc import Iterable

import pikepdf

from evidence.inspection.refusal import CheckFailed

MOST_PICTURE_PIXELS = 200_000_000
MOST_STREAM_BYTES = 64 * 1024 * 1024
MOST_UNPACKED_BYTES = 320 * 1024 * 1024
# Of these two, each packed byte becomes at most so many; nobody writes them today.
_MOST_TIMES = {"/RunLengthDecode": 64, "/RL": 64, "/LZWDecode": 1400, "/LZW": 1400}
_FLATE = frozenset({"/FlateDecode", "/Fl"})
_GROWING = _FLATE | frozenset(_MOST_TIMES)
_BASE_85 = frozenset({"/ASCII85Decode", "/A85"})
_HEXADECIMAL = frozenset({"/ASCIIHexDecode", "/AHx"})
# Four colours of 16 bits.
_MOST_PIXEL_BYTES = 8
_AT_ONCE = 1024 * 1024


def refuse_bombs(streams: Iterable[pikepdf.Stream]) -> None:
    """Raises CheckFailed for pictures and streams that grow too large, each or together."""
    total = 0
    for stream in streams:
        most = _most_bytes(stream)
        total += _unpacked_bytes(stream, min(most, MOST_UNPACKED_BYTES - total))


def _most_bytes(stream: pikepdf.Stream) -> int:
    if stream.get("/Subtype") != pikepdf.Name.Image:
        return MOST_STREAM_BYTES
    pixels = int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))
    if not 0 <= pixels <= MOST_PICTURE_PIXELS:
        raise CheckFailed("unpacks_too_large")
    return max(MOST_STREAM_BYTES, pixels * _MOST_PIXEL_BYTES)


def _unpacked_bytes(stream: pikepdf.Stream, most: int) -> int:
    growing = [name for name in _filters(stream) if name in _GROWING]
    if not growing:
        return 0
    if len(growing) > 1:
        # Packed twice, a thousandth becomes a millionth.
        raise CheckFailed("unpacks_too_large")
    raw = _without_letters(stream.read_raw_bytes(), _filters(stream)[0])
    size = _inflated(raw, most) if growing[0] in _FLATE else len(raw) * _MOST_TIMES[growing[0]]
    if size > most:
        raise CheckFailed("unpacks_too_large")
    return size


def _filters(stream: pikepdf.Stream) -> list[str]:
    named = stream.get("/Filter")
    if named is None:
        return []
    return [str(name) for name in named] if isinstance(named, pikepdf.Array) else [str(named)]


def _without_letters(raw: bytes, first: str) -> bytes:
    """Some programs write bytes as letters, which is undone before anything else."""
    if first in _BASE_85:
        return base64.a85decode(raw.strip().removeprefix(b"<~").partition(b"~>")[0])
    if first in _HEXADECIMAL:
        digits = raw.partition(b">")[0]
        return bytes.fromhex(digits.decode("ascii") + "0" * (len(b"".join(digits.split())) % 2))
    if first not in _GROWING:
        raise CheckFailed("unreadable")
    return raw


def _inflated(raw: bytes, most: int) -> int:
    """Counted without being kept, up to a little over `most`; damaged data counts as far as it can be read."""
    inflate = zlib.decompressobj()
    size = 0
    try:
        while raw and not inflate.eof and size <= most:
            size += len(inflate.decompress(raw, _AT_ONCE))
            raw = inflate.unconsumed_tail
    except zlib.error:
        return size
    return size
