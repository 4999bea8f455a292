import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Workflow, WorkflowState

from accounts.enums import Role
from accounts.groups import group_for
from foundation.mail.models import OutgoingMail
from practices.actions.submissions import (
    NotOpen,
    decline_submission,
    mark_published,
    return_submission,
    save_answers,
)
from practices.actions.workflow import set_up_workflow
from practices.enums import SubmissionState
from practices.models import KitItem, PracticePage, PracticeSubmission
from tests import actors
from tests.pages import practice, site_tree, theme
from tests.practices import PROPOSER, ROWS, SECRET, START, STORY, draft, guarded, mailed, path_in, sent_in
from tests.public_records import words

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SUBMIT = "/praktik/daftar/"
DRAFT = f"/praktik/daftar/{SECRET}/"


@pytest.fixture
def tree():
    cache.clear()
    theme()
    return site_tree()


@pytest.fixture
def editor():
    """With the group of the CMS that comes with the role."""
    user = actors.editor()
    user.groups.add(group_for(Role.EDITOR))
    return user


def html(response):
    return response.content.decode()


def told(response):
    """The words of the page."""
    return words(BeautifulSoup(response.content, "html.parser").main)


# --- Begun ------------------------------------------------------------------------------------


def test_criteria_stand_before_the_form(client, tree):
    tree.practices.criteria = "Sudah dijalankan.\n\nDapat ditiru."
    tree.practices.save_revision().publish()
    page = html(client.get(SUBMIT))
    assert page.index("Sudah dijalankan.") < page.index("Dapat ditiru.") < page.index("<form method")


def test_begun_draft_mails_a_link_that_stands_nowhere_else(client, tree):
    response = client.post(SUBMIT, guarded(START))
    assert (response.status_code, response.url) == (302, "/praktik/daftar/terkirim/")
    submission = PracticeSubmission.objects.get()
    assert (submission.state, submission.email, submission.organisation) == (
        "draft",
        PROPOSER,
        START["owner_name"],
    )
    path = path_in(mailed("practice_draft"))
    secret = path.split("/")[3]
    assert len(secret) == 43
    assert secret not in html(client.get(response.url)) + str(submission.__dict__)
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": ""}, "title"),
        ({"email": "bukan surel"}, "email"),
        ({"email": "a@b.test\nBcc: x@y.test"}, "email"),
        ({"email": '"a\x1dBcc:x"@b.test'}, "email"),
        ({"title": "Menang undian, buka https://a.test"}, "title"),
        ({"theme": "tidak-ada"}, "theme"),
        ({"region": "99"}, "region"),
        ({"summary": "https://a.test " * 4}, "summary"),
        ({"homepage": "terisi"}, "__all__"),
    ],
)
def test_wrong_start_is_told_and_nothing_is_lost(client, tree, fields, field):
    response = client.post(SUBMIT, {**guarded(START), **fields})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert START["owner_name"] in html(response)
    assert not PracticeSubmission.objects.exists()


def test_same_practice_is_asked_about_first(client, tree):
    practice(tree, title="Musyawarah anggaran balai desa")
    response = client.post(SUBMIT, guarded(START))
    assert list(response.context["form"].errors) == ["is_new"]
    assert "Musyawarah anggaran balai desa" in html(response)
    assert client.post(SUBMIT, {**guarded(START), "is_new": "on"}).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_similar_practices_are_found_while_typing(client, tree, django_assert_num_queries, rows):
    for number in range(rows):
        practice(tree, title=f"Musyawarah anggaran {number}")
    practice(tree, title="Musyawarah anggaran rahasia", live=False)
    client.get("/praktik/mirip/?judul=Musyawarah anggaran")
    with django_assert_num_queries(1):
        response = client.get("/praktik/mirip/", {"judul": "Musyawarah anggaran nagari"})
    assert len(re.findall("<li>", html(response))) == rows
    assert "rahasia" not in html(response)


