"""Whose sheet it is, what is taken as one, and how much a round trip may ask of the database."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership
from evidence.messages import SENTENCES
from renaksi.models import ProgressUpdate, ReportSheet
from tests import actors
from tests.factories.documents import office
from tests.factories.hostile.offices import dde_workbook
from tests.factories.renaksi import MilestoneFactory
from tests.sheets import (
    DATASETS,
    apply,
    bytes_of,
    came_back,
    downloaded,
    file_address,
    fill,
    newest,
    statuses,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def refused(world, content, name="lembar.xlsx"):
    response = upload(world, content, name)
    assert response.status_code == 422
    assert not ReportSheet.objects.exists()
    return response.context["form"].errors["file"]


def test_sheet_of_another_institution_is_refused(sheet_world):
    content = bytes_of(downloaded(sheet_world))
    sheet_world.client.force_login(sheet_world.outsider)
    assert sheet_world.client.get(file_address(sheet_world)).status_code == 404
    assert refused(sheet_world, content) == [
        "Lembar ini milik instansi atau periode lain. Unduh lembar instansi Anda, lalu isi yang itu."
    ]


def test_what_somebody_sent_is_theirs_alone(sheet_world):
    book = downloaded(sheet_world)
    fill(book, DATASETS, reached=7)
    page = came_back(sheet_world, book)
    addresses = [reverse(f"workspace:{name}", args=[newest().pk]) for name in ("sheet", "sheet_remarks")]
    for other in (actors.focal_point(sheet_world.own), sheet_world.outsider, actors.secretariat_admin()):
        sheet_world.client.force_login(other)
        assert [sheet_world.client.get(one).status_code for one in addresses] == [404, 404]
        assert apply(sheet_world, page, DATASETS).status_code == 404
    assert not ProgressUpdate.objects.exists()


def test_who_lost_the_role_applies_nothing(sheet_world):
    book = downloaded(sheet_world)
    fill(book, DATASETS, reached=7)
    page = came_back(sheet_world, book)
    Membership.objects.filter(user=sheet_world.reporter).delete()
    assert apply(sheet_world, page, DATASETS).status_code == 404
    addresses = [reverse(f"workspace:{name}", args=[newest().pk]) for name in ("sheet", "sheet_remarks")]
    assert [sheet_world.client.get(one).status_code for one in addresses] == [404, 404]
    assert not ProgressUpdate.objects.exists()


BOMB = {"xl/media/image1.bmp": bytes(8 * 1024 * 1024)}


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"a;b\n1;2\n", "content_differs"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_or_locked"),
        (lambda: office("xlsx", more=BOMB), "unpacks_too_large"),
        (lambda: office("xlsx", more={"xl/macrosheets/sheet1.xml": "<x/>"}), "has_macros"),
        (dde_workbook, "has_active_content"),
    ],
    ids=["CSV with another name", "locked", "bomb", "macro", "DDE"],
)
def test_hostile_file_is_refused_with_its_sentence(sheet_world, make, code):
    assert refused(sheet_world, make()) == [str(SENTENCES[code])]


def test_kind_and_size_are_asked_before_anything_is_opened(sheet_world):
    assert refused(sheet_world, b"", "lembar.xlsx") == [
        "Berkas ini kosong (0 bita). Simpan ulang lembarnya, lalu unggah lagi."
    ]
    assert refused(sheet_world, b"x", "lembar.ods") == [
        "Berkas ini bukan XLSX. Simpan sebagai “Excel Workbook (.xlsx)”, lalu unggah lagi."
    ]
    assert refused(sheet_world, bytes(1024 * 1024 + 1), "lembar.xlsx") == [
        "Berkas ini terlalu besar, paling besar 1,0 MB. Hapus gambar dan lembar tambahan, lalu unggah lagi."
    ]


def test_a_newer_upload_takes_the_place_of_one_that_was_not_applied(sheet_world):
    book = downloaded(sheet_world)
    fill(book, DATASETS, reached=7)
    first = came_back(sheet_world, book)
    came_back(sheet_world, book)
    assert ReportSheet.objects.count() == 1
    apply(sheet_world, first, DATASETS)
    came_back(sheet_world, book)
    assert ReportSheet.objects.count() == 2


def test_drafts_say_what_they_lack_and_the_complete_ones_are_sent(sheet_world):
    book = downloaded(sheet_world)
    fill(book, DATASETS, reached=7, narrative="Terbit.", challenge_funding="Ya", next_step="Lanjut.")
    fill(book, "2", reached="0", narrative="Belum.", challenge_funding="Ya", next_step="Lanjut.")
    page = came_back(sheet_world, book)
    address = apply(sheet_world, page, DATASETS, "2")["Location"]
    lines = sheet_world.client.get(address).context["lines"]
    assert [(line.milestone, line.missing) for line in lines] == [
        ("120 dataset terbit", ("Capaian di atas nol memerlukan bukti. Lampirkan berkas atau tautan.",)),
        ("Peraturan disahkan", ()),
    ]
    sheet_world.client.post(address)
    states = dict(ProgressUpdate.objects.values_list("milestone__title", "state"))
    assert states == {"120 dataset terbit": "draft", "Peraturan disahkan": "submitted"}


def test_drafts_of_another_institution_are_not_there(sheet_world):
    address = reverse("workspace:sheet_drafts", args=[sheet_world.period.pk, sheet_world.own.pk])
    sheet_world.client.force_login(sheet_world.outsider)
    assert [sheet_world.client.get(address).status_code, sheet_world.client.post(address).status_code] == [
        404,
        404,
    ]


def enlarge(world, count):
    one = world.milestones[DATASETS]
    MilestoneFactory.create_batch(
        count - 3,
        commitment=one.commitment,
        responsible=world.own,
        due_on=one.due_on,
        target=9,
        baseline=0,
        sort_order=9,
    )


def counted(world, address, verb="get", **sent):
    with CaptureQueriesContext(connection) as queries:
        response = getattr(world.client, verb)(address, **sent)
    assert response.status_code in {200, 302}
    return len(queries)


def reads(world):
    """Queries of the pages that show a sheet: list, file, dry run, drafts."""
    book = downloaded(world)
    for key in range(1, book["Laporan"].max_row - 2):
        fill(book, str(key), narrative="Baru.")
    page = came_back(world, book)
    keys = [row.key for row in page.context["run"].rows]
    addresses = [
        reverse("workspace:sheets"),
        file_address(world),
        reverse("workspace:sheet", args=[newest().pk]),
    ]
    found = [counted(world, one) for one in addresses]
    drafts = apply(world, page, *keys)["Location"]
    return [*found, counted(world, drafts)]


def test_queries_do_not_grow_with_the_rows(sheet_world):
    few = reads(sheet_world)
    ProgressUpdate.objects.all().delete()
    enlarge(sheet_world, 6)
    assert reads(sheet_world) == few
    assert max(few) <= 40


@pytest.mark.parametrize("count", [12, pytest.param(100, marks=pytest.mark.long)])
def test_each_row_costs_what_one_saved_form_does(sheet_world, count):
    enlarge(sheet_world, count)
    book = downloaded(sheet_world)
    keys = [str(key) for key in range(1, count + 1)]
    for key in keys:
        fill(book, key, narrative="Baru.")
    page = came_back(sheet_world, book)
    assert list(statuses(page).values()) == ["ready"] * count
    started = time.process_time()
    with CaptureQueriesContext(connection) as queries:
        apply(sheet_world, page, *keys)
    assert time.process_time() - started < 4
    assert ProgressUpdate.objects.count() == count
    assert len(queries) <= count * 25 + 30
