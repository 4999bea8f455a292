"""Views that plans and commitments share: drafts for editors, publication with its reason for admins."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import StatusTagColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, SnippetViewSet

from accounts.permissions import signed_in
from foundation.cms import ScopedSnippetIndexView, ScopedViewSet
from renaksi.models import ActionPlan, Commitment
from renaksi.models.published import ReasonRequired


class KeptWhenPublishedPolicy(ModelPermissionPolicy):
    """What was published is never deleted: it is withdrawn with a reason. Nor is what others hang on."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if action == "delete" and (instance.was_published or holds_others(instance)):
            return False
        return super().user_has_permission_for_instance(user, action, instance)


def holds_others(record: ActionPlan | Commitment) -> bool:
    if isinstance(record, ActionPlan):
        return record.commitments.exists() or record.periods.exists()
    return record.milestones.exists()


def public_state(record: ActionPlan | Commitment) -> str:
    if record.live:
        return _("Terbit, ada draf baru") if record.has_unpublished_changes else _("Terbit")
    return _("Ditarik dari situs") if record.was_published else _("Draf")


class PublicStateColumn(StatusTagColumn):
    def __init__(self) -> None:
        super().__init__(
            "live",
            label=gettext_lazy("Di situs"),
            accessor=public_state,
            primary=lambda record: record.live,
            sort_key="live",
        )


class PublishedIndexView(ScopedSnippetIndexView):
    @cached_property
    def list_display(self) -> list[Any]:
        """Without Wagtail's own state, which comes last and asks the database once per row."""
        return super().list_display[:-1]

    def get_delete_url(self, instance: Any) -> str | None:
        return None if instance.was_published else super().get_delete_url(instance)

    def get_copy_url(self, _instance: Any) -> None:
        """A copy would take the address and the number of the original."""


class ReasonedPublication:
    """Mixin of the editors: publishing goes through our own action, which asks for the reason."""

    request: HttpRequest
    action: str
    form: Any
    object: Any
    save_action: Any
    publish_record: Any = None

    def is_valid(self, form: Any) -> bool:
        valid = super().is_valid(form)  # type: ignore[misc]  # an editor's
        if not valid or self.action != "publish":
            return valid
        try:
            form.ask_for_reason()
        except ValidationError as error:
            form.add_error(None, error)
        if form.errors:
            self.produced_error_code = "validation_error"
            self.produced_error_message = _(
                "Belum diterbitkan; lihat yang ditandai. Isian Anda tidak hilang."
            )
        return not form.errors

    def publish_action(self) -> HttpResponse | None:
        reason = self.form.cleaned_data["amendment_reason"]
        self.publish_record(self.object, by=signed_in(self.request), reason=reason)
        return None

    def form_valid(self, form: Any) -> HttpResponse:
        """A draft that cannot be published is still saved as a draft."""
        try:
            return super().form_valid(form)  # type: ignore[misc]  # an editor's
        except (ReasonRequired, ValidationError) as error:
            messages.error(self.request, _("Tersimpan sebagai draf, belum terbit. %s") % told(error))
            self.action = "edit"
            return self.save_action()


def told(error: ReasonRequired | ValidationError) -> str:
    """What is in the way of publishing, in sentences."""
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)


class PublishedCreateView(ReasonedPublication, CreateView):
    pass


class PublishedEditView(ReasonedPublication, EditView):
    pass


class DraftDeleteView(DeleteView):
    """Only a draft that never was public; and only one that nothing hangs on."""

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(live=False, first_published_at__isnull=True)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ProtectedError:
            messages.error(self.request, _("Masih ada catatan yang bergantung padanya, maka tidak dihapus."))
            return HttpResponseRedirect(reverse(self.edit_url_name, args=[self.object.pk]))


class PublishedViewSet(ScopedViewSet, SnippetViewSet):
    """Records of the site's own country; those of other countries are reference data and not the staff's."""

    index_view_class = PublishedIndexView
    add_view_class = PublishedCreateView
    edit_view_class = PublishedEditView
    delete_view_class = DraftDeleteView
    copy_view_enabled = False
    inspect_view_enabled = False
    publish_record: Any = None

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(publish_record=self.publish_record, **kwargs)

    @property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        return super().breadcrumbs_items[:1]


POLICIES = {model: KeptWhenPublishedPolicy(model) for model in (ActionPlan, Commitment)}
