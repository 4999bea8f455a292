"""The feeds that a list or a page points to."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class FeedPlace:
    """`name` is what it is of: a theme or a region; empty for all news."""

    name: str
    rss: str
    atom: str


def feed_place(kind: str, key: str, name: str) -> FeedPlace:
    """`kind`: "theme" (its slug is the key), "region" (its code), or "" for all."""
    prefix = f"news_{kind}" if kind else "news"
    where = {kind: key} if kind else {}
    return FeedPlace(
        name, rss=reverse(f"{prefix}_rss", kwargs=where), atom=reverse(f"{prefix}_atom", kwargs=where)
    )
