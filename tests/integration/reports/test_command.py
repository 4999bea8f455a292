from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from renaksi.models import ActionPlan
from reports.actions import building
from reports.actions.requesting import request_report
from reports.builder import BuildFailed
from reports.document.payload import fingerprint, short_fingerprint
from reports.enums import BuildState, FileFormat, ReportKind
from reports.models import ReportBuild
from reports.storage import path_of
from reports.subject import Subject
from tests.drawing import PAGES, drawn_quickly  # noqa: F401
from tests.factories.renaksi import PlanFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("drawn_quickly")]


def run(**options: object) -> tuple[list[str], list[str]]:
    out, progress = StringIO(), StringIO()
    call_command("build_report", stdout=out, stderr=progress, **options)
    return out.getvalue().splitlines(), progress.getvalue().splitlines()


def test_report_is_built_and_told(plan: ActionPlan):
    told, progress = run(plan=plan.slug)
    build = ReportBuild.objects.get()
    assert told[:-1] == [f"{path_of(file.name)}  sha256 {file.sha256}" for file in build.files.order_by("pk")]
    assert told[-1].startswith(f"{PAGES} halaman, sidik {short_fingerprint(build.payload_sha256)}, ")
    assert progress[0].startswith("Mengumpulkan angka 0/")
    assert progress[-1] == "Menata halaman 1/2"


def test_output_is_a_folder_of_private_copies(plan: ActionPlan, tmp_path: Path):
    told, _progress = run(plan=plan.slug, period="b09-2020", kind="quarterly", output=tmp_path)
    build = ReportBuild.objects.get()
    name = "triwulan-rencana-laporan-b09-2020-v1"
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {
        *(f"{name}.{ending}" for ending in ("pdf", "html", "xlsx", "docx", "zip", "json")),
        f"{name}-arsip.pdf",
    }
    copy = tmp_path / f"{name}-arsip.pdf"
    assert fingerprint(copy.read_bytes()) == build.files.get(format=FileFormat.ARCHIVE).sha256
    assert copy.stat().st_mode & 0o777 == 0o600
    assert any(line.startswith(str(copy)) for line in told)


def test_part_and_language_are_taken(plan: ActionPlan):
    commitment = plan.commitments.get(number="2")
    institution = commitment.institutions.get(name="Dinas 2")
    run(plan=plan.slug, region=commitment.region.code, language="id-en")
    run(plan=plan.slug, institution=institution.slug)
    run(plan=plan.slug, commitment="2")
    assert list(ReportBuild.objects.order_by("pk").values_list("report__slug", "state")) == [
        (f"keadaan-rencana-laporan-daerah-{commitment.region.code.replace('.', '-')}-id-en", "ready"),
        (f"keadaan-rencana-laporan-instansi-{institution.slug}", "ready"),
        ("keadaan-rencana-laporan-komitmen-2", "ready"),
    ]


def refused(**options: object) -> str:
    with pytest.raises(CommandError) as refusal:
        run(**options)
    assert not ReportBuild.objects.exists()
    return str(refusal.value)


def test_what_is_not_there_is_refused_with_what_there_is(plan: ActionPlan):
    PlanFactory(slug="rancangan", live=False)
    region = plan.commitments.get(number="1").region
    assert (
        refused(plan="ran")
        == "Rencana aksi “ran” tidak ada di antara yang terbit. Yang ada: rencana-laporan."
    )
    assert refused(plan=plan.slug, period="B13-2020") == (
        "Periode “B13-2020” tidak ada dalam rencana ini. Yang ada: B09-2020."
    )
    assert refused(plan=PlanFactory(slug="lama").slug, period="B09-2020").endswith("Yang ada: tidak ada.")
    assert f"{region.code} ({region.name})" in refused(plan=plan.slug, region="99.99")
    told = refused(plan=plan.slug, institution="dinas-lain")
    assert plan.commitments.get(number="1").institutions.first().slug in told
    assert refused(plan=plan.slug, commitment="9") == (
        "Komitmen “9” tidak ada dalam rencana ini. Yang ada: 1, 2, 3."
    )
    assert "pilih periodenya" in refused(plan=plan.slug, kind="quarterly")


def test_output_in_a_folder_that_is_not_there_is_refused(plan: ActionPlan, tmp_path: Path):
    assert refused(plan=plan.slug, output=tmp_path / "tidak").startswith("Folder ")


def test_report_that_a_worker_builds_is_said(plan: ActionPlan):
    request_report(subject=Subject(ReportKind.STANDING, plan), by=None)
    ReportBuild.objects.update(state=BuildState.BUILDING, lease_until=timezone.now() + timedelta(minutes=5))
    with pytest.raises(CommandError, match="sedang disusun pekerja lain"):
        run(plan=plan.slug)


def test_failure_is_said(plan: ActionPlan, monkeypatch: pytest.MonkeyPatch):
    def fail(*_args: object, **_facts: object) -> None:
        raise BuildFailed("Terlalu besar: pilih yang lebih kecil.")

    monkeypatch.setattr(building, "draw", fail)
    with pytest.raises(CommandError, match="Terlalu besar: pilih yang lebih kecil"):
        run(plan=plan.slug)
