from datetime import date
from pathlib import Path

import pytest

from renaksi.enums import DatePrecision
from renaksi.models import Amendment, Commitment, Milestone
from tests.integration.renaksi.importing.files import run, write_commitments, write_milestones

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def commitment(tmp_path: Path) -> Commitment:
    run("import_commitments", write_commitments(tmp_path, {}))
    return Commitment.objects.get()


def _import(folder: Path, *rows: dict[str, str], **options: object) -> list[str]:
    return run("import_milestones", write_milestones(folder, *rows), **options)


def _refusal(folder: Path, row: dict[str, str]) -> str:
    return _import(folder, row, allow_refused=True)[0]


def test_a_year_is_due_on_its_last_day(tmp_path: Path, commitment: Commitment) -> None:
    _import(tmp_path, {})

    milestone = commitment.milestones.get()
    assert (milestone.due_on, milestone.due_precision) == (date(2019, 12, 31), DatePrecision.YEAR)
    assert (milestone.number, milestone.sort_order, milestone.title) == ("1", 1, "Peraturan terbit")


def test_a_blank_due_date_stays_unknown(tmp_path: Path) -> None:
    _import(tmp_path, {"year_or_due": ""})

    assert Milestone.objects.get().due_on is None


def test_a_milestone_joins_a_published_commitment_without_a_reason(tmp_path: Path) -> None:
    assert _import(tmp_path, {})[-1] == "created=1 changed=0 unchanged=0 refused=0 warnings=0"
    assert Amendment.objects.count() == 0


def test_a_changed_due_date_needs_a_reason_and_becomes_an_amendment(tmp_path: Path) -> None:
    _import(tmp_path, {})

    assert _refusal(tmp_path, {"year_or_due": "2020"}) == (
        "ditolak: baris 2: komitmen ini sudah terbit; perubahan due_on memerlukan --reason"
    )
    _import(tmp_path, {"year_or_due": "2020"}, reason="Diperpanjang")
    amendment = Amendment.objects.get()
    assert (amendment.milestone, amendment.field, amendment.old, amendment.new, amendment.reason) == (
        Milestone.objects.get(),
        "due_on",
        "2019",
        "2020",
        "Diperpanjang",
    )


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            {"code": "ID9999"},
            "kolom code (A2), nilai “ID9999”: tidak ada komitmen dengan kode ini; impor komitmennya lebih dulu",
        ),
        ({"code": ""}, "kolom code (A2): kode komitmen kosong, sehingga komitmennya tidak dapat dicari"),
        (
            {"order": "satu"},
            "kolom order (B2), nilai “satu”: bukan nomor urut; yang boleh: bilangan bulat 1 sampai 999",
        ),
        ({"milestone_id": ""}, "kolom milestone_id (E2): tonggak kosong; isi milestone_id atau milestone_en"),
    ],
)
def test_a_wrong_cell_refuses_its_row(tmp_path: Path, row: dict[str, str], message: str) -> None:
    assert _refusal(tmp_path, row) == f"ditolak: baris 2, {message}"


def test_a_code_of_two_commitments_refuses_the_row(tmp_path: Path) -> None:
    run("import_commitments", write_commitments(tmp_path, {"plan": "2020-2022"}))

    assert _refusal(tmp_path, {}) == (
        "ditolak: baris 2, kolom code (A2), nilai “ID0092”: kode ini dimiliki lebih dari satu komitmen"
    )


def test_a_second_row_for_one_milestone_is_refused(tmp_path: Path) -> None:
    lines = _import(tmp_path, {}, {"milestone_id": "Lain"}, allow_refused=True)

    assert lines[-2:] == [
        "ditolak: baris 3, kolom order (B3), nilai “1”: tonggak yang sama sudah ditulis di baris 2",
        "created=1 changed=0 unchanged=0 refused=1 warnings=0",
    ]
