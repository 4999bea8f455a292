"""What was changed after publication: the original, the new value and the reason."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from foundation.languages import Told, choose, indonesian
from renaksi.domain.dates import InvalidPartialDate, PartialDate
from renaksi.models import ActionPlan, Amendment, Commitment, Milestone
from renaksi.queries.wording import milestone_name, partial_text, quantity_text

_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class AmendmentItem:
    """Shape: `templates/components/amendment_list.html`."""

    subject: str
    field: str
    old: str
    new: str
    reason: str
    date: date


def amendments_of(commitment_id: int) -> list[Amendment]:
    """Newest first; one query."""
    return list(Amendment.objects.filter(commitment=commitment_id).select_related("milestone"))


def plan_amendments(plan_id: int) -> list[Amendment]:
    """Of the plan's own fields, newest first; one query."""
    return list(Amendment.objects.filter(plan=plan_id).select_related("milestone"))


def amendment_items(amendments: Iterable[Amendment]) -> tuple[AmendmentItem, ...]:
    return tuple(
        AmendmentItem(
            subject=milestone_name(one.milestone) if one.milestone else "",
            field=_field_label(one),
            old=_in_its_language(one.old, one.field),
            new=_in_its_language(one.new, one.field),
            reason=indonesian(one.reason),
            date=timezone.localdate(one.at),
        )
        for one in amendments
    )


def _in_its_language(stored: str, field: str) -> Told:
    """A text is what was written, an English one under its own name; a date or a number is told as the page tells it."""
    shown = shown_value(stored, field)
    if shown != stored:
        return Told(shown)
    return choose("", shown) if field.endswith("_en") else choose(shown, "")


def shown_value(stored: str, field: str) -> str:
    """Stored canonically (ISO partial date, plain decimal, raw text); shown as people write it."""
    if field.endswith("_on") and _DAY.fullmatch(stored):
        return _shown_day(stored)
    if field in {"target", "baseline", "weight"}:
        return _shown_number(stored)
    return stored


def _shown_day(stored: str) -> str:
    try:
        return partial_text(PartialDate.parse(stored))
    except InvalidPartialDate:
        return stored


def _shown_number(stored: str) -> str:
    try:
        return quantity_text(Decimal(stored), "")
    except InvalidOperation:
        return stored


def _field_label(amendment: Amendment) -> str:
    model = Milestone if amendment.milestone_id else ActionPlan if amendment.plan_id else Commitment
    return field_label(amendment.field, model)


def field_label(name: str, model: type[models.Model]) -> str:
    """What was amended, in people's words; not all of it is a field of the record itself."""
    beside = {
        "requirements": _("Syarat data dukung"),
        "checkpoints": _("Target periode"),
        "institutions": _("Penanggung jawab dan mitra"),
    }
    if name in beside:
        return beside[name]
    try:
        label = getattr(model._meta.get_field(name), "verbose_name", name)
    except FieldDoesNotExist:
        return name
    return capfirst(str(label))
