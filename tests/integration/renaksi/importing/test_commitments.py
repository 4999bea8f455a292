from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook
from wagtail.models import ModelLogEntry

from foundation.audit.models import AuditEntry
from institutions.models import Institution, Region
from renaksi.enums import AssessmentSource, Indicator, OgpValue, PartnerRole
from renaksi.importing import commitments
from renaksi.models import (
    ActionPlan,
    Amendment,
    Assessment,
    Commitment,
    CompletionDecision,
    ProgressUpdate,
    Review,
)
from tests.integration.renaksi.importing.files import COMMITMENT, run, write_commitments

pytestmark = pytest.mark.django_db
REASON = "Ralat sekretariat"


def _import(folder: Path, *rows: dict[str, str], **options: object) -> list[str]:
    return run("import_commitments", write_commitments(folder, *rows), **options)


def _refused(folder: Path, *rows: dict[str, str], **options: object) -> list[str]:
    """The lines of an import that refuses rows, which ends with status 1."""
    with pytest.raises(SystemExit) as ended:
        _import(folder, *rows, **options)
    assert ended.value.code == 1
    return ended.value.lines


def test_a_dry_run_shows_what_would_be_created_and_changes_nothing(tmp_path: Path) -> None:
    lines = _import(tmp_path, {}, dry_run=True)

    assert lines == [
        "akan dibuat: baris 2, RAN OGI V 2018-2020: Data yang lebih baik",
        "created=1 changed=0 unchanged=0 refused=0 warnings=0",
    ]
    counts = [model.objects.count() for model in (Commitment, ActionPlan, Institution, Region, AuditEntry)]
    assert counts == [0, 0, 0, 0, 0]


def test_a_dry_run_shows_a_change_field_by_field_and_changes_nothing(tmp_path: Path) -> None:
    _import(tmp_path, {})

    lines = _import(tmp_path, {"title_id": "Data terbuka", "end": "2021"}, dry_run=True, reason=REASON)

    assert lines == [
        "akan diubah: baris 2, RAN OGI V 2018-2020: Data yang lebih baik",
        "    title: “Data yang lebih baik” → “Data terbuka”",
        "    end_on: “2020-12” → “2021”",
        "created=0 changed=1 unchanged=0 refused=0 warnings=0",
    ]
    assert Commitment.objects.get().title == "Data yang lebih baik"
    assert Amendment.objects.count() == 0


def test_a_published_commitment_does_not_change_without_a_reason(tmp_path: Path) -> None:
    _import(tmp_path, {})

    lines = _refused(tmp_path, {"title_id": "Data terbuka"})

    assert lines == [
        "ditolak: baris 2: komitmen ini sudah terbit; perubahan title memerlukan --reason",
        "created=0 changed=0 unchanged=0 refused=1 warnings=0",
    ]
    assert Commitment.objects.get().title == "Data yang lebih baik"


def test_a_change_of_a_published_commitment_becomes_an_amendment(tmp_path: Path) -> None:
    _import(tmp_path, {})
    _import(
        tmp_path,
        {"end": "2021", "lead_institutions": "Ministry of Health; Ministry of Finance"},
        reason=REASON,
    )

    commitment = Commitment.objects.get()
    amendments = Amendment.objects.filter(commitment=commitment).order_by("field")
    assert commitment.end_on == date(2021, 12, 31)
    assert [(one.field, one.old, one.new, one.reason, one.by) for one in amendments] == [
        ("end_on", "2020-12", "2021", REASON, None),
        ("institutions", "", "Kementerian Keuangan (Penanggung jawab)", REASON, None),
    ]


def test_a_draft_changes_without_a_reason_and_without_an_amendment(tmp_path: Path) -> None:
    _import(tmp_path, {})
    Commitment.objects.update(live=False, first_published_at=None)

    assert _import(tmp_path, {"end": "2021"})[-1] == "created=0 changed=1 unchanged=0 refused=0 warnings=0"
    assert Amendment.objects.count() == 0


