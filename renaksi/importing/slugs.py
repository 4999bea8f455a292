"""Permanent addresses that no other record of the same list has."""

from itertools import count

from django.utils.text import slugify


def claim_slug(text: str, taken: set[str], longest: int) -> str:
    """The address for a text; it is taken from now on. "3.3.3.6" gives `3-3-3-6`."""
    wanted = slugify(text.replace(".", "-").replace("/", "-"))[:longest].strip("-") or "tanpa-judul"
    for place in count(start=1):
        ending = "" if place == 1 else f"-{place}"
        slug = wanted[: longest - len(ending)].rstrip("-") + ending
        if slug not in taken:
            break
    taken.add(slug)
    return slug
