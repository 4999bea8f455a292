"""One record of every kind that an address of the CMS can name, besides what institution B has in `world`."""

from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupApprovalTask,
    Page,
    PageViewRestriction,
    Site,
    UploadedFile,
    Workflow,
    WorkflowTask,
)

from accounts.enums import CMS_ROLES
from accounts.groups import group_for
from accounts.models import User
from accounts.permissions import Actor
from foundation.mail.models import OutgoingMail
from foundation.mail.outbox import queue_mail
from home.models import NewsPage, SiteBanner, SiteContact, SiteFooter, SiteMenu
from practices.enums import Stage, SubmissionState
from practices.models import LifeCheck, PracticeCopy, PracticePage, PracticeSubmission
from renaksi.enums import AssessmentSource, GrantKind, Indicator, ReviewVerdict, UpdateState
from renaksi.models import (
    ActionPlan,
    Amendment,
    Assessment,
    Commitment,
    Holiday,
    PlanGrant,
    ReasonTemplate,
    Review,
    TrackingSettings,
)
from reports.enums import ReportKind
from reports.models import ReportBatch, ReportSchedule
from tests.actors import focal_point
from tests.factories.accounts import UserFactory
from tests.factories.evidence import PDF, picture
from tests.factories.institutions import ProvinceMapFactory
from tests.factories.renaksi import PolicyAreaFactory
from tests.integration.access.world import World, actor
from tests.pages import practice, site_tree, story, theme

Keys = dict[str, Any]


def make_keys(world: World) -> Keys:
    """What an address may name, by the name of its part; `namespace:part` where one word means several things.

    `bulk` and `settings` are keys by model.
    """
    keys = {**page_keys(), **file_keys(), **people_keys(world), **plan_keys(world)}
    return {
        **keys,
        "bulk": {
            Page: keys["page_id"],
            Commitment: keys["cms_commitment:pk"],
            ActionPlan: keys["cms_plan:pk"],
            User: keys["wagtailusers_users:pk"],
            get_image_model(): keys["image_id"],
            get_document_model(): keys["document_id"],
        },
        "wagtailredirects:redirect_id": Redirect.objects.create(old_path="/lama", redirect_link="/baru").pk,
        "wagtailsites:pk": Site.objects.get().pk,
        "wagtailadmin_editing_sessions:app_label": "renaksi",
        "wagtailadmin_editing_sessions:model_name": "commitment",
        "wagtailadmin_editing_sessions:object_id": world.unbegun.commitment_id,
        "app_name": "taggit",
        "model_name": "tag",
        "filter_spec": "width-20",
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "uidb64": "MQ",
        "token": "salah-kunci",
    }


def staff(name: str, world: World) -> Actor:
    """The actor with the groups that `accounts.actions` would have given them with their role."""
    user = actor(name, world)
    roles = set(user.memberships.values_list("role", flat=True)) if isinstance(user, User) else set()
    for role in CMS_ROLES & roles:
        user.groups.add(group_for(role))
    return user


def page_keys() -> Keys:
    tree = site_tree()
    page = story(tree, title="Kabar yang direncanakan")
    practice(tree)
    editor = UserFactory()
    task = GroupApprovalTask.objects.create(name="Persetujuan")
    workflow = Workflow.objects.create(name="Alur")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    task.groups.set([group_for(role) for role in CMS_ROLES])
    page.summary = "Ringkasan baru."
    revision = page.save_revision(user=editor)
    state = workflow.start(page, editor)
    restriction = PageViewRestriction.objects.create(
        page=tree.practices, restriction_type=PageViewRestriction.PASSWORD, password="rahasia"
    )
    return {
        **dict.fromkeys(("page_id", "page_pk", "page_to_move_id", "wagtailadmin_pages:pk"), page.pk),
        **dict.fromkeys(("parent_page_id", "destination_id"), tree.news.pk),
        "content_type_app_name": NewsPage._meta.app_label,
        "content_type_model_name": NewsPage._meta.model_name,
        "wagtailadmin_pages:app_label": NewsPage._meta.app_label,
        "wagtailadmin_pages:model_name": NewsPage._meta.model_name,
        "wagtailadmin_pages:action_name": "approve",
        "wagtailadmin_pages:revision_id": revision.pk,
        "pages:pk": page.pk,
        "pages:action_name": "publish",
        "task_state_id": state.current_task_state.pk,
        "workflow_state_id": state.pk,
        "task_id": task.pk,
        "workflow_pk": workflow.pk,
        "wagtailadmin_workflows:pk": workflow.pk,
        "task:pk": task.pk,
        "task:app_label": "wagtailcore",
        "task:model_name": "groupapprovaltask",
        "page_view_restriction_id": restriction.pk,
    }


def file_keys() -> Keys:
    image = get_image_model().objects.create(
        title="Foto", file=ImageFile(ContentFile(picture("PNG"), name="foto.png"))
    )
    document = get_document_model().objects.create(
        title="Berkas umum", file=ContentFile(PDF, name="umum.pdf")
    )
    collection = Collection.get_first_root_node().add_child(name="Tertutup")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.PASSWORD, password="rahasia"
    )
    uploads = {
        kind: UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(model),
            file=ContentFile(picture("PNG"), name=f"{kind}.png"),
            uploaded_by_user=UserFactory(),
        ).pk
        for kind, model in (("wagtailimages", get_image_model()), ("wagtaildocs", get_document_model()))
    }
    return {
        **dict.fromkeys(("image_id", "images:pk", "wagtailimages_chooser:pk"), image.pk),
        **dict.fromkeys(("document_id", "doc_id", "documents:pk", "wagtaildocs_chooser:pk"), document.pk),
        **{f"{kind}:uploaded_file_id": pk for kind, pk in uploads.items()},
        "collection_id": collection.pk,
        "wagtailadmin_collections:pk": collection.pk,
        "restriction_id": restriction.pk,
        "wagtaildocs_serve": [document.pk, document.filename],
        "wagtail_serve": ["kabar/"],
    }


