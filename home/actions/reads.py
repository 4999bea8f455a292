"""Reads of the news are counted by day; nothing is kept of who read."""

from datetime import date

from django.db.models import F

from home.models import NewsPage, PageReads


def count_read(*, page: NewsPage, day: date) -> None:
    row, _is_new = PageReads.objects.get_or_create(page=page, day=day)
    PageReads.objects.filter(pk=row.pk).update(count=F("count") + 1)
