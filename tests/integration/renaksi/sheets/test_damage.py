"""Nothing is overwritten unseen, nothing that was typed is lost, and no cell is refused without its address."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from renaksi.actions.updates import DraftContent, save_draft, start_update, submit_update
from renaksi.models import ProgressUpdate
from renaksi.sheets.columns import REPORT_SHEET
from tests import actors
from tests.factories.renaksi import PeriodFactory, UpdateFactory
from tests.sheets import (
    DATASETS,
    FIRST_ROW,
    REGULATION,
    VILLAGES,
    address,
    apply,
    bytes_of,
    came_back,
    cells_of_row,
    changes,
    downloaded,
    fill,
    newest,
    statuses,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


# Nothing reached, explained: needs no proof.
COMPLETE = {"step": 0, "challenges": ("funding",), "next_step": "Lanjut."}


def saved(world, key, by=None, **content):
    """A colleague's draft, or another version of it."""
    person = by or actors.focal_point(world.own)
    now = timezone.now()
    update = start_update(milestone=world.milestones[key], period=world.period, by=person, at=now)
    given = replace(DraftContent(step=25, narrative="Dari rekan."), **content)
    return save_draft(update=update, content=given, revision=update.revision, by=person, at=now)


def test_sheet_opens_as_the_forms_would(sheet_world):
    saved(sheet_world, REGULATION, challenges=("other",), blocked_by=sheet_world.other, next_step="=1+1")
    cells = cells_of_row(downloaded(sheet_world), REGULATION)
    told = {key: value for key, value in cells.items() if value is not None}
    assert told == {
        "number": 2,
        "milestone": "Peraturan disahkan",
        "commitment": "1. Data terbuka",
        "state": "Draf",
        "due": "30 Jun 2027",
        "reached": "25 — persiapan",
        "narrative": "Dari rekan.",
        "challenge_other": "Ya",
        "next_step": "'=1+1",
        "blocked_by": "Badan Perencanaan Contoh",
    }


def test_sheet_begins_with_the_last_answer_and_without_its_narrative(sheet_world):
    before = PeriodFactory(
        plan=sheet_world.plan, code="B06", ends_on=date(2026, 6, 30), starts_on=date(2026, 4, 1)
    )
    UpdateFactory(
        milestone=sheet_world.milestones[DATASETS],
        period=before,
        realised="12.5",
        step=None,
        next_step="Lanjut.",
    )
    book = downloaded(sheet_world)
    told = {key: value for key, value in cells_of_row(book, DATASETS).items() if value is not None}
    assert (told["before"], told["reached"], told["next_step"]) == (
        "12,5 dataset (B06 2026)",
        12.5,
        "Lanjut.",
    )
    assert "narrative" not in told
    assert changes(came_back(sheet_world, book)) == {}
    fill(book, DATASETS, narrative="Baru.")
    page = came_back(sheet_world, book)
    assert changes(page) == {DATASETS: {"Perkembangan": ("", "Baru.")}}
    apply(sheet_world, page, DATASETS)
    saved_now = ProgressUpdate.objects.get(period=sheet_world.period)
    assert (saved_now.realised, saved_now.narrative, saved_now.next_step) == (12.5, "Baru.", "Lanjut.")


def test_untouched_sheet_changes_nothing(sheet_world):
    saved(sheet_world, REGULATION, challenges=("other", "funding"), next_step="=1+1")
    page = came_back(sheet_world, downloaded(sheet_world))
    assert changes(page) == {}
    assert set(statuses(page).values()) == {"same"}


def test_what_a_colleague_saved_meanwhile_is_kept_until_it_is_chosen(sheet_world):
    book = downloaded(sheet_world)
    saved(sheet_world, REGULATION)
    fill(book, REGULATION, reached="50", narrative="Dari lembar.")
    page = came_back(sheet_world, book)
    assert statuses(page)[REGULATION] == "stale"
    assert changes(page)[REGULATION]["Perkembangan"] == ("Dari rekan.", "Dari lembar.")
    assert b'value="2" checked' not in page.content
    apply(sheet_world, page)
    assert ProgressUpdate.objects.get().narrative == "Dari rekan."
    apply(sheet_world, page, REGULATION)
    assert ProgressUpdate.objects.get().narrative == "Dari lembar."


def test_what_is_saved_between_the_look_and_the_button_is_not_overwritten(sheet_world):
    book = downloaded(sheet_world)
    fill(book, REGULATION, reached="50", narrative="Dari lembar.")
    page = came_back(sheet_world, book)
    saved(sheet_world, REGULATION)
    response = apply(sheet_world, page, REGULATION)
    assert ProgressUpdate.objects.get().narrative == "Dari rekan."
    after = sheet_world.client.get(response["Location"])
    assert "Draf ini sudah diubah orang lain" in after.content.decode()
    assert statuses(after)[REGULATION] == "stale"


def test_applying_twice_is_harmless(sheet_world):
    book = downloaded(sheet_world)
    fill(book, DATASETS, reached=7.5)
    page = came_back(sheet_world, book)
    apply(sheet_world, page, DATASETS)
    before = ProgressUpdate.objects.values().get()
    apply(sheet_world, page, DATASETS)
    assert ProgressUpdate.objects.values().get() == before
    again = sheet_world.client.get(reverse("workspace:sheet", args=[newest().pk]))
    assert statuses(again)[DATASETS] == "same"


