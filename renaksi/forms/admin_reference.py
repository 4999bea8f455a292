"""Forms of reference data in the CMS."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from renaksi.domain.assessment import SCALES
from renaksi.enums import Indicator
from renaksi.forms.offers import offer
from renaksi.models import Assessment, Commitment


class AssessmentForm(WagtailAdminModelForm):
    """A rating as printed; the scale of its era is found from the indicator and must know the value."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Assessment
        fields = [
            "commitment", "source", "indicator", "value", "report", "report_year", "url",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Commitment.objects.filter(plan__country=settings.SITE_COUNTRY)
        offer(self.fields["commitment"], own)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        scale = next((one for one in SCALES if one.indicator == cleaned.get("indicator")), None)
        if scale is None:
            return cleaned
        self.instance.scale = scale.version
        if cleaned.get("value") and not scale.knows(cleaned["value"]):
            message = _("Nilai itu tidak ada di skala %(indicator)s. Yang ada: %(values)s.")
            names = {
                "indicator": Indicator(scale.indicator).label,
                "values": ", ".join(scale.values + scale.unranked),
            }
            self.add_error("value", message % names)
        return cleaned
