from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from evidence.actions.links import Fetch, queue_visits, visit_link
from evidence.actions.receiving import record_link
from evidence.actions.takedown import take_down
from evidence.domain.link_problems import LinkProblem
from evidence.enums import EvidenceState, LinkState, TakedownReason
from evidence.links.visitor import FetcherFailed, Finding, fetch_source
from evidence.models import Evidence, FileToRemove, LinkVisit
from evidence.uploads import UploadRefused
from foundation.audit.queries import entries_for
from foundation.jobs.leases import MOST_ATTEMPTS, take_lease
from tests import actors
from tests.factories.accounts import UserFactory
from tests.factories.documents import pdf
from tests.factories.evidence import PDF, FileFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import LinkFactory
from tests.unit.evidence.links.server import Site, page, served

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 12, 3, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def site():
    with served() as found:
        yield found


@pytest.fixture(autouse=True)
def _on(settings):
    settings.VISIT_LINKS = True


def by_way_of(site: Site) -> Fetch:
    return lambda url, folder: fetch_source(url, folder, agent="uji", allowance=site.allowance)


def finds(problem: LinkProblem | None) -> Fetch:
    return lambda _url, _folder: Finding(problem)


def visit(link: Evidence, fetch: Fetch, at: datetime = NOW) -> LinkVisit | None:
    found = visit_link(pk=link.pk, now=at, fetch=fetch)
    link.refresh_from_db()
    return found


def copies_on_disk(settings) -> list[Path]:
    return sorted(settings.EVIDENCE_ROOT.glob("copies/*"))


def logged(link: Evidence) -> list[dict]:
    """Oldest first."""
    return [entry.data for entry in reversed(entries_for(link)) if entry.action == "evidence.link_visited"]


def test_first_visit_keeps_what_the_source_shows(site, settings):
    site.answers["/bukti"] = page(b"<p>Notula</p>")
    link = LinkFactory(url=site.url("/bukti"))
    found = visit(link, by_way_of(site))

    assert (link.link_state, link.link_visited_at, link.link_failing_since) == (
        LinkState.REACHABLE,
        NOW,
        None,
    )
    assert (link.lease_until, link.attempts) == (None, 0)
    assert (found.state, found.problem, found.status_code, found.size) == (LinkState.REACHABLE, "", 200, 13)
    assert (found.content_type, found.final_url, len(found.sha256)) == ("text/html", link.url, 64)
    assert [path.read_bytes() for path in copies_on_disk(settings)] == [b"<p>Notula</p>", b"Notula"]
    assert [f"copies/{path.name}" for path in copies_on_disk(settings)] == [
        found.copy_name,
        found.derivative_name,
    ]
    assert {path.stat().st_mode & 0o777 for path in copies_on_disk(settings)} == {0o600}
    assert list(settings.EVIDENCE_ROOT.glob("inspection/*")) == []
    assert logged(link) == [{"was": "", "is": "reachable", "problem": ""}]


@pytest.mark.parametrize("left", ["body", "text"])
def test_link_that_the_fetcher_left_in_place_of_a_file_is_not_followed(settings, left):
    secret = settings.EVIDENCE_ROOT / "rahasia"

    def taken_over(_url: str, folder: Path) -> Finding:
        secret.write_bytes(b"rahasia")
        for name in ("body", "text"):
            (folder / name).write_bytes(b"terbuka")
        (folder / left).unlink()
        (folder / left).symlink_to(secret)
        return Finding(None, status=200, size=7, body=folder / "body", text=folder / "text")

    link = LinkFactory(url="https://contoh.go.id/bukti")
    assert visit(link, taken_over) is None
    assert (link.last_error, link.attempts) == ("FetcherFailed: odd_file", 1)
    assert copies_on_disk(settings) == []


def test_same_content_is_kept_once_and_told_once(site, settings):
    site.answers["/bukti"] = page(b"<p>Notula</p>")
    link = LinkFactory(url=site.url("/bukti"))
    first = visit(link, by_way_of(site))
    second = visit(link, by_way_of(site), NOW + 7 * DAY)

    assert (second.sha256, second.copy_name, second.derivative_name) == (first.sha256, "", "")
    assert len(copies_on_disk(settings)) == 2
    assert len(logged(link)) == 1