def test_what_was_taken_off_the_site_still_changes_only_with_a_reason(tmp_path: Path) -> None:
    _import(tmp_path, {})
    Commitment.objects.get().unpublish()

    assert _refused(tmp_path, {"end": "2021"})[0] == (
        "ditolak: baris 2: komitmen ini sudah terbit; perubahan end_on memerlukan --reason"
    )
    _import(tmp_path, {"end": "2021"}, reason=REASON)
    assert [(one.field, one.reason) for one in Amendment.objects.all()] == [("end_on", REASON)]
    assert Commitment.objects.get().live is False


def test_a_blank_cell_takes_nothing_away(tmp_path: Path) -> None:
    _import(tmp_path, {})
    blank = {"start": "", "end": "NA", "lead_institutions": "", "title_en": "", "number": ""}

    assert _import(tmp_path, blank)[-1] == "created=0 changed=0 unchanged=1 refused=0 warnings=0"
    assert Commitment.objects.get().title_en == "Better data"
    assert Commitment.objects.get().institutions.count() == 1


def test_the_english_title_never_replaces_the_one_in_bahasa_indonesia(tmp_path: Path) -> None:
    _import(tmp_path, {})

    assert _import(tmp_path, {"title_id": ""})[-1] == "created=0 changed=0 unchanged=1 refused=0 warnings=0"
    assert Commitment.objects.get().title == "Data yang lebih baik"


def test_a_record_is_found_by_plan_and_number_when_the_code_is_not_known(tmp_path: Path) -> None:
    _import(tmp_path, {"code": ""})

    assert _import(tmp_path, {"code": "ID0092"}, reason=REASON)[-1].startswith("created=0 changed=1 ")
    assert Commitment.objects.get().ogp_code == "ID0092"


def test_a_record_is_found_by_plan_and_title_when_code_and_number_are_not_known(tmp_path: Path) -> None:
    nameless = {"code": "", "number": "", "title_id": "DATA yang lebih baik."}
    _import(tmp_path, {"code": "", "number": ""})

    assert _import(tmp_path, nameless, reason=REASON)[-1].startswith("created=0 changed=1 ")


def test_a_record_is_found_by_its_english_title_when_only_that_was_known(tmp_path: Path) -> None:
    bare = {"code": "", "number": ""}
    _import(tmp_path, bare | {"title_id": ""})

    lines = _import(tmp_path, bare, reason=REASON)

    assert lines[-1] == "created=0 changed=1 unchanged=0 refused=0 warnings=0"
    assert Commitment.objects.get().title == "Data yang lebih baik"


@pytest.mark.parametrize("row", [{"code": "id0092", "number": ""}, {"code": "", "number": "2a"}])
def test_capitals_do_not_tell_codes_or_numbers_apart(tmp_path: Path, row: dict[str, str]) -> None:
    _import(tmp_path, {"number": "2A"})

    _import(tmp_path, row | {"title_id": "Judul lain", "title_en": "Other title"}, reason=REASON)

    assert [one.title for one in Commitment.objects.all()] == ["Judul lain"]


def test_partners_and_areas_remember_where_they_came_from(tmp_path: Path) -> None:
    _import(tmp_path, {"source_url": "https://contoh.test/1"})
    assert sorted(Commitment.objects.get().field_sources)[:2] == ["end_on", "institutions"]

    _import(tmp_path, {"policy_areas": "Open Data", "source_url": "https://contoh.test/1"}, reason=REASON)
    assert Commitment.objects.get().field_sources["policy_areas"] == {
        "source": "commitments.csv",
        "url": "https://contoh.test/1",
    }


def test_the_same_number_with_another_code_is_another_commitment(tmp_path: Path) -> None:
    rows = ({}, {"code": "ID0200", "title_id": "Lain", "title_en": "Other"})

    assert _import(tmp_path, *rows)[-1] == "created=2 changed=0 unchanged=0 refused=0 warnings=0"
    assert sorted(Commitment.objects.values_list("slug", flat=True)) == ["1", "1-2"]
    assert _import(tmp_path, *rows)[-1] == "created=0 changed=0 unchanged=2 refused=0 warnings=0"


