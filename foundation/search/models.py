"""The index of the search: one row for each thing that can be found."""

from django.db import models

KIND_LETTERS = 20


class SearchEntry(models.Model):
    """What a record is found by. Whether it may be found is asked of its source in every search, never of this row.

    The database keeps the words beside it: SQLite in the FTS5 table `foundation_search_words`, PostgreSQL in the
    generated column `words` (migration 0005).
    """

    kind = models.CharField(max_length=KIND_LETTERS)
    object_id = models.BigIntegerField()
    title = models.TextField()
    title_en = models.TextField(blank=True)
    title_key = models.TextField(blank=True)
    codes = models.CharField(max_length=200, blank=True)
    context = models.CharField(max_length=500, blank=True)
    context_en = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    path = models.CharField(max_length=500, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