def test_too_many_are_slowed(client, tree, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "public_form": "1/1h/ip"}
    assert client.post(SUBMIT, guarded(START)).status_code == 302
    assert client.post(SUBMIT, guarded(START)).status_code == 429
    assert PracticeSubmission.objects.count() == 1


# --- Written ----------------------------------------------------------------------------------


def test_draft_is_saved_at_any_moment(client, tree):
    draft(tree, answers={**STORY, "problem": ""})
    response = client.post(DRAFT, {**STORY, **ROWS, "action": "", "title": "Judul baru", "save": "1"})
    assert (response.status_code, response.url) == (302, f"{DRAFT}?tersimpan=1")
    saved = PracticeSubmission.objects.get()
    assert (saved.answers["title"], saved.answers["action"], saved.state) == ("Judul baru", "", "draft")
    assert saved.confirmed_at is not None


def test_what_is_right_is_saved_and_what_is_wrong_is_shown(client, tree):
    draft(tree, answers={**STORY, "contact_email": "lama@contoh.test"})
    rows = {"hasil-0-text": "120 orang", "hasil-0-source_url": "bukan tautan", "hasil-1-source_name": "Koran"}
    typed = {**STORY, **ROWS, **rows, "contact_email": "salah", "problem": "Masalah baru", "save": "1"}
    response = client.post(DRAFT, typed)
    assert response.status_code == 422
    saved = PracticeSubmission.objects.get().answers
    assert (saved["problem"], saved["contact_email"]) == ("Masalah baru", "lama@contoh.test")
    assert saved["results"] == [{"text": "120 orang", "source_name": ""}]
    assert all(text in html(response) for text in ('value="salah"', 'value="bukan tautan"', 'value="Koran"'))


def test_rows_stay_when_the_same_page_is_sent_again(client, tree):
    draft(tree)
    rows = {"hasil-0-text": "120 orang", "bahan-0-title": "SOP", "bahan-0-kind": "procedure"}
    typed = {**STORY, **ROWS, **rows, "bahan-0-url": "https://contoh.test/sop"}
    assert client.post(DRAFT, {**typed, "contact_email": "salah", "send": "1"}).status_code == 422
    assert client.post(DRAFT, {**typed, "save": "1"}).status_code == 302
    saved = PracticeSubmission.objects.get().answers
    assert [len(saved[name]) for name in ("results", "kit")] == [1, 1]


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"problem": ""}, "problem"),
        ({"place_name": ""}, "region"),
        ({"life": "stopped"}, "stopped_lesson"),
        ({"contact_email": ""}, "contact_email"),
    ],
)
def test_what_a_reader_needs_is_asked_for_when_it_is_sent(client, tree, missing, field):
    draft(tree)
    response = client.post(DRAFT, {**STORY, **ROWS, **missing, "send": "1"})
    assert (response.status_code, list(response.context["story"].form.errors)) == (422, [field])
    assert not PracticePage.objects.exists()


def test_gaps_are_told_live_without_saving(client, tree):
    draft(tree, answers={"title": "Dialog warga setiap Jumat"})
    response = client.post(
        f"{DRAFT}saran/", {**ROWS, "title": "Dialog warga setiap Jumat", "action": "kata " * 40}
    )
    assert (response.context["coaching"].score, len(response.context["coaching"].next)) == (25, 3)
    assert [advice.points for advice in response.context["coaching"].next] == [15, 10, 10]
    assert "action" not in PracticeSubmission.objects.get().answers


def test_secret_pages_are_sealed(client, tree):
    draft(tree)
    response = client.get(DRAFT)
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("strict-origin", "noindex, nofollow")
    assert "no-store" in response["Cache-Control"]
    unknown = client.get("/praktik/daftar/salah/")
    assert (unknown.status_code, unknown["Referrer-Policy"]) == (404, "no-referrer")


# --- Curated ----------------------------------------------------------------------------------


