"""Forms of plans and commitments in the CMS."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from renaksi.domain.amendments import Change
from renaksi.enums import OgpValue
from renaksi.forms.admin_fields import PartialDateField, PartialDatesMixin, reason_field
from renaksi.forms.offers import offer
from renaksi.importing.slugs import claim_slug
from renaksi.models import ActionPlan, Commitment

LONGEST_PLAN_SLUG = 80
LONGEST_COMMITMENT_SLUG = 120
SDG_CHOICES = [(number, str(number)) for number in range(1, 18)]
REASON = "amendment_reason"


class PublishedRecordForm(PartialDatesMixin, WagtailAdminModelForm):
    """A draft never overwrites what was published, and the address stays once it was."""

    ADDRESS_FIELDS: tuple[str, ...] = ("slug",)

    start_on = PartialDateField(label=_("Mulai"))
    end_on = PartialDateField(label=_("Berakhir"))
    amendment_reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        for name, records in self.offered().items():
            if name in self.fields:
                offer(self.fields[name], records)
        for name in self.ADDRESS_FIELDS:
            if self.instance.was_published and name in self.fields:
                self.fields[name].disabled = True

    def offered(self) -> dict[str, QuerySet[Any]]:
        """Only records of the site's own country may be named, whatever is posted."""
        plans = ActionPlan.objects.filter(country=settings.SITE_COUNTRY).exclude(pk=self.instance.pk)
        return {"parent_plan": plans}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "slug" in self.fields and not cleaned.get("slug"):
            cleaned["slug"] = self.free_slug(cleaned)
        return cleaned

    def free_slug(self, _cleaned: dict[str, Any]) -> str:
        raise NotImplementedError

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """Also while it is unpublished, what was published stays in the row: drafts are revisions."""
        return super().save(commit=commit and not self.instance.was_published)

    def ask_for_reason(self) -> tuple[Change, ...]:
        """What publishing this form would change in public; adds an error if the reason is missing."""
        changes = self.instance.unpublished_changes()
        if (changes or self.changes_partners) and not self.cleaned_data.get(REASON, "").strip():
            message = _(
                "Ini sudah terbit. Tulis alasan perubahan, lalu terbitkan lagi; isian Anda tetap tersimpan di sini."
            )
            self.add_error(REASON, message)
        return changes

    @property
    def changes_partners(self) -> bool:
        formset = self.formsets.get("partnerships")
        return self.instance.was_published and formset is not None and formset.has_changed()


class PlanForm(PublishedRecordForm):
    class Meta(WagtailAdminModelForm.Meta):
        model = ActionPlan
        fields: list[str] = []

    def free_slug(self, cleaned: dict[str, Any]) -> str:
        taken = set(ActionPlan.objects.exclude(pk=self.instance.pk).values_list("slug", flat=True))
        return claim_slug(cleaned.get("label", ""), taken, LONGEST_PLAN_SLUG)


class CommitmentForm(PublishedRecordForm):
    ADDRESS_FIELDS = ("slug", "plan")

    ogp_values = forms.MultipleChoiceField(
        label=_("Nilai OGP"),
        choices=OgpValue.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nilai yang dilayani komitmen ini; jelaskan di tiga kotak di bawah."),
    )
    sdgs = forms.TypedMultipleChoiceField(
        label=_("SDG"),
        choices=SDG_CHOICES,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nomor tujuan pembangunan berkelanjutan, bila ada."),
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = Commitment
        fields: list[str] = []

    def offered(self) -> dict[str, QuerySet[Any]]:
        own = Commitment.objects.filter(plan__country=settings.SITE_COUNTRY).exclude(pk=self.instance.pk)
        plans = ActionPlan.objects.filter(country=settings.SITE_COUNTRY)
        return {"plan": plans, **dict.fromkeys(("carried_over_from", "merged_into", "superseded_by"), own)}

    def free_slug(self, cleaned: dict[str, Any]) -> str:
        others = Commitment.objects.filter(plan=cleaned.get("plan")).exclude(pk=self.instance.pk)
        taken = set(others.values_list("slug", flat=True))
        return claim_slug(cleaned.get("number") or cleaned.get("title", ""), taken, LONGEST_COMMITMENT_SLUG)
