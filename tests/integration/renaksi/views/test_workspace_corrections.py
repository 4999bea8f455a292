"""Corrections and undone verdicts as people meet them: in the workspace, and in public."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from renaksi.actions.corrections import correct_update, reopen_verdict
from renaksi.actions.reviews import return_update, verify_update
from renaksi.actions.updates import DraftContent, save_draft, submit_update
from renaksi.domain.update_flow import Problem
from renaksi.enums import ReturnReason
from renaksi.enums import UpdateState as S
from renaksi.messages import sentence
from renaksi.models import ProgressUpdate
from tests import actors
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import MilestoneFactory, UpdateFactory
from tests.reporting import IN_WINDOW, REVIEWED, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LATER = REVIEWED + timedelta(days=30)
REASON = "Angka desa terhitung dua kali."


def corrected(line, update, step=50):
    draft = correct_update(update=update, reason=REASON, by=line.reporter, at=LATER)
    content = DraftContent(
        step=step, narrative="Dihitung ulang.", challenges=("funding",), next_step="Lanjut."
    )
    save_draft(update=draft, content=content, revision=draft.revision, by=line.reporter, at=LATER)
    return submit_update(update=draft, by=line.reporter, at=LATER)


def page(name, update):
    return reverse(f"workspace:{name}", args=[update.pk])


def buttons(client, update):
    context = client.get(page("update", update)).context
    return {name for name in ("may_correct", "may_reopen", "may_give_up", "may_recall") if context[name]}


def test_reporter_begins_a_correction_and_goes_on_in_the_form_of_every_report(client, line, verified):
    client.force_login(line.reporter)
    assert buttons(client, verified) == {"may_correct"}
    assert client.post(page("correction", verified), {"reason": ""}).status_code == 422

    response = client.post(page("correction", verified), {"reason": REASON}, follow=True)

    report = response.context["report"]
    draft = ProgressUpdate.objects.current().get()
    assert (report.update_id, report.deadline, report.versions.reason) == (draft.pk, None, REASON)
    [proof] = [proof for block in report.requirements for proof in block.proofs]
    assert (proof.is_judged, proof.is_removable) == (True, True)
    [open_correction] = client.get(reverse("workspace:home")).context["home"].corrections
    assert (open_correction.reason, open_correction.code) == (REASON, "draft")


def test_public_reason_holds_no_personal_data(client, line, verified):
    client.force_login(line.reporter)
    response = client.post(page("correction", verified), {"reason": "Menurut Budi, 0812-3456-7890."})
    assert response.context["form"].errors["reason"] == [
        "Alasan ini tampak memuat NIK, nomor telepon, atau surel. Tulis ulang tanpa data pribadi."
    ]


def test_second_correction_leads_to_the_report_with_a_sentence(client, line, verified):
    correct_update(update=verified, reason=REASON, by=line.reporter, at=LATER)
    client.force_login(line.reporter)
    response = client.post(page("correction", verified), {"reason": REASON}, follow=True)
    assert response.redirect_chain == [(page("update", verified), 302)]
    assert [str(one) for one in response.context["messages"]] == [
        "Langkah ini tidak dapat diambil pada versi ini. Keadaannya ada di bawah."
    ]


def test_reporter_gives_a_correction_up(client, line, verified):
    draft = correct_update(update=verified, reason=REASON, by=line.reporter, at=LATER)
    client.force_login(line.reporter)
    assert buttons(client, draft) == {"may_give_up"}
    assert client.get(page("give_up", draft)).status_code == 405
    assert client.post(page("give_up", draft)).url == page("update", verified)
    assert ProgressUpdate.objects.current().get() == verified


def test_verifier_sees_old_and_new_side_by_side(client, line, verified):
    draft = corrected(line, verified)
    client.force_login(line.verifier)
    versions = client.get(page("review", draft)).context["update"].versions
    assert [(one.label, one.old, one.new) for one in versions.changes] == [
        ("Klaim instansi", "75 — hampir selesai", "50 — berjalan"),
        ("Perkembangan", "Enam desa menerbitkan dataset.", "Dihitung ulang."),
        ("Langkah berikutnya", "Pelatihan November.", "Lanjut."),
    ]
    assert [(one.number, one.standing, one.is_this) for one in versions.lines] == [
        (1, "dihitung sekarang", False),
        (2, "", True),
    ]


def test_verifier_undoes_a_verdict_and_lands_on_the_report_that_waits(client, line, verified):
    client.force_login(line.verifier)
    assert buttons(client, verified) == {"may_reopen"}
    assert client.get(page("undo_verdict", verified)).status_code == 200
    response = client.post(page("undo_verdict", verified), {"reason": "Salah menekan."})
    again = ProgressUpdate.objects.current().get()
    assert (response.url, again.state) == (page("review", again), S.SUBMITTED)

    old = client.get(page("update", verified)).context["update"].versions
    assert old.newer_url == page("update", again)
    assert old.undone.startswith(f"Putusan ini dibatalkan {line.verifier} pada ")
    new = client.get(page("review", again)).context["update"]
    assert (new.receipt, new.versions.changes, new.versions.is_correction) == (verified.receipt, (), False)


def test_author_of_a_reopened_report_sees_no_button(client, line, verified):
    again = reopen_verdict(update=verified, reason="Salah menekan.", by=line.verifier, at=LATER)
    client.force_login(line.reporter)
    assert buttons(client, again) == set()
    response = client.post(page("recall", again), follow=True)
    assert [str(one) for one in response.context["messages"]] == [
        "Putusan laporan ini sedang diulang oleh sekretariat, jadi tidak dapat ditarik. Tunggu putusannya."
    ]


@pytest.mark.parametrize("verb", ["get", "post"])
@pytest.mark.parametrize("name", ["correction", "give_up", "undo_verdict"])
def test_outsiders_find_nothing(client, line, verified, name, verb):
    strangers = [line.outsider, actors.verifier(), actors.approver(InstitutionFactory()), actors.editor()]
    strangers += [line.reporter] if name == "undo_verdict" else [line.verifier, actors.monitor(line.plan)]
    for stranger in strangers:
        client.force_login(stranger)
        assert getattr(client, verb)(page(name, verified), {"reason": "x"}).status_code == 404
    assert ProgressUpdate.objects.get() == verified


def test_public_reads_the_correction_with_both_values_and_the_reason(client, line, verified):
    draft = corrected(line, verified)
    address = line.milestone.commitment.get_absolute_url()
    assert client.get(address).context["page"].corrections == ()

    verify_update(update=draft, verified_step=50, by=line.verifier, at=LATER)

    page = client.get(address)
    [one] = page.context["page"].corrections
    assert (one.title, one.old, one.new, one.reason, one.narrative) == (
        "Laporan dikoreksi",
        "75 — hampir selesai",
        "50 — berjalan",
        REASON,
        "Enam desa menerbitkan dataset.",
    )
    assert (one.old_verified_on, one.date) == (REVIEWED.date(), LATER.date())
    assert REASON in page.content.decode()


def test_public_reads_that_an_undone_verdict_counts_no_longer(client, line, verified):
    again = reopen_verdict(update=verified, reason="Salah menekan.", by=line.verifier, at=LATER)
    given = {"reason_code": ReturnReason.VALUE_MISMATCH, "note": "Lampirkan daftar.", "by": line.verifier}
    return_update(update=again, **given, at=LATER)
    [one] = client.get(line.milestone.commitment.get_absolute_url()).context["page"].corrections
    assert (one.title, one.new) == ("Putusan dibatalkan dan diulang", "belum terverifikasi")


def test_proof_of_two_versions_is_listed_once_and_one_that_was_taken_out_says_so(client, line, verified):
    address = line.milestone.commitment.get_absolute_url()

    def listed():
        [period] = client.get(address).context["page"].periods
        return [(one.code, one.word) for one in period.evidence]

    before = listed()
    draft = correct_update(update=verified, reason=REASON, by=line.reporter, at=LATER)
    assert listed() == before
    draft.items.all().delete()
    save_draft(
        update=draft,
        content=DraftContent(step=0, narrative="Nol.", challenges=("funding",), next_step="Lanjut."),
        revision=draft.revision,
        by=line.reporter,
        at=LATER,
    )
    submit_update(update=draft, by=line.reporter, at=LATER)
    verify_update(update=draft, verified_step=0, by=line.verifier, at=LATER)
    assert listed() == [("withdrawn", "Dari versi sebelum koreksi, tidak dihitung lagi") for _ in before]


# --- Approvals ------------------------------------------------------------------------------------


@pytest.fixture
def awaiting(line):
    line.plan.agency_approval = True
    line.plan.save()
    line.boss = actors.approver(line.institution)
    line.updates = [submitted(line)]
    for _ in range(2):
        milestone = MilestoneFactory(commitment=line.milestone.commitment, responsible=line.institution)
        sent = {"submitted_by": line.reporter, "submitted_at": IN_WINDOW, "author": line.reporter}
        line.updates.append(
            UpdateFactory(milestone=milestone, period=line.period, state=S.AWAITING_AGENCY, **sent)
        )
    return line


def states(line):
    return list(ProgressUpdate.objects.order_by("pk").values_list("state", flat=True))


def test_marked_reports_are_approved_and_no_others(client, awaiting):
    client.force_login(awaiting.boss)
    marked = [awaiting.updates[0].pk, awaiting.updates[2].pk]
    response = client.post(reverse("workspace:approvals"), {"laporan": marked}, follow=True)
    assert [str(one) for one in response.context["messages"]] == ["2 laporan disetujui."]
    assert states(awaiting) == [S.SUBMITTED, S.AWAITING_AGENCY, S.SUBMITTED]


def test_own_report_among_the_marked_is_refused_with_its_reason_and_the_rest_goes_on(client, awaiting):
    own = awaiting.updates[1]
    ProgressUpdate.objects.filter(pk=own.pk).update(author=awaiting.boss)
    client.force_login(awaiting.boss)
    lines = client.get(reverse("workspace:approvals")).context["page"].items
    assert [(one.id, one.is_own) for one in lines if one.is_own] == [(own.pk, True)]
    marked = [one.pk for one in awaiting.updates]
    response = client.post(reverse("workspace:approvals"), {"laporan": marked}, follow=True)
    assert [str(one) for one in response.context["messages"]] == [
        f"{own.milestone.title}, {own.institution}: {sentence(Problem('own_work'))}",
        "2 laporan disetujui.",
    ]
    assert states(awaiting) == [S.SUBMITTED, S.AWAITING_AGENCY, S.SUBMITTED]


def test_what_waits_for_somebody_else_is_as_if_it_were_not_marked(client, awaiting):
    client.force_login(actors.approver(InstitutionFactory()))
    for data in ({}, {"laporan": [awaiting.updates[0].pk]}, {"laporan": ["x"]}):
        response = client.post(reverse("workspace:approvals"), data, follow=True)
        assert [str(one) for one in response.context["messages"]] == [
            "Belum ada yang ditandai. Tandai paling sedikit satu laporan."
        ]
    assert states(awaiting) == [S.AWAITING_AGENCY] * 3


def test_deadline_is_the_institutions_own_and_a_correction_has_none(client, awaiting):
    first, second = awaiting.updates[:2]
    awaiting.period.extensions.create(
        institution=awaiting.institution,
        closes_on=timezone.localdate() + timedelta(days=3),
        reason="Banjir",
        by=awaiting.admin,
    )
    ProgressUpdate.objects.filter(pk=second.pk).update(corrects=first, correction_reason=REASON)
    client.force_login(awaiting.boss)
    lines = {one.id: one for one in client.get(reverse("workspace:approvals")).context["page"].items}
    assert (lines[first.pk].deadline.left, lines[second.pk].deadline) == ("3 hari lagi", None)