def test_sent_in_it_is_a_draft_page_in_the_workflow(client, tree):
    draft(tree)
    rows = {
        "hasil-0-text": "120 orang",
        "hasil-0-source_name": "Daftar hadir",
        "bahan-0-title": "SOP",
        "bahan-0-kind": "procedure",
        "bahan-0-url": "contoh.test/sop",
    }
    response = client.post(DRAFT, {**STORY, **ROWS, **rows, "send": "1"})
    assert (response.status_code, response.url) == (302, DRAFT)
    submission = PracticeSubmission.objects.get()
    page = submission.page.get_latest_revision_as_object()
    assert (page.live, page.title, page.theme.slug, page.life) == (
        False,
        STORY["title"],
        "data-terbuka",
        "running",
    )
    assert [(one.text, one.is_self_reported) for one in page.results.all()] == [("120 orang", True)]
    assert [(one.title, one.url) for one in page.kit.all()] == [("SOP", "https://contoh.test/sop")]
    assert page.current_workflow_state.workflow.name == "Kurasi praktik"
    assert submission.state == "submitted"
    # Nobody is mailed, and the link takes nothing more.
    assert not OutgoingMail.objects.exists()
    assert "Menunggu kurasi" in told(client.get(DRAFT))
    assert client.post(DRAFT, {**STORY, **ROWS, "send": "1"}).status_code == 200
    assert client.get(page.get_url()).status_code == 404


def reject(page, editor, comment):
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, editor, "reject", comment=comment)


def test_returned_it_comes_back_by_a_new_link_and_is_sent_again(client, tree, editor):
    submission = sent_in(tree)
    reject(submission.page, editor, "Sebut sumber angkanya.")
    submission.refresh_from_db()
    assert (submission.state, submission.reason) == ("returned", "Sebut sumber angkanya.")
    mail = mailed("practice_returned")
    assert ["Sebut sumber angkanya." in form for form in (mail.text, mail.html)] == [True, True]
    path = path_in(mail)
    assert (client.get(DRAFT).status_code, client.get(path).status_code) == (404, 200)
    client.post(path, {**STORY, **ROWS, "problem": "Lebih jelas.", "send": "1"})
    page = PracticePage.objects.get()
    assert page.get_latest_revision_as_object().problem == "Lebih jelas."
    # The same round goes on.
    assert [one.status for one in WorkflowState.objects.all()] == [WorkflowState.STATUS_IN_PROGRESS]


def test_what_editors_added_survives_the_next_sending(client, tree, editor):
    document = get_document_model().objects.create(title="SOP", file="sop.pdf")
    submission = sent_in(tree)
    page = submission.page.get_latest_revision_as_object()
    page.summary_en = "In English."
    page.kit = [KitItem(kind="procedure", title="Berkas", document=document)]
    page.save_revision(user=editor)
    reject(page, editor, "Lengkapi.")
    client.post(path_in(mailed("practice_returned")), {**STORY, **ROWS, "send": "1"})
    again = PracticePage.objects.get().get_latest_revision_as_object()
    assert (again.summary_en, [one.title for one in again.kit.all()]) == ("In English.", ["Berkas"])


def test_what_editors_corrected_is_what_the_proposer_goes_on_from(client, tree, editor):
    rows = {"hasil-0-text": "120 orang", "hasil-0-source_name": "BPS"}
    draft(tree)
    client.post(DRAFT, {**STORY, **ROWS, **rows, "send": "1"})
    page = PracticePage.objects.get().get_latest_revision_as_object()
    page.title = "Judul kurator"
    measured = page.results.get()
    measured.is_self_reported = False
    page.results = [measured]
    page.save_revision(user=editor)
    reject(page, editor, "Lengkapi.")
    path = path_in(mailed("practice_returned"))
    assert 'value="Judul kurator"' in html(client.get(path))
    client.post(path, {**STORY, **ROWS, **rows, "title": "Judul kurator", "send": "1"})
    again = PracticePage.objects.get().get_latest_revision_as_object()
    assert (again.title, [one.is_self_reported for one in again.results.all()]) == ("Judul kurator", [False])


