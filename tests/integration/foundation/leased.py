"""Two models that exist in tests only: a record with a lease, and another one that it hangs on."""

from django.db import models
from django.test.utils import isolate_apps

from foundation.jobs.models import LeaseModel

# Isolated: the installed apps, and the check for missing migrations, do not know them.
with isolate_apps("foundation"):

    class Box(models.Model):
        is_open = models.BooleanField(default=True)

        class Meta:
            app_label = "foundation"

        def __str__(self) -> str:
            return f"box {self.pk}"

    class Parcel(LeaseModel):
        box = models.ForeignKey(Box, on_delete=models.PROTECT)
        state = models.CharField(max_length=20, default="waiting")

        class Meta:
            app_label = "foundation"

        def __str__(self) -> str:
            return f"parcel {self.pk}"
