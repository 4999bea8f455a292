from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Site

from accounts.models import User
from evidence.domain.preview import read_manifest
from evidence.enums import READABLE_STATES, EvidenceKind, EvidenceState, LinkState, TakedownReason
from evidence.models import Evidence
from home.models import HomePage, NewsPage
from home.seed.pages import seed_pages
from home.seed.sample_plan import seed_sample
from institutions.actions import load_regions
from institutions.models import Region
from practices.models import PracticePage
from renaksi.enums import UpdateState
from renaksi.models import (
    ActionPlan,
    Commitment,
    Milestone,
    PlanFinding,
    ProgressUpdate,
    ReasonTemplate,
    ReportingPeriod,
)

pytestmark = pytest.mark.django_db

COUNTED = (Region, ActionPlan, Commitment, Milestone, PlanFinding, ProgressUpdate, Evidence, User, NewsPage)


def seed(**options: bool) -> str:
    output = StringIO()
    call_command("seed", stdout=output, **options)
    return output.getvalue()


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in COUNTED}


def test_real_records_are_all_there_and_none_is_invented():
    seed()
    assert Region.objects.count() == 552
    # 95 of the file, and the third of Banda Aceh that only the news tells of.
    assert (Commitment.objects.count(), Milestone.objects.count()) == (96, 96)
    assert (NewsPage.objects.live().count(), PracticePage.objects.live().count()) == (3, 4)
    assert (ReportingPeriod.objects.count(), ProgressUpdate.objects.count()) == (0, 0)
    assert (ActionPlan.objects.filter(is_sample=True).count(), User.objects.count()) == (0, 0)
    assert HomePage.objects.get().url == "/"


def test_three_commitments_of_banda_aceh_say_where_their_words_come_from():
    seed()
    found = Commitment.objects.filter(region__code="11.71").order_by("slug")
    assert [bool(commitment.solution) for commitment in found] == [True, True, True]
    assert {commitment.field_sources["solution"]["source"] for commitment in found} == {
        "Kabar Seknas OGI, 29 November 2016"
    }


@pytest.mark.parametrize(
    ("address", "served"),
    [("https://renaksi.example", ("renaksi.example", 443)), ("http://127.0.0.1:8001", ("127.0.0.1", 8001))],
)
def test_site_answers_to_the_address_it_was_given(settings, address, served):
    settings.WAGTAILADMIN_BASE_URL = address
    load_regions()
    seed_pages()
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port, site.root_page.specific) == (*served, HomePage.objects.get())


def test_second_run_keeps_everything_as_it_is():
    seed(demo=True)
    before = counts()
    home = HomePage.objects.get()
    home.headline = "Diubah oleh editor"
    home.save_revision().publish()
    assert "Contoh sudah ada" in seed(demo=True)
    assert counts() == before
    assert HomePage.objects.get().headline == "Diubah oleh editor"


def test_second_run_brings_back_no_reason_template_that_was_taken_away():
    seed()
    ReasonTemplate.objects.filter(reason_code="unsigned").delete()
    left = ReasonTemplate.objects.count()
    seed()
    assert 0 < left == ReasonTemplate.objects.count()


def test_second_run_leaves_what_staff_changed_in_a_real_commitment():
    seed()
    Commitment.objects.filter(ogp_code="ID0070").update(title="Diubah oleh sekretariat")
    seed()
    assert Commitment.objects.get(ogp_code="ID0070").title == "Diubah oleh sekretariat"


# The first day of a quarter, its last, and the turn of the year.
@pytest.mark.parametrize(
    "today", [date(2026, 11, 22), date(2027, 1, 1), date(2027, 3, 31), date(2028, 2, 29)]
)
def test_sample_shows_every_state_on_whatever_day_it_starts(today):
    assert seed_sample(today) is True
    states = Counter(ProgressUpdate.objects.values_list("state", flat=True))
    assert set(states) == set(UpdateState)
    assert states[UpdateState.VERIFIED] == 9


def test_sample_says_so_wherever_it_shows():
    seed_sample(date(2026, 11, 22))
    names = [
        *ActionPlan.objects.values_list("label", flat=True),
        *Commitment.objects.values_list("title", flat=True),
        *Evidence.objects.exclude(state=EvidenceState.TAKEN_DOWN).values_list("title", flat=True),
    ]
    assert [name for name in names if "contoh" not in name.lower()] == []
    assert ActionPlan.objects.real().count() == 0


def test_sample_shows_what_can_become_of_a_proof():
    seed_sample(date(2026, 11, 22))
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
    seed_sample(date(2026, 11, 22))
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
