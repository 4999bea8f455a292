from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from evidence.enums import Damage, EvidenceState, LinkState
from evidence.models import LinkVisit
from evidence.queries.publication import tombstone_of
from foundation.formats import long_date
from institutions.models import Institution
from renaksi.enums import AssessmentSource, Indicator
from renaksi.models import Amendment, Assessment, Commitment, CompletionDecision
from renaksi.queries.commitment_page import commitment_page
from tests.factories.accounts import UserFactory
from tests.factories.evidence import as_tombstone
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import CommitmentFactory, PlanFactory, RequirementFactory
from tests.public_records import promise, proof, read, reported, running_plan, step_of, today, tracked, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def verdicts(page):
    return [words(part) for part in page.select(".verdicts > div")]


def rate(
    commitment, value="Limited", indicator=Indicator.COMPLETION, source=AssessmentSource.IRM_END_OF_TERM
):
    return Assessment.objects.create(
        commitment=commitment,
        source=source,
        indicator=indicator,
        scale="1",
        value=value,
        report="IRM End-of-term",
    )


@pytest.mark.parametrize(
    ("of_commitment", "of_plan"),
    [
        ({"live": False}, {}),
        ({}, {"live": False}),
        ({}, {"country": "PHL"}),
    ],
)
def test_what_is_not_published_here_is_not_there(client, of_commitment, of_plan):
    commitment = CommitmentFactory(plan=PlanFactory(**of_plan), **of_commitment)
    assert client.get(commitment.get_absolute_url()).status_code == 404


def test_three_verdicts_stand_side_by_side_each_with_date_and_source(client):
    lead = Institution.objects.create(name="Dinas Uji", slug="dinas-uji")
    commitment = promise(running_plan(), lead=lead)
    reported(step_of(commitment), step=75, verified=25)
    rate(commitment)
    claimed, verified, independent = verdicts(read(client, commitment.get_absolute_url()))
    assert claimed.startswith("Klaim instansi 75 % 1 dari 1 tonggak dilaporkan per ")
    assert claimed.endswith("Dinas Uji")
    assert verified.startswith("Terverifikasi 25 % Terbatas 1 dari 1 tonggak terverifikasi. per ")
    assert verified.endswith("Sekretariat")
    assert independent == (
        "Penilaian independen Terbatas Penyelesaian; tercetak “Limited”, "
        "skala OGP “Penyelesaian”, versi 1 IRM End-of-term"
    )


def test_record_only_plan_has_no_verdict_of_ours(client):
    commitment = promise(PlanFactory())
    step_of(commitment, due_in=-10)
    page = read(client, commitment.get_absolute_url())
    assert verdicts(page) == [
        "Klaim instansi Tidak dipantau di Renaksi",
        "Terverifikasi Tidak dipantau di Renaksi",
        "Penilaian independen Belum dinilai",
    ]
    assert page.select(".progress, .status, #data-dukung") == []


def test_nothing_verified_is_said_as_no_proof_and_never_as_zero(client):
    commitment = promise(running_plan())
    step_of(commitment)
    page = read(client, commitment.get_absolute_url())
    assert verdicts(page)[1] == "Terverifikasi Belum ada bukti"
    assert words(page.select_one(".progress .value")) == "Belum ada bukti"
    assert "0 %" not in words(page.select_one("main"))


def test_only_published_evidence_is_listed_and_leads_to_its_door(client):
    commitment = promise(running_plan())
    update = reported(step_of(commitment), step=50, verified=50)
    published = proof(update, title="Peraturan terbit")
    for state in (EvidenceState.CLEAN, EvidenceState.QUARANTINED, EvidenceState.REJECTED):
        proof(update, title=f"Rahasia {state}", state=state)
    page = read(client, commitment.get_absolute_url())
    links = [(words(link), link["href"]) for link in page.select(".evidence .title a")]
    assert links == [("Peraturan terbit", published.evidence.get_absolute_url())]
    assert "Rahasia" not in page.get_text()


def test_proof_of_today_was_accepted_today_and_not_zero_days_ago(client):
    published = proof(reported(step_of(promise(running_plan())), step=50, verified=50))
    published.judged_at = timezone.now()
    published.save()
    page = read(client, published.update.milestone.commitment.get_absolute_url())
    assert ", hari ini." in words(page.select_one("main"))


def test_damaged_proof_stays_listed_and_says_that_it_is_being_restored(client):
    update = reported(step_of(promise(running_plan())), step=50, verified=50)
    damaged = proof(update, title="Foto").evidence
    damaged.damage = Damage.CHANGED
    damaged.save()
    evidence = read(client, update.milestone.commitment.get_absolute_url()).select_one(".evidence")
    assert "Foto" in words(evidence)
    assert "Berkas sedang dipulihkan dari cadangan." in words(evidence)
    assert evidence.select("a") == []