def test_approved_it_is_published_and_told(client, tree, editor):
    submission = sent_in(tree)
    state = submission.page.current_workflow_task_state
    state.task.specific.on_action(state, editor, "approve")
    submission.refresh_from_db()
    page = PracticePage.objects.get()
    assert (submission.state, page.live) == ("published", True)
    assert path_in(mailed("practice_published")) == page.get_url()
    assert "Terbit" in told(client.get(DRAFT))


def test_published_by_the_other_button_it_is_told_once(tree, editor):
    submission = sent_in(tree)
    for _time in range(2):
        submission.page.get_latest_revision().publish(user=editor)
    submission.refresh_from_db()
    assert (submission.state, OutgoingMail.objects.filter(kind="practice_published").count()) == (
        "published",
        1,
    )


def test_declined_it_ends_with_a_reason(client, tree, editor):
    submission = sent_in(tree)
    decline_submission(submission=submission, reason="Promosi produk.", by=editor, at=timezone.now())
    assert "Promosi produk." in mailed("practice_declined").text
    assert PracticePage.objects.get().current_workflow_state is None
    assert "Promosi produk." in told(client.get(DRAFT))


@pytest.mark.parametrize("step", [return_submission, decline_submission])
@pytest.mark.parametrize(
    "who",
    [AnonymousUser, actors.verifier, actors.monitor],
    ids=["anonymous", "verifier", "monitor"],
)
def test_only_who_curates_decides(tree, step, who):
    submission = sent_in(tree)
    with pytest.raises(PermissionDenied):
        step(submission=submission, reason="Tidak.", by=who(), at=timezone.now())


@pytest.mark.parametrize("state", [SubmissionState.PUBLISHED, SubmissionState.DECLINED])
def test_what_is_decided_takes_nothing(tree, editor, state):
    submission = draft(tree, state=state)
    with pytest.raises(NotOpen):
        save_answers(submission=submission, answers={}, at=timezone.now())
    with pytest.raises(NotOpen):
        return_submission(submission=submission, reason="Tidak.", by=editor, at=timezone.now())


def test_second_publication_changes_nothing(tree, editor):
    submission = sent_in(tree)
    page = PracticePage.objects.get()
    for _time in range(2):
        mark_published(submission=submission, page=page, by=editor, at=timezone.now())
    assert OutgoingMail.objects.filter(kind="practice_published").count() == 1


def test_workflow_is_set_up_once_and_staff_s_choice_stays(tree):
    first = set_up_workflow(tree.practices)
    assert set_up_workflow(tree.practices) == first
    other = Workflow.objects.create(name="Lain")
    first.workflow_pages.update(workflow=other)
    assert set_up_workflow(tree.practices) == other
    assert Workflow.objects.filter(name="Kurasi praktik").count() == 1


def test_a_title_that_is_an_address_of_ours_gets_another(tree):
    submission = sent_in(tree, answers={**STORY, "title": "Daftar"})
    assert submission.page.slug == "praktik-daftar"


def test_the_return_asks_for_a_reason(tree):
    form = sent_in(tree).page.current_workflow_task.specific.get_form_for_action("reject")
    assert list(form({"comment": ""}).errors) == ["comment"]


# --- In the CMS -------------------------------------------------------------------------------


def test_editors_see_what_was_sent_in_and_nothing_before(client, tree, editor):
    draft(tree, organisation="Belum dikirim", secret_digest="1" * 64)
    submission = sent_in(tree)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    shown = html(client.get(reverse("cms_submission:index")))
    assert (STORY["owner_name"] in shown, "Belum dikirim" in shown) == (True, False)
    assert "1 usulan praktik menunggu kurasi" in html(client.get("/admin/"))
    response = client.post(
        reverse("cms_submission:decline", args=[submission.pk]), {"reason": "Rencana saja."}
    )
    assert response.status_code == 302
    assert PracticeSubmission.objects.get(pk=submission.pk).state == "declined"
