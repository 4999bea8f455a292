"""What was published changes only with a reason: through every door of Wagtail that leads to publication."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Revision

from accounts.models import User
from foundation.audit.queries import entries_for
from renaksi.actions.plans import publish_commitment, publish_plan
from renaksi.models import ActionPlan, Amendment, Commitment
from renaksi.models.published import ReasonRequired
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import CommitmentFactory, PartnershipFactory, PlanFactory
from tests.integration.renaksi.cms.forms import editor_fields

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def edit_address(commitment: Commitment) -> str:
    return reverse("cms_commitment:edit", args=[commitment.pk])


def draft(commitment: Commitment, **values: object) -> Revision:
    changed = Commitment.objects.get(pk=commitment.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(changed, name, value)
    return changed.save_revision(clean=False)


def rows(commitment: Commitment) -> list[tuple[str, str, str, str]]:
    found = Amendment.objects.filter(commitment=commitment).order_by("field")
    return [(one.field, one.old, one.new, one.reason) for one in found]


def test_first_publication_asks_no_reason(admin: User) -> None:
    commitment = CommitmentFactory(live=False, title="Janji pertama")
    publish_commitment(commitment=commitment, by=admin)
    commitment.refresh_from_db()
    assert (commitment.live, rows(commitment)) == (True, [])


def test_change_without_reason_is_refused(admin: User) -> None:
    commitment = CommitmentFactory(title="Semula")
    draft(commitment, title="Menjadi")
    with pytest.raises(ReasonRequired):
        publish_commitment(commitment=commitment, by=admin, reason="  ")
    commitment.refresh_from_db()
    assert commitment.title == "Semula"


def test_change_with_reason_keeps_the_original(admin: User) -> None:
    commitment = CommitmentFactory(title="Semula", end_on=date(2026, 12, 31), end_precision="month")
    draft(commitment, title="Menjadi", end_on=date(2027, 12, 31), end_precision="year")
    publish_commitment(commitment=commitment, by=admin, reason="Disepakati forum")
    commitment.refresh_from_db()
    assert commitment.title == "Menjadi"
    assert rows(commitment) == [
        ("end_on", "2026-12", "2027", "Disepakati forum"),
        ("title", "Semula", "Menjadi", "Disepakati forum"),
    ]


def test_changed_field_is_from_staff_then_and_the_rest_from_where_it_came(admin: User) -> None:
    imported = {"source": "commitments.csv"}
    commitment = CommitmentFactory(field_sources={"title": imported, "end_on": imported})
    draft(commitment, title="Menjadi")
    publish_commitment(commitment=commitment, by=admin, reason="Disepakati forum")
    expected = {"title": {"source": "CMS"}, "end_on": imported}
    commitment.refresh_from_db()
    assert commitment.field_sources == expected
    # The next draft starts from there.
    assert commitment.get_latest_revision_as_object().field_sources == expected


def test_changed_partner_is_an_amendment(admin: User) -> None:
    commitment = PartnershipFactory(institution__name="Instansi A").commitment
    changed = Commitment.objects.get(pk=commitment.pk)
    changed.partnerships.add(
        PartnershipFactory.build(commitment=changed, institution=InstitutionFactory(name="Instansi B"))
    )
    changed.save_revision()
    publish_commitment(commitment=commitment, by=admin, reason="Bertambah")
    assert rows(commitment) == [
        (
            "institutions",
            "Instansi A (Penanggung jawab)",
            "Instansi A (Penanggung jawab); Instansi B (Penanggung jawab)",
            "Bertambah",
        )
    ]


def test_missing_translation_may_be_added(admin: User) -> None:
    commitment = CommitmentFactory(title_en="")
    draft(commitment, title_en="A promise")
    publish_commitment(commitment=commitment, by=admin)
    assert rows(commitment) == []


def test_address_stays(admin: User) -> None:
    commitment = CommitmentFactory(slug="7")
    draft(commitment, slug="8")
    with pytest.raises(ValidationError):
        publish_commitment(commitment=commitment, by=admin, reason="Nomor baru")


def test_incomplete_draft_is_not_published(admin: User) -> None:
    commitment = CommitmentFactory(live=False)
    draft(commitment, title="")
    with pytest.raises(ValidationError):
        publish_commitment(commitment=commitment, by=admin)


def test_editor_may_not_publish(editor: User) -> None:
    with pytest.raises(PermissionDenied):
        publish_commitment(commitment=CommitmentFactory(live=False), by=editor)


def test_publication_is_logged(admin: User) -> None:
    commitment = CommitmentFactory(title="Semula")
    draft(commitment, title="Menjadi")
    publish_commitment(commitment=commitment, by=admin, reason="Koreksi")
    entry = entries_for(commitment).get()
    assert (entry.action, entry.actor, entry.data) == (
        "commitment.published",
        admin,
        {"fields": ["title"]},
    )


def test_plan_changes_with_reason_too(admin: User) -> None:
    plan = PlanFactory(label="RAN contoh")
    changed = ActionPlan.objects.get(pk=plan.pk)
    changed.label = "RAN contoh baru"
    changed.save_revision()
    with pytest.raises(ReasonRequired):
        publish_plan(plan=plan, by=admin)
    publish_plan(plan=plan, by=admin, reason="Nama resmi")
    assert list(plan.amendments.values_list("field", "old", "new")) == [
        ("label", "RAN contoh", "RAN contoh baru")
    ]


# --- Every other door ---------------------------------------------------------------------------


def test_wagtails_own_publish_is_refused() -> None:
    commitment = CommitmentFactory(title="Semula")
    revision = draft(commitment, title="Menjadi")
    with pytest.raises(ReasonRequired):
        revision.publish()


def test_scheduled_publication_is_refused() -> None:
    commitment = CommitmentFactory(title="Semula")
    revision = draft(commitment, title="Menjadi")
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(ReasonRequired):
        call_command("publish_scheduled", stdout=StringIO())
    commitment.refresh_from_db()
    assert commitment.title == "Semula"


def test_going_back_to_an_old_version_asks_the_reason(as_admin: Client, admin: User) -> None:
    commitment = CommitmentFactory(title="Semula", live=False)
    publish_commitment(commitment=commitment, by=admin)
    first = Commitment.objects.get(pk=commitment.pk).latest_revision
    draft(commitment, title="Menjadi")
    publish_commitment(commitment=commitment, by=admin, reason="Koreksi")
    address = reverse("cms_commitment:revisions_revert", args=[commitment.pk, first.pk])
    fields = editor_fields(as_admin, address)
    response = as_admin.post(address, {**fields, "action-publish": "1"})
    commitment.refresh_from_db()
    assert (response.status_code, commitment.title) == (200, "Menjadi")
    as_admin.post(address, {**fields, "action-publish": "1", "amendment_reason": "Batal dikoreksi"})
    commitment.refresh_from_db()
    assert commitment.title == "Semula"
    assert len(rows(commitment)) == 2


def test_taking_it_off_the_site_and_on_again_is_no_way_around(as_admin: Client) -> None:
    commitment = CommitmentFactory(title="Semula")
    as_admin.post(reverse("cms_commitment:unpublish", args=[commitment.pk]))
    fields = editor_fields(as_admin, edit_address(commitment))
    as_admin.post(edit_address(commitment), {**fields, "title": "Menjadi"})
    commitment.refresh_from_db()
    assert (commitment.live, commitment.title) == (False, "Semula")  # the draft is a revision only
    fields = editor_fields(as_admin, edit_address(commitment))
    assert fields["title"] == ["Menjadi"]
    as_admin.post(edit_address(commitment), {**fields, "action-publish": "1"})
    commitment.refresh_from_db()
    assert commitment.live is False
    as_admin.post(edit_address(commitment), {**fields, "action-publish": "1", "amendment_reason": "Koreksi"})
    commitment.refresh_from_db()
    assert (commitment.live, rows(commitment)) == (True, [("title", "Semula", "Menjadi", "Koreksi")])


def test_reverting_while_it_is_off_the_site_keeps_what_was_published(as_admin: Client, admin: User) -> None:
    commitment = CommitmentFactory(title="Semula", live=False)
    publish_commitment(commitment=commitment, by=admin)
    other = draft(commitment, title="Lain")
    as_admin.post(reverse("cms_commitment:unpublish", args=[commitment.pk]))
    address = reverse("cms_commitment:revisions_revert", args=[commitment.pk, other.pk])
    as_admin.post(address, editor_fields(as_admin, address))
    commitment.refresh_from_db()
    assert commitment.title == "Semula"


def test_bulk_publication_asks_one_reason_and_is_all_or_none(as_admin: Client) -> None:
    first, second = CommitmentFactory(title="A", live=False), CommitmentFactory(title="B")
    draft(second, title="B baru")
    address = reverse("wagtail_bulk_action", args=["renaksi", "commitment", "publish"])
    address = f"{address}?id={first.pk}&id={second.pk}"
    assert as_admin.post(address, {}).status_code == 200
    assert list(Commitment.objects.order_by("title").values_list("title", "live")) == [
        ("A", False),
        ("B", True),
    ]
    assert as_admin.post(address, {"reason": "Koreksi"}).status_code == 302
    assert list(Commitment.objects.order_by("title").values_list("title", "live")) == [
        ("A", True),
        ("B baru", True),
    ]


def test_bulk_publication_is_not_the_editors(as_editor: Client) -> None:
    commitment = CommitmentFactory(live=False)
    address = reverse("wagtail_bulk_action", args=["renaksi", "commitment", "publish"])
    as_editor.post(f"{address}?id={commitment.pk}", {"reason": "x"})
    commitment.refresh_from_db()
    assert commitment.live is False


def test_guard_is_what_refuses(admin: User) -> None:
    """Past the guard, Wagtail would publish the change without a word."""
    commitment = CommitmentFactory(title="Semula")
    revision = draft(commitment, title="Menjadi")
    PublishRevisionAction(revision, user=admin).execute(skip_permission_checks=True)
    commitment.refresh_from_db()
    assert (commitment.title, rows(commitment)) == ("Menjadi", [])


# --- The editor ---------------------------------------------------------------------------------


def test_editor_asks_the_reason_and_loses_nothing(as_admin: Client) -> None:
    commitment = CommitmentFactory(title="Semula")
    fields = {**editor_fields(as_admin, edit_address(commitment)), "title": "Menjadi", "end_on": "2027"}
    response = as_admin.post(edit_address(commitment), {**fields, "action-publish": "1"})
    form = response.context["form"]
    assert list(form.errors) == ["amendment_reason"]
    assert (form["title"].value(), form["end_on"].value()) == ("Menjadi", "2027")
    commitment.refresh_from_db()
    assert commitment.title == "Semula"


def test_editor_publishes_with_reason(as_admin: Client) -> None:
    commitment = CommitmentFactory(title="Semula")
    fields = {**editor_fields(as_admin, edit_address(commitment)), "end_on": "2027-06"}
    response = as_admin.post(
        edit_address(commitment), {**fields, "action-publish": "1", "amendment_reason": "Anggaran bergeser"}
    )
    commitment.refresh_from_db()
    assert (response.status_code, str(commitment.end_on), commitment.end_precision) == (
        302,
        "2027-06-30",
        "month",
    )
    assert rows(commitment) == [("end_on", "", "2027-06", "Anggaran bergeser")]


def test_unchanged_form_publishes_without_reason(as_admin: Client) -> None:
    commitment = PartnershipFactory(
        commitment__problem="Satu\r\n\r\nDua", commitment__start_on="2026-01-01"
    ).commitment
    fields = editor_fields(as_admin, edit_address(commitment))
    response = as_admin.post(edit_address(commitment), {**fields, "action-publish": "1"})
    assert (response.status_code, rows(commitment)) == (302, [])


def test_draft_of_a_published_commitment_changes_nothing_in_public(as_editor: Client) -> None:
    commitment = CommitmentFactory(title="Semula")
    fields = editor_fields(as_editor, edit_address(commitment))
    as_editor.post(edit_address(commitment), {**fields, "title": "Menjadi"})
    commitment.refresh_from_db()
    assert (commitment.title, commitment.has_unpublished_changes) == ("Semula", True)


def test_editors_publish_button_only_saves_a_draft(as_editor: Client) -> None:
    commitment = CommitmentFactory(title="Semula", live=False)
    fields = editor_fields(as_editor, edit_address(commitment))
    as_editor.post(edit_address(commitment), {**fields, "action-publish": "1"})
    commitment.refresh_from_db()
    assert commitment.live is False


def test_bad_date_gets_one_clear_sentence(as_admin: Client) -> None:
    commitment = CommitmentFactory(live=False)
    fields = {**editor_fields(as_admin, edit_address(commitment)), "end_on": "akhir tahun"}
    response = as_admin.post(edit_address(commitment), fields)
    assert response.context["form"].errors["end_on"] == [
        "“akhir tahun” bukan tanggal. Tulis seperti 2017, 2022-12, atau 2022-12-31."
    ]
    assert response.context["form"]["end_on"].value() == "akhir tahun"


def test_new_commitment_gets_its_address_from_its_number(as_admin: Client) -> None:
    plan = PlanFactory()
    fields = editor_fields(as_admin, reverse("cms_commitment:add"))
    as_admin.post(
        reverse("cms_commitment:add"), {**fields, "plan": plan.pk, "number": "3.3.3.6", "title": "T"}
    )
    assert Commitment.objects.get().slug == "3-3-3-6"


def test_address_of_a_published_commitment_cannot_be_posted(as_admin: Client) -> None:
    commitment = CommitmentFactory(slug="7")
    fields = editor_fields(as_admin, edit_address(commitment))
    as_admin.post(edit_address(commitment), {**fields, "slug": "8", "plan": PlanFactory().pk})
    draft_now = Commitment.objects.get().get_latest_revision_as_object()
    assert (draft_now.slug, draft_now.plan) == ("7", commitment.plan)


def test_published_commitment_is_never_deleted(as_admin: Client) -> None:
    commitment = CommitmentFactory()
    assert as_admin.post(reverse("cms_commitment:delete", args=[commitment.pk])).status_code == 404
    bulk = reverse("wagtail_bulk_action", args=["renaksi", "commitment", "delete"])
    as_admin.post(f"{bulk}?id={commitment.pk}")
    assert Commitment.objects.filter(pk=commitment.pk).exists()
