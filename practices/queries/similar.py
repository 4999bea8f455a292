"""Practices that may be the one that somebody is about to propose."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from foundation.languages import Told, told
from practices.domain.similarity import is_alike, likeness, telling_words
from practices.models import PracticePage

SHOWN = 3
_WORDS = 6
_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class Similar:
    title: Told
    url: str
    place: str


def similar_practices(title: str) -> tuple[Similar, ...]:
    """Published ones alone: what others are still writing is theirs. The database finds words, the rule weighs them."""
    words = telling_words(title)
    if not words:
        return ()
    longest = sorted(words, key=lambda word: (-len(word), word))[:_WORDS]
    holding = reduce(or_, (Q(title__icontains=word) for word in longest))
    pages = PracticePage.objects.live().filter(holding).select_related("region").order_by("-pk")
    weighed = [(telling_words(page.title), page) for page in pages[:_CANDIDATES]]
    alike = [(likeness(words, theirs), page) for theirs, page in weighed if is_alike(words, theirs)]
    alike.sort(key=lambda found: -found[0])
    return tuple(
        Similar(
            told(page, "title"), page.get_url() or "", page.region.name if page.region else page.place_name
        )
        for _weight, page in alike[:SHOWN]
    )
