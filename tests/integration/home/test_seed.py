from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Site

from accounts.models import User
from home.models import HomePage, NewsPage
from home.seed.files import load
from home.seed.pages import seed_pages
from home.seed.sample_plan import seed_sample, seed_sample_places
from home.seed.sample_practices import seed_sample_practices
from institutions.actions import load_regions
from institutions.models import Region
from practices.models import PracticePage, PracticeResult
from practices.queries import public_practices
from renaksi.enums import UpdateState
from renaksi.models import (
    ActionPlan,
    Commitment,
    Milestone,
    ProgressUpdate,
    ReasonTemplate,
    ReportingPeriod,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_practices(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what has nothing to do with practices: publishing all of them takes seconds."""
    monkeypatch.setattr("home.seed.practices.load", lambda name: load(name)[:2])


def seed(**options: bool) -> str:
    output = StringIO()
    call_command("seed", stdout=output, **options)
    return output.getvalue()


def test_real_records_are_all_there_and_none_is_invented():
    seed()
    assert Region.objects.count() == 552
    # 95 of the file, and the third of Banda Aceh that only the news tells of.
    assert (Commitment.objects.count(), Milestone.objects.count()) == (96, 96)
    assert (NewsPage.objects.live().count(), PracticePage.objects.live().count()) == (3, 46)
    assert (ReportingPeriod.objects.count(), ProgressUpdate.objects.count()) == (0, 0)
    assert (ActionPlan.objects.filter(is_sample=True).count(), User.objects.count()) == (0, 0)
    assert HomePage.objects.get().url == "/"


@pytest.mark.once
@pytest.mark.usefixtures("two_practices")
def test_three_commitments_of_banda_aceh_say_where_their_words_come_from():
    seed()
    found = Commitment.objects.filter(region__code="11.71").order_by("slug")
    assert [bool(commitment.solution) for commitment in found] == [True, True, True]
    assert {commitment.field_sources["solution"]["source"] for commitment in found} == {
        "Kabar Seknas OGI, 29 November 2016"
    }


@pytest.mark.once
@pytest.mark.usefixtures("two_practices")
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


@pytest.mark.once
@pytest.mark.usefixtures("two_practices")
def test_second_run_brings_back_no_reason_template_that_was_taken_away():
    seed()
    ReasonTemplate.objects.filter(reason_code="unsigned").delete()
    left = ReasonTemplate.objects.count()
    seed()
    assert 0 < left == ReasonTemplate.objects.count()


@pytest.mark.usefixtures("two_practices")
def test_second_run_leaves_what_staff_changed_in_a_real_commitment():
    seed()
    Commitment.objects.filter(ogp_code="ID0070").update(title="Diubah oleh sekretariat")
    seed()
    assert Commitment.objects.get(ogp_code="ID0070").title == "Diubah oleh sekretariat"


# The turn of the year; the last day of a quarter, and of February in a leap year, in the long run, on each database.
@pytest.mark.parametrize(
    "today",
    [
        pytest.param(date(2027, 1, 1), marks=pytest.mark.once),
        pytest.param(date(2027, 3, 31), marks=pytest.mark.long),
        pytest.param(date(2028, 2, 29), marks=pytest.mark.long),
    ],
)
def test_sample_shows_every_state_on_whatever_day_it_starts(today):
    assert seed_sample(today) is True
    states = Counter(ProgressUpdate.objects.values_list("state", flat=True))
    assert set(states) == set(UpdateState)
    assert states[UpdateState.VERIFIED] == 9


@pytest.mark.once
def test_practices_claim_nothing_that_nobody_told():
    load_regions()
    seed_pages()
    practices = PracticePage.objects.live()
    assert set(practices.values_list("evidence_level", "life", "is_sample", "copies")) == {
        ("claimed", "unknown", False, 0)
    }
    assert all(practice.title_en and practice.summary_en for practice in practices)
    assert {result.is_self_reported for result in PracticeResult.objects.all()} == {True}
    assert Counter(practices.values_list("theme__slug", flat=True)) == {
        "data-terbuka": 12,
        "inovasi-pelayanan-publik": 10,
        "transparansi-dan-akuntabilitas": 9,
        "partisipasi-publik": 8,
        "pelaporan-publik": 7,
    }
    board = practices.get(slug="papan-anggaran-desa-bojonegoro")
    assert (board.region.code, board.province.code, board.since_year) == ("35.22", "35", 2016)


@pytest.mark.once
def test_sample_practices_are_apart_and_made_once():
    load_regions()
    seed_pages()
    seed_sample_places(load("sample_plan"))
    for _time in range(2):
        seed_sample_practices(date(2026, 11, 22))
    samples = PracticePage.objects.filter(is_sample=True)
    assert sorted(samples.values_list("life", "copies")) == [("grown", 2), ("running", 0), ("stopped", 0)]
    assert {page.region.is_sample for page in samples} == {True}
    assert public_practices().count() == 46
