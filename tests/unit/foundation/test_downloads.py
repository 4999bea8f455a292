import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.web.downloads import ByteRange, RangeNotSatisfiable, wanted_range

SIZE = 100


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("bytes=0-9", ByteRange(0, 9)),
        ("bytes=90-", ByteRange(90, 99)),
        ("bytes=0-", ByteRange(0, 99)),
        ("bytes=99-99", ByteRange(99, 99)),
        ("bytes=10-999999", ByteRange(10, 99)),
        ("bytes=-10", ByteRange(90, 99)),
        ("bytes=-1000", ByteRange(0, 99)),
        ("Bytes= 0-9 ", ByteRange(0, 9)),
    ],
)
def test_one_range(header: str, wanted: ByteRange) -> None:
    assert wanted_range(header, SIZE) == wanted


@pytest.mark.parametrize(
    "header",
    [
        "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=9-0", "bytes=--1", "bytes=0-9,20-29", "lines=0-9",
        "bytes=0-9;", "bytes=1e3-", "bytes=٠-٩", "bytes=" + "9" * 5000 + "-", "bytes=0x0-0x9", "bytes=0-9\n,",
    ],
)  # fmt: skip
def test_several_ranges_other_units_and_nonsense_get_the_whole_file(header: str) -> None:
    assert wanted_range(header, SIZE) is None


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_what_lies_outside_the_file_is_refused(header: str) -> None:
    with pytest.raises(RangeNotSatisfiable):
        wanted_range(header, SIZE)


def test_an_empty_file_has_no_range() -> None:
    for header in ("bytes=0-", "bytes=-1"):
        with pytest.raises(RangeNotSatisfiable):
            wanted_range(header, 0)


@given(st.integers(1, 300), st.integers(0, 400), st.one_of(st.none(), st.integers(0, 400)))
def test_a_range_lies_within_the_file_and_begins_where_it_was_asked(
    size: int, first: int, last: int | None
) -> None:
    header = f"bytes={first}-{'' if last is None else last}"
    try:
        wanted = wanted_range(header, size)
    except RangeNotSatisfiable:
        assert first >= size
        return
    if wanted is None:
        assert last is not None
        assert last < first
    else:
        assert wanted == ByteRange(first, min(size - 1 if last is None else last, size - 1))


@given(st.text())
def test_no_header_breaks_it(header: str) -> None:
    try:
        wanted_range(header, SIZE)
    except RangeNotSatisfiable:
        assert header.lstrip().lower().startswith("bytes=")
