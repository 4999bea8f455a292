from django.db import models
from django.utils.translation import gettext_lazy as _


class LeaseModel(models.Model):
    """A record that background work is done on; see `foundation.jobs.leases`."""

    lease_until = models.DateTimeField(_("dikerjakan sampai"), null=True, blank=True, editable=False)
    attempts = models.PositiveIntegerField(_("jumlah percobaan"), default=0, editable=False)
    last_error = models.TextField(_("kesalahan terakhir"), blank=True, default="", editable=False)

    class Meta:
        abstract = True
