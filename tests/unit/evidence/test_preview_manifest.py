import pytest

from evidence.domain.preview import (
    MOST_PAGES,
    Manifest,
    PageSize,
    TableFacts,
    read_hints,
    read_manifest,
    read_tables,
)

TABLE = TableFacts("Lembar1", 3, 2, has_more=False, has_head=True, is_hidden=False)
WHOLE = Manifest(
    pages=(PageSize(10, 20), PageSize(30, 40)),
    page_count=7,
    tables=(TABLE,),
    sheet_count=2,
    has_text=True,
    is_cut=True,
)


@pytest.mark.parametrize("manifest", [WHOLE, Manifest(problem="unreadable"), Manifest(has_text=True)])
def test_manifest_is_read_as_it_was_written(manifest: Manifest):
    assert read_manifest(manifest.as_json()) == manifest


def test_files_of_a_manifest():
    assert WHOLE.names == ("page-1.webp", "page-2.webp", "thumbnail.webp", "text.txt", "tables.json")
    assert Manifest(has_text=True).names == ("text.txt", "extract.txt")
    assert Manifest(problem="unreadable").names == ()


@pytest.mark.parametrize(
    "change",
    [
        {"pages": [{"width": -1, "height": 5}]},
        {"pages": [{"width": True, "height": 5}]},
        {"pages": [{"width": 20_000, "height": 5}]},
        {"pages": [{"width": "5", "height": 5}]},
        {"pages": [{"width": 5, "height": 5}] * (MOST_PAGES + 1)},
        {"pages": 3},
        {"pages": [], "tables": [], "text": False},
        {"tables": [{"name": "../x"}]},
        {"tables": [TABLE.name]},
        {"of": None},
        {"text": 1},
        {"sheets": 10**12},
        {"problem": ["x"]},
    ],
)
def test_what_is_no_manifest_is_refused(change: dict):
    with pytest.raises(ValueError):  # noqa: PT011 - one of many, all of them ours
        read_manifest({**WHOLE.as_json(), **change})


def test_nothing_is_no_manifest():
    with pytest.raises(ValueError, match="not a manifest"):
        read_manifest({})


def test_hints_are_counts_of_known_kinds():
    assert read_hints({"nik": 2, "email": 0}) == {"nik": 2}


@pytest.mark.parametrize("told", [{"nik": -1}, {"nik": "2"}, {"nama": 1}, ["nik"], None])
def test_other_hints_are_refused(told: object):
    with pytest.raises(ValueError):  # noqa: PT011
        read_hints(told)


def test_tables_are_rows_of_text():
    assert read_tables([[["a", "b"], ["c", "d"]]]) == ((("a", "b"), ("c", "d")),)


@pytest.mark.parametrize("told", [[[["a", 1]]], [[[None]]], 5, [5]])
def test_other_tables_are_refused(told: object):
    with pytest.raises(ValueError, match="no tables"):
        read_tables(told)
