"""What happens elsewhere and concerns a document."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from practices.models import PracticePage
from reports.sheets.building import request_sheets


@receiver(page_published, sender=PracticePage)
def _ask_for_sheets(instance: PracticePage, **_facts: Any) -> None:
    request_sheets(page=instance)
