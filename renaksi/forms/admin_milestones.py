"""Forms of milestones, of withdrawing, and of the decision on a commitment, in the CMS."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.base import File
from django.forms import formset_factory
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput

from evidence.models import Evidence
from evidence.uploads import ALLOWED_EXTENSIONS, UploadRefused, extension_of, refuse_by_size
from renaksi.actions.milestones import MILESTONE_FIELDS, MilestoneProof, RequirementText
from renaksi.enums import CompletionStatus
from renaksi.forms.admin_fields import PartialDateField, PartialDatesMixin, reason_field
from renaksi.models import Milestone
from renaksi.queries.examples import unavailable_text

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

    def is_multipart(self) -> bool:
        """The requirements on the same page bring files."""
        return True

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


@dataclass(frozen=True, slots=True)
class ExampleChange:
    """`order` is the requirement's place among those of the milestone, as `change_milestone` stores it."""

    order: int
    file: File | None
    remove: bool | None


@dataclass(frozen=True, slots=True)
class ShownExample:
    """The example that is there; `note` says why it is not public, `url` is its page in the workspace."""

    title: str
    url: str
    note: str


class RequirementForm(forms.Form):
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Syarat data dukung"),
        max_length=255,
        help_text=_("Misalnya: surat keputusan yang ditandatangani, tautan dataset, foto bertanggal."),
    )
    text_en = forms.CharField(label=_("Bahasa Inggris"), max_length=255, required=False)
    is_required = forms.BooleanField(label=_("Wajib"), required=False, initial=True)
    example = forms.FileField(
        label=_("Berkas contoh"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{one}" for one in ALLOWED_EXTENSIONS)}),
        help_text=_(
            "Memperlihatkan seperti apa bukti yang baik. Tayang untuk publik setelah lolos pemeriksaan, jadi tanpa "
            "data pribadi. Berkas baru menggantikan yang lama."
        ),
    )
    remove_example = forms.BooleanField(label=_("Lepas berkas contoh"), required=False)

    def __init__(self, *args: Any, may_set_examples: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = self.initial.get("shown")
        if not may_set_examples:
            del self.fields["example"], self.fields["remove_example"]
        elif self.shown is None:
            del self.fields["remove_example"]

    def clean_example(self) -> File | None:
        file: File | None = self.cleaned_data["example"]
        try:
            if file is not None:
                extension_of(file.name or "")
                refuse_by_size(file.size)
        except UploadRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("text_en") or cleaned.get("example")) and not cleaned.get("text"):
            self.add_error("text", _("Tulis syaratnya dalam Bahasa Indonesia dulu."))
        return cleaned


class RequirementFormSet(formset_factory(RequirementForm, extra=BLANK_REQUIREMENTS, can_delete=True)):  # type: ignore[misc]
    """What counts as proof; blank rows are left out."""

    @property
    def requirements(self) -> list[RequirementText]:
        return [self._text(form) for form in self._filled]

    @property
    def examples(self) -> list[ExampleChange]:
        """What happens to the examples of those that stay."""
        changes = (
            ExampleChange(order, form.cleaned_data.get("example"), form.cleaned_data.get("remove_example"))
            for order, form in enumerate(self._filled)
            if not form.cleaned_data.get("DELETE")
        )
        return [one for one in changes if one.file or one.remove]

    @property
    def _filled(self) -> list[forms.Form]:
        return [form for form in self.forms if form.cleaned_data.get("text")]

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
    return [
        {
            **{name: getattr(row, name) for name in ("id", "text", "text_en", "is_required")},
            "shown": _shown(row.example) if row.example else None,
        }
        for row in milestone.requirements.select_related("example")
    ]


def _shown(example: Evidence) -> ShownExample:
    url = reverse("workspace:proof", args=[example.public_id])
    return ShownExample(example.title, url, unavailable_text(example))


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
