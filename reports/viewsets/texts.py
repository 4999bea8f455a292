"""Editors' words of a report: by slot, and a remark for each commitment."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renaksi.models import Commitment
from reports.actions.texts import Pair, Place, TextsChanged, write_texts
from reports.enums import TextSlot
from reports.forms.texts import TextsForm
from reports.models import ReportText
from reports.queries.preview import preview_html
from reports.queries.texts import (
    commitments_in,
    has_remarks,
    remark_lines,
    remarks_by_commitment,
    slots_of,
    texts_by_slot,
)
from reports.subject import subject_of
from reports.viewsets.base import Crumb, DeskFormView, DeskView, page_of
from reports.viewsets.report import OfReport


class WordsView(OfReport, DeskFormView):
    """Keeps words; what somebody else saved meanwhile is shown beside what was typed, and nothing is lost."""

    template_name = "reports/admin/texts.html"
    submit_button_label = gettext_lazy("Simpan teks")

    def get_places(self) -> Mapping[Place, str]:
        raise NotImplementedError

    def get_stored(self) -> Mapping[Place, ReportText]:
        raise NotImplementedError

    def get_form(self, form_class: type[Form] | None = None) -> Form:
        data = self.request.POST if self.request.method == "POST" else None
        return TextsForm(data, places=self.get_places(), stored=self.get_stored())

    def write(self, form: Form) -> HttpResponse:
        assert isinstance(form, TextsForm)  # noqa: S101 - what `get_form` makes
        if "preview" in self.request.POST:
            html = preview_html(subject_of(self.report), now=timezone.now(), drafts=form.drafts(self.report))
            return self.render_to_response(self.get_context_data(form=form, preview=html))
        try:
            changed = self.keep(form.pairs(), form.loaded())
        except TextsChanged as refusal:
            form.show_theirs(refusal.theirs)
            return self.form_invalid(form)
        self.tell(changed)
        return HttpResponseRedirect(self.get_success_url())

    def keep(self, pairs: Mapping[Place, Pair], loaded: Mapping[Place, datetime | None]) -> int:
        """Raises TextsChanged."""
        return write_texts(
            report=self.report,
            by=self.person,
            at=timezone.now(),
            slots={place: pair for place, pair in pairs.items() if isinstance(place, TextSlot)},
            remarks={place: pair for place, pair in pairs.items() if not isinstance(place, TextSlot)},
            loaded=loaded,
        )

    def tell(self, changed: int) -> None:
        told = _("Teks tersimpan. Ia masuk ke versi yang disusun sesudah ini.")
        messages.success(self.request, told if changed else _("Tidak ada teks yang berubah."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"preview": None, **super().get_context_data(**kwargs)}


class TextsView(WordsView):
    page_title = gettext_lazy("Teks redaksi")

    def get_places(self) -> Mapping[Place, str]:
        return {slot: str(slot.label) for slot in slots_of(self.report)}

    def get_stored(self) -> Mapping[Place, ReportText]:
        return texts_by_slot(self.report)

    def get_success_url(self) -> str:
        return page_of(self.report.pk)


class RemarksView(OfReport, DeskView):
    """The commitments of a report, with the beginning of what was written to each."""

    page_title = gettext_lazy("Catatan redaksi untuk komitmen")
    template_name = "reports/admin/remarks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not has_remarks(self.report):
            raise Http404
        return {**super().get_context_data(**kwargs), "remarks": remark_lines(self.report)}


class RemarkView(WordsView):
    """One remark; the button beside the first leads on to the next commitment."""

    page_title = gettext_lazy("Catatan redaksi")

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        return commitments_in(self.report) if has_remarks(self.report) else ()

    @cached_property
    def place(self) -> int:
        """Of the commitment in the list. A commitment that the report does not hold is not there."""
        for place, commitment in enumerate(self.commitments):
            if commitment.pk == self.kwargs["commitment"]:
                return place
        raise Http404

    @property
    def commitment(self) -> Commitment:
        return self.commitments[self.place]

    @property
    def following(self) -> Commitment | None:
        return self.commitments[self.place + 1] if self.place + 1 < len(self.commitments) else None

    def crumbs(self) -> Sequence[Crumb]:
        remarks = reverse("cms_report:remarks", args=[self.report.pk])
        return (*super().crumbs(), (remarks, RemarksView.page_title))

    def get_page_title(self) -> str:
        return f"{self.commitment.number}. {self.commitment.title}"

    def get_places(self) -> Mapping[Place, str]:
        return {self.commitment.pk: _("Catatan")}

    def get_stored(self) -> Mapping[Place, ReportText]:
        return remarks_by_commitment(self.report)

    def get_success_url(self) -> str:
        if "next" in self.request.POST and self.following:
            return reverse("cms_report:remark", args=[self.report.pk, self.following.pk])
        return reverse("cms_report:remarks", args=[self.report.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "commitment": self.commitment,
            "following": self.following,
        }