def people_keys(world: World) -> Keys:
    someone = focal_point(world.b)
    session = EditingSession.objects.create(
        user=UserFactory(), content_object=world.plan, last_seen_at=timezone.now()
    )
    return {
        **dict.fromkeys(("cms_account:pk", "wagtailusers_users:pk"), someone.pk),
        "membership": someone.memberships.get().pk,
        "wagtailusers_groups:pk": Group.objects.first().pk,
        "session_id": session.pk,
    }


def waiting_mail() -> OutgoingMail:
    return queue_mail(
        key="waiting",
        kind="digest",
        recipient="ani@contoh.test",
        subject="Ringkasan",
        text="Halo.",
        html="",
        at=timezone.now(),
    )


def gallery_keys() -> Keys:
    """What the public sent to the gallery, as far as editors see it."""
    page, now = PracticePage.objects.first(), timezone.now()
    sent = {"email": "ani@contoh.test", "sender": "Ani", "created_at": now, "confirmed_at": now}
    submission = PracticeSubmission.objects.create(
        **sent, organisation="Uji", state=SubmissionState.SUBMITTED, page=page, saved_at=now, submitted_at=now
    )
    copy = PracticeCopy.objects.create(
        **sent, origin=page, owner_name="Peniru", changed="Skala", stage=Stage.PILOT
    )
    check = LifeCheck.objects.create(page=page, secret_digest="0" * 64, asked_on=now.date())
    return {"cms_submission:pk": submission.pk, "cms_copy:pk": copy.pk, "cms_life:pk": check.pk}


def report_keys(world: World) -> Keys:
    """The report with its version, its order for all regions, and a schedule that gives one."""
    about = {"plan": world.plan, "kind": ReportKind.QUARTERLY, "language": "id"}
    return {
        "cms_report:pk": world.build.report_id,
        "cms_report:build": world.build.pk,
        "cms_report:commitment": world.unbegun.commitment_id,
        "cms_report:batch": ReportBatch.objects.create(**about).pk,
        "cms_report:schedule": ReportSchedule.objects.create(**about).pk,
    }


def plan_keys(world: World) -> Keys:
    plan, commitment = world.plan, world.unbegun.commitment
    by: User = UserFactory()
    sent = world.updates[UpdateState.SUBMITTED]
    reviewed = Review.objects.create(
        update=world.updates[UpdateState.RETURNED],
        verdict=ReviewVerdict.RETURNED,
        reason_code="other",
        note="Uji",
        by=by,
        at=timezone.now(),
    )
    amended = Amendment.objects.create(
        plan=plan, field="label", old="Lama", new="Baru", reason="Uji", by=by, at=timezone.now()
    )
    rated = Assessment.objects.create(
        commitment=commitment,
        source=AssessmentSource.IRM_MIDTERM,
        indicator=Indicator.AMBITION,
        scale="ambition-2016",
        value="Modest",
    )
    holiday = Holiday.objects.create(on=date(2027, 1, 1), name="Tahun Baru")
    granted = PlanGrant.objects.create(user=by, plan=plan, kind=GrantKind.VERIFY)
    return {
        **dict.fromkeys(("cms_plan:pk", "cms_plan_chooser:pk"), plan.pk),
        "cms_plan:revision_id": plan.save_revision().pk,
        **dict.fromkeys(("cms_commitment:pk", "cms_commitment_chooser:pk"), commitment.pk),
        "cms_commitment:revision_id": commitment.save_revision().pk,
        "milestone": world.unbegun.pk,
        "cms_period:pk": world.period.pk,
        "cms_policy_area:pk": PolicyAreaFactory().pk,
        "cms_assessment:pk": rated.pk,
        "cms_grant:pk": granted.pk,
        "cms_reason_template:pk": ReasonTemplate.objects.create(
            reason_code="other", title="Uji", text="Uji."
        ).pk,
        "cms_holiday:pk": holiday.pk,
        "cms_mail:pk": waiting_mail().pk,
        "cms_update:pk": sent.pk,
        "cms_review:pk": reviewed.pk,
        **dict.fromkeys(("cms_evidence:pk", "proof_chooser:pk"), world.evidence.pk),
        "cms_amendment:pk": amended.pk,
        **report_keys(world),
        "cms_theme:pk": theme().pk,
        **gallery_keys(),
        **dict.fromkeys(("institution_chooser:pk", "cms_institution:pk"), world.b.pk),
        "cms_map:pk": ProvinceMapFactory().pk,
        **dict.fromkeys(("region_chooser:pk", "cms_region:pk"), world.b.region.pk),
        "settings": {
            **{
                setting: setting.for_site(Site.objects.get()).site_id
                for setting in (SiteContact, SiteMenu, SiteFooter, SiteBanner)
            },
            TrackingSettings: TrackingSettings.load().pk,
        },
    }
