"""One practice on one page: whatever its length, in both languages, made behind the request."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.utils import timezone
from pypdf import PdfReader

from practices.enums import EvidenceLevel, KitKind, Life
from practices.models import Goal, KitItem, PracticePage, PracticeResult
from reports.enums import BuildState
from reports.models import PracticeSheet
from reports.sheets.building import MOST_ATTEMPTS, build_sheet
from reports.sheets.rendering import render_sheet
from reports.tasks import build_queued_sheet, requeue_unbuilt_sheets
from tests.pages import practice, site_tree
from tests.public_records import today

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def told(db) -> PracticePage:
    return practice(
        site_tree(),
        title="Dialog warga",
        title_en="Dialogue of residents",
        slug="dialog",
        summary="Warga bertemu bupati.",
        summary_en="Residents meet the regent.",
        body=[("heading", "Caranya"), ("paragraph", "<ul><li>Buka</li><li>Catat &amp; jawab</li></ul>")],
    )


SHEET = "/praktik/dialog/lembar.pdf"


def text_of(content: bytes) -> str:
    return " ".join(one.extract_text() for one in PdfReader(io.BytesIO(content)).pages).replace("\n", " ")


def pages_of(content: bytes) -> int:
    return len(PdfReader(io.BytesIO(content)).pages)


def built(told: PracticePage, language: str = "id") -> PracticeSheet:
    sheet = PracticeSheet.objects.get(page=told, language=language)
    build_queued_sheet.func(sheet.pk)
    sheet.refresh_from_db()
    return sheet


def test_sheet_says_what_the_page_says_and_where_the_rest_is(told):
    document = render_sheet(told, "id", today=today())
    text = text_of(document)
    assert pages_of(document) == 1
    for said in (
        "Dialog warga",
        "Warga bertemu bupati.",
        "Caranya",
        "Buka; Catat & jawab",
        "Klaim pelaksana",
    ):
        assert said in text
    assert "Selengkapnya di http://localhost/praktik/dialog/" in text
    assert "Teks dipersingkat" not in text


@pytest.mark.parametrize(("language", "title"), [("id", "Dialog warga"), ("en", "Dialogue of residents")])
def test_sheet_is_tagged_and_names_itself_and_its_language(told, language, title):
    pdf = pikepdf.open(io.BytesIO(render_sheet(told, language, today=today())))
    with pdf.open_metadata() as metadata:
        assert (metadata["dc:title"], metadata["pdfuaid:part"]) == (title, "1")
    assert str(pdf.Root.Lang) == language
    assert bool(pdf.Root.MarkInfo.Marked) is True
    fonts = pdf.pages[0].Resources.Font
    assert all("/FontFile3" in f or "/FontFile2" in f for f in descriptors(fonts))


def descriptors(fonts: pikepdf.Object) -> list[pikepdf.Object]:
    return [fonts[name].DescendantFonts[0].FontDescriptor for name in fonts.keys()]  # noqa: SIM118 - a PDF dictionary


def test_the_longest_practice_is_one_page_and_says_that_it_was_cut(told):
    words_of_a_novel = "Panjang sekali, dan tidak kunjung selesai. " * 200
    for name in ("summary", "problem", "action", "participants", "cost", "lessons", "stopped_lesson"):
        setattr(told, name, words_of_a_novel)
    told.title, told.owner_name, told.contact_office = "J" * 255, "P" * 160, "K" * 160
    told.life, told.evidence_level = Life.STOPPED, EvidenceLevel.CHECKED
    told.evidence_note = words_of_a_novel
    told.results.set([PracticeResult(text="9 " * 250, source_name="S" * 160) for _one in range(20)])
    told.kit.set([KitItem(kind=KitKind.RULE, title="T" * 200, url="https://a.test/") for _one in range(20)])
    told.goals.set(Goal.objects.all())
    told.save()
    document = render_sheet(told, "id", today=today())
    assert pages_of(document) == 1
    assert "Teks dipersingkat; selengkapnya di" in text_of(document)


def test_first_demand_waits_for_the_worker_and_the_next_gets_the_file(client, told):
    waiting = client.get(SHEET)
    assert (waiting.status_code, waiting["Content-Type"]) == (202, "text/html; charset=utf-8")
    assert "Lembar sedang disusun" in waiting.content.decode()
    assert built(told).state == BuildState.READY
    ready = client.get(SHEET)
    assert (ready.status_code, ready["Content-Type"]) == (200, "application/pdf")
    assert "Dialog warga" in text_of(ready.content)
    assert client.get(f"/en{SHEET}").status_code == 202


def test_page_that_changed_gets_a_new_sheet_and_one_that_did_not_keeps_its_own(client, told):
    client.get(SHEET)
    made = built(told).built_at
    assert client.get(SHEET).status_code == 200
    told.summary = "Warga bertemu camat."
    told.save_revision().publish()
    assert client.get(SHEET).status_code == 202
    assert built(told).built_at > made
    assert "Warga bertemu camat." in text_of(client.get(SHEET).content)


def test_what_a_dead_worker_left_is_queued_again_but_not_for_ever(client, told):
    client.get(SHEET)
    now = timezone.now()
    PracticeSheet.objects.update(
        state=BuildState.BUILDING, attempts=1, lease_until=now - timedelta(minutes=1)
    )
    assert requeue_unbuilt_sheets(now) == 1
    PracticeSheet.objects.update(attempts=MOST_ATTEMPTS)
    assert requeue_unbuilt_sheets(now) == 0


def test_sheet_that_somebody_builds_is_left_to_them(client, told):
    client.get(SHEET)
    sheet = PracticeSheet.objects.get()
    now = timezone.now()
    PracticeSheet.objects.update(lease_until=now + timedelta(minutes=1))
    assert build_sheet(sheet=sheet, now=now) is None


def test_failure_is_told_with_a_way_out(client, told):
    client.get(SHEET)
    PracticeSheet.objects.update(state=BuildState.FAILED, attempts=MOST_ATTEMPTS)
    shown = client.get(SHEET)
    assert shown.status_code == 202
    assert "Lembar belum dapat disusun" in shown.content.decode()


@pytest.mark.parametrize("slug", ["tidak-ada", "draf"])
def test_no_sheet_of_what_is_not_published(client, told, slug):
    told.get_parent().add_child(
        instance=PracticePage(title="Draf", slug="draf", theme=told.theme, live=False)
    )
    assert client.get(f"/praktik/{slug}/lembar.pdf").status_code == 404