def test_first_and_latest_copy_stay_those_between_go(site, settings, django_capture_on_commit_callbacks):
    link = LinkFactory(url=site.url("/bukti"))
    visits = []
    for week, text in enumerate([b"satu", b"dua", b"tiga", b"empat"]):
        site.answers["/bukti"] = page(b"<p>" + text)
        with django_capture_on_commit_callbacks(execute=True):
            visits.append(visit(link, by_way_of(site), NOW + week * 7 * DAY))

    kept = [bool(LinkVisit.objects.get(pk=one.pk).copy_name) for one in visits]
    assert kept == [True, False, False, True]
    assert {path.read_bytes() for path in copies_on_disk(settings)} == {
        b"<p>satu",
        b"satu",
        b"<p>empat",
        b"empat",
    }
    assert len({one.sha256 for one in LinkVisit.objects.all()}) == 4
    assert FileToRemove.objects.count() == 0


def test_linked_pdf_is_kept_and_opens_as_the_check_leaves_it(site, settings):
    site.answers["/a"] = page(PDF, "application/octet-stream")
    link = LinkFactory(url=site.url("/a"))
    assert visit(link, by_way_of(site)).problem == LinkProblem.KIND_NOT_KEPT
    site.answers["/a"] = page(PDF, "application/pdf")
    found = visit(link, by_way_of(site), NOW + 7 * DAY)

    assert (found.problem, found.derivative_name.partition("/")[0]) == ("", "clean")
    assert (settings.EVIDENCE_ROOT / found.copy_name).read_bytes() == PDF
    assert (settings.EVIDENCE_ROOT / found.derivative_name).is_file()


def test_nothing_is_copied_where_no_room_is_left(site, settings):
    settings.EVIDENCE_QUOTA_BYTES = 12
    site.answers["/a"] = page(b"<p>Notula</p>")
    link = LinkFactory(url=site.url("/a"))
    found = visit(link, by_way_of(site))
    assert (link.link_state, found.problem, found.copy_name) == (
        LinkState.REACHABLE,
        LinkProblem.NO_ROOM,
        "",
    )
    assert copies_on_disk(settings) == []

    settings.EVIDENCE_QUOTA_BYTES = 13
    assert visit(link, by_way_of(site), NOW + 7 * DAY).copy_name != ""


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (
            page(pdf(catalog=b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "application/pdf"),
            LinkProblem.COPY_REFUSED,
        ),
        (page(b"MZ" + bytes(500), "application/pdf"), LinkProblem.COPY_REFUSED),
        (page(b"PK\x03\x04", "application/zip"), LinkProblem.KIND_NOT_KEPT),
        (page(b"<p>x", X_Robots_Tag="noarchive"), LinkProblem.NO_COPY_WANTED),
    ],
)
def test_what_may_not_be_kept_is_reachable_all_the_same(site, settings, answer, problem):
    site.answers["/a"] = answer
    link = LinkFactory(url=site.url("/a"))
    found = visit(link, by_way_of(site))

    assert (link.link_state, found.problem, found.copy_name) == (LinkState.REACHABLE, problem, "")
    assert copies_on_disk(settings) == []
    assert list(settings.EVIDENCE_ROOT.glob("clean/*")) == []


