"""The reports of all regions at once: ordered, watched, tried again, published."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from foundation.web.pagination import paginate
from reports.actions.batch_publishing import BatchPublished, publish_batch, retry_batch
from reports.actions.batches import cancel_batch, request_batch
from reports.enums import BatchState, BuildState, ReportKind, ReportLanguage
from reports.forms.requesting import BatchForm
from reports.forms.steps import BatchPublishForm
from reports.models import ReportBatch
from reports.queries.batches import BatchBuild, batch_builds, batch_line, regions_in
from reports.viewsets.base import Crumb, DeskFormView, DeskPage, DeskStep, DeskView
from reports.viewsets.requesting import OfPlanView

PER_PAGE = 100
# By one press: more would take longer than an answer may.
MOST_PUBLISHED = 100
# Of a build: a longer number is none of any database.
_KEY = re.compile(r"[0-9]{1,18}")


def page_of_batch(pk: int) -> str:
    return reverse("cms_report:batch_builds", args=[pk])


class BatchRequestView(OfPlanView):
    """The first sending says how many there will be, the second one orders them."""

    page_title = gettext_lazy("Laporan semua daerah")
    form_class = BatchForm
    template_name = "reports/admin/batch_request.html"
    submit_button_label = gettext_lazy("Lanjut")
    submit_button_active_label = gettext_lazy("Menghitung…")

    def write(self, form: Form) -> HttpResponse:
        assert self.plan is not None  # noqa: S101 - without one nothing is posted
        if "confirmed" not in self.request.POST:
            told = {"order": _order_text(form.cleaned_data), "regions": regions_in(self.plan)}
            return self.render_to_response(self.get_context_data(form=form, **told))
        batch = request_batch(plan=self.plan, by=self.person, **form.cleaned_data)
        messages.success(
            self.request, _("Laporan daerah mulai disiapkan. Halaman ini memperlihatkan kemajuannya.")
        )
        return HttpResponseRedirect(page_of_batch(batch.pk))


def _order_text(given: Mapping[str, Any]) -> str:
    """Laporan triwulan, B09 2026, Bahasa Indonesia."""
    kind, language = ReportKind(given["kind"]), ReportLanguage(given["language"])
    return ", ".join(str(one) for one in (kind.label, given["period"], language.label) if one)


class OfBatch(DeskPage):
    @cached_property
    def batch(self) -> ReportBatch:
        found: ReportBatch = get_object_or_404(
            ReportBatch.objects.select_related("plan", "period", "requested_by"), pk=self.kwargs["batch"]
        )
        return found

    def crumbs(self) -> Sequence[Crumb]:
        return ((page_of_batch(self.batch.pk), str(self.batch)),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "batch": batch_line(self.batch)}


class BatchView(OfBatch, DeskView):
    template_name = "reports/admin/batch.html"

    def crumbs(self) -> Sequence[Crumb]:
        return ()

    def get_page_title(self) -> str:
        return str(self.batch)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        builds = batch_builds(self.batch)
        return {
            **super().get_context_data(**kwargs),
            "page": paginate(builds, self.request.GET.get("p"), PER_PAGE),
            "failed": [one for one in builds if one.build.state == BuildState.FAILED],
            "left_out": self.batch.left_out,
        }


class BatchPublishView(OfBatch, DeskFormView):
    """Lists what will be public by its fingerprint; what is refused is listed afterwards."""

    page_title = gettext_lazy("Terbitkan yang siap")
    form_class = BatchPublishForm
    template_name = "reports/admin/batch_publish.html"
    submit_button_active_label = gettext_lazy("Menerbitkan…")

    @cached_property
    def ready(self) -> tuple[BatchBuild, ...]:
        return tuple(one for one in batch_builds(self.batch, BuildState.READY) if one.build.may_publish)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "count": len(self.ready[:MOST_PUBLISHED])}

    def write(self, form: Form) -> HttpResponse:
        done = publish_batch(
            batch=self.batch, fingerprints=self._confirmed(), by=self.person, at=timezone.now()
        )
        if done.published:
            messages.success(self.request, _published_text(done))
        if done.refused or not done.published:
            return self.render_to_response(self.get_context_data(form=form, done=done))
        return HttpResponseRedirect(page_of_batch(self.batch.pk))

    def _confirmed(self) -> Mapping[int, str]:
        """Fingerprints that the page showed, by build; what is no such pair is left out."""
        pairs = (value.partition(":") for value in self.request.POST.getlist("build"))
        sent = {int(pk): digits for pk, _colon, digits in pairs if _KEY.fullmatch(pk)}
        return dict(list(sent.items())[:MOST_PUBLISHED])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        shown = self.ready[:MOST_PUBLISHED]
        label = ngettext("Terbitkan %(n)s laporan", "Terbitkan %(n)s laporan", len(shown)) % {"n": len(shown)}
        return {
            "done": None,
            **context,
            "ready": shown,
            "more": len(self.ready) - len(shown),
            "submit_button_label": label,
        }


def _published_text(done: BatchPublished) -> str:
    told = ngettext("%(n)s laporan terbit.", "%(n)s laporan terbit.", done.published)
    return told % {"n": done.published}


class BatchStep(DeskStep):
    """A button of the page of an order."""

    def find_batch(self) -> ReportBatch:
        found: ReportBatch = get_object_or_404(ReportBatch, pk=self.kwargs["batch"])
        self.back = page_of_batch(found.pk)
        return found


class BatchCancelView(BatchStep):
    def act(self) -> str:
        count = cancel_batch(batch=self.find_batch(), by=self.person)
        told = ngettext("%(n)s penyusunan dibatalkan.", "%(n)s penyusunan dibatalkan.", count)
        return told % {"n": count}


class BatchRetryView(BatchStep):
    def act(self) -> str:
        batch = self.find_batch()
        count = retry_batch(batch=batch, by=self.person)
        if batch.state == BatchState.FAILED and not count:
            return _("Permintaan dilanjutkan.")
        told = ngettext("%(n)s laporan masuk antrean lagi.", "%(n)s laporan masuk antrean lagi.", count)
        return told % {"n": count}
