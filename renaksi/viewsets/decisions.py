"""The secretariat admin's word on a commitment: its completion, and its withdrawal."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.permissions import signed_in
from renaksi.actions.plans import withdraw_commitment
from renaksi.actions.refusals import Refused
from renaksi.actions.reviews import decide_completion
from renaksi.forms.admin_milestones import DecisionForm, WithdrawForm
from renaksi.permissions import may_decide, may_publish_plans
from renaksi.queries.figures import figures_of
from renaksi.viewsets.milestones import OfCommitment


class CompletionView(OfCommitment):
    """Shows what the rules propose beside what was decided, and takes the decision with its reason."""

    page_title = gettext_lazy("Status penyelesaian")
    form_class = DecisionForm
    template_name = "renaksi/admin/completion.html"
    submit_button_label = gettext_lazy("Putuskan")
    done_message = gettext_lazy("Keputusan tersimpan dan tampil di halaman publik.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.figures = figures_of(self.commitment.pk, as_of=timezone.localdate())

    def may(self, request: HttpRequest) -> bool:
        return may_decide(request.user)

    def get_success_url(self) -> str:
        return self.commitment_url

    def get_initial(self) -> dict[str, Any]:
        return {"status": self.figures.decided or self.figures.proposed}

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            decide_completion(
                commitment=self.commitment, by=signed_in(self.request), at=timezone.now(), **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return self.done()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        decisions = self.commitment.decisions.select_related("by")
        return {**super().get_context_data(**kwargs), "figures": self.figures, "decisions": decisions}


class WithdrawCommitmentView(OfCommitment):
    page_title = gettext_lazy("Tarik komitmen")
    form_class = WithdrawForm
    template_name = "renaksi/admin/withdraw.html"
    submit_button_label = gettext_lazy("Tarik komitmen ini")
    done_message = gettext_lazy("Komitmen ditarik; halaman publiknya tetap ada dengan alasannya.")

    def may(self, request: HttpRequest) -> bool:
        return may_publish_plans(request.user)

    def get_success_url(self) -> str:
        return self.commitment_url

    def get_initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            withdraw_commitment(commitment=self.commitment, by=signed_in(self.request), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        return self.done()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "subject": self.commitment}
