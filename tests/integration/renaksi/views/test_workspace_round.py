"""The secretariat's rounds: opened in one step, watched on one page, extended for one institution."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from institutions.enums import InstitutionKind
from renaksi.domain.periods import quarter_bounds
from renaksi.domain.round import RoundName
from renaksi.domain.update_flow import Problem
from renaksi.enums import PeriodState, ReturnReason, ReviewVerdict, UpdateState
from renaksi.messages import sentence
from renaksi.models import ReportingPeriod, Review
from tests import actors
from tests.factories.accounts import UserFactory
from tests.factories.institutions import CityFactory, InstitutionFactory, ProvinceFactory
from tests.factories.renaksi import (
    CommitmentFactory,
    MilestoneFactory,
    PeriodFactory,
    PlanFactory,
    UpdateFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PAGE_QUERIES, FIGURES_QUERIES, INSTITUTION_QUERIES, LIST_QUERIES = 11, 10, 13, 9
ROUNDS = "/ruang-kerja/putaran/"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def name(today):
    return RoundName.running_on(today)


@pytest.fixture
def admin(client):
    person = actors.secretariat_admin()
    client.force_login(person)
    return person


def open_period(name, today, **fields):
    quarter = quarter_bounds(name.code, name.year)
    return PeriodFactory(
        **{
            "code": name.code,
            "year": name.year,
            "starts_on": quarter.first_day,
            "ends_on": quarter.last_day,
            "opens_on": today - timedelta(5),
            "closes_on": today + timedelta(5),
            "verify_by": today + timedelta(9),
            **fields,
        }
    )


@pytest.fixture
def period(name, today):
    return open_period(name, today, plan=PlanFactory(label="Rencana Uji", start_on=date(2020, 1, 1)))


def owed(period, institution, state=None, *, days_ago=1, **fields):
    """One milestone of the institution, with a report in that state if there is one."""
    milestone = MilestoneFactory(
        commitment=CommitmentFactory(plan=period.plan),
        responsible=institution,
        start_on=date(2020, 1, 1),
        due_on=None,
    )
    if state is None:
        return None
    sent = timezone.now() - timedelta(days=days_ago)
    person = UserFactory()
    went_up = None if state == UpdateState.AWAITING_AGENCY else sent
    times = {"submitted_at": sent, "first_submitted_at": went_up, "submitted_by": person}
    kept = {} if state == UpdateState.DRAFT else times
    update = UpdateFactory(milestone=milestone, period=period, state=state, author=person, **kept, **fields)
    if state == UpdateState.VERIFIED:
        Review.objects.create(
            update=update, verdict=ReviewVerdict.VERIFIED, verified_step=50, by=person, at=timezone.now()
        )
    if state == UpdateState.RETURNED:
        given = {"reason_code": ReturnReason.OTHER, "note": "Perbaiki."}
        Review.objects.create(
            update=update, verdict=ReviewVerdict.RETURNED, by=person, at=timezone.now(), **given
        )
    return update


@pytest.fixture
def three(period):
    """Three institutions in two provinces and none: one complete, one on its way, one that has not begun."""
    north, south = (ProvinceFactory(name=f"Provinsi {side}") for side in ("Utara", "Selatan"))
    done = InstitutionFactory(
        name="Dinas Anggrek", kind=InstitutionKind.AGENCY, region=CityFactory(province=north)
    )
    busy = InstitutionFactory(name="Dinas Bakung", kind=InstitutionKind.AGENCY, region=south)
    idle = InstitutionFactory(name="Kementerian Cempaka")
    owed(period, done, UpdateState.VERIFIED)
    for state in (
        UpdateState.RETURNED,
        UpdateState.SUBMITTED,
        UpdateState.DRAFT,
        UpdateState.AWAITING_AGENCY,
    ):
        owed(period, busy, state)
    owed(period, idle)
    return done, busy, idle


def address(name, query=""):
    return f"{ROUNDS}{name.slug}/{query}"


def shown(response):
    return [
        (
            line.name,
            line.expected,
            line.rates.reported.count,
            line.rates.accepted_first.count,
            {stage.code: stage.count for stage in line.stages},
        )
        for line in response.context["page"].items
    ]


ANGGREK = ("Dinas Anggrek", 1, 1, 1, {"verified": 1})
BAKUNG = (
    "Dinas Bakung",
    4,
    2,
    0,
    {"draft": 1, "awaiting_agency": 1, "waiting": 1, "returned": 1},
)
CEMPAKA = ("Kementerian Cempaka", 1, 0, 0, {"not_started": 1})


def test_page_says_who_has_reported_and_what_waits_for_whom(client, admin, name, three):
    response = client.get(address(name))
    assert shown(response) == [ANGGREK, BAKUNG, CEMPAKA]
    totals = response.context["figures"].totals
    assert (totals.institutions, totals.complete, totals.expected) == (3, 1, 6)
    assert (totals.rates.reported.count, totals.rates.on_time.count) == (3, 3)
    assert (totals.rates.accepted_first.count, totals.rates.accepted_first.total) == (1, 2)
    assert {stage.code: stage.count for stage in totals.stages} == {
        "not_started": 1,
        "draft": 1,
        "awaiting_agency": 1,
        "awaiting_region": 0,
        "waiting": 1,
        "returned": 1,
        "verified": 1,
        "not_reported": 0,
    }


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("?q=bakung", [BAKUNG]),
        ("?q=SELATAN", [BAKUNG]),
        ("?kind=ministry", [CEMPAKA]),
        ("?region=pusat", [CEMPAKA]),
        ("?state=unreported", [BAKUNG, CEMPAKA]),
        ("?state=returned", [BAKUNG]),
        ("?state=extended", []),
        ("?state=nonsense&region=nonsense&plan=x&kind=?&sort=?&page=x", [ANGGREK, BAKUNG, CEMPAKA]),
        ("?sort=-name", [CEMPAKA, BAKUNG, ANGGREK]),
        ("?sort=reported", [CEMPAKA, BAKUNG, ANGGREK]),
        ("?sort=-expected", [BAKUNG, ANGGREK, CEMPAKA]),
        # Nobody has judged a report of Cempaka: it has no figure, either way.
        ("?sort=accepted", [BAKUNG, ANGGREK, CEMPAKA]),
        ("?sort=-accepted", [ANGGREK, BAKUNG, CEMPAKA]),
    ],
)
def test_filters_and_order_come_from_the_address(client, admin, name, three, query, lines):
    assert shown(client.get(address(name, query))) == lines


def test_regions_are_provinces_then_what_lies_in_one(client, admin, name, three):
    found = shown(client.get(address(name, "?per=daerah")))
    assert [(line[0], line[1]) for line in found] == [
        ("Provinsi Selatan", 4),
        ("Provinsi Utara", 1),
        ("Pusat, tanpa daerah", 1),
    ]
    done = three[0]
    inside = shown(client.get(address(name, f"?per=daerah&region={done.region.province.code}")))
    assert [(line[0], line[1]) for line in inside] == [(done.region.name, 1)]


def test_window_that_is_over_makes_unsent_reports_not_reported(client, admin, name, period, three, today):
    ReportingPeriod.objects.update(closes_on=today - timedelta(1), opens_on=today - timedelta(9))
    stages = client.get(address(name)).context["figures"].totals.stages
    counts = {stage.code: stage.count for stage in stages if stage.count}
    assert counts == {"awaiting_agency": 1, "waiting": 1, "returned": 1, "verified": 1, "not_reported": 2}


def test_round_that_was_closed_early_is_over_save_for_who_has_more_time(
    client, admin, name, period, three, today
):
    ReportingPeriod.objects.update(state=PeriodState.CLOSED)
    extend(client, name, three[2], today)
    assert shown(client.get(address(name, "?state=extended"))) == [CEMPAKA]
    assert shown(client.get(address(name, "?state=not_reported")))[0][4]["not_reported"] == 1


def test_samples_stand_apart(client, admin, name, period, three, today):
    sample = open_period(name, today, plan=PlanFactory(is_sample=True, start_on=None))
    owed(sample, InstitutionFactory(name="Dinas Contoh", is_sample=True))
    response = client.get(address(name))
    assert (len(shown(response)), response.context["samples"]) == (3, [sample])
    assert [line[0] for line in shown(client.get(address(name, f"?plan={sample.plan_id}")))] == [
        "Dinas Contoh"
    ]


def test_milestone_that_nobody_reports_on_is_counted_and_named(client, admin, name, period):
    owed(period, None)
    assert shown(client.get(address(name))) == [("Tanpa instansi yang melapor", 1, 0, 0, {"not_started": 1})]


def test_planned_round_says_that_it_is_not_open(client, admin, name, period):
    ReportingPeriod.objects.update(state=PeriodState.PLANNED)
    response = client.get(address(name))
    assert (response.status_code, "Putaran ini belum dibuka" in response.content.decode()) == (200, True)


@pytest.mark.parametrize("slug", ["B06-1999", "b06-2026", "putaran", "B06-2026-1"])
def test_round_that_is_not_there_is_not_found(client, admin, period, slug):
    assert client.get(f"{ROUNDS}{slug}/").status_code == 404


def test_figures_are_the_live_parts_of_the_page(client, admin, name, three):
    query = "?state=returned"
    page, figures = (client.get(address(name, f"{part}{query}")) for part in ("", "angka/"))
    assert shown(figures) == shown(page)
    text = figures.content.decode()
    assert (text.count("data-live>"), "<html" in text) == (2, False)


def test_file_holds_every_line_of_the_view(client, admin, name, three, monkeypatch):
    query = "?state=unreported&sort=-name&page=2&format="
    text = b"".join(client.get(address(name, f"{query}csv")).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    told = ["Instansi", "Laporan yang ditagih", "Dilaporkan", "Dilaporkan (%)", "Draf pelapor"]
    assert [[row[head] for head in told] for row in rows] == [
        ["Kementerian Cempaka", "1", "0", "0", "0"],
        ["Dinas Bakung", "4", "2", "50", "1"],
    ]
    book = load_workbook(BytesIO(client.get(address(name, f"{query}xlsx")).content))
    cells = [list(row) for row in book.active.iter_rows(values_only=True)]
    assert [row[0] for row in cells] == ["Instansi", "Kementerian Cempaka", "Dinas Bakung"]
    assert len(cells[0]) == len(rows[0])


def extend(client, name, institution, today, **fields):
    given = {"closes_on": (today + timedelta(12)).isoformat(), "reason": "Surat nomor 7"}
    return client.post(address(name, f"instansi/{institution.pk}/"), {**given, **fields})


def test_institution_gets_more_time_and_the_page_says_why(client, admin, name, three, today):
    assert extend(client, name, three[2], today).status_code == 302
    [line] = client.get(address(name, "?state=extended")).context["page"].items
    assert (line.name, line.extension.endswith("Surat nomor 7")) == ("Kementerian Cempaka", True)
    content = client.get(address(name, f"instansi/{three[2].pk}/")).context["content"]
    assert (content.last_day, len(content.extensions)) == (today + timedelta(12), 1)


def test_extension_that_is_refused_keeps_what_was_typed(client, admin, name, three, today):
    response = extend(client, name, three[2], today, closes_on=today.isoformat())
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "closes_on": ["Perpanjangan harus melewati tanggal penutupan. Pilih tanggal yang lebih akhir."]
    }
    assert response.context["form"]["reason"].value() == "Surat nomor 7"


def test_institution_shows_its_reports_and_whom_to_call(client, admin, name, three):
    caller = actors.focal_point(three[1])
    content = client.get(address(name, f"instansi/{three[1].pk}/")).context["content"]
    assert [one.email for one in content.contacts] == [caller.email]
    assert [(one.code, bool(one.url), bool(one.sent)) for one in content.reports] == [
        ("returned", True, True),
        ("waiting", True, True),
        ("draft", True, False),
        ("awaiting_agency", True, False),
    ]


def test_institution_that_owes_nothing_in_the_round_is_not_there(client, admin, name, three):
    assert client.get(address(name, f"instansi/{InstitutionFactory().pk}/")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_number_of_queries_for_one_and_three(
    client, admin, name, period, count, django_assert_num_queries
):
    institution = InstitutionFactory(region=CityFactory())
    for _ in range(count):
        owed(period, InstitutionFactory(region=CityFactory()), UpdateState.SUBMITTED)
        owed(period, institution, UpdateState.VERIFIED)
        PeriodFactory(code=name.code, year=name.year, state=PeriodState.PLANNED)
    pages = {
        address(name): PAGE_QUERIES,
        address(name, "?per=daerah"): PAGE_QUERIES,
        address(name, "angka/"): FIGURES_QUERIES,
        address(name, f"instansi/{institution.pk}/"): INSTITUTION_QUERIES,
        ROUNDS: LIST_QUERIES,
    }
    for page, queries in pages.items():
        client.get(page)
        with django_assert_num_queries(queries, info=page):
            assert client.get(page).status_code == 200


# --- Opening the next one ---------------------------------------------------------------------


def test_list_proposes_the_round_after_the_one_that_is_open(client, admin, name, period):
    response = client.get(ROUNDS)
    assert [one.name for one in response.context["rounds"]] == [str(name)]
    assert response.context["name"] == name.following
    assert [(plan.label, plan.is_chosen) for plan in response.context["plans"]] == [("Rencana Uji", True)]
    assert client.get(f"{ROUNDS}?code=B06&year=2031").context["name"] == RoundName.parse("B06-2031")
    assert client.get(f"{ROUNDS}?code=B07&year=x").context["name"] == name.following


def test_plans_say_how_much_would_be_opened(client, admin, name, period, three):
    PlanFactory(label="Belum dipantau", start_on=None)
    PlanFactory(label="Berakhir", state="closed")
    found = client.get(ROUNDS).context["plans"]
    assert [(one.label, one.is_chosen, one.institutions, one.milestones) for one in found] == [
        ("Belum dipantau", False, 0, 0),
        ("Rencana Uji", True, 3, 6),
    ]


def days(response):
    names = ("opens_on", "closes_on", "verify_by")
    return {one: response.context["form"][one].value().isoformat() for one in names}


def test_next_round_opens_in_one_step_with_the_usual_days(client, admin, name, period):
    chosen = f"{ROUNDS}?code={name.following.code}&year={name.following.year}"
    data = {**days(client.get(chosen)), "plans": [period.plan_id]}
    response = client.post(chosen, data)
    assert (response.status_code, response.headers["Location"]) == (302, address(name.following))
    opened = ReportingPeriod.objects.get(code=name.following.code, year=name.following.year)
    assert (opened.plan, opened.state, opened.opens_on.day) == (period.plan, PeriodState.OPEN, 20)


def test_round_that_cannot_be_opened_keeps_what_was_chosen(client, admin, name, period):
    chosen = f"{ROUNDS}?code={name.following.code}&year={name.following.year}"
    data = {
        **days(client.get(chosen)),
        "opens_on": "2020-01-01",
        "closes_on": "2020-02-01",
        "verify_by": "2020-03-01",
    }
    response = client.post(chosen, {**data, "plans": [period.plan_id]})
    assert (response.status_code, ReportingPeriod.objects.count()) == (422, 1)
    assert response.context["form"].errors == {
        "closes_on": [sentence(Problem("round_over", about="Rencana Uji"))]
    }
    assert response.context["chosen"] == [str(period.plan_id)]
    nothing = client.post(chosen, days(client.get(chosen)))
    assert nothing.context["form"].errors == {
        "plans": ["Belum ada rencana aksi yang dipilih. Pilih paling sedikit satu."]
    }


def test_only_who_decides_finds_rounds(client, name, period, three):
    for person in (actors.editor(), actors.verifier(period.plan), actors.focal_point(three[0])):
        client.force_login(person)
        for page in (
            ROUNDS,
            address(name),
            address(name, "angka/"),
            address(name, "tutup/"),
            address(name, f"instansi/{three[0].pk}/"),
        ):
            assert (client.get(page).status_code, client.post(page).status_code) == (404, 404)


def test_round_is_closed_after_a_question(client, admin, name, period, three):
    asked = client.get(address(name, "tutup/"))
    assert [one.pk for one in asked.context["running"]] == [period.pk]
    assert ReportingPeriod.objects.get(pk=period.pk).state == PeriodState.OPEN
    answer = client.post(address(name, "tutup/"), follow=True)
    assert answer.redirect_chain == [(address(name), 302)]
    assert ReportingPeriod.objects.get(pk=period.pk).state == PeriodState.CLOSED
    again = client.post(address(name, "tutup/"), follow=True)
    assert [str(one) for one in again.context["messages"]] == [
        "Putaran ini tidak sedang dibuka. Muat ulang halaman."
    ]
    assert client.get(address(name, "tutup/")).context["running"] == []
    assert client.get(address(name)).context["deadline"] is None
