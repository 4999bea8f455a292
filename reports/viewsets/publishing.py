"""What makes a version public and what takes it away: each asks first."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.web.pagination import paginate
from reports.actions.publishing import publish_report, withdraw_report
from reports.domain.comparison import Comparison, compare
from reports.enums import BuildState
from reports.forms.steps import PublishForm, WithdrawForm
from reports.models import ReportBuild
from reports.queries.comparing import compared_lines
from reports.queries.desk import report_line, version_line
from reports.queries.preview import changes_since_build
from reports.queries.since import since_report
from reports.queries.texts import slot_lines, written_since
from reports.storage import FileDamaged, read_payload
from reports.viewsets.base import Crumb, DeskFormView, DeskPage, DeskView, page_of

PER_PAGE = 100
UNREADABLE = (FileDamaged, ValueError)


class OfBuild(DeskPage):
    """A page about the version that `build` names."""

    @cached_property
    def build(self) -> ReportBuild:
        return self.find_build(self.kwargs["build"])

    def crumbs(self) -> Sequence[Crumb]:
        return ((page_of(self.build.report_id), str(self.build.report)),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        line = version_line(self.build)
        return {**context, "version": line, "report": report_line(self.build.report)}


class PublishView(OfBuild, DeskFormView):
    """Shows what will be public; what is confirmed is what is published."""

    page_title = gettext_lazy("Terbitkan laporan")
    form_class = PublishForm
    template_name = "reports/admin/publish.html"
    submit_button_label = gettext_lazy("Terbitkan")
    submit_button_active_label = gettext_lazy("Menerbitkan…")

    def get_initial(self) -> dict[str, Any]:
        return {"fingerprint": self.build.payload_sha256}

    def write(self, form: Form) -> HttpResponse:
        fingerprint = form.cleaned_data["fingerprint"]
        publish_report(build=self.build, by=self.person, at=timezone.now(), fingerprint=fingerprint)
        messages.success(
            self.request,
            _("Versi %(version)s terbit. Isinya tidak berubah lagi.") % {"version": self.build.version},
        )
        return HttpResponseRedirect(page_of(self.build.report_id))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report, finished = self.build.report, self.build.finished_at
        return {
            **super().get_context_data(**kwargs),
            "replaced": self.build.replaces,
            "changes": self._changes(),
            "empty_slots": [slot.label for slot in slot_lines(report) if not slot.is_written],
            "later_texts": written_since(report, finished) if finished else 0,
        }

    def _changes(self) -> Comparison | None:
        """Against the version before; None if there is none, or it cannot be read."""
        before = self.build.replaces
        if before is None or before.state != BuildState.PUBLISHED:
            return None
        try:
            return compare(read_payload(before), read_payload(self.build))
        except UNREADABLE:
            return None


class ChangedSinceView(OfBuild, DeskView):
    """Whether the same report would say something else if it were built today; asked for by the page above."""

    page_title = gettext_lazy("Yang berubah sejak disusun")
    template_name = "reports/admin/changed_since.html"

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if "potongan" not in self.request.GET:
            return super().get(*args, **kwargs)
        context = {**self._found(), "version": self.build, "is_part": True}
        return render(self.request, "reports/admin/changed_since_part.html", context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self._found()
        lines = compared_lines(found["changes"]) if found["changes"] else ()
        page = paginate(lines, self.request.GET.get("p"), PER_PAGE)
        return {**super().get_context_data(**kwargs), **found, "page": page}

    def _found(self) -> dict[str, Any]:
        """`changes` of its own day (None: its payload cannot be read), and what is `new` since that day."""
        now = timezone.now()
        new = since_report(self.build, today=timezone.localdate(now))
        try:
            return {"changes": changes_since_build(self.build, now=now), "new": new}
        except UNREADABLE:
            return {"changes": None, "new": new}


class WithdrawView(OfBuild, DeskFormView):
    page_title = gettext_lazy("Tarik laporan")
    header_icon = "warning"
    form_class = WithdrawForm
    template_name = "reports/admin/withdraw.html"
    submit_button_label = gettext_lazy("Tarik laporan")
    submit_button_active_label = gettext_lazy("Menarik…")

    def write(self, form: Form) -> HttpResponse:
        given = form.cleaned_data
        wanted = given["replacement"] == "yes"
        replacement = withdraw_report(
            build=self.build,
            by=self.person,
            at=timezone.now(),
            reason=given["reason"],
            with_replacement=wanted,
        )
        messages.success(self.request, _withdrawn_text(self.build, replacement, wanted=wanted))
        return HttpResponseRedirect(page_of(self.build.report_id))


def _withdrawn_text(build: ReportBuild, replacement: ReportBuild | None, *, wanted: bool) -> str:
    if replacement is not None:
        told = _("Versi %(old)s ditarik; penggantinya, versi %(new)s, sedang disusun.")
        return told % {"old": build.version, "new": replacement.version}
    if wanted:
        told = _("Versi %(old)s ditarik. Tidak ada lagi yang dapat dilaporkan untuk cakupan itu.")
        return told % {"old": build.version}
    return _("Versi %(old)s ditarik, tanpa pengganti.") % {"old": build.version}
