from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import QuerySet

Item = TypeVar("Item")


@dataclass(frozen=True)
class Page(Generic[Item]):
    """One page of a long list; `foundation/pagination.html` draws its links, which keep the query string.

    `first` and `last` are the numbers of the items shown, counted from 1 (both 0 for an empty list).
    `numbers` are the pages to link to, None where some are left out. `previous` and `next` are page
    numbers or None.
    """

    items: Sequence[Item]
    number: int
    page_count: int
    total: int
    first: int
    last: int
    previous: int | None
    next: int | None
    numbers: tuple[int | None, ...]


def paginate(
    queryset: QuerySet[Any] | Sequence[Any],
    page: str | int | None,
    per_page: int,
    *,
    total: int | None = None,
) -> Page[Any]:
    """`page` comes from the address as it is: what is no number is the first page, too far the last.

    Two queries: one counts, one reads the page. A `total` that is known already is not counted again.
    """
    paginator = Paginator(queryset, per_page)
    if total is not None:
        paginator.count = total
    found = paginator.get_page(page)
    numbers = paginator.get_elided_page_range(found.number, on_each_side=1, on_ends=1)
    return Page(
        items=list(found.object_list),
        number=found.number,
        page_count=paginator.num_pages,
        total=paginator.count,
        first=found.start_index(),
        last=found.end_index(),
        previous=found.previous_page_number() if found.has_previous() else None,
        next=found.next_page_number() if found.has_next() else None,
        numbers=tuple(number if isinstance(number, int) else None for number in numbers),
    )
