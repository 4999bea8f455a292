"""Finding the records of one list by words."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet


def holding_every_word(records: QuerySet[Any], fields: Sequence[str], words: str) -> QuerySet[Any]:
    """Each word stands in one of the fields; a match in a related table lists the record once."""
    for word in words.split():
        found = Q()
        for field in fields:
            found |= Q(**{f"{field}__icontains": word})
        records = records.filter(pk__in=records.model._default_manager.filter(found).values("pk"))
    return records