def test_rows_that_nobody_offers_are_not_saved(sheet_world):
    book = downloaded(sheet_world)
    fill(book, DATASETS, reached="tujuh")
    page = came_back(sheet_world, book)
    response = apply(sheet_world, page, DATASETS, REGULATION, "99")
    assert not ProgressUpdate.objects.exists()
    assert "Belum ada laporan yang dipilih" in sheet_world.client.get(response["Location"]).content.decode()


def test_a_report_that_was_sent_meanwhile_stays_as_it_was_sent(sheet_world):
    book = downloaded(sheet_world)
    update = saved(sheet_world, REGULATION, **COMPLETE)
    submit_update(update=update, by=sheet_world.reporter, at=timezone.now())
    fill(book, REGULATION, narrative="Terlambat.")
    page = came_back(sheet_world, book)
    assert statuses(page)[REGULATION] == "closed"
    apply(sheet_world, page, REGULATION)
    assert ProgressUpdate.objects.get().narrative == "Dari rekan."


def test_what_is_sent_stands_in_the_sheet_and_is_locked(sheet_world):
    update = saved(sheet_world, REGULATION, **COMPLETE)
    submit_update(update=update, by=sheet_world.reporter, at=timezone.now())
    sheet = downloaded(sheet_world)[REPORT_SHEET]
    locked = {key: sheet[address("narrative", key)].protection.locked for key in (DATASETS, REGULATION)}
    assert (sheet.protection.sheet, locked) == (True, {DATASETS: False, REGULATION: True})


def damaged(world):
    book = downloaded(world)
    sheet = book[REPORT_SHEET]
    fill(book, DATASETS, reached="tujuh", narrative="Satu\nDua\nTiga\nEmpat", blocked_since="kemarin")
    fill(book, REGULATION, reached=50, narrative="Baik.", unit="Diubah")
    sheet.delete_rows(FIRST_ROW + 2)
    for place, cell in enumerate(sheet[FIRST_ROW], 1):
        sheet.cell(FIRST_ROW + 5, place, cell.value)
    sheet.cell(FIRST_ROW + 5, 1, 77)
    return book


def test_damaged_sheet_is_refused_cell_by_cell_and_its_good_rows_are_saved(sheet_world):
    page = came_back(sheet_world, damaged(sheet_world))
    assert statuses(page) == {DATASETS: "bad", "77": "bad", REGULATION: "ready", VILLAGES: "missing"}
    bad, foreign = page.context["run"].groups[0].rows
    assert bad.refusals == [
        "Laporan!J4: “tujuh” bukan angka. Tulis angka, misalnya 7,5.",
        "Laporan!K4: Perkembangan lebih dari tiga baris. Ringkas menjadi paling banyak tiga pokok.",
        "Laporan!U4: “kemarin” bukan tanggal yang pasti. Tulis misalnya 5 Okt 2026.",
    ]
    assert foreign.refusals == [
        "Baris 9 bukan baris lembar ini: nomornya tidak dikenal. Pindahkan isiannya ke baris tonggaknya."
    ]
    assert page.context["run"].slips == ("Laporan!F5",)
    shown = page.content.decode()
    assert all(sentence.partition(": ")[2] in shown for sentence in bad.refusals)
    apply(sheet_world, page, DATASETS, REGULATION, VILLAGES, "77")
    assert ProgressUpdate.objects.get().narrative == "Baik."


def test_what_was_refused_comes_back_as_a_sheet_with_what_to_mend(sheet_world):
    came_back(sheet_world, damaged(sheet_world))
    response = sheet_world.client.get(reverse("workspace:sheet_remarks", args=[newest().pk]))
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    sheet = book[REPORT_SHEET]
    assert sheet.max_row == FIRST_ROW
    assert cells_of_row(book, DATASETS)["reached"] == "tujuh"
    assert sheet[f"W{FIRST_ROW}"].value.split("\n") == [
        "Realisasi atau tahap: “tujuh” bukan angka. Tulis angka, misalnya 7,5.",
        "Perkembangan: Perkembangan lebih dari tiga baris. Ringkas menjadi paling banyak tiga pokok.",
        "Menunggu sejak: “kemarin” bukan tanggal yang pasti. Tulis misalnya 5 Okt 2026.",
    ]
    fill(book, DATASETS, reached="7", narrative="Satu", blocked_since=None)
    page = came_back(sheet_world, book)
    assert statuses(page) == {DATASETS: "ready"}


def test_formula_is_refused_in_open_cells_alone(sheet_world):
    book = downloaded(sheet_world)
    fill(book, DATASETS, reached="=3+4", measure="=1+1")
    page = came_back(sheet_world, book)
    [row] = [one for one in page.context["run"].rows if one.key == DATASETS]
    assert row.refusals == ["Laporan!J4: berisi rumus. Salin, lalu tempel sebagai nilai."]
    assert page.context["run"].slips == ("Laporan!D4",)


def test_nothing_typed_is_run_by_the_browser(sheet_world):
    book = downloaded(sheet_world)
    fill(book, DATASETS, reached="<script>alert(1)</script>")
    assert b"<script>alert(1)" not in came_back(sheet_world, book).content


def test_sheet_of_a_period_that_closed_is_refused_with_its_name(sheet_world):
    content = bytes_of(downloaded(sheet_world))
    today = timezone.localdate()
    period = sheet_world.period
    period.opens_on, period.closes_on, period.verify_by = (
        today.replace(year=2020), today.replace(year=2021), today.replace(year=2022),
    )  # fmt: skip
    period.save()
    response = upload(sheet_world, content)
    assert response.context["form"].errors["file"] == [
        "Lembar ini untuk periode B09 2026, yang tidak dapat diisi lagi. Unduh lembar periode ini."
    ]
