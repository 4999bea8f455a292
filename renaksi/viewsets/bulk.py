"""Actions on several commitments of the list at once."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from renaksi.actions.plans import add_policy_area, publish_commitment
from renaksi.forms.admin_fields import reason_field
from renaksi.models import Commitment, PolicyArea
from renaksi.models.published import ReasonRequired
from renaksi.permissions import may_edit_plans, may_publish_plans
from renaksi.viewsets.published import told


class CommitmentBulkAction(SnippetBulkAction):
    """Only records of the site's own country, as in the list."""

    models = [Commitment]
    template_name = "renaksi/admin/bulk_action.html"

    @classmethod
    def get_queryset(cls, _model: type[Commitment], object_ids: Iterable[int]) -> QuerySet[Commitment]:
        found = Commitment.objects.filter(pk__in=object_ids, plan__country=settings.SITE_COUNTRY)
        if not found:
            raise Http404
        return found

    def check_perm(self, commitment: Commitment) -> bool:
        raise NotImplementedError

    def form_valid(self, form: forms.Form) -> Any:
        try:
            return super().form_valid(form)
        except PermissionDenied as error:
            form.add_error(None, str(error) or _("Anda tidak berhak melakukan ini."))
        except ValidationError as error:
            form.add_error(None, error.messages)
        return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "action_label": self.display_name}


class AreaForm(forms.Form):
    area = forms.ModelChoiceField(label=gettext_lazy("Bidang kebijakan"), queryset=PolicyArea.objects.all())


class AddAreaBulkAction(CommitmentBulkAction):
    display_name = gettext_lazy("Tambah bidang kebijakan")
    aria_label = gettext_lazy("Tambah bidang kebijakan ke komitmen terpilih")
    action_type = "add_policy_area"
    action_priority = 10
    form_class = AreaForm

    def check_perm(self, _commitment: Commitment) -> bool:
        return may_edit_plans(self.request.user)

    def get_execution_context(self) -> dict[str, Any]:
        return {"area": self.cleaned_form.cleaned_data["area"], "user": self.request.user}

    @classmethod
    def execute_action(cls, objects: list[Commitment], **context: Any) -> tuple[int, int]:
        return add_policy_area(commitments=objects, area=context["area"], by=context["user"]), 0

    def get_success_message(self, count: int, _children: int) -> str:
        message = ngettext("Bidang ditambahkan ke %(n)d draf.", "Bidang ditambahkan ke %(n)d draf.", count)
        return message % {"n": count}


class PublishForm(forms.Form):
    reason = reason_field()


class PublishBulkAction(CommitmentBulkAction):
    """All or none: one reason for those that were published before."""

    display_name = gettext_lazy("Terbitkan")
    aria_label = gettext_lazy("Terbitkan komitmen terpilih")
    action_type = "publish"
    action_priority = 20
    form_class = PublishForm

    def check_perm(self, _commitment: Commitment) -> bool:
        return may_publish_plans(self.request.user)

    def get_execution_context(self) -> dict[str, Any]:
        return {"reason": self.cleaned_form.cleaned_data["reason"], "user": self.request.user}

    @classmethod
    def execute_action(cls, objects: list[Commitment], **context: Any) -> tuple[int, int]:
        for commitment in objects:
            try:
                publish_commitment(commitment=commitment, by=context["user"], reason=context["reason"])
            except (ReasonRequired, ValidationError) as error:
                raise ValidationError(f"{commitment}: {told(error)}") from error
        return len(objects), 0

    def get_success_message(self, count: int, _children: int) -> str:
        message = ngettext("%(n)d komitmen terbit.", "%(n)d komitmen terbit.", count)
        return message % {"n": count}
