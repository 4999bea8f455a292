import hashlib
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from renaksi.models import ActionPlan
from reports.enums import BuildState
from reports.models import ReportBuild
from reports.storage import path_of
from tests.factories.renaksi import PlanFactory

pytestmark = pytest.mark.django_db


def run(**options: object) -> tuple[list[str], list[str]]:
    out, progress = StringIO(), StringIO()
    call_command("build_report", stdout=out, stderr=progress, **options)
    return out.getvalue().splitlines(), progress.getvalue().splitlines()


def test_report_is_built_and_told(plan: ActionPlan):
    told, progress = run(plan=plan.slug)
    build = ReportBuild.objects.get()
    assert told[:3] == [str(path_of(build.file_name)), f"{build.pages} halaman", f"sha256 {build.sha256}"]
    assert told[3].endswith(" detik")
    assert progress[0] == "Mengumpulkan angka …"


def test_output_is_a_private_copy(plan: ActionPlan, tmp_path: Path):
    target = tmp_path / "laporan.pdf"
    told, _progress = run(plan=plan.slug, period="b09-2020", output=target)
    build = ReportBuild.objects.get()
    assert (told[0], str(build.period)) == (str(target), "B09 2020")
    assert hashlib.sha256(target.read_bytes()).hexdigest() == build.sha256
    assert target.stat().st_mode & 0o777 == 0o600


def test_region_and_institution_are_taken(plan: ActionPlan):
    commitment = plan.commitments.get(number="2")
    institution = commitment.institutions.get(name="Dinas 2")
    run(plan=plan.slug, region=commitment.region.code, institution=institution.slug)
    build = ReportBuild.objects.get()
    assert (build.region, build.institution, build.state) == (
        commitment.region,
        institution,
        BuildState.READY,
    )


def refused(**options: object) -> str:
    with pytest.raises(CommandError) as refusal:
        run(**options)
    assert not ReportBuild.objects.exists()
    return str(refusal.value)


def test_unknown_plan_is_refused_with_those_that_there_are(plan: ActionPlan):
    PlanFactory(slug="rancangan", live=False)
    assert (
        refused(plan="ran")
        == "Rencana aksi “ran” tidak ada di antara yang terbit. Yang ada: rencana-laporan."
    )


def test_unknown_period_is_refused_with_those_that_there_are(plan: ActionPlan):
    assert refused(plan=plan.slug, period="B13-2020") == (
        "Periode “B13-2020” tidak ada dalam rencana ini. Yang ada: B09-2020."
    )


def test_period_of_a_record_is_refused(plan: ActionPlan):
    assert refused(plan=PlanFactory(slug="lama").slug, period="B09-2020").endswith("Yang ada: tidak ada.")


def test_region_without_commitment_is_refused_with_those_that_have_one(plan: ActionPlan):
    region = plan.commitments.get(number="1").region
    assert f"{region.code} ({region.name})" in refused(plan=plan.slug, region="99.99")


def test_institution_that_takes_no_part_is_refused_with_those_that_do(plan: ActionPlan):
    told = refused(plan=plan.slug, institution="dinas-lain")
    assert plan.commitments.get(number="1").institutions.first().slug in told


def test_output_in_a_folder_that_is_not_there_is_refused(plan: ActionPlan, tmp_path: Path):
    assert refused(plan=plan.slug, output=tmp_path / "tidak" / "ada.pdf").startswith("Folder ")


def test_report_that_a_worker_builds_is_said(plan: ActionPlan):
    ReportBuild.objects.create(plan=plan, lease_until=timezone.now() + timedelta(minutes=5))
    with pytest.raises(CommandError, match="sedang disusun pekerja lain"):
        run(plan=plan.slug)
