"""From what a proposer typed to the page of the practice, and never past what editors added to it."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import slugify

from institutions.models import Region
from practices.models import KitItem, PracticePage, PracticeResult, Theme
from practices.models.pages import RESERVED

TEXTS = (
    "title", "summary", "problem", "action", "participants", "cost", "lessons", "since", "place_name",
    "owner_name", "owner_kind", "contact_office", "contact_email", "life", "stopped_lesson",
)  # fmt: skip


def fill(page: PracticePage, answers: Mapping[str, Any]) -> PracticePage:
    """English twins, files and everything that the form does not ask stay as the editors left them."""
    for name in TEXTS:
        if name in answers:
            setattr(page, name, answers[name])
    if not page.slug and slugify(page.title) in RESERVED:
        page.slug = f"praktik-{slugify(page.title)}"
    page.theme = Theme.objects.get(slug=answers["theme"])
    page.region = Region.objects.filter(code=answers.get("region") or None).first()
    _fill_results(page, answers.get("results", ()))
    _fill_kit(page, answers.get("kit", ()))
    return page


def answers_of(page: PracticePage) -> dict[str, Any]:
    """The way back: what the form asks, as editors left it on the page. Files of the kit stay with the page."""
    return {
        **{name: getattr(page, name) for name in TEXTS},
        "theme": page.theme.slug,
        "region": page.region.code if page.region else "",
        "results": [
            {name: getattr(one, name) for name in ("text", "source_name", "source_url")}
            for one in page.results.all()
        ],
        "kit": [
            {name: getattr(one, name) for name in ("title", "kind", "url")}
            for one in page.kit.all()
            if not one.document_id
        ],
    }


def _fill_results(page: PracticePage, rows: Any) -> None:
    """What editors said of a figure stays with it as long as its sentence does."""
    known = {one.text: one for one in page.results.all()}
    page.results = [
        PracticeResult(sort_order=order, **_editors_word(known.get(row["text"])), **row)
        for order, row in enumerate(rows)
    ]


def _editors_word(known: PracticeResult | None) -> dict[str, Any]:
    return {"text_en": known.text_en, "is_self_reported": known.is_self_reported} if known else {}


def _fill_kit(page: PracticePage, rows: Any) -> None:
    kept = [one for one in page.kit.all() if one.document_id]
    english = {one.title: one.title_en for one in page.kit.all()}
    linked = [
        KitItem(sort_order=len(kept) + order, title_en=english.get(row["title"], ""), **row)
        for order, row in enumerate(rows)
    ]
    page.kit = [*kept, *linked]
