"""How the history in the CMS tells of changes to what was published."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from renaksi.enums import AssessmentSource, Indicator
from renaksi.models import ActionPlan, Commitment, Milestone
from renaksi.queries.amendments import field_label

ACTION = "renaksi.amend"
RATING = "renaksi.correct_rating"
RECORDS = {model._meta.model_name: model for model in (ActionPlan, Commitment, Milestone)}


class AmendFormatter(LogFormatter):
    label = gettext_lazy("Perubahan setelah terbit")

    def format_message(self, log_entry: Any) -> str:
        model = RECORDS[log_entry.data["record"]]
        fields = [field_label(name, model) for name in log_entry.data["fields"]]
        given = {**log_entry.data, "fields": ", ".join(fields)}
        return _("“%(of)s” diubah (%(fields)s). Alasan: %(reason)s") % given


class RatingFormatter(LogFormatter):
    label = gettext_lazy("Koreksi penilaian independen")

    def format_message(self, log_entry: Any) -> str:
        source, _separator, indicator = log_entry.data["rating"].partition(":")
        names = {"source": AssessmentSource(source).label, "indicator": Indicator(indicator).label}
        given = {**log_entry.data, **names}
        return _("%(source)s, %(indicator)s: “%(old)s” menjadi “%(new)s”. Alasan: %(reason)s") % given


def register_log_actions(actions: Any) -> None:
    actions.register_action(RATING)(RatingFormatter)
    actions.register_action(ACTION)(AmendFormatter)
