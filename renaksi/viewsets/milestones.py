"""Adding, changing and withdrawing the milestones of one commitment."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import signed_in
from evidence.uploads import UploadRefused
from foundation.cms import ActionFormView
from renaksi.actions.examples import remove_example, set_example
from renaksi.actions.milestones import add_milestone, change_milestone, withdraw_milestone
from renaksi.actions.refusals import Refused
from renaksi.forms.admin_fields import DATE_HELP
from renaksi.forms.admin_milestones import (
    MilestoneForm,
    RequirementFormSet,
    WithdrawForm,
    proof_of,
    requirement_rows,
)
from renaksi.models import Commitment, Milestone
from renaksi.models.published import ReasonRequired
from renaksi.permissions import may_change_milestones, may_set_examples


class OfCommitment(ActionFormView):
    """A form about one commitment; the viewset has already decided that it is in scope."""

    model = Commitment
    permission_required = "change"
    header_icon = "clipboard-list"
    commitment: Commitment

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.commitment = get_object_or_404(Commitment.objects.select_related("plan"), pk=kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may(self, request: HttpRequest) -> bool:
        raise NotImplementedError

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse_lazy("cms_commitment:list"), "label": _("Komitmen")},
            {"url": self.commitment_url, "label": str(self.commitment)},
            {"url": "", "label": self.get_page_title()},
        ]

    @property
    def commitment_url(self) -> str:
        return reverse("cms_commitment:edit", args=[self.commitment.pk])

    def get_success_url(self) -> str:
        return f"{self.commitment_url}?lihat=tonggak#tab-tonggak_capaian"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = super().get_context_data(**kwargs)
        return {**known, "commitment": self.commitment, "cancel_url": self.get_success_url()}


class MilestoneFormView(OfCommitment):
    """The milestone, its requirements and its targets on one page; nothing typed is lost by an error."""

    form_class = MilestoneForm
    template_name = "renaksi/admin/milestone_form.html"
    milestone: Milestone

    def may(self, request: HttpRequest) -> bool:
        return may_change_milestones(request.user, self.commitment)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.milestone, "for_user": self.request.user}

    def get_requirements(self) -> RequirementFormSet:
        sent = (self.request.POST, self.request.FILES) if self.request.method == "POST" else (None, None)
        return RequirementFormSet(
            *sent,
            initial=requirement_rows(self.milestone),
            prefix="requirements",
            form_kwargs={"may_set_examples": may_set_examples(self.request.user)},
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form, requirements = self.get_form(), self.get_requirements()
        if not (form.is_valid() & requirements.is_valid()):
            return self.refuse(form, requirements)
        try:
            saved = self.save(form, requirements)
        except ReasonRequired as error:
            form.add_error("amendment_reason", str(error))
            return self.refuse(form, requirements)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.refuse(form, requirements)
        self.save_examples(saved, requirements)
        return self.done()

    def save_examples(self, milestone: Milestone, requirements: RequirementFormSet) -> None:
        """After the milestone is saved, so that slow bytes hold nothing; what is refused of them is told."""
        by = signed_in(self.request)
        for change in requirements.examples:
            requirement = milestone.requirements.get(sort_order=change.order)
            try:
                if change.file:
                    set_example(requirement=requirement, file=change.file, by=by, at=timezone.now())
                else:
                    remove_example(requirement=requirement, by=by)
            except (UploadRefused, Refused) as refusal:
                messages.error(self.request, f"{requirement.text}: {refusal}")

    def refuse(self, form: MilestoneForm, requirements: RequirementFormSet) -> HttpResponse:
        messages.error(self.request, _("Belum tersimpan; lihat yang ditandai. Isian Anda tidak hilang."))
        if self.request.FILES:
            messages.warning(self.request, _("Pilih lagi berkas contohnya: peramban tidak menyimpannya."))
        return self.render_to_response(self.get_context_data(form=form, requirements=requirements))

    def save(self, form: MilestoneForm, requirements: RequirementFormSet) -> Milestone:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("requirements", self.get_requirements())
        return {**super().get_context_data(**kwargs), "milestone": self.milestone, "date_help": DATE_HELP}


class MilestoneAddView(MilestoneFormView):
    page_title = gettext_lazy("Tonggak baru")
    done_message = gettext_lazy("Tonggak ditambahkan.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.milestone = Milestone(
            commitment=self.commitment, sort_order=self.commitment.milestones.count() + 1
        )

    def save(self, form: MilestoneForm, requirements: RequirementFormSet) -> Milestone:
        return add_milestone(
            commitment=self.commitment,
            values=form.values,
            by=signed_in(self.request),
            reason=form.cleaned_data["amendment_reason"],
            proof=proof_of(form, requirements),
        )


class OfMilestone(OfCommitment):
    """Mixin for one saved milestone of the commitment; one of another commitment does not exist here."""

    milestone: Milestone

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        standing = Milestone.objects.filter(commitment=self.commitment).select_related("commitment__plan")
        self.milestone = get_object_or_404(standing, pk=kwargs["milestone"])


class MilestoneEditView(OfMilestone, MilestoneFormView):
    page_title = gettext_lazy("Ubah tonggak")
    done_message = gettext_lazy("Tonggak tersimpan.")

    def save(self, form: MilestoneForm, requirements: RequirementFormSet) -> Milestone:
        return change_milestone(
            milestone=self.milestone,
            changes=form.values,
            by=signed_in(self.request),
            reason=form.cleaned_data["amendment_reason"],
            proof=proof_of(form, requirements),
        )


class MilestoneWithdrawView(OfMilestone):
    page_title = gettext_lazy("Tarik tonggak")
    form_class = WithdrawForm
    template_name = "renaksi/admin/withdraw.html"
    submit_button_label = gettext_lazy("Tarik tonggak ini")
    done_message = gettext_lazy("Tonggak ditarik; laporannya tetap tersimpan.")

    def may(self, request: HttpRequest) -> bool:
        return may_change_milestones(request.user, self.commitment)

    def get_initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            withdraw_milestone(milestone=self.milestone, by=signed_in(self.request), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        return self.done()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "subject": self.milestone}