def test_page_that_is_gone_is_said_to_be_gone_after_a_week_and_its_copy_stays(site, settings):
    site.answers["/bukti"] = page(b"<p>Notula</p>")
    link = LinkFactory(url=site.url("/bukti"))
    visit(link, by_way_of(site))
    del site.answers["/bukti"]

    visit(link, by_way_of(site), NOW + 7 * DAY)
    assert (link.link_state, link.link_failing_since) == (LinkState.FAILING, NOW + 7 * DAY)
    assert visit(link, by_way_of(site), NOW + 7.5 * DAY) is None
    visit(link, by_way_of(site), NOW + 8 * DAY)
    assert link.link_state == LinkState.FAILING
    visit(link, by_way_of(site), NOW + 14 * DAY)
    assert (link.link_state, link.link_failing_since) == (LinkState.GONE, NOW + 7 * DAY)
    assert len(copies_on_disk(settings)) == 2

    site.answers["/bukti"] = page(b"<p>Notula</p>")
    visit(link, by_way_of(site), NOW + 21 * DAY)
    assert (link.link_state, link.link_failing_since) == (LinkState.REACHABLE, None)
    assert [(data["was"], data["is"], data["problem"]) for data in logged(link)] == [
        ("", "reachable", ""),
        ("reachable", "failing", "link_not_found"),
        ("failing", "gone", "link_not_found"),
        ("gone", "reachable", ""),
    ]


@pytest.mark.parametrize(("others", "state"), [(True, LinkState.GONE), (False, LinkState.FAILING)])
def test_silence_for_four_weeks_counts_only_if_our_own_line_works(others, state):
    link = LinkFactory(
        link_state=LinkState.FAILING, link_failing_since=NOW - 28 * DAY, link_visited_at=NOW - 7 * DAY
    )
    if others:
        visit(LinkFactory(), finds(None), NOW - timedelta(hours=5))
    visit(link, finds(LinkProblem.TIMEOUT))
    assert link.link_state == state


def test_nothing_is_visited_unless_it_is_asked_for(settings):
    settings.VISIT_LINKS = False
    link = LinkFactory()
    assert visit(link, finds(None)) is None
    assert queue_visits(NOW) == 0
    assert LinkVisit.objects.count() == 0


@pytest.mark.parametrize("state", [EvidenceState.TAKEN_DOWN, EvidenceState.QUARANTINED])
def test_only_links_that_may_be_opened_are_visited(state):
    assert visit(FileFactory(state=state), finds(None)) is None
    assert visit(FileFactory(state=EvidenceState.CLEAN), finds(None)) is None


def test_second_worker_leaves_it_alone():
    link = LinkFactory()
    take_lease(Evidence, link.pk, now=NOW, seconds=60)
    assert visit(link, finds(None)) is None


def test_own_fault_is_not_blamed_on_the_source():
    def broken(_url: str, _folder: Path) -> Finding:
        raise FetcherFailed("ended with 1")

    link = LinkFactory()
    assert visit(link, broken) is None
    assert (link.link_state, link.link_visited_at) == ("", None)
    assert (link.lease_until, link.attempts, link.last_error) == (None, 1, "FetcherFailed: ended with 1")


def test_visit_during_a_takedown_leaves_nothing_behind(site, settings, django_capture_on_commit_callbacks):
    site.answers["/bukti"] = page(b"<p>Notula</p>")
    link = LinkFactory(url=site.url("/bukti"))

    def meanwhile(url: str, folder: Path) -> Finding:
        found = by_way_of(site)(url, folder)
        take_down(evidence=link, reason=TakedownReason.OTHER, by=actors.secretariat_admin(), at=NOW)
        return found

    with django_capture_on_commit_callbacks(execute=True):
        assert visit(link, meanwhile) is None
    assert link.state == EvidenceState.TAKEN_DOWN
    assert copies_on_disk(settings) == []
    assert LinkVisit.objects.count() == 0


def test_takedown_takes_the_copies_too(site, settings, django_capture_on_commit_callbacks):
    link = LinkFactory(url=site.url("/bukti"))
    for week in range(2):
        site.answers["/bukti"] = page(b"<p>%d" % week)
        visit(link, by_way_of(site), NOW + week * 7 * DAY)
    assert len(copies_on_disk(settings)) == 4

    with django_capture_on_commit_callbacks(execute=True):
        take_down(evidence=link, reason=TakedownReason.OTHER, by=actors.secretariat_admin(), at=NOW)
    assert copies_on_disk(settings) == []
    assert set(LinkVisit.objects.values_list("copy_name", "derivative_name", "final_url")) == {("", "", "")}


