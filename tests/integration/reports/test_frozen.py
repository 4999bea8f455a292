"""A published report is frozen: whatever is changed afterwards, not one byte of any of its files is another."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from renaksi.actions.reviews import decide_completion
from renaksi.enums import CompletionStatus
from renaksi.models import ActionPlan, PolicyArea
from reports.actions.building import build_report
from reports.actions.publishing import publish_report
from reports.actions.rebuilding import Outcome, rebuild_files
from reports.actions.requesting import request_report
from reports.enums import FileFormat, ReportKind
from reports.models import ReportBuild
from reports.subject import Subject
from tests import actors
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]

_FROZEN = re.compile(r"<article[^>]*data-frozen.*?</article>", re.DOTALL)


@pytest.fixture
def published(plan: ActionPlan) -> ReportBuild:
    """Drawn by the real process, all seven files."""
    area = PolicyArea.objects.create(
        slug="data-terbuka-uji", name="Data terbuka uji", name_en="Test open data"
    )
    plan.commitments.first().policy_areas.add(area)
    admin = actors.secretariat_admin()
    period = plan.periods.get()
    asked = request_report(subject=Subject(ReportKind.QUARTERLY, plan, period), by=admin)
    built = build_report(build=asked, now=timezone.now())
    assert built is not None, asked
    assert built.last_error == ""
    return publish_report(build=built, by=admin, at=timezone.now(), fingerprint=built.payload_sha256)


def bytes_of(client: Client, build: ReportBuild) -> dict[str, bytes]:
    """By format, as everybody downloads them; `page` and `part` are the frozen part of the pages."""
    about = {"slug": build.report.slug, "version": build.version}
    files = {
        one.value: b"".join(
            client.get(reverse("reports:file", kwargs={**about, "format": one.value})).streaming_content  # type: ignore[attr-defined]
        )
        for one in FileFormat
    }
    pages = {
        "page": reverse("reports:version", kwargs=about),
        "part": reverse("reports:part", kwargs={**about, "anchor": "ringkasan"}),
    }
    return {**files, **{name: frozen_part(client, address) for name, address in pages.items()}}


def frozen_part(client: Client, address: str) -> bytes:
    found = _FROZEN.findall(client.get(address).content.decode())
    assert len(found) >= 1, address
    return "".join(found).encode()


def change_everything(plan: ActionPlan, templates: Path, settings) -> None:
    commitment = plan.commitments.first()
    institution = commitment.partnerships.first().institution
    institution.name = institution.short_name = "Dinas yang Berganti Nama"
    institution.save()
    commitment.title = commitment.title_en = "Judul yang lain sama sekali"
    commitment.save()
    PolicyArea.objects.get(slug="data-terbuka-uji").delete()
    decide_completion(
        commitment=commitment,
        status=CompletionStatus.LIMITED,
        reason="Rapat pleno menilai lain.",
        by=UserFactory(is_superuser=True),
        at=timezone.now(),
    )
    for name in ("pdf", "twin"):
        for source in sorted((Path(settings.BASE_DIR) / "templates" / "reports" / name).rglob("*.html")):
            target = templates / "reports" / name / source.relative_to(source.parents[0])
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text("Templat yang diubah redaksi")


def test_nothing_that_is_changed_later_changes_a_published_report(
    plan: ActionPlan, published: ReportBuild, client: Client, tmp_path: Path, settings
):
    before = bytes_of(client, published)
    assert sorted(before) == sorted([*FileFormat.values, "page", "part"])
    change_everything(plan, tmp_path, settings)
    engine, *others = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}, *others]
    after = bytes_of(client, published)
    assert [name for name in before if before[name] != after[name]] == []
    again = rebuild_files(build=published)
    assert [(one.format, one.outcome) for one in again if one.outcome != Outcome.SAME] == []
