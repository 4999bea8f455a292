"""How pages come into the tree: what is there already stays as its editors left it."""

from typing import Any, TypeVar

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page

PageType = TypeVar("PageType", bound=Page)


def child(parent: Page, model: type[PageType], fields: dict[str, Any]) -> PageType:
    """The page at that slug, made and published if it is missing."""
    slug = fields.get("slug") or slugify(fields["title"])
    existing = model.objects.child_of(parent).filter(slug=slug).first()
    if existing:
        return existing
    page = model(**{**fields, "slug": slug})
    with transaction.atomic():
        parent.add_child(instance=page)
        page.save_revision().publish()
    return page
