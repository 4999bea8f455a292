"""Forms of milestones, of withdrawing, and of the decision on a commitment, in the CMS."""

from decimal import Decimal
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput

from renaksi.actions.milestones import MILESTONE_FIELDS, MilestoneProof, RequirementText
from renaksi.enums import CompletionStatus
from renaksi.forms.admin_fields import PartialDateField, PartialDatesMixin, reason_field
from renaksi.models import Milestone

BLANK_REQUIREMENTS = 2


class MilestoneForm(PartialDatesMixin, WagtailAdminModelForm):
    """The milestone's own fields, a percent per period, and the reason."""

    start_on = PartialDateField(label=_("Mulai"))
    due_on = PartialDateField(label=_("Tenggat"))
    amendment_reason = reason_field()

    class Meta(WagtailAdminModelForm.Meta):
        model = Milestone
        fields = [
            "number", "title", "success_measure", "start_on", "due_on", "unit", "baseline", "target",
            "weight", "responsible", "source_url", "sort_order", "title_en", "success_measure_en",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.periods = list(self.instance.commitment.plan.periods.order_by("ends_on"))
        targets = dict(self.instance.checkpoints.values_list("period", "percent")) if self.instance.pk else {}
        for period in self.periods:
            self.fields[f"checkpoint_{period.pk}"] = forms.DecimalField(
                label=_("%(period)s, persen") % {"period": period},
                required=False,
                min_value=0,
                max_value=100,
                decimal_places=2,
                initial=targets.get(period.pk),
            )

    @property
    def values(self) -> dict[str, Any]:
        """What the milestone becomes, by the names of its fields."""
        return {name: value for name, value in self.cleaned_data.items() if name in MILESTONE_FIELDS}

    @property
    def checkpoints(self) -> dict[int, Decimal | None]:
        return {period.pk: self.cleaned_data.get(f"checkpoint_{period.pk}") for period in self.periods}

    @property
    def checkpoint_fields(self) -> list[forms.BoundField]:
        return [self[f"checkpoint_{period.pk}"] for period in self.periods]


class RequirementForm(forms.Form):
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Syarat data dukung"),
        max_length=255,
        help_text=_("Misalnya: surat keputusan yang ditandatangani, tautan dataset, foto bertanggal."),
    )
    text_en = forms.CharField(label=_("Bahasa Inggris"), max_length=255, required=False)
    is_required = forms.BooleanField(label=_("Wajib"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("text_en") and not cleaned.get("text"):
            self.add_error("text", _("Tulis syaratnya dalam Bahasa Indonesia dulu."))
        return cleaned


class RequirementFormSet(formset_factory(RequirementForm, extra=BLANK_REQUIREMENTS, can_delete=True)):  # type: ignore[misc]
    """What counts as proof; blank rows are left out."""

    @property
    def requirements(self) -> list[RequirementText]:
        return [self._text(form) for form in self.forms if form.cleaned_data.get("text")]

    def _text(self, form: forms.Form) -> RequirementText:
        given = form.cleaned_data
        return RequirementText(
            text=given["text"],
            text_en=given["text_en"],
            is_required=given["is_required"],
            id=given["id"],
            remove=given.get("DELETE", False),
        )

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Hapus")
        form.fields["text"].required = index is not None and index < self.initial_form_count()


def requirement_rows(milestone: Milestone) -> list[dict[str, Any]]:
    if not milestone.pk:
        return []
    return [dict(row) for row in milestone.requirements.values("id", "text", "text_en", "is_required")]


def proof_of(form: MilestoneForm, formset: RequirementFormSet) -> MilestoneProof:
    return MilestoneProof(requirements=formset.requirements, checkpoints=form.checkpoints)


class WithdrawForm(forms.Form):
    on = forms.DateField(label=_("Ditarik sejak"), widget=AdminDateInput)
    reason = forms.CharField(
        label=_("Alasan penarikan"),
        max_length=255,
        widget=AdminAutoHeightTextInput,
        help_text=_("Tampil di halaman publik. Yang pernah dilaporkan tetap tersimpan dan terbaca."),
    )


class DecisionForm(forms.Form):
    status = forms.ChoiceField(label=_("Status penyelesaian"), choices=CompletionStatus.choices)
    reason = forms.CharField(
        label=_("Alasan"),
        widget=AdminAutoHeightTextInput,
        help_text=_("Mengapa status ini; tampil bersama keputusan. Tulis juga bila sama dengan usulan."),
    )
