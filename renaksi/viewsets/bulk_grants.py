"""Many grants at once: chosen, looked at, given or taken back."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.permissions import signed_in
from foundation.cms import ActionFormView
from renaksi.actions.bulk_grants import grant_plans, revoke_plans
from renaksi.forms.bulk_grants import BulkGrantForm, PlanFilterForm
from renaksi.models import PlanGrant
from renaksi.queries.grants import BulkGrants, bulk_grants, held_grants


class BulkGrantView(ActionFormView):
    """The first sending shows what would change; the second, with `apply`, does it."""

    model = PlanGrant
    permission_required = "add"
    page_title = gettext_lazy("Penugasan sekaligus")
    header_icon = "key"
    template_name = "renaksi/admin/bulk_grants.html"

    @cached_property
    def plan_filter(self) -> PlanFilterForm:
        return PlanFilterForm(self.request.GET)

    def get_form(self, form_class: type[Form] | None = None) -> Form:
        data = self.request.POST if self.request.method == "POST" else None
        return BulkGrantForm(data, offered=self.plan_filter.plans())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("cms_grant:index"), "label": _("Penugasan")},
            {"url": "", "label": self.get_page_title()},
        ]

    def form_valid(self, form: Form) -> HttpResponse:
        assert isinstance(form, BulkGrantForm)  # noqa: S101 - what `get_form` makes
        if "apply" in self.request.POST:
            return self._apply(form)
        chosen = {"people": form.cleaned_data["people"], "plans": form.cleaned_data["chosen"]}
        found = held_grants(**chosen) if form.revokes else bulk_grants(**chosen)
        return self.render_to_response(self.get_context_data(form=form, preview=_Preview(form, found)))

    def _apply(self, form: BulkGrantForm) -> HttpResponse:
        chosen = {"people": form.cleaned_data["people"], "plans": form.cleaned_data["chosen"]}
        act = revoke_plans if form.revokes else grant_plans
        done = act(**chosen, by=signed_in(self.request))
        for person in done.without_role:
            messages.error(self.request, no_role(person))
        messages.success(self.request, _told(done, revoked=form.revokes))
        return HttpResponseRedirect(reverse("cms_grant:index"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "plan_filter": self.plan_filter, "action_url": self.request.get_full_path()}


class _Preview:
    """What the page shows before it is done."""

    def __init__(self, form: BulkGrantForm, found: BulkGrants) -> None:
        self.revokes = form.revokes
        self.found = found
        self.plans = form.cleaned_data["chosen"]
        self.refusals = [no_role(person) for person in found.without_role]
        self.changes = found.held if form.revokes else found.missing
        self.sent = _sent(form)


def _sent(form: BulkGrantForm) -> list[tuple[str, str]]:
    """What was chosen, to be sent once more."""
    given = form.cleaned_data
    names = [("step", given["step"])] + [("people", str(person.pk)) for person in given["people"]]
    if given["all_plans"]:
        return [*names, ("all_plans", "on")]
    return [*names, *(("plans", str(plan.pk)) for plan in given["chosen"])]


def no_role(person: object) -> str:
    told = _("%(who)s tidak berperan verifikator atau pemantau, atau akunnya nonaktif: beri perannya dulu.")
    return told % {"who": person}


def _told(done: BulkGrants, *, revoked: bool) -> str:
    if revoked:
        told = ngettext("%(n)s penugasan dicabut.", "%(n)s penugasan dicabut.", done.held)
        return told % {"n": done.held}
    told = ngettext("%(n)s penugasan diberikan", "%(n)s penugasan diberikan", done.missing)
    return told % {"n": done.missing} + "; " + _("%(n)s sudah ada.") % {"n": done.held}
