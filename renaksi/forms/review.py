"""A verifier's verdict: on each proof, on the value, on the report as a whole."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from institutions.models import Institution
from renaksi.enums import ItemVerdict, ReturnReason
from renaksi.forms.offers import offer
from renaksi.forms.reached import FormWithProblems, step_field, value_field, written
from renaksi.models import ActionPlan, ProgressUpdate, ReportingPeriod
from renaksi.permissions import plans_verified_by
from renaksi.queries.workspace.proofs import Proof

_NO_REASON = ("", _("Pilih alasan"))
_VERDICTS = [
    (ItemVerdict.ACCEPTED.value, _("Terima")),
    (ItemVerdict.REFUSED.value, _("Tolak")),
    (ItemVerdict.PENDING.value, _("Belum dinilai")),
]


class ItemForm(FormWithProblems):
    """The verdict on one proof; its reason and note count only for a refusal."""

    verdict = forms.ChoiceField(label=_("Putusan"), choices=_VERDICTS, widget=forms.RadioSelect)
    reason_code = forms.ChoiceField(
        label=_("Alasan penolakan"), choices=[_NO_REASON, *ReturnReason.choices], required=False
    )
    note = forms.CharField(
        label=_("Yang perlu diperbaiki"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, proof: Proof) -> None:
        initial = {"verdict": proof.verdict, "reason_code": proof.reason_code, "note": proof.remark}
        super().__init__(data, prefix=item_prefix(proof.item_id), initial=initial, label_suffix="")
        self.fields["verdict"].required = False
        self.about = proof.title

    def judgement(self) -> dict[str, Any]:
        """The arguments of `judge_item`."""
        given = self.cleaned_data
        code = given["reason_code"]
        return {
            "verdict": ItemVerdict(given["verdict"] or ItemVerdict.PENDING),
            "reason_code": ReturnReason(code) if code else None,
            "note": given["note"],
        }


def item_prefix(item_id: int) -> str:
    return f"butir-{item_id}"


class VerdictForm(FormWithProblems):
    """What is proven, starting from what was claimed; and why the report goes back, if it does."""

    verified_value = value_field(_("Nilai terverifikasi"))
    verified_step = step_field(_("Tahap terverifikasi"))
    remark = forms.CharField(
        label=_("Catatan verifikasi"),
        help_text=_("Boleh kosong."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason_code = forms.ChoiceField(
        label=_("Alasan pengembalian"), choices=[_NO_REASON, *ReturnReason.choices], required=False
    )
    note = forms.CharField(
        label=_("Yang perlu diperbaiki pelapor"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, update: ProgressUpdate, is_quantity: bool) -> None:
        initial = {"verified_value": written(update.realised), "verified_step": update.step}
        super().__init__(data, initial=initial, label_suffix="")
        del self.fields["verified_step" if is_quantity else "verified_value"]


class PeriodField(forms.ModelChoiceField):
    def label_from_instance(self, period: ReportingPeriod) -> str:
        return f"{period}, {period.plan}"


class QueueFilterForm(forms.Form):
    """Which waiting reports to show; only plans that the person verifies are offered."""

    plan = forms.ModelChoiceField(
        ActionPlan.objects.none(), label=_("Rencana aksi"), required=False, empty_label=_("Semua")
    )
    institution = forms.ModelChoiceField(
        Institution.objects.none(), label=_("Instansi"), required=False, empty_label=_("Semua")
    )
    period = PeriodField(
        ReportingPeriod.objects.none(), label=_("Periode"), required=False, empty_label=_("Semua")
    )

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data, label_suffix="")
        plans = plans_verified_by(user).filter(periods__isnull=False).distinct()
        offer(self.fields["plan"], plans)
        offer(self.fields["period"], ReportingPeriod.objects.filter(plan__in=plans).select_related("plan"))
        waiting = ProgressUpdate.objects.waiting_for_verdict().filter(milestone__commitment__plan__in=plans)
        offer(self.fields["institution"], Institution.objects.filter(pk__in=waiting.values("institution")))

    def chosen(self) -> dict[str, int | None]:
        """Ids; what is not offered is as if it were not chosen."""
        self.is_valid()
        return {name: value.pk for name, value in self.cleaned_data.items() if value is not None}


class SendBackForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Pelapor membaca alasan ini di atas laporannya."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
