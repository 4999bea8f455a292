"""Figures and lists of commitments inside a text: of today or of a pinned day; unknown is no zero."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.enums import Measure
from home.queries.live import Scope, live_figure, picked_commitments
from renaksi.actions.standings import bring_up_to_date
from renaksi.models import Commitment
from tests.factories.institutions import CityFactory
from tests.factories.renaksi import PlanFactory
from tests.pages import practice, site_tree, story, theme
from tests.public_records import promise, read, reported, running_plan, step_of, today, tracked, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def value(measure, *, pinned_on=None, **scope):
    return live_figure(Measure(measure), Scope(**scope), pinned_on=pinned_on).value


@pytest.fixture
def plan(db):
    """Two commitments: one half proven with its milestone late, one complete."""
    made = running_plan(label="Rencana uji")
    late = promise(made, title="Yang terlambat")
    step_of(late, due_in=-5)
    done = promise(made, title="Yang selesai")
    tracked_step = step_of(done)
    reported(tracked_step, step=100, verified=100)
    return made


def test_figures_of_a_plan(plan):
    assert {name: value(name, plan=plan) for name in ("commitments", "late", "overdue", "progress")} == {
        "commitments": "2",
        "late": "1",
        "overdue": "1",
        "progress": "50 %",
    }


def test_figures_of_a_province_hold_its_cities(db):
    city = CityFactory()
    made = running_plan()
    step_of(promise(made, region=city), due_in=-5)
    step_of(promise(made, region=CityFactory()), due_in=-5)
    assert value("late", region=city.province) == "1"
    assert value("late", region=city) == "1"
    assert value("late") == "2"


def test_sample_plans_are_never_mixed_in(plan):
    sample = running_plan(is_sample=True)
    step_of(promise(sample), due_in=-5)
    assert (value("commitments"), value("late")) == ("2", "1")
    figure = live_figure(Measure.LATE, Scope(plan=sample))
    assert (figure.value, figure.is_sample) == ("1", True)


def test_unknown_is_told_as_unknown_and_never_as_zero(db):
    city = CityFactory()
    nothing = live_figure(Measure.COMMITMENTS, Scope(region=city))
    assert (nothing.value, nothing.why) == (None, "Belum ada komitmen yang tercatat di sini.")
    record = PlanFactory()
    promise(record)
    unwatched = live_figure(Measure.LATE, Scope(plan=record))
    assert (unwatched.value, unwatched.why) == (None, "Tidak dipantau di Renaksi.")
    begun = running_plan()
    step_of(promise(begun))
    unproven = live_figure(Measure.PROGRESS, Scope(plan=begun))
    assert (unproven.value, unproven.why) == (None, "Belum ada yang terverifikasi.")
    assert value("late", plan=begun) == "0"


def test_pinned_figure_stays_as_it_was_that_day(plan):
    Commitment.objects.update(first_published_at=timezone.now() - timedelta(days=100))
    newer = promise(plan)
    Commitment.objects.filter(pk=newer.pk).update(first_published_at=timezone.now())
    assert value("commitments", plan=plan) == "3"
    day = today() - timedelta(days=20)
    # What was due five days ago was not late then.
    assert (value("commitments", plan=plan, pinned_on=day), value("late", plan=plan, pinned_on=day)) == (
        "2",
        "0",
    )
    before = live_figure(Measure.LATE, Scope(plan=plan), pinned_on=today() - timedelta(days=101))
    assert (before.value, before.why) == (
        None,
        "Belum ada komitmen yang tercatat di sini pada tanggal itu.",
    )


def test_what_was_taken_over_without_its_day_counts_from_the_start_of_its_plan(plan):
    start = plan.start_on
    days = (start - timedelta(days=1), start)
    assert [value("commitments", plan=plan, pinned_on=day) for day in days] == [None, "2"]


def test_figures_of_practices(db):
    tree, city = site_tree(), CityFactory()
    practice(tree, title="Satu", region=city, place_name="", copies=2)
    practice(tree, title="Dua", theme=theme("lapor", "Lapor"))
    practice(tree, title="Contoh", is_sample=True, copies=3)
    assert (value("practices"), value("replicated")) == ("2", "1")
    assert value("practices", region=city.province) == "1"
    assert (value("practices", theme=theme("lapor")), value("replicated", theme=theme("lapor"))) == ("1", "0")
    assert value("practices", region=CityFactory()) is None


def listed(scope=None, *, status="", picked=(), most=10):
    found = picked_commitments(scope or Scope(), status=status, picked=picked, most=most)
    return [line.title for line in found.lines]


def test_list_by_plan_and_status_and_by_hand(plan):
    late, done = Commitment.objects.order_by("pk")
    draft = promise(plan, title="Rancangan", live=False)
    assert listed(Scope(plan=plan)) == ["Yang terlambat", "Yang selesai"]
    assert listed(Scope(plan=plan), most=1) == ["Yang terlambat"]
    assert listed(picked=[done.pk, draft.pk, late.pk]) == ["Yang selesai", "Yang terlambat"]
    statuses = {
        line.title: line.status
        for line in picked_commitments(Scope(plan=plan), status="", picked=(), most=9).lines
    }
    assert listed(Scope(plan=plan), status=statuses["Yang selesai"]) == [
        title for title, status in statuses.items() if status == statuses["Yang selesai"]
    ]


def test_post_shows_the_figure_with_its_day_and_the_list_with_its_progress(client, plan):
    block = {"plan": plan, "region": None, "measure": "late", "theme": "", "pinned_on": None}
    day = today() - timedelta(days=1)
    page = story(
        site_tree(),
        body=[
            ("live_figure", block),
            ("live_figure", {**block, "pinned_on": day}),
            (
                "commitments",
                {"plan": plan, "region": None, "title": "Janji", "status": "", "picked": [], "most": 5},
            ),
        ],
    )
    shown = read(client, page.url)
    now, then = shown.select(".figure-tile")
    assert words(now.select_one(".what")) == "Komitmen terlambat: Rencana uji"
    assert words(now.select_one(".value")) == "1"
    assert words(now.select_one(".source")).endswith("dihitung Renaksi.")
    assert words(then.select_one(".source")).startswith("Keadaan tetap per ")
    assert [words(row.select_one(".title")) for row in shown.select(".row")] == [
        "Yang terlambat",
        "Yang selesai",
    ]


def test_figures_are_the_same_from_what_is_stored(plan):
    names = ("commitments", "complete", "late", "overdue", "progress")
    computed = {name: value(name, plan=plan) for name in names}
    bring_up_to_date(on=today())
    assert {name: value(name, plan=plan) for name in names} == computed


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_figure_and_list(django_assert_num_queries, rows):
    """Two from what is stored, six while it waits to be stored anew."""
    made = running_plan()
    for _row in range(rows):
        step_of(tracked(made), due_in=-5)
    with django_assert_num_queries(6):
        live_figure(Measure.LATE, Scope(plan=made))
    bring_up_to_date(on=today())
    with django_assert_num_queries(2):
        live_figure(Measure.LATE, Scope(plan=made))
    with django_assert_num_queries(5):
        picked_commitments(Scope(plan=made), status="", picked=(), most=10)
