"""What the sample plan shows. It is played once for all tests here: that takes as long as a hundred of them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from accounts.models import User
from evidence.domain.preview import read_manifest
from evidence.enums import READABLE_STATES, EvidenceKind, EvidenceState, LinkState, TakedownReason
from evidence.models import Evidence
from home.models import HomePage, NewsPage
from home.seed.sample_plan import seed_sample
from institutions.models import Region
from renaksi.models import ActionPlan, Commitment, Milestone, PlanFinding, ProgressUpdate
from tests.integration.home.test_seed import seed

pytestmark = [pytest.mark.django_db, pytest.mark.once]

COUNTED = (Region, ActionPlan, Commitment, Milestone, PlanFinding, ProgressUpdate, Evidence, User, NewsPage)


@pytest.fixture(scope="module")
def played(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The folder of its files; what a test changes in the database is undone after the test, the rest at the end."""
    folder = tmp_path_factory.mktemp("sample")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(EVIDENCE_ROOT=folder):
            assert seed_sample(date(2026, 11, 22)) is True
        yield folder
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _sample(played: Path, db: None, settings: Any) -> None:
    settings.EVIDENCE_ROOT = played


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in COUNTED}


def test_second_run_keeps_everything_as_it_is():
    seed()
    before = counts()
    home = HomePage.objects.get()
    home.headline = "Diubah oleh editor"
    home.save_revision().publish()
    assert "Contoh sudah ada" in seed(demo=True)
    assert counts() == before
    assert HomePage.objects.get().headline == "Diubah oleh editor"


def test_sample_says_so_wherever_it_shows():
    names = [
        *ActionPlan.objects.values_list("label", flat=True),
        *Commitment.objects.values_list("title", flat=True),
        *Evidence.objects.exclude(state=EvidenceState.TAKEN_DOWN).values_list("title", flat=True),
    ]
    assert [name for name in names if "contoh" not in name.lower()] == []
    assert ActionPlan.objects.real().count() == 0


def test_sample_shows_what_can_become_of_a_proof():
    of = Evidence.objects.get
    refused = of(state=EvidenceState.REJECTED)
    assert (refused.title, refused.state_reason) == ("Rekapitulasi bertanda tangan (contoh)", "encrypted")
    assert of(state=EvidenceState.TAKEN_DOWN).takedown_reason == TakedownReason.PERSONAL_DATA
    held_back = of(approved_at__isnull=False, state=EvidenceState.CLEAN)
    assert (held_back.title, held_back.hints) == ("Berita acara pemeriksaan mutu (contoh)", {"phone": 1})
    assert of(title="Catatan uji baca dua desa (contoh)").hints == {"nik": 1, "phone": 2}
    gone = of(link_state=LinkState.GONE)
    assert [bool(visit.copy_name) for visit in gone.visits.order_by("at")] == [True, False, False]


def test_pages_and_tables_of_the_sample_are_there_before_a_worker_starts():
    shown = {
        evidence.title.removesuffix(" (contoh)"): read_manifest(evidence.preview)
        for evidence in Evidence.objects.filter(kind=EvidenceKind.FILE, state__in=READABLE_STATES)
    }
    assert [title for title, manifest in shown.items() if manifest.problem] == []
    pages = {title: len(manifest.pages) for title, manifest in shown.items()}
    assert (
        pages["Peraturan Gubernur tentang satu data daerah"],
        pages["Foto papan anggaran di 49 desa"],
    ) == (3, 1)
    assert [table.rows for table in shown["Daftar 96 dataset"].tables] == [97]
