"""How the history in the CMS tells of changes to what was published."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from renaksi.models import ActionPlan, Commitment, Milestone

ACTION = "renaksi.amend"


class AmendFormatter(LogFormatter):
    label = gettext_lazy("Perubahan setelah terbit")

    def format_message(self, log_entry: Any) -> str:
        given = {**log_entry.data, "fields": ", ".join(map(field_label, log_entry.data["fields"]))}
        return _("“%(of)s” diubah (%(fields)s). Alasan: %(reason)s") % given


def field_label(name: str) -> str:
    """The field in the words of the form; names of things that are no field as they are kept."""
    beside = {"requirements": _("syarat data dukung"), "checkpoints": _("target periode")}
    if name in beside:
        return beside[name]
    for model in (Milestone, Commitment, ActionPlan):
        if any(field.name == name for field in model._meta.get_fields()):
            return str(getattr(model._meta.get_field(name), "verbose_name", name))
    return name


def register_log_actions(actions: Any) -> None:
    actions.register_action(ACTION)(AmendFormatter)