def test_tombstone_of_what_was_taken_down_gives_the_reason_but_neither_title_nor_link(client):
    commitment = promise(running_plan())
    update = reported(step_of(commitment), step=50, verified=50)
    gone = as_tombstone(proof(update, title="KTP Budi").evidence)
    page = read(client, commitment.get_absolute_url())
    assert words(page.select_one(".evidence .title")) == "Data dukung diturunkan"
    assert tombstone_of(gone) in words(page.select_one(".evidence"))
    assert (page.select(".evidence a"), "KTP Budi" in page.get_text()) == ([], False)


GONE = "Sumber sudah tidak ada sejak 3 Nov 2026 · salinan tersimpan 12 Nov 2026 · sidik jari 3f2a91bc77de"
VISITED = [
    ["Dapat dibuka diperiksa 12 Nov 2026"],
    ["Sedang tidak dapat dibuka sejak 3 Nov 2026 · diperiksa 12 Nov 2026"],
]


@pytest.mark.parametrize(("visits", "claimed"), [(True, VISITED), (False, [[], []])])
def test_link_says_what_was_found_while_links_are_visited_and_always_that_it_is_gone(
    client, settings, visits, claimed
):
    settings.VISIT_LINKS = visits
    commitment = promise(running_plan())
    update = reported(step_of(commitment), step=50, verified=50)
    at = datetime(2026, 11, 12, 3, tzinfo=UTC)
    seen = {"link_visited_at": at}
    failing = {**seen, "link_failing_since": at - timedelta(days=9)}
    proof(update, title="A", link_state=LinkState.REACHABLE, **seen)
    proof(update, title="B", link_state=LinkState.FAILING, **failing)
    gone = proof(update, title="C", link_state=LinkState.GONE, **failing).evidence
    proof(update, title="D", link_state=LinkState.NOT_VISITED, **seen)
    proof(update, title="E")
    LinkVisit.objects.create(
        evidence=gone,
        at=at,
        state=LinkState.REACHABLE,
        copy_name="copies/a",
        sha256="3f2a91bc77de" + "0" * 52,
    )
    page = read(client, commitment.get_absolute_url())
    told = [
        [words(line) for line in item.select(".meta:has(.badge)")] for item in page.select(".evidence > li")
    ]
    assert told == [*claimed, [GONE], [], []]


def test_blank_blocks_stay_unknown_and_are_said_in_one_line(client):
    commitment = promise(PlanFactory(), problem="Warga tidak tahu.")
    page = read(client, commitment.get_absolute_url())
    assert [words(heading) for heading in page.select(".prose h2")] == ["Masalah"]
    assert words(page.select_one(".unknown-line")) == (
        "Belum diketahui dari sumber: akar masalah, yang sudah dilakukan, solusi, hasil yang diharapkan, "
        "sumbangan pada transparansi, sumbangan pada akuntabilitas, sumbangan pada partisipasi."
    )


def test_moved_deadline_keeps_its_original_and_its_reason(client):
    commitment = promise(running_plan())
    milestone = step_of(commitment, number="2")
    Amendment.objects.create(
        commitment=commitment,
        milestone=milestone,
        field="due_on",
        old="2026-06",
        new="2026-12-31",
        reason="Anggaran bergeser.",
        by=UserFactory(),
        at=datetime(2026, 5, 1, tzinfo=UTC),
    )
    page = read(client, commitment.get_absolute_url())
    assert words(page.select_one(".timeline del")) == "(semula Jun 2026)"
    assert words(page.select_one(".amendments")) == (
        "1 Mei 2026 Tonggak 2: Tenggat Semula Jun 2026 Menjadi 31 Des 2026 Alasan Anggaran bergeser."
    )


def test_milestone_at_100_without_required_proof_names_what_is_missing(client):
    commitment = promise(running_plan())
    milestone = step_of(commitment)
    RequirementFactory(milestone=milestone, text="Peraturan yang diundangkan")
    proof(reported(milestone, step=100, verified=100))
    page = read(client, commitment.get_absolute_url())
    assert "Bukti yang kurang: Peraturan yang diundangkan" in words(page.select_one(".timeline"))
    assert words(page.select_one(".header-facts .badge")) == "Substansial"


def test_late_milestone_says_by_how_many_days(client):
    commitment = promise(running_plan())
    step_of(commitment, due_in=-12)
    page = read(client, commitment.get_absolute_url())
    assert words(page.select_one(".timeline .status")) == "Terlambat, 12 hari"


def test_decision_that_differs_is_shown_with_the_proposal_and_its_reason(client):
    commitment = promise(running_plan())
    reported(step_of(commitment), step=75, verified=75)
    CompletionDecision.objects.create(
        commitment=commitment,
        status="limited",
        reason="Mutu belum memadai.",
        by=UserFactory(),
        at=timezone.now() - timedelta(days=2),
    )
    verified = verdicts(read(client, commitment.get_absolute_url()))[1]
    assert "75 % Terbatas" in verified
    assert (
        "Menurut hitungan: Substansial. Diputuskan sekretariat: Terbatas, karena Mutu belum memadai."
        in verified
    )


def test_cells_of_the_grid_lead_to_places_that_exist_on_the_commitment_page(client):
    plan = running_plan()
    commitment = tracked(plan)
    cells = read(client, plan.get_absolute_url()).select(".grid-table a.cell")
    page = read(client, commitment.get_absolute_url())
    assert [cell["href"].split("#")[0] for cell in cells] == [commitment.get_absolute_url()]
    assert [page.find(id=cell["href"].split("#")[1]) is not None for cell in cells] == [True]


