"""Thresholds that staff may change without a deploy."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

_PERCENT = [MinValueValidator(1), MaxValueValidator(100)]


@register_setting(icon="sliders")
class TrackingSettings(BaseGenericSetting):
    """From which percent of the expected progress on a pace is blue, green or yellow; below is red."""

    pace_blue = models.PositiveSmallIntegerField(
        _("biru mulai (persen dari harapan)"), default=100, validators=_PERCENT
    )
    pace_green = models.PositiveSmallIntegerField(_("hijau mulai"), default=75, validators=_PERCENT)
    pace_yellow = models.PositiveSmallIntegerField(_("kuning mulai"), default=50, validators=_PERCENT)

    class Meta:
        verbose_name = _("ambang laju")
        constraints = [
            models.CheckConstraint(
                condition=Q(pace_yellow__lt=F("pace_green"), pace_green__lt=F("pace_blue")),
                name="pace_thresholds_in_order",
                violation_error_message=_(
                    "Ambang harus berurutan: kuning di bawah hijau, hijau di bawah biru."
                ),
            )
        ]