def test_the_same_code_with_another_number_and_title_is_another_commitment(tmp_path: Path) -> None:
    rows = ({}, {"number": "2", "title_id": "Lain", "title_en": "Other"})

    assert _import(tmp_path, *rows)[-1] == "created=2 changed=0 unchanged=0 refused=0 warnings=0"
    assert _import(tmp_path, *rows)[-1] == "created=0 changed=0 unchanged=2 refused=0 warnings=0"


def test_the_same_code_in_another_plan_is_another_commitment(tmp_path: Path) -> None:
    assert _import(tmp_path, {}, {"plan": "2020-2022"})[-1].startswith("created=2 ")


def test_a_second_row_for_one_commitment_is_refused(tmp_path: Path) -> None:
    lines = _refused(tmp_path, {}, {"end": "2021"})

    assert lines[-2:] == [
        "ditolak: baris 3: komitmen yang sama sudah ditulis di baris 2",
        "created=1 changed=0 unchanged=0 refused=1 warnings=0",
    ]


def test_a_row_that_fits_two_commitments_is_refused(tmp_path: Path) -> None:
    _import(tmp_path, {}, {"code": "ID0200", "title_id": "Lain", "title_en": "Other"})

    lines = _refused(tmp_path, {"code": "", "title_id": "Baru", "title_en": ""})

    assert lines[0] == (
        "ditolak: baris 2, kolom title_id (E2), nilai “Baru”: cocok dengan lebih dari satu komitmen"
    )


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        (
            {"completion_end": "Selesai"},
            (
                "kolom completion_end (O2), nilai “Selesai”: bukan nilai yang dikenal; yang boleh: "
                "Not Started, Limited, Substantial, Complete, Unclear, Pending IRM Review, Withdrawn"
            ),
        ),
        (
            {"level": "lokal"},
            "kolom level (F2), nilai “lokal”: tingkat tidak dikenal; yang boleh: national, subnational",
        ),
        (
            {"region": "Kota Semarng"},
            (
                "kolom region (G2), nilai “Kota Semarng”: daerah tidak dikenal; "
                "yang boleh: nama daerah menurut Kemendagri, misalnya Kota Semarang"
            ),
        ),
        ({"title_id": "", "title_en": "NA"}, "kolom title_id (E2): judul kosong; isi title_id atau title_en"),
        ({"plan": ""}, "kolom plan (A2): rencana aksi tidak disebut"),
        (
            {"start": "2021", "end": "2020"},
            "kolom end (R2), nilai “2020”: tanggal mulai sesudah tanggal selesai",
        ),
        (
            {"policy_areas": "x" * 121},
            (
                f"kolom policy_areas (J2), nilai “{'x' * 79}…”: "
                "lebih panjang dari yang dapat disimpan; pisahkan dengan titik koma"
            ),
        ),
        (
            {"number": "1" * 21},
            f"kolom number (C2), nilai “{'1' * 21}”: lebih panjang dari yang dapat disimpan",
        ),
    ],
)
def test_a_wrong_cell_refuses_its_row_and_says_what_is_allowed(
    tmp_path: Path, cell: dict[str, str], line: str
) -> None:
    lines = _refused(
        tmp_path, cell, {"code": "ID0200", "number": "9", "title_id": "Baik", "title_en": "Good"}
    )

    separator = "" if line.startswith(":") else ", "
    assert lines[-2:] == [
        f"ditolak: baris 2{separator}{line}",
        "created=1 changed=0 unchanged=0 refused=1 warnings=0",
    ]
    assert [one.title for one in Commitment.objects.all()] == ["Baik"]