def test_sample_is_flagged_and_kept_from_search_engines(client):
    page = read(client, tracked(running_plan(is_sample=True)).get_absolute_url())
    assert words(page.select_one(".sample-banner b")) == "Contoh"
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


def test_script_in_a_title_is_text(client):
    page = read(client, promise(PlanFactory(), title="<script>alert(1)</script>").get_absolute_url())
    assert words(page.h1) == "<script>alert(1)</script>"
    assert page.select("main script") == []


def test_draft_that_was_never_saved_can_be_previewed():
    draft = Commitment(plan=PlanFactory(), title="Rancangan", slug="rancangan", solution="Solusi baru.")
    page = commitment_page(draft, today=date(2026, 11, 22))
    assert (page.title, page.texts.blocks[0].text, page.milestones) == ("Rancangan", "Solusi baru.", ())


def test_draft_of_a_monitored_commitment_keeps_its_figures():
    saved = tracked(running_plan(), step=50)
    draft = Commitment.objects.get(pk=saved.pk)
    draft.title = "Judul baru"
    page = commitment_page(draft, today=today())
    assert (page.title, page.meter.percent_text) == ("Judul baru", "50 %")


def test_target_and_realised_are_said_with_their_unit(client):
    commitment = promise(running_plan())
    milestone = step_of(commitment, target=Decimal(120), baseline=Decimal(20), unit="dataset")
    update = reported(milestone, step=None, realised=Decimal("70.5"))
    page = read(client, commitment.get_absolute_url())
    facts = words(page.select_one(".line-facts"))
    assert "Target 120 dataset (nilai awal 20 dataset)" in facts
    assert f"Klaim instansi 70,5 dataset, {update.period}" in facts


def test_what_it_continues_and_what_continues_it_are_named(client):
    first = CommitmentFactory(title="Pertama", plan=PlanFactory(label="Rencana I"))
    second = CommitmentFactory(title="Kedua", plan=PlanFactory(label="Rencana II"), carried_over_from=first)
    third = CommitmentFactory(title="Ketiga", plan=PlanFactory(label="Rencana III"), carried_over_from=second)
    CommitmentFactory(title="Rahasia", carried_over_from=second, live=False)
    CommitmentFactory(title="Rahasia juga", carried_over_from=second, plan=PlanFactory(live=False))

    page = read(client, second.get_absolute_url())

    told = {words(link.find_parent("div")): link["href"] for link in page.select("aside .facts a")}
    assert told["Lanjutan dari Pertama (Rencana I)"] == first.get_absolute_url()
    assert told["Dilanjutkan oleh Ketiga (Rencana III)"] == third.get_absolute_url()
    assert "Rahasia" not in page.get_text()


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(client, django_assert_num_queries, rows):
    """Of a page with everything that it can have."""
    commitment = promise(running_plan(), region=CityFactory())
    CompletionDecision.objects.create(
        commitment=commitment,
        status="limited",
        reason="Mutu.",
        by=UserFactory(),
        at=timezone.now() - timedelta(days=2),
    )
    for number in range(rows):
        milestone = step_of(commitment, number=str(number + 1))
        RequirementFactory(milestone=milestone)
        proof(reported(milestone, step=100, verified=100))
        rate(commitment, "Yes", list(Indicator)[number])
        CommitmentFactory(carried_over_from=commitment)
    with django_assert_num_queries(24):
        client.get(commitment.get_absolute_url())


def test_what_waits_for_another_institution_is_told_apart_from_what_is_late(client):
    commitment = promise(running_plan())
    milestone = step_of(commitment, due_in=-12)
    since = today() - timedelta(days=60)
    told = {"blocked_by": InstitutionFactory(name="Dinas Sebelah"), "blocked_since": since}
    update = reported(milestone, step=25, blocked_reason="Izin belum terbit", **told)
    page = read(client, commitment.get_absolute_url())
    [when] = page.select(".timeline .when")
    assert words(when).endswith("Terlambat, 12 hari · 60 hari menunggu instansi lain")
    assert waiting_fact(page) == (
        f"menurut laporan {update.period}, menunggu Dinas Sebelah sejak {long_date(since)}, 60 hari"
    )
    reported_again = read(client, commitment.plan.get_absolute_url())
    assert "1 tonggak menunggu instansi lain menurut laporan instansi" in words(reported_again.main)


def test_the_reason_of_a_wait_is_public_once_the_report_is_verified(client):
    commitment = promise(running_plan())
    told = {
        "blocked_by": InstitutionFactory(),
        "blocked_since": today(),
        "blocked_reason": "Izin belum terbit",
    }
    reported(step_of(commitment), step=25, verified=25, **told)
    assert waiting_fact(read(client, commitment.get_absolute_url())).endswith(": Izin belum terbit")


def waiting_fact(page):
    term = page.find("dt", string="Menunggu pihak lain")
    return words(term.find_next_sibling("dd"))
