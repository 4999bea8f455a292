"""The sheet filled with LibreOffice comes back with its diff; a damaged cell is refused by its address.

`recorded` is a file that LibreOffice saved (tests/data/lembar-libreoffice.md); the long test asks the program itself.
"""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from renaksi.models import ProgressUpdate
from renaksi.sheets.columns import REPORT_SHEET
from renaksi.sheets.tokens import MARK
from tests.libreoffice import SOFFICE, filled_by_libreoffice
from tests.sheets import (
    DATASETS,
    REGULATION,
    VILLAGES,
    address,
    apply,
    bytes_of,
    changes,
    downloaded,
    lists_of,
    statuses,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]

RECORDED = Path(__file__).parents[3] / "data" / "lembar-libreoffice.xlsx"
FILLED = (
    (address("reached", DATASETS), 7.5),
    (address("narrative", DATASETS), "- Tiga dataset terbit.\n- Dua lagi ditinjau."),
    (address("challenge_funding", DATASETS), "Ya"),
    (address("reached", REGULATION), "50 — berjalan"),
    (address("narrative", REGULATION), "Rancangan dibahas."),
    (address("blocked_by", REGULATION), "Badan Perencanaan Contoh"),
    (address("blocked_since", REGULATION), "2026-10-05"),
    (address("blocked_reason", REGULATION), "Paraf bersama."),
    (address("reached", VILLAGES), "=3+4"),
    (address("narrative", VILLAGES), "Satu\nDua\nTiga\nEmpat"),
    (address("challenge_other", VILLAGES), "Mungkin"),
)
DIFF = {
    DATASETS: {
        "Realisasi atau tahap": ("", "7,5"),
        "Perkembangan": ("", "- Tiga dataset terbit.\n- Dua lagi ditinjau."),
        "Kendala: Anggaran": ("", "Ya"),
    },
    REGULATION: {
        "Realisasi atau tahap": ("", "50 — berjalan"),
        "Perkembangan": ("", "Rancangan dibahas."),
        "Menunggu instansi": ("", "Badan Perencanaan Contoh"),
        "Menunggu sejak": ("", "5 Okt 2026"),
        "Apa yang ditunggu": ("", "Paraf bersama."),
    },
    VILLAGES: {
        "Realisasi atau tahap": ("", "(rumus)"),
        "Perkembangan": ("", "Satu\nDua\nTiga\nEmpat"),
        "Kendala: Lainnya": ("", "Mungkin"),
    },
}
REFUSALS = [
    "Laporan!J6: berisi rumus. Salin, lalu tempel sebagai nilai.",
    "Laporan!K6: Perkembangan lebih dari tiga baris. Ringkas menjadi paling banyak tiga pokok.",
    "Laporan!Q6: “Mungkin” tidak dikenal. Pilih Ya, atau kosongkan.",
]


def recorded(world):
    """The file as LibreOffice saved it, but of this world: what is signed depends on its keys."""
    [token] = [
        text for column in lists_of(downloaded(world)) for text in column if str(text).startswith(MARK)
    ]
    target = io.BytesIO()
    with zipfile.ZipFile(RECORDED) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as patched:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/sharedStrings.xml":
                content, times = re.subn(rf"{MARK}[^<]+", token, content.decode(), count=2)
                assert times == 1
            patched.writestr(name, content)
    return target.getvalue()


def came_back_as_it_was_filled(world, content):
    page = world.client.get(upload(world, content)["Location"])
    assert changes(page) == DIFF
    assert statuses(page) == {DATASETS: "ready", REGULATION: "ready", VILLAGES: "bad"}
    [damaged] = [row for row in page.context["run"].rows if row.key == VILLAGES]
    assert damaged.refusals == REFUSALS
    apply(world, page, DATASETS, REGULATION, VILLAGES)
    saved = ProgressUpdate.objects.values_list("milestone__title", flat=True)
    assert set(saved) == {"120 dataset terbit", "Peraturan disahkan"}


def test_sheet_that_libreoffice_saved_comes_back_with_its_diff(sheet_world):
    came_back_as_it_was_filled(sheet_world, recorded(sheet_world))


def rules_of(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content))[REPORT_SHEET]
    return {
        (cell, rule.type, rule.formula1)
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
        for row in area.rows
        for cell in row
    }


def test_drop_downs_outlive_libreoffice(sheet_world):
    sent = rules_of(bytes_of(downloaded(sheet_world)))
    assert ((5, 10), "list", "Daftar!$A$1:$A$5") in sent
    assert ((4, 20), "list", "Daftar!$B$1:$B$1") in sent
    assert rules_of(RECORDED.read_bytes()) == sent


@pytest.mark.long
@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice (libreoffice-calc-nogui)")
def test_sheet_filled_with_libreoffice_now_comes_back_with_its_diff(sheet_world, tmp_path):
    sent = bytes_of(downloaded(sheet_world))
    content = filled_by_libreoffice(sent, FILLED, tmp_path)
    assert rules_of(content) == rules_of(sent)
    came_back_as_it_was_filled(sheet_world, content)