def test_an_unknown_plan_is_refused_with_the_plans_that_there_are(tmp_path: Path) -> None:
    line = _refused(tmp_path, {"plan": "2030-2032"})[0]

    assert line.startswith(
        "ditolak: baris 2, kolom plan (A2), nilai “2030-2032”: rencana aksi tidak dikenal; yang boleh: "
    )
    assert "2022-2024" in line.split("yang boleh: ")[1].split(", ")


def test_refused_rows_are_no_failure_when_they_are_allowed(tmp_path: Path) -> None:
    lines = _import(tmp_path, {"level": "lokal"}, allow_refused=True)

    assert lines[-1] == "created=0 changed=0 unchanged=0 refused=1 warnings=0"


def test_a_row_torn_by_a_separator_is_refused(tmp_path: Path) -> None:
    path = write_commitments(tmp_path, {})
    path.write_text(path.read_text().rstrip() + ",sisa\n", encoding="utf-8")

    lines = run("import_commitments", path, allow_refused=True)

    assert (
        lines[0]
        == "ditolak: baris 2: isi baris lebih banyak daripada kolom tajuk; periksa tanda kutip dan pemisah"
    )


def test_values_that_ogp_local_names_as_areas_are_values(tmp_path: Path) -> None:
    _import(tmp_path, {"policy_areas": "Civic Participation; Public Accountability"})

    commitment = Commitment.objects.get()
    assert commitment.ogp_values == [OgpValue.PARTICIPATION, OgpValue.ACCOUNTABILITY]
    assert commitment.policy_areas.count() == 0


def test_policy_areas_are_added_in_both_languages(tmp_path: Path) -> None:
    _import(tmp_path, {"policy_areas": "Environment and Climate; Access to Information"})

    areas = Commitment.objects.get().policy_areas.order_by("name")
    assert [(area.name, area.name_en) for area in areas] == [
        ("Akses informasi", "Access to Information"),
        ("Lingkungan dan iklim", "Environment & Climate"),
    ]


def test_a_new_area_of_a_published_commitment_needs_a_reason(tmp_path: Path) -> None:
    _import(tmp_path, {"policy_areas": "Health"})
    both = {"policy_areas": "Health; Education"}

    assert _refused(tmp_path, both)[0].endswith("perubahan policy_areas memerlukan --reason")
    assert _import(tmp_path, both, reason=REASON)[-1].startswith("created=0 changed=1 ")
    assert _import(tmp_path, {"policy_areas": "Education"})[-1].startswith("created=0 changed=0 unchanged=1 ")


def test_a_rating_is_corrected_with_a_reason_and_logged(tmp_path: Path) -> None:
    _import(tmp_path, {"completion_end": "Limited"})
    _import(tmp_path, {"completion_end": "Substantial"}, reason=REASON)

    assert Assessment.objects.get(indicator=Indicator.COMPLETION).value == "Substantial"
    entry = AuditEntry.objects.get(action="import.changed")
    assert entry.data == {"source": "commitments.csv", "fields": ["irm_end_of_term:completion"]}
    (told,) = ModelLogEntry.objects.filter(action="renaksi.correct_rating")
    assert told.formatter.format_message(told) == (
        f"{AssessmentSource.IRM_END_OF_TERM.label}, {Indicator.COMPLETION.label}: "
        f"“Limited” menjadi “Substantial”. Alasan: {REASON}"
    )


def test_a_first_rating_of_a_published_commitment_needs_no_reason(tmp_path: Path) -> None:
    _import(tmp_path, {})

    assert (
        _import(tmp_path, {"completion_end": "Limited"})[-1]
        == "created=0 changed=1 unchanged=0 refused=0 warnings=0"
    )
    assert Amendment.objects.count() == 0


def test_complete_in_a_file_is_a_rating_and_no_status_of_ours(tmp_path: Path) -> None:
    _import(tmp_path, {"completion_end": "Complete"})

    assert Assessment.objects.get(indicator=Indicator.COMPLETION).value == "Complete"
    assert [model.objects.count() for model in (CompletionDecision, ProgressUpdate, Review)] == [0, 0, 0]


