import pytest

from renaksi.importing.institution_lists import read_institutions


@pytest.mark.parametrize(
    "cell",
    [
        "Ministry A; Ministry B",
        "Ministry A\nMinistry B",
        "1. Ministry A\n2. Ministry B",
        "1. Ministry A, 2. Ministry B",
        "1. Ministry A 2. Ministry B",
        "1) Ministry A 2) Ministry B",
        "(a)        Ministry A,\n(b)        Ministry B.",
        "a) Ministry A b) Ministry B",
        "\uf06c        Ministry A,\n\uf06c        Ministry B.",
        "• Ministry A\n• Ministry B",
    ],
)
def test_every_style_of_list_gives_the_same_names(cell: str) -> None:
    assert read_institutions(cell).names == ("Ministry A", "Ministry B")


@pytest.mark.parametrize(
    "name",
    [
        "Ministry of Villages, Development of Disadvantaged Regions, and Transmigration",
        "IPC, WFD",
        "Ministry of Agrarian Affairs/National Land Agency",
        "1st Head of Bureau for Sessions",
        "Assistant III and Organization Division",
        "Bohol Chamber of Commerce and Industry, Inc.",
    ],
)
def test_a_single_name_stays_whole(name: str) -> None:
    assert read_institutions(name).names == (name,)


def test_a_list_may_start_anew() -> None:
    cell = "1. Department A 2. Department B, 1. INCITE.Gov 2. World Bank"

    assert read_institutions(cell).names == ("Department A", "Department B", "INCITE.Gov", "World Bank")


def test_a_number_in_a_name_is_no_enumerator() -> None:
    cell = "1. Division (Metaksos) of DPR RI 82, 2. Head of Bureau for Session II"

    assert read_institutions(cell).names == (
        "Division (Metaksos) of DPR RI 82",
        "Head of Bureau for Session II",
    )


def test_the_same_name_counts_once() -> None:
    assert read_institutions("Bappenas; Bappenas").names == ("Bappenas",)


@pytest.mark.parametrize("cell", ["", "NA", "N/A", "; ;"])
def test_an_empty_cell_has_no_names_and_no_warning(cell: str) -> None:
    reading = read_institutions(cell)

    assert (reading.names, reading.warnings) == ((), ())


def test_text_before_a_list_leaves_the_cell_unknown() -> None:
    reading = read_institutions("Provincial Government of Bohol 1. Dionisio Balite 2. Bonifacio Quirog")

    assert reading.names == ()
    assert reading.warnings == (
        "ada teks sebelum nomor urut, jadi bukan daftar instansi; dibiarkan tidak diketahui",
    )


def test_a_text_too_long_for_a_name_is_left_unknown() -> None:
    reading = read_institutions("Ministry A; " + "x" * 256)

    assert reading.names == ("Ministry A",)
    assert reading.warnings == ("lebih dari 255 huruf untuk satu nama instansi, dibiarkan tidak diketahui",)
