import pytest

from renaksi.queries.workspace.viewer_content import Piece, column_letters, flowing, marked


def test_places_that_look_like_personal_data_are_pieces_of_their_own():
    assert marked("NIK 3201010101900001, <b>0812-3456-7890</b>") == (
        Piece("NIK ", is_hint=False),
        Piece("3201010101900001", is_hint=True),
        Piece(", <b>", is_hint=False),
        Piece("0812-3456-7890", is_hint=True),
        Piece("</b>", is_hint=False),
    )


@pytest.mark.parametrize(
    "text", ["bersih", "a@b.id", "3201010101900001 3201010101900002", "  spasi  ", "a\nb"]
)
def test_pieces_make_the_text_again(text: str):
    assert "".join(piece.text for piece in marked(text)) == text


def test_nothing_has_no_pieces():
    assert marked("") == ()


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_named_as_office_programs_do(index: int, letters: str):
    assert column_letters(index) == letters


def test_lines_that_the_page_broke_run_on():
    full = "Pelatihan walidata bagi perangkat daerah dilaksanakan dalam empat"
    text = f"Judul\n{full}\nangkatan.\n{full}.\nButir baru"
    assert flowing(text) == f"Judul\n{full} angkatan.\n{full}.\nButir baru"
