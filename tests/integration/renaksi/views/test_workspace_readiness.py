"""While a report is written: what it still lacks, what comes from the last one, and whose words stand when two write."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from evidence.enums import EvidenceState
from renaksi.actions.updates import DraftContent, save_draft, start_update
from renaksi.enums import ItemVerdict, ReturnReason
from renaksi.models import EvidenceItem, ProgressUpdate
from tests import actors
from tests.factories.evidence import FileFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import ItemFactory, PeriodFactory, RequirementFactory
from tests.integration.renaksi.views.running import TYPED
from tests.reporting import link

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def reporter(client, running):
    client.force_login(running.reporter)
    return client


def address(line, name="report"):
    return reverse(f"workspace:{name}", args=[line.period.pk, line.milestone.pk])


def ask(client, line, **fields):
    return client.post(address(line, "readiness"), {"revision": 0, **TYPED, **fields}).context["readiness"]


def begun(line, by=None, **content):
    by = by or line.reporter
    update = start_update(milestone=line.milestone, period=line.period, by=by, at=timezone.now())
    given = DraftContent(**{"step": 50, "narrative": "Satu desa.", **content})
    return save_draft(update=update, content=given, revision=update.revision, by=by, at=timezone.now())


# --- Live -------------------------------------------------------------------------------------


def test_asking_what_is_missing_writes_nothing(reporter, running):
    found = ask(reporter, running, step="100", narrative="")
    assert [one.field for one in found.missing] == ["narrative", "items"]
    assert [(one.label, one.code) for one in found.checklist] == [
        ("Capaian 100 %", "attached"),
        (running.requirement.text, "missing"),
    ]
    assert found.summary == "2 hal lagi untuk dikirim, 1 hal lagi untuk selesai."
    assert ProgressUpdate.objects.count() == 0


def test_link_that_is_typed_counts_where_it_stands(reporter, running):
    url = f"bukti-{running.requirement.pk}-url"
    found = ask(reporter, running, step="100", **{url: "https://contoh.test/a"})
    assert found.missing == ()
    assert [one.word for one in found.checklist] == [
        "diisi, menunggu penilaian",
        "sudah dilampirkan, menunggu penilaian",
    ]
    elsewhere = ask(reporter, running, step="100", **{"bukti-lain-url": "https://contoh.test/a"})
    assert [one.code for one in elsewhere.checklist] == ["attached", "missing"]


@pytest.mark.parametrize(
    ("state", "verdict", "word"),
    [
        (EvidenceState.RECEIVING, ItemVerdict.PENDING, "sedang dikirim"),
        (EvidenceState.QUARANTINED, ItemVerdict.PENDING, "sudah dilampirkan, menunggu penilaian"),
        (EvidenceState.REJECTED, ItemVerdict.PENDING, "ditolak, belum diganti"),
        (EvidenceState.CLEAN, ItemVerdict.REFUSED, "ditolak, belum diganti"),
        (EvidenceState.CLEAN, ItemVerdict.ACCEPTED, "sudah diterima"),
    ],
)
def test_attached_accepted_and_missing_are_three_things(reporter, running, state, verdict, word):
    update = begun(running)
    judged = verdict != ItemVerdict.PENDING
    ItemFactory(
        update=update,
        requirement=running.requirement,
        evidence=FileFactory(state=state, institution=running.institution),
        verdict=verdict,
        reason_code=ReturnReason.UNSIGNED if verdict == ItemVerdict.REFUSED else "",
        judged_by=running.verifier if judged else None,
        judged_at=timezone.now() if judged else None,
    )
    assert ask(reporter, running).checklist[1].word == word


def test_what_cannot_be_read_counts_as_missing(reporter, running):
    running.milestone.target = 10
    running.milestone.save()
    assert [one.field for one in ask(reporter, running, realised="banyak").missing] == ["realised"]


def test_sent_report_is_asked_no_more(reporter, running):
    fields = {"revision": 0, **TYPED, "action": "submit", "bukti-lain-url": "https://contoh.test/a"}
    reporter.post(address(running), fields)
    assert reporter.post(address(running, "readiness"), TYPED).status_code == 409


@pytest.mark.parametrize("count", [1, 3])
def test_live_list_takes_the_same_queries_for_any_number_of_rows(
    reporter, running, django_assert_num_queries, count
):
    update = begun(running)
    for _ in range(count):
        link(running, update, requirement=RequirementFactory(milestone=running.milestone))
    with django_assert_num_queries(22):
        ask(reporter, running)


# --- The last answer --------------------------------------------------------------------------


@pytest.fixture
def earlier(running):
    today = timezone.localdate()
    period = PeriodFactory(
        plan=running.plan,
        code="B03",
        year=2026,
        starts_on=today - timedelta(150),
        ends_on=today - timedelta(61),
        opens_on=today - timedelta(70),
        closes_on=today - timedelta(51),
        verify_by=today - timedelta(40),
    )
    return ProgressUpdate.objects.create(
        milestone=running.milestone,
        period=period,
        institution=running.institution,
        author=running.reporter,
        step=50,
        narrative="Tiga desa.\nDua dataset.",
        challenges=["funding"],
        next_step="Lanjut",
    )


def test_each_carried_answer_says_where_it_comes_from(reporter, running, earlier):
    same = "Sama seperti B03 2026; ubah bila berbeda."
    carried = reporter.get(address(running)).context["report"].carried
    assert carried == {"step": same, "challenges": same, "next_step": same}
    begun(running, step=75, next_step="Lanjut")
    carried = reporter.get(address(running)).context["report"].carried
    assert carried == {
        "step": "Pada B03 2026: 50 — berjalan",
        "challenges": "Pada B03 2026: Anggaran",
        "next_step": same,
    }


@pytest.mark.parametrize(
    ("typed", "kept"), [("", earlier_text := "Tiga desa.\nDua dataset."), ("Baru.", f"{earlier_text}\nBaru.")]
)
def test_same_as_before_takes_the_narrative_over_and_loses_no_word(reporter, running, earlier, typed, kept):
    reporter.post(address(running), {"revision": 0, **TYPED, "narrative": typed, "action": "same"})
    assert ProgressUpdate.objects.get(period=running.period).narrative == kept


# --- Two who write ----------------------------------------------------------------------------


def sent(line, **fields):
    """As the form sends it that was opened before the colleague saved: with what it was opened with."""
    opened = {"initial-step": "50", "initial-narrative": "Satu desa.", "initial-next_step": ""}
    return {"revision": 2, "step": "50", "narrative": "Satu desa.", "next_step": "", **opened, **fields}


def test_who_saved_last_and_when_is_said(reporter, running):
    colleague = actors.focal_point(running.institution, name="Fitri Contoh")
    begun(running, by=colleague)
    now = timezone.localtime()
    told = reporter.get(address(running)).context["report"].saved
    assert told in {f"Fitri Contoh menyimpan {now - timedelta(minutes=m):%H.%M} WIB" for m in (0, 1)}


def test_field_that_only_the_colleague_changed_is_theirs_by_default(reporter, running):
    update = begun(running)
    colleague = actors.focal_point(running.institution)
    content = DraftContent(step=75, narrative="Milik rekan.")
    save_draft(update=update, content=content, revision=2, by=colleague, at=timezone.now())

    response = reporter.post(address(running), sent(running, narrative="Milik saya."))
    assert response.status_code == 422
    assert [(c.name, c.mine, c.stored, c.prefers_mine) for c in response.context["conflicts"]] == [
        ("step", "50 — berjalan", "75 — hampir selesai", False),
        ("narrative", "Milik saya.", "Milik rekan.", True),
    ]


def test_choices_are_taken_field_by_field(reporter, running):
    begun(running, step=75, narrative="Milik rekan.")
    chosen = {"pilih-step": "stored", "pilih-narrative": "mine"}
    reporter.post(address(running), sent(running, narrative="Milik saya.", **chosen))
    update = ProgressUpdate.objects.get()
    assert (update.step, update.narrative, update.revision) == (75, "Milik saya.", 3)


# --- Requirements -----------------------------------------------------------------------------


def test_proof_of_nothing_asked_says_that_it_does_not_count(reporter, running):
    groups = reporter.get(address(running)).context["report"].requirements
    assert [bool(group.hint) for group in groups] == [False, True]


def test_outsider_finds_nothing(client, running):
    client.force_login(actors.focal_point(InstitutionFactory()))
    assert [getattr(client, verb)(address(running, "readiness")).status_code for verb in ("get", "post")] == [
        404,
        404,
    ]
    assert EvidenceItem.objects.count() == 0
