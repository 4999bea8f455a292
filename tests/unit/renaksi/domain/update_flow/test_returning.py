from renaksi.domain.update_flow import RefusedItem, note_of, reason_of
from renaksi.enums import ReturnReason

MINUTES = RefusedItem("Notulen", ReturnReason.UNSIGNED, "Belum bertanda tangan.")
PHOTO = RefusedItem("Foto", ReturnReason.WRONG_PERIOD, "Foto tahun lalu.")
LIST = RefusedItem("Daftar hadir", ReturnReason.WRONG_PERIOD, "Daftar tahun lalu.")


def test_a_return_takes_the_reason_given_most_often():
    assert reason_of([MINUTES, PHOTO, LIST]) == ReturnReason.WRONG_PERIOD


def test_of_reasons_given_as_often_the_first_is_taken():
    assert reason_of([MINUTES, PHOTO]) == ReturnReason.UNSIGNED


def test_a_return_lists_each_refused_proof():
    assert note_of([MINUTES, PHOTO]) == "“Notulen”: Belum bertanda tangan.\n“Foto”: Foto tahun lalu."


def test_nothing_refused_says_nothing():
    assert (reason_of([]), note_of([])) == (None, "")
