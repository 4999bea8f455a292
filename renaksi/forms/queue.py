"""What a verifier may ask of the queue."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from operator import itemgetter
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from renaksi.enums import SubmissionKind
from renaksi.queries.workspace.queue_filters import LONG_WAIT_DAYS, QueueCounts, QueueFilters

_ORDERS = {
    "": _("Terlama menunggu"),
    "newest": _("Terbaru dikirim"),
    "alike": _("Yang mirip berdekatan"),
    "institution": _("Nama instansi"),
    "plan": _("Rencana aksi"),
}
_MEASURES = {"quantity": _("Jumlah"), "steps": _("Tahap")}
_MOST_ID = 2**31 - 1


class QueueFilterForm(forms.Form):
    """Which waiting reports to show. A value that is no number or no known word is as if it were not chosen."""

    q = forms.CharField(
        label=_("Cari"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "aria-keyshortcuts": "/", "data-queue-search": True}),
    )
    plan = forms.IntegerField(label=_("Rencana aksi"), max_value=_MOST_ID, required=False)
    period = forms.IntegerField(label=_("Periode"), max_value=_MOST_ID, required=False)
    region = forms.IntegerField(label=_("Daerah"), max_value=_MOST_ID, required=False)
    institution = forms.IntegerField(label=_("Instansi"), max_value=_MOST_ID, required=False)
    kind = forms.ChoiceField(label=_("Kiriman"), choices=SubmissionKind.choices, required=False)
    measure = forms.ChoiceField(label=_("Ukuran"), choices=list(_MEASURES.items()), required=False)
    sort = forms.ChoiceField(label=_("Urutkan"), choices=list(_ORDERS.items()), required=False)
    long = forms.BooleanField(required=False)

    def filters(self) -> QueueFilters:
        self.is_valid()
        return QueueFilters(**{name: value for name, value in self.cleaned_data.items() if value})

    @classmethod
    def showing(cls, filters: QueueFilters, counts: QueueCounts) -> Self:
        """Each choice says how many stand behind it; what is chosen stays choosable with none."""
        form = cls(initial=asdict(filters), label_suffix="")
        for name in ("plan", "period", "region", "institution"):
            offered = {pk: counts.names[name, pk] for pk in getattr(counts, name) if pk is not None}
            chosen = getattr(filters, name)
            if chosen and chosen not in offered:
                offered[chosen] = counts.names.get((name, chosen), str(_("Pilihan sekarang")))
            form._offer(name, sorted(offered.items(), key=itemgetter(1)), getattr(counts, name))
        form._offer("kind", SubmissionKind.choices, counts.kind)
        form._offer("measure", list(_MEASURES.items()), counts.measure)
        label = _("Hanya yang menunggu lebih dari %(days)s hari (%(count)s)")
        told = {"days": LONG_WAIT_DAYS, "count": counts.long.get(True, 0)}
        form.fields["long"].label = label % told
        return form

    def _offer(self, name: str, choices: Iterable[tuple[Any, Any]], counts: Mapping[Any, int]) -> None:
        told = [(value, f"{label} ({counts.get(value, 0)})") for value, label in choices]
        self.fields[name].widget = forms.Select(choices=[("", _("Semua")), *told])