# --- What is due -----------------------------------------------------------------------------------


def queued() -> list[int]:
    tasks = DBTaskResult.objects.filter(task_path="evidence.tasks.visit_link").order_by("enqueued_at")
    return [row["args"][0] for row in tasks.values_list("args_kwargs", flat=True)]


def sweep(run: Callable) -> list[int]:
    with run(execute=True), transaction.atomic():
        count = queue_visits(NOW)
    assert len(queued()) == count
    return queued()


def test_sweep_queues_what_is_due_the_new_first(django_capture_on_commit_callbacks):
    def link(number: int, **fields) -> Evidence:
        return LinkFactory(url=f"https://situs{number}.test/", **fields)

    weekly = link(1, link_state=LinkState.REACHABLE, link_visited_at=NOW - 7 * DAY)
    longest = link(2, link_state=LinkState.GONE, link_visited_at=NOW - 9 * DAY)
    new = link(3)
    failing = link(
        4, link_state=LinkState.FAILING, link_visited_at=NOW - DAY, link_failing_since=NOW - 2 * DAY
    )
    link(5, link_state=LinkState.REACHABLE, link_visited_at=NOW - 6 * DAY)
    link(6, link_state=LinkState.FAILING, link_visited_at=NOW - DAY, link_failing_since=NOW - 9 * DAY)
    link(7, attempts=MOST_ATTEMPTS)
    link(8, lease_until=NOW + DAY)
    link(9, state=EvidenceState.REJECTED)

    assert sweep(django_capture_on_commit_callbacks) == [new.pk, longest.pk, weekly.pk, failing.pk]


def test_sweep_asks_each_host_for_one_at_a_time(django_capture_on_commit_callbacks):
    first = LinkFactory(url="https://situs.test/1")
    LinkFactory(url="https://SITUS.test:443/2")
    other = LinkFactory(url="https://lain.test/")
    LinkFactory(url="https://sibuk.test/1", lease_until=NOW + DAY)
    LinkFactory(url="https://sibuk.test/2")
    assert sweep(django_capture_on_commit_callbacks) == [first.pk, other.pk]


def test_sweep_queues_a_bounded_number(django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setattr("evidence.actions.links.MOST_PER_SWEEP", 2)
    for number in range(4):
        LinkFactory(url=f"https://situs{number}.test/")
    assert len(sweep(django_capture_on_commit_callbacks)) == 2


def test_command_lists_what_is_due_and_visits_only_if_it_is_asked_for(settings, capsys):
    link = LinkFactory(url="http://127.0.0.1/")
    settings.VISIT_LINKS = False
    call_command("visit_links", "--dry-run")
    assert capsys.readouterr().out == f"{link.public_id}  http://127.0.0.1/\n1 tautan menunggu kunjungan\n"
    with pytest.raises(CommandError, match="VISIT_LINKS=true"):
        call_command("visit_links", "--now")
    settings.VISIT_LINKS = True
    call_command("visit_links")
    assert capsys.readouterr().out == "1 kunjungan diantrekan\n"
    call_command("visit_links", "--now")
    assert capsys.readouterr().out == f"{link.public_id}  Tidak dapat diperiksa link_private\n"


# --- Recording -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://127.0.0.1/bukti", "link_private"),
        ("http://192.168.1.10/bukti", "link_private"),
        ("http://169.254.169.254/latest/meta-data/", "link_private"),
        ("http://[::1]/", "link_private"),
        ("http://localhost:8000/", "link_private"),
        ("http://arsip.internal/berkas", "link_private"),
        ("https://nama:sandi@contoh.go.id/", "link_has_password"),
        ("gopher://contoh.go.id/", "link_invalid"),
        ("http://2130706433/", "link_invalid"),
    ],
)
def test_link_that_only_some_can_open_is_refused_when_it_is_recorded(url, code):
    with pytest.raises(UploadRefused) as refusal:
        record_link(url=url, title="", institution=InstitutionFactory(), by=UserFactory(), at=NOW)
    assert refusal.value.code == code
    assert Evidence.objects.count() == 0