def test_a_draft_that_waits_in_the_cms_is_not_overtaken(tmp_path: Path) -> None:
    _import(tmp_path, {})
    commitment = Commitment.objects.get()
    commitment.title = "Sedang disunting"
    commitment.save_revision()

    lines = _refused(tmp_path, {"end": "2021"}, reason=REASON)

    assert lines[0] == (
        "ditolak: baris 2: komitmen ini punya draf yang belum terbit di CMS; terbitkan atau batalkan draf itu dulu"
    )


def test_the_history_of_the_cms_holds_what_the_import_wrote(tmp_path: Path) -> None:
    _import(tmp_path, {})
    Commitment.objects.get().save_revision().publish()
    _import(tmp_path, {"title_id": "Data terbuka", "lead_institutions": "Ministry of Finance"}, reason=REASON)

    edited = Commitment.objects.get().latest_revision.as_object()
    assert edited.title == "Data terbuka"
    assert sorted(str(one.institution) for one in edited.partnerships.all()) == [
        "Kementerian Kesehatan",
        "Kementerian Keuangan",
    ]
    assert not Commitment.objects.get().has_unpublished_changes


def test_partners_keep_the_order_of_the_file_and_their_roles(tmp_path: Path) -> None:
    _import(
        tmp_path, {"lead_institutions": "ICW; Ministry of Health", "support_institutions": "Ombudsman RI"}
    )

    partners = [(str(one.institution), one.role) for one in Commitment.objects.get().partnerships.all()]
    assert partners == [
        ("Indonesia Corruption Watch", PartnerRole.LEAD),
        ("Kementerian Kesehatan", PartnerRole.LEAD),
        ("Ombudsman Republik Indonesia", PartnerRole.RELATED),
    ]


def test_a_spelling_that_staff_merged_finds_the_institution_that_was_kept(tmp_path: Path) -> None:
    from institutions.actions import merge_institutions

    _import(tmp_path, {"lead_institutions": "Health Ministry of Indonesia"})
    wrong = Institution.objects.get(name="Health Ministry of Indonesia")
    _import(tmp_path, {"lead_institutions": "Ministry of Health"}, reason=REASON)
    merge_institutions(
        keep=Institution.objects.get(short_name="Kemenkes"), drop=wrong, by=None, reason="Ejaan lain"
    )

    last = _import(tmp_path, {"lead_institutions": "Health Ministry of Indonesia"})[-1]

    assert last == "created=0 changed=0 unchanged=1 refused=0 warnings=0"
    assert [one.name for one in Commitment.objects.get().institutions.all()] == ["Kementerian Kesehatan"]


def test_the_sample_plan_is_left_alone(tmp_path: Path) -> None:
    sample = ActionPlan.objects.create(
        label="Contoh", ogp_label="2018-2020", slug="contoh", level="national", is_sample=True
    )
    _import(tmp_path, {})

    assert sample.commitments.count() == 0
    assert Commitment.objects.get().plan.slug == "ran-2018-2020"


def test_an_xlsx_file_is_read_like_a_csv_file(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(commitments.COLUMNS)
    book.active.append(
        [date(2019, 1, 1) if name == "start" else COMMITMENT.get(name) for name in commitments.COLUMNS]
    )
    book.save(tmp_path / "data.xlsx")

    assert run("import_commitments", tmp_path / "data.xlsx")[-1].startswith("created=1 ")
    assert Commitment.objects.get().start_on == date(2019, 1, 1)


@pytest.mark.parametrize("command", ["import_commitments", "import_milestones", "import_ogp"])
def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path, command: str) -> None:
    with pytest.raises(
        CommandError, match=r"^Berkas none\.csv tidak ditemukan; periksa nama dan foldernya\.$"
    ):
        call_command(command, str(tmp_path / "none.csv"))


def test_progress_is_told_while_the_import_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_commitments", str(write_commitments(tmp_path, {})))

    assert capsys.readouterr().err == "membaca commitments.csv\n1 dari 1 baris dibaca\n"
